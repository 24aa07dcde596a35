"""Sending in, withdrawing, checking: by the second, by the rules, and with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.nominations.actions import (
    Nominator,
    declare_eligible,
    declare_ineligible,
    submit_nomination,
    withdraw_nomination,
)
from cadair.nominations.models import Entry
from cadair.nominations.queries import judgeable_entries
from cadair.nominations.states import Eligibility, IneligibleReason, NominationState, Relation
from cadair.seasons.actions import open_season
from tests.cadair import valley as cast
from tests.cast import CLOSES_AT, LANTERN, OPENS_AT, a_season
from tests.progress import nominate

pytestmark = pytest.mark.django_db


def test_a_nomination_in_the_closing_second_is_in_time() -> None:
    small = cast.opened()
    with clock.at(CLOSES_AT):
        nomination = cast.nominate(small)
    assert nomination.reference == "N-0005"
    assert nomination.entry.reference == "2026-005"


def test_a_nomination_a_second_late_is_refused_and_leaves_nothing() -> None:
    small = cast.opened()
    with clock.at(CLOSES_AT + timedelta(seconds=1)), pytest.raises(NotNow):
        cast.nominate(small)
    assert small.season.nominations.count() == 4
    assert small.season.entries.count() == 4


def test_nobody_nominates_before_opening() -> None:
    small = cast.small_season()
    with clock.at(cast.DURING), pytest.raises(NotNow):
        cast.nominate(small)


def test_the_overall_section_cannot_be_entered() -> None:
    small = cast.opened()
    with clock.at(cast.DURING), cast.refused("category-not-open"):
        cast.nominate(small, category="overall")


def test_a_repeat_nomination_stands_behind_the_same_entry() -> None:
    small = cast.opened()
    first = small.season.nominations.get(reference="N-0001")
    with clock.at(cast.DURING):
        again = submit_nomination(
            season=small.season,
            entry=first.entry,
            nominator=Nominator(name="Twm", email="twm@example.org"),
            language="cy",
            relation=Relation.SELF,
            summary="Eto.",
            answers={},
            by=Actor(ref="visitor:public"),
        )
    assert again.entry == first.entry
    assert small.season.entries.count() == 4


def test_the_last_withdrawn_nomination_takes_the_entry_with_it() -> None:
    small = cast.opened()
    nomination = small.season.nominations.get(reference="N-0001")
    with clock.at(cast.DURING):
        withdraw_nomination(nomination=nomination, by=small.by_organiser)
        nomination.refresh_from_db()
        assert nomination.state == NominationState.WITHDRAWN
        assert Entry.objects.get(pk=nomination.entry_id).eligibility == Eligibility.WITHDRAWN
        with pytest.raises(NotNow):
            withdraw_nomination(nomination=nomination, by=small.by_organiser)


def test_an_excluded_entry_is_not_judged_and_can_be_taken_back_before_judging() -> None:
    small = cast.opened()
    entry = small.entries["Quiet Corner"]
    with clock.at(cast.DURING):
        declare_ineligible(entry=entry, reason=IneligibleReason.OUT_OF_AREA, by=small.by_organiser)
        assert entry not in judgeable_entries(small.season)
        declare_eligible(entry=entry, by=small.by_organiser)
    assert list(judgeable_entries(small.season)) == [entry]


def test_checking_ends_when_judging_begins() -> None:
    small = cast.in_judging()
    with pytest.raises(NotNow):
        declare_ineligible(
            entry=small.entries["Quiet Corner"],
            reason=IneligibleReason.SPAM,
            by=small.by_organiser,
        )


def test_a_judge_cannot_exclude_an_entry() -> None:
    small = cast.opened()
    with clock.at(cast.DURING), pytest.raises(NotAllowed):
        declare_ineligible(
            entry=small.entries["Quiet Corner"],
            reason=IneligibleReason.SPAM,
            by=small.by(small.chair),
        )


def test_the_database_itself_refuses_an_exclusion_without_a_reason() -> None:
    small = cast.opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        small.season.entries.update(eligibility=Eligibility.INELIGIBLE)


@pytest.mark.parametrize("seconds", [-1, 0])
def test_nominations_are_taken_from_the_opening_second_on(seconds: int) -> None:
    """A season may be opened, announced and read about before anybody can nominate."""
    season = a_season()
    with clock.at(OPENS_AT - timedelta(days=3)):
        open_season(season=season.season, by=season.organiser)
    with clock.at(OPENS_AT + timedelta(seconds=seconds)):
        if seconds < 0:
            with pytest.raises(NotNow) as refused:
                nominate(season, LANTERN)
            assert refused.value.code == "nominations-not-open-yet"
        else:
            assert nominate(season, LANTERN).entry.reference == "2026-001"
