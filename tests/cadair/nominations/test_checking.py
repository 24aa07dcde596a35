"""Checking: nominators hear why, in their language, once; what was found can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.actions import remember_language
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage
from cadair.nominations.actions import (
    declare_eligible,
    declare_ineligible,
    move_entry,
    withdraw_nomination,
)
from cadair.nominations.states import Eligibility, IneligibleReason, NominationState
from cadair.seasons.actions import Told, extend_deadline
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, CLOSES_AT, LANTERN, Cast, a_season, words
from tests.progress import nominate

pytestmark = pytest.mark.django_db
MORE_TIME = Told("Why", words("More time"))


def _letters(kind: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(letter=f"nominations/email/{kind}"))


def _refused(cast: Cast, **more: object) -> None:
    with clock.at(CHECKING_AT):
        declare_ineligible(
            entry=cast.entries[LANTERN],
            reason=IneligibleReason.OUT_OF_PERIOD,
            by=cast.organiser,
            **more,  # type: ignore[arg-type]
        )


def test_a_nominator_is_told_why_and_until_when_to_ask_for_a_review() -> None:
    cast = a_season(SeasonState.CHECKING)
    _refused(cast, note=words("It was done in 2019"))
    (letter,) = _letters("not_eligible")
    assert letter.to_address == "eirian@example.org"
    assert "The work was not done in the period of these awards." in letter.body_en
    assert "It was done in 2019 (English)" in letter.body_en
    assert "It was done in 2019 (Cymraeg)" in letter.body_cy
    assert "It was done in 2019 (English)" not in letter.body_cy
    assert "16 October 2026" in letter.body_en
    assert "16 Hydref 2026" in letter.body_cy


def test_who_wants_welsh_only_gets_welsh_only_and_needs_no_english_sentence() -> None:
    cast = a_season(SeasonState.CHECKING)
    remember_language(
        address="eirian@example.org", language=MailLanguage.WELSH, by=cast.actor("eirian")
    )
    _refused(cast, note=BilingualText(cy="Gwnaed y gwaith yn 2019."))
    (letter,) = _letters("not_eligible")
    assert letter.body_en == ""
    assert "Gwnaed y gwaith yn 2019." in letter.body_cy


def test_a_sentence_that_a_nominator_could_not_read_is_refused_and_nothing_changes() -> None:
    cast = a_season(SeasonState.CHECKING)
    with pytest.raises(Refusal, match="Write the sentence"):
        _refused(cast, note=BilingualText(en="Only in English"))
    assert _letters("not_eligible") == []
    entry = cast.season.entries.get(pk=cast.entries[LANTERN].pk)
    assert entry.eligibility == Eligibility.UNCHECKED


def test_nobody_writes_to_whoever_sent_spam() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        declare_ineligible(
            entry=cast.entries[LANTERN], reason=IneligibleReason.SPAM, by=cast.organiser
        )
    assert _letters("not_eligible") == []


def test_a_review_cannot_end_before_it_begins() -> None:
    cast = a_season(SeasonState.CHECKING)
    with pytest.raises(Refusal):
        _refused(cast, review_by=(CHECKING_AT - timedelta(days=1)).date())


def test_found_eligible_after_all_the_nominator_hears_of_it_and_the_note_is_gone() -> None:
    cast = a_season(SeasonState.CHECKING)
    _refused(cast, note=words("It was done in 2019"))
    with clock.at(CHECKING_AT + timedelta(days=1)):
        entry = declare_eligible(entry=cast.entries[LANTERN], by=cast.organiser)
    assert (entry.ineligible_note.cy, entry.review_by) == ("", None)
    assert len(_letters("eligible_again")) == 1


def test_who_was_never_told_no_is_not_told_yes() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        declare_eligible(entry=cast.entries[LANTERN], by=cast.organiser)
    assert _letters("eligible_again") == []


def test_a_moved_entry_stands_in_its_new_categories_and_the_nominator_knows_why() -> None:
    cast = a_season(SeasonState.CHECKING)
    entry = cast.entries[LANTERN]
    with clock.at(CHECKING_AT):
        move_entry(
            entry=entry,
            categories=[cast.category("youth")],
            reason=words("It is about young people"),
            by=cast.organiser,
        )
    assert [each.key for each in entry.categories.all()] == ["youth"]
    (letter,) = _letters("category_moved")
    assert "- Anti-social behaviour" in letter.body_en
    assert "- Youth" in letter.body_en
    assert "- Ieuenctid" in letter.body_cy


@pytest.mark.parametrize("keys", [(), ("overall",), ("asb",)])
def test_an_entry_moves_only_to_other_categories_that_can_be_entered(keys: tuple[str]) -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT), pytest.raises(Refusal):
        move_entry(
            entry=cast.entries[LANTERN],
            categories=[cast.category(key) for key in keys],
            reason=words("Why"),
            by=cast.organiser,
        )
    assert [each.key for each in cast.entries[LANTERN].categories.all()] == ["asb"]


def test_a_move_without_a_reason_is_refused() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT), pytest.raises(Refusal):
        move_entry(
            entry=cast.entries[LANTERN],
            categories=[cast.category("youth")],
            reason=BilingualText(),
            by=cast.organiser,
        )


def test_nothing_moves_once_judging_has_begun() -> None:
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT), pytest.raises(NotNow):
        move_entry(
            entry=cast.entries[LANTERN],
            categories=[cast.category("youth")],
            reason=words("Why"),
            by=cast.organiser,
        )


def test_a_nominator_cannot_move_or_refuse_anything() -> None:
    cast = a_season(SeasonState.CHECKING)
    entry, eirian = cast.entries[LANTERN], cast.actor("eirian")
    with clock.at(CHECKING_AT):
        with pytest.raises(NotAllowed):
            move_entry(
                entry=entry, categories=[cast.category("youth")], reason=words("Why"), by=eirian
            )
        with pytest.raises(NotAllowed):
            declare_ineligible(entry=entry, reason=IneligibleReason.SPAM, by=eirian)


def test_an_organiser_withdraws_after_closing_and_the_nominator_is_told() -> None:
    cast = a_season(SeasonState.CHECKING)
    sent = cast.entries[LANTERN].nominations.get()
    with clock.at(CHECKING_AT):
        with pytest.raises(NotNow):
            withdraw_nomination(nomination=sent, by=cast.actor("eirian"))
        withdraw_nomination(nomination=sent, by=cast.organiser)
    sent.refresh_from_db()
    assert sent.state == NominationState.WITHDRAWN
    assert sent.entry.eligibility == Eligibility.WITHDRAWN
    assert len(_letters("withdrawn_for_you")) == 1


def test_who_withdraws_their_own_nomination_needs_no_letter() -> None:
    cast = a_season(SeasonState.OPEN)
    sent = cast.entries[LANTERN].nominations.get()
    with clock.at(CLOSES_AT - timedelta(days=1)):
        withdraw_nomination(nomination=sent, by=cast.actor("eirian"))
    assert _letters("withdrawn_for_you") == []


def test_after_an_extension_the_new_closing_second_counts() -> None:
    """25 October 2026: the clocks go back at two; the closing hour is that of Wales in winter."""
    cast = a_season(SeasonState.OPEN)
    closes = clock.from_london(datetime.fromisoformat("2026-10-25T17:00"))
    with clock.at(CLOSES_AT - timedelta(days=1)):
        extend_deadline(
            season=cast.season,
            closes_at=closes,
            told=Told("Why", words("More time")),
            by=cast.organiser,
        )
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        nominate(cast, "After the first hour")
    with clock.at(closes):
        assert clock.to_london(clock.now()).hour == 17
        nominate(cast, "In the last second")
    with clock.at(closes + timedelta(seconds=1)), pytest.raises(NotNow):
        nominate(cast, "A second late")


def test_the_hour_that_comes_twice_is_taken_at_its_first_reading() -> None:
    cast = a_season(SeasonState.OPEN)
    closes = clock.from_london(datetime.fromisoformat("2026-10-25T01:30"))
    with clock.at(CLOSES_AT - timedelta(days=1)):
        extend_deadline(
            season=cast.season,
            closes_at=closes,
            told=Told("Why", words("More time")),
            by=cast.organiser,
        )
    with clock.at(closes):
        nominate(cast, "At half past one, summer time")
    with clock.at(closes + timedelta(hours=1)), pytest.raises(NotNow):
        nominate(cast, "At half past one, winter time")
