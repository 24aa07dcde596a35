"""Repeat nominations count once, wherever is counted; and come apart as they were."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.actions import begin_judging
from cadair.judging.queries import places_to_judge
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    declare_eligible,
    declare_ineligible,
    group_entries,
    move_entry,
    ungroup_entry,
    withdraw_nomination,
)
from cadair.nominations.models import Entry
from cadair.nominations.queries import (
    counted_nominations,
    entries_without_nomination,
    judgeable_entries,
    nominations_behind,
    standing_entries,
)
from cadair.nominations.season_file import NominationsPart
from cadair.nominations.states import Eligibility, IneligibleReason
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season, words
from tests.progress import read

pytestmark = pytest.mark.django_db


def _grouped(source: str = QUIET, target: str = LANTERN) -> Cast:
    cast = a_season(SeasonState.CHECKING)
    _group(cast, source, target)
    return cast


def _group(cast: Cast, source: str, target: str) -> None:
    with clock.at(CHECKING_AT):
        group_entries(entry=cast.entries[source], into=cast.entries[target], by=cast.organiser)


def _titles(entries: object) -> set[str]:
    return {entry.title for entry in entries}  # type: ignore[attr-defined]


def test_two_entries_are_counted_and_judged_as_one_and_no_nomination_is_lost() -> None:
    cast = _grouped()
    assert _titles(standing_entries(cast.season)) == {LANTERN, KICKABOUT}
    assert counted_nominations(cast.season).count() == 3
    behind = [each.reference for each in nominations_behind(cast.entries[LANTERN])]
    assert behind == ["N-0001", "N-0002"]
    with clock.at(CHECKING_AT):
        for entry in standing_entries(cast.season):
            declare_eligible(entry=entry, by=cast.organiser)
        read(cast)
        # The grouped entry was never checked, and nothing waits for it.
        begin_judging(season=cast.season, by=cast.organiser)
    assert _titles(judgeable_entries(cast.season)) == {LANTERN, KICKABOUT}
    assert places_to_judge(cast.season).count() == 2


def test_its_nominator_is_told_with_what_it_counts() -> None:
    _grouped()
    (letter,) = OutboxMessage.objects.filter(letter="nominations/email/grouped")
    assert "Together as: 2026-001" in letter.body_en
    assert "Reference: N-0002" in letter.body_en
    assert LANTERN not in letter.body_en


def test_apart_again_both_stand_as_before_and_it_is_told() -> None:
    cast = _grouped()
    with clock.at(CHECKING_AT):
        ungroup_entry(entry=cast.entries[QUIET], by=cast.organiser)
    assert _titles(standing_entries(cast.season)) == {LANTERN, QUIET, KICKABOUT}
    assert [each.reference for each in nominations_behind(cast.entries[LANTERN])] == ["N-0001"]
    assert OutboxMessage.objects.filter(letter="nominations/email/grouped").count() == 2


def test_what_was_grouped_follows_to_the_next() -> None:
    cast = _grouped(QUIET, LANTERN)
    _group(cast, LANTERN, KICKABOUT)
    quiet = Entry.objects.get(pk=cast.entries[QUIET].pk)
    assert quiet.grouped_into == cast.entries[KICKABOUT]
    assert nominations_behind(cast.entries[KICKABOUT]).count() == 3


def test_nothing_is_grouped_with_itself_or_with_what_is_grouped() -> None:
    cast = _grouped()
    for source, target in ((LANTERN, LANTERN), (KICKABOUT, QUIET), (QUIET, KICKABOUT)):
        with pytest.raises(Refusal):
            _group(cast, source, target)
    with clock.at(CHECKING_AT), pytest.raises(NotNow):
        ungroup_entry(entry=cast.entries[LANTERN], by=cast.organiser)


def test_a_grouped_entry_is_not_checked_or_moved_by_itself() -> None:
    cast = _grouped()
    entry = cast.entries[QUIET]
    with clock.at(CHECKING_AT):
        with pytest.raises(NotNow):
            declare_eligible(entry=entry, by=cast.organiser)
        with pytest.raises(NotNow):
            declare_ineligible(entry=entry, reason=IneligibleReason.SPAM, by=cast.organiser)
        with pytest.raises(NotNow):
            move_entry(
                entry=entry,
                categories=[cast.category("youth")],
                reason=words("Why"),
                by=cast.organiser,
            )


def test_an_entry_falls_only_with_the_last_nomination_behind_it() -> None:
    cast = _grouped()
    first, second = nominations_behind(cast.entries[LANTERN])
    with clock.at(CHECKING_AT):
        withdraw_nomination(nomination=first, by=cast.organiser)
        standing = Entry.objects.get(pk=cast.entries[LANTERN].pk)
        assert standing.eligibility == Eligibility.UNCHECKED
        assert not entries_without_nomination(cast.season).exists()
        withdraw_nomination(nomination=second, by=cast.organiser)
    standing.refresh_from_db()
    assert standing.eligibility == Eligibility.WITHDRAWN


def test_all_nominators_behind_an_entry_hear_that_it_is_not_eligible() -> None:
    cast = _grouped()
    with clock.at(CHECKING_AT):
        declare_ineligible(
            entry=cast.entries[LANTERN], reason=IneligibleReason.OUT_OF_AREA, by=cast.organiser
        )
    letters = OutboxMessage.objects.filter(letter="nominations/email/not_eligible")
    assert letters.count() == 2


def test_in_a_file_the_nomination_stands_behind_the_entry_that_counts() -> None:
    cast = _grouped()
    document = NominationsPart().export(cast.season)
    assert [each.reference for each in document["entries"]] == ["2026-001", "2026-003"]
    assert {each.reference: each.entry for each in document["nominations"]} == {
        "N-0001": "2026-001",
        "N-0002": "2026-001",
        "N-0003": "2026-003",
    }


def test_nothing_is_grouped_once_judging_has_begun_or_by_a_nominator() -> None:
    cast = a_season(SeasonState.JUDGING)
    with pytest.raises(NotNow):
        _group(cast, QUIET, LANTERN)
    with clock.at(CHECKING_AT), pytest.raises(NotAllowed):
        group_entries(
            entry=cast.entries[QUIET], into=cast.entries[LANTERN], by=cast.actor("eirian")
        )


def test_what_only_stood_on_what_was_grouped_into_it_does_not_stay_behind_alone() -> None:
    """Nothing would be behind it, and the panel would be handed an empty sheet."""
    cast = _grouped()
    lantern, quiet = cast.entries[LANTERN], cast.entries[QUIET]
    with clock.at(CHECKING_AT):
        declare_eligible(entry=lantern, by=cast.organiser)
        withdraw_nomination(nomination=lantern.nominations.get(), by=cast.organiser)
        ungroup_entry(entry=quiet, by=cast.organiser)
    lantern.refresh_from_db()
    assert lantern.eligibility == Eligibility.WITHDRAWN
    assert not entries_without_nomination(cast.season).exclude(eligibility="withdrawn").exists()
    assert not places_to_judge(cast.season).filter(entry=lantern).exists()
