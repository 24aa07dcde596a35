"""Everybody hears on the same day, what follows from the awards, and nobody twice."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotComplete
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Nomination
from cadair.outcomes.actions import (
    answer_review,
    hold_outcome_letters,
    log_review,
    open_outcome_sample,
    prepare_outcome_letters,
    send_outcome_letters,
    write_feedback,
)
from cadair.outcomes.feedback import HELD_FOR, band, fates_of, owed
from cadair.outcomes.models import OutcomeLetters
from cadair.outcomes.states import LettersState, ReviewFinding
from cadair.seasons.models import Season
from cadair.seasons.states import Preset, SeasonState
from tests.cadair.valley import refused
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, Cast, a_season, words
from tests.structure.scenes.telling_outcomes import (
    asked,
    looked_at,
    prepared,
    sent_off,
    write_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    """The results are published; Night Kickabout has no award."""
    found = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT):
        yield found


def outbox() -> list[OutboxMessage]:
    """The letters on how nominations fared."""
    return list(OutboxMessage.objects.filter(once__startswith="outcome:").order_by("once"))


def test_whoever_hears_what_follows_from_the_awards_and_adds_up(cast: Cast) -> None:
    fates = fates_of(cast.season)
    heard = {fate.entry.title: len(fate.awards) for fate in fates.told}
    assert heard == {LANTERN: 2, "Quiet Streets": 1, KICKABOUT: 0}
    assert (fates.awarded, fates.whole) == (2, cast.season.nominations.count())


def test_the_queue_covers_every_entry_without_an_award(cast: Cast) -> None:
    lines = owed(cast.season)
    assert [line.entry.title for line in lines] == [KICKABOUT]
    assert lines[0].languages == ("cy", "en")
    assert not lines[0].is_ready
    write_all(cast)
    assert owed(cast.season)[0].is_ready


def test_half_a_feedback_is_none(cast: Cast) -> None:
    """Eirian is written to in both languages."""
    write_feedback(
        entry=cast.entries[KICKABOUT],
        strengths=words("They listened."),
        next_steps=BilingualText(en="Show the numbers."),
        by=cast.organiser,
    )
    with pytest.raises(NotComplete) as missing:
        prepare_outcome_letters(season=cast.season, by=cast.organiser)
    assert cast.entries[KICKABOUT].reference in str(missing.value)


def test_every_letter_is_about_its_own_nomination_and_says_nothing_of_others(cast: Cast) -> None:
    sent_off(cast)
    by_nomination = {message.once.rsplit(":", 1)[1]: message for message in outbox()}
    assert len(by_nomination) == 3
    for nomination in cast.season.nominations.select_related("entry"):
        body = by_nomination[nomination.public_id].body_en
        titles = {title for title in cast.entries if title in body}
        assert titles == {nomination.entry.title}
        assert ("They listened." in body) == (nomination.entry.title == KICKABOUT)
        assert ("was given an award" in body) == (nomination.entry.title != KICKABOUT)
    feedback = by_nomination[cast.entries[KICKABOUT].nominations.get().public_id]
    assert "80 or more" in feedback.body_en
    assert "80 neu fwy" in feedback.body_cy
    assert "They listened. (Cymraeg)" in feedback.body_cy


@pytest.mark.parametrize("state", [SeasonState.DECIDING, SeasonState.SEALED])
def test_nobody_hears_anything_before_the_results_are_public(state: SeasonState) -> None:
    cast = a_season(state)
    with clock.at(MEETING_AT):
        with refused("not-published"):
            prepare_outcome_letters(season=cast.season, by=cast.organiser)
        with refused("not-published"):
            write_feedback(
                entry=cast.entries[KICKABOUT],
                strengths=words("x"),
                next_steps=words("y"),
                by=cast.organiser,
            )
    assert outbox() == []


def test_the_letters_drawn_are_looked_at_first(cast: Cast) -> None:
    letters = prepared(cast)
    assert len(letters.samples) == 3
    with pytest.raises(NotComplete):
        send_outcome_letters(letters=letters, by=cast.organiser)
    assert outbox() == []
    other = Nomination(season=cast.season, public_id="0" * 32)
    with refused("no-sample"):
        open_outcome_sample(letters=letters, nomination=other, by=cast.organiser)


def test_of_many_letters_ten_are_drawn(cast: Cast) -> None:
    from cadair.outcomes.actions.telling import _drawn

    letters = OutcomeLetters(season=cast.season)
    drawn = _drawn(letters, [f"{number:032x}" for number in range(200)])
    assert len(set(drawn)) == 10


def test_what_changes_after_the_look_stops_the_letters(cast: Cast) -> None:
    letters = looked_at(cast)
    Nomination.objects.filter(entry=cast.entries[KICKABOUT]).update(
        nominator_email="somebody-else@example.org"
    )
    with refused("letters-outdated"):
        send_outcome_letters(letters=letters, by=cast.organiser)
    assert outbox() == []


def test_in_a_strict_season_a_second_person_sends_them_off(cast: Cast) -> None:
    Season.objects.filter(pk=cast.season.pk).update(preset=Preset.STRICT)
    with refused("second-person-letters"):
        send_outcome_letters(letters=looked_at(cast), by=cast.organiser)


def test_letters_wait_half_an_hour_and_can_be_held_back_and_sent_again(cast: Cast) -> None:
    letters = sent_off(cast)
    assert letters.state == LettersState.SENT
    assert {message.next_attempt_at for message in outbox()} == {MEETING_AT + HELD_FOR}
    first = outbox()[0]
    OutboxMessage.objects.filter(pk=first.pk).update(state="sent", sent_at=MEETING_AT)
    held = hold_outcome_letters(letters=letters, by=cast.organiser)
    assert held.state == LettersState.HELD
    assert [message.pk for message in outbox()] == [first.pk]
    sent_off(cast)
    assert len(outbox()) == 3
    assert OutboxMessage.objects.get(once=first.once).pk == first.pk


def test_prepared_again_the_first_are_withdrawn(cast: Cast) -> None:
    first, second = prepared(cast), prepared(cast)
    first.refresh_from_db()
    assert (first.state, second.state) == (LettersState.WITHDRAWN, LettersState.PREPARED)
    with refused("letters-state"):
        send_outcome_letters(letters=first, by=cast.organiser)


def test_once_sent_off_no_text_changes_under_the_letters(cast: Cast) -> None:
    sent_off(cast)
    with refused("letters-sent"):
        write_all(cast)


def test_an_entry_with_an_award_needs_no_feedback(cast: Cast) -> None:
    with refused("feedback-not-for-this"):
        write_feedback(
            entry=cast.entries[LANTERN],
            strengths=words("x"),
            next_steps=words("y"),
            by=cast.organiser,
        )


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (Fraction(100), "80 or more"),
        (Fraction(80), "80 or more"),
        (Fraction(7999, 100), "60 to 79"),
        (Fraction(40), "40 to 59"),
        (Fraction(0), "below 40"),
    ],
)
def test_a_score_lies_in_one_band(points: Fraction, said: str) -> None:
    assert str(band(points)) == said


def test_a_review_is_logged_and_answered(cast: Cast) -> None:
    review = answer_review(
        review=asked(cast),
        finding=ReviewFinding.KEPT,
        answer="Three judges read it.",
        by=cast.organiser,
    )
    assert (review.finding, review.answered_at) == (ReviewFinding.KEPT, MEETING_AT)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reviewer": "ann"}, "reviewer-on-panel"),
        ({"reviewer": "  "}, "no-reviewer"),
        ({"question": " "}, "nothing-asked"),
        ({"due_on": MEETING_AT.date().replace(month=1)}, "due-before-asked"),
    ],
)
def test_a_review_that_cannot_be_is_refused(
    cast: Cast, changed: dict[str, object], code: str
) -> None:
    given: dict[str, object] = {
        "entry": cast.entries[KICKABOUT],
        "asked_on": MEETING_AT.date(),
        "question": "Was it read?",
        "reviewer": "Rhian Reviewer",
        "due_on": MEETING_AT.date(),
    }
    with refused(code):
        log_review(**{**given, **changed}, by=cast.organiser)  # type: ignore[arg-type]
