"""What may still change while a season runs: when, for whom, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.judging.actions import begin_judging, save_scorecard
from cadair.mail.actions import remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage
from cadair.nominations.actions import declare_eligible
from cadair.nominations.models import Draft
from cadair.outcomes.actions import order_release
from cadair.publishing.models import ReleasedSeason
from cadair.publishing.tasks import announce_due
from cadair.seasons.actions import (
    NewDate,
    Told,
    cancel_ceremony,
    correct_text,
    extend_deadline,
    freeze_rules,
    make_plan,
    move_ceremony,
    tick_plan_step,
)
from cadair.seasons.models import SeasonChange, SeasonMoment
from cadair.seasons.queries import closing_time, current_rules
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.states import SeasonState
from tests.cast import (
    CEREMONY_DATE,
    CHECKING_AT,
    CLOSES_AT,
    MEETING_AT,
    NOMINATING_AT,
    QUIET,
    Cast,
    a_season,
    words,
)
from tests.progress import declare, read

pytestmark = pytest.mark.django_db

TOLD = Told(reason="Three forces asked.", note=words("More time"))
LATER = CLOSES_AT + timedelta(days=7)


def extend(cast: Cast, closes_at: datetime = LATER, told: Told = TOLD) -> SeasonChange:
    """More time, by the organiser."""
    return extend_deadline(season=cast.season, closes_at=closes_at, told=told, by=cast.organiser)


def move(cast: Cast, to: NewDate) -> SeasonChange:
    """Another date for the ceremony, by the organiser."""
    return move_ceremony(season=cast.season, to=to, told=TOLD, by=cast.organiser)


def correct(cast: Cast, passage: str) -> SeasonChange:
    """Another wording, by the organiser."""
    return correct_text(
        season=cast.season,
        passage=passage,
        text=BilingualText("Gair gwell", "A better word"),
        told=TOLD,
        by=cast.organiser,
    )


def addresses() -> set[str]:
    """Everybody with something in the outbox about a change."""
    changed = OutboxMessage.objects.filter(letter="seasons/email/season_changed")
    return set(changed.values_list("to_address", flat=True))


@pytest.fixture
def cast() -> Cast:
    """An open season."""
    return a_season(SeasonState.OPEN)


def test_more_time_is_for_everybody_and_freezes_the_rules_again(cast: Cast) -> None:
    first = current_rules(cast.season)
    with clock.at(NOMINATING_AT):
        change = extend(cast)
    assert closing_time(cast.season) == LATER
    rules = current_rules(cast.season)
    assert first is not None
    assert rules is not None
    assert (first.version, rules.version) == (1, 2)
    assert change.rules_version == rules
    assert rules.reason == TOLD.reason
    assert "2 October 2026" in change.facts["was"]["en"]
    assert "9 Hydref 2026" in change.facts["becomes"]["cy"]
    require_frozen_rules(cast.season)


def test_a_second_after_closing_it_is_too_late_even_before_the_worker_has_looked(
    cast: Cast,
) -> None:
    with clock.at(CLOSES_AT):
        extend(cast)
    cast.season.moments.filter(key="nominations_close").update(at=CLOSES_AT)
    with clock.at(CLOSES_AT + timedelta(seconds=1)), pytest.raises(NotNow):
        extend(cast)


@pytest.mark.parametrize(
    "closes_at",
    [
        CLOSES_AT,
        CLOSES_AT - timedelta(seconds=1),
        datetime(2026, 11, 26, 12, 0, tzinfo=UTC),
        datetime(2027, 5, 1, tzinfo=UTC),
    ],
    ids=["the same", "earlier", "on the day of the ceremony", "after the ceremony"],
)
def test_the_new_time_is_later_and_before_the_ceremony(cast: Cast, closes_at: datetime) -> None:
    with clock.at(NOMINATING_AT), pytest.raises(Refusal):
        extend(cast, closes_at)
    assert closing_time(cast.season) == CLOSES_AT
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize(
    "told",
    [
        Told("", words("A note")),
        Told("Why", BilingualText(cy="Nodyn")),
        Told("Why", BilingualText(en="A note")),
        Told("Why", BilingualText(cy="\u202e \x00", en="A note")),
        Told("x" * 50_001, words("A note")),
    ],
    ids=["no reason", "no English", "no Welsh", "nothing that can be seen", "too long"],
)
def test_without_reason_and_note_in_both_languages_nothing_changes(cast: Cast, told: Told) -> None:
    with clock.at(NOMINATING_AT), pytest.raises(Refusal):
        extend(cast, told=told)
    cast.season.refresh_from_db()
    assert closing_time(cast.season) == CLOSES_AT
    assert not SeasonChange.objects.exists()


@pytest.mark.parametrize("who", ["ann", "cerys", "eirian", "sian"])
def test_only_organisers_change_a_running_season(cast: Cast, who: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: extend_deadline(season=cast.season, closes_at=LATER, told=TOLD, by=cast.actor(who)),
        lambda: cancel_ceremony(season=cast.season, told=TOLD, by=cast.actor(who)),
        lambda: make_plan(season=cast.season, owner=None, by=cast.actor(who)),
    ]
    with clock.at(NOMINATING_AT):
        for act in acts:
            with pytest.raises(NotAllowed):
                act()


def test_whom_it_concerns_is_written_to_once_and_in_their_language(cast: Cast) -> None:
    Draft.objects.create(
        season=cast.season,
        account=cast.accounts["eirian"],
        language="cy",
        started_at=NOMINATING_AT,
        saved_at=NOMINATING_AT,
    )
    with clock.at(NOMINATING_AT):
        remember_language(
            address="ann@example.org", language=MailLanguage.WELSH, by=cast.actor("ann")
        )
        extend(cast)
    everybody = {f"{name}@example.org" for name in cast.accounts}
    assert addresses() == everybody
    assert OutboxMessage.objects.count() == len(everybody)
    ann = OutboxMessage.objects.get(to_address="ann@example.org")
    assert "Mae mwy o amser i enwebu" in ann.subject_cy
    assert (ann.subject_en, ann.body_en) == ("", "")
    assert "9 Hydref 2026" in ann.body_cy
    eirian = OutboxMessage.objects.get(to_address="eirian@example.org")
    assert "9 October 2026" in eirian.body_en


def test_what_an_old_file_says_in_place_of_an_address_stops_nobody(cast: Cast) -> None:
    cast.season.nominations.update(nominator_email="by post")
    with clock.at(NOMINATING_AT):
        extend(cast)
    assert addresses() == {f"{name}@example.org" for name in cast.accounts if name != "eirian"}


def test_a_corrected_text_is_told_to_people_with_a_part_and_not_to_nominators(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        correct(cast, "text:introduction")
    assert addresses() == {f"{name}@example.org" for name in cast.accounts if name != "eirian"}


def test_the_plan_follows_the_ceremony_except_where_somebody_moved_or_ticked(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        make_plan(season=cast.season, owner=None, by=cast.organiser)
        done = cast.season.plan.get(key="texts")
        tick_plan_step(step=done, is_done=True, by=cast.organiser)
        own = cast.season.plan.get(key="confirm")
        own.due_date = date(2026, 11, 1)
        own.save()
        before = dict(cast.season.plan.values_list("key", "due_date"))
        move(cast, NewDate(on=CEREMONY_DATE + timedelta(days=14)))
    after = dict(cast.season.plan.values_list("key", "due_date"))
    moved = {key for key in after if after[key] != before[key]}
    assert after["thanks"] - before["thanks"] == timedelta(days=14)
    assert moved.isdisjoint({"texts", "confirm", "open", "close", "last-week"})
    assert {"ceremony", "publish", "thanks", "lessons", "panel"} <= moved


def test_results_announced_for_the_morning_after_stay_the_morning_after(cast: Cast) -> None:
    results = SeasonMoment.objects.create(
        season=cast.season, key="results", at=datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    )
    freeze_rules(cast.season)
    with clock.at(NOMINATING_AT):
        move(cast, NewDate(on=date(2027, 4, 15)))
    results.refresh_from_db()
    # 9 o'clock in Wales, in summer as in winter.
    assert results.at == datetime(2027, 4, 16, 8, 0, tzinfo=UTC)


def test_a_ceremony_without_a_date_is_said_in_words(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        move(cast, NewDate(words=BilingualText("yn y gwanwyn", "in spring")))
    ceremony = cast.season.moments.get(key="ceremony")
    assert (ceremony.at, ceremony.on_date, ceremony.text.en) == (None, None, "in spring")
    with clock.at(NOMINATING_AT), pytest.raises(Refusal):
        move(cast, NewDate(words=BilingualText(cy="rhywbryd")))


@pytest.mark.parametrize("day", [date(2026, 9, 1), date(2026, 10, 2), date(2020, 1, 1)])
def test_a_ceremony_is_neither_past_nor_before_what_comes_first(cast: Cast, day: date) -> None:
    with clock.at(NOMINATING_AT), pytest.raises(Refusal):
        move(cast, NewDate(on=day))
    assert cast.season.moments.get(key="ceremony").on_date == CEREMONY_DATE


def test_while_results_are_ordered_for_a_minute_the_ceremony_stays() -> None:
    cast = a_season(SeasonState.SEALED)
    with clock.at(MEETING_AT):
        order_release(season=cast.season, by=cast.organiser)
        with pytest.raises(NotComplete):
            move(cast, NewDate(on=CEREMONY_DATE + timedelta(days=14)))


def test_a_ceremony_is_cancelled_once_and_can_be_held_after_all(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)
        with pytest.raises(NotNow):
            cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)
        cast.season.refresh_from_db()
        assert cast.season.is_ceremony_cancelled
        move(cast, NewDate(on=CEREMONY_DATE + timedelta(days=20)))
    cast.season.refresh_from_db()
    assert not cast.season.is_ceremony_cancelled


@pytest.mark.parametrize("passage", ["text:decision", "definition:asb", "criterion:impact"])
def test_a_rule_is_worded_otherwise_until_somebody_has_marked(passage: str) -> None:
    """PRO-01: never after the first mark, locked or not, by which somebody was judged."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        correct(cast, passage)
        require_frozen_rules(cast.season)
        declare(cast)
        asb = cast.category("asb")
        given: dict[str, Any] = {
            "judge": cast.judges["ann"],
            "entry": cast.entries[QUIET],
            "category": asb,
        }
        save_scorecard(**given, marks={}, by=cast.actor("ann"))
        correct(cast, "text:ties")
        save_scorecard(**given, marks={"impact": 7}, by=cast.actor("ann"))
        with pytest.raises(NotComplete):
            correct(cast, "text:feedback")
        correct(cast, "text:introduction")


def test_a_text_that_nobody_knows_or_that_stays_the_same_is_no_correction(cast: Cast) -> None:
    same = cast.season.texts.get(key="ties").text
    with clock.at(NOMINATING_AT):
        for passage, text in (("text:ties", same), ("text:secret", words("x")), ("", words("x"))):
            with pytest.raises(Refusal):
                correct_text(
                    season=cast.season, passage=passage, text=text, told=TOLD, by=cast.organiser
                )


def test_a_change_never_covers_up_what_somebody_did_behind_the_rules(cast: Cast) -> None:
    cast.season.criteria.filter(key="impact").update(weight=7)
    with clock.at(NOMINATING_AT), pytest.raises(NotNow):
        extend(cast)
    rules = current_rules(cast.season)
    assert rules is not None
    assert rules.version == 1


def test_judging_goes_on_under_the_changed_rules() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        correct(cast, "definition:asb")
        for entry in cast.entries.values():
            declare_eligible(entry=entry, by=cast.organiser)
        read(cast)
        begin_judging(season=cast.season, by=cast.organiser)


def test_before_opening_nothing_is_changed_this_way() -> None:
    cast = a_season()
    with clock.at(NOMINATING_AT), pytest.raises(NotNow):
        cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)


def test_after_publication_nothing_is_changed_this_way() -> None:
    cast = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT), pytest.raises(NotNow):
        cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)


def test_the_worker_brings_the_public_page_up_to_date_and_then_leaves_it(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        assert announce_due() == 1
        assert announce_due() == 0
        cancel_ceremony(season=cast.season, told=TOLD, by=cast.organiser)
        assert announce_due() == 1
        assert announce_due() == 0
    current = ReleasedSeason.objects.get(is_current=True)
    assert current.version == 2
    assert '"is_ceremony_cancelled":true' in current.document
    assert TOLD.reason not in current.document
