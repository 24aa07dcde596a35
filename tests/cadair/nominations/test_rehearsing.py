"""A rehearsal never counts, uses up no reference, and leaves nothing behind."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.queries import places_to_judge
from cadair.nominations.actions import (
    NewEntry,
    Nominator,
    declare_eligible,
    group_entries,
    make_test_nominations,
    start_draft,
    submit_nomination,
    wipe_rehearsal,
)
from cadair.nominations.models import Draft, Entry, Nomination
from cadair.nominations.queries import (
    counted_nominations,
    rehearsal_of,
    standing_entries,
    unchecked_entries,
    unchecked_organisations,
    written_to_about,
)
from cadair.nominations.season_file import NominationsPart
from cadair.nominations.states import EntryKind, OrganisationRole, Relation
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.states import ChangeKind, SeasonState
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast, a_season
from tests.progress import nominate

pytestmark = pytest.mark.django_db
OLWEN = Nominator(name="Olwen", email="olwen@example.org")


def _rehearsed(state: SeasonState = SeasonState.OPEN) -> Cast:
    cast = a_season(state)
    with clock.at(NOMINATING_AT):
        make_test_nominations(season=cast.season, nominator=OLWEN, by=cast.organiser)
    return cast


def test_three_test_nominations_are_marked_in_both_languages_before_opening() -> None:
    cast = _rehearsed(SeasonState.DRAFT)
    made = list(cast.season.nominations.order_by("pk"))
    assert [each.reference for each in made] == ["T-0001", "T-0002", "T-0003"]
    assert [each.language for each in made] == ["cy", "en", "en"]
    assert all(each.entry.is_test for each in made)
    assert all(each.answers.keys() == {"prevention", "impact"} for each in made)


def test_a_rehearsal_is_nowhere_counted() -> None:
    cast = _rehearsed()
    assert standing_entries(cast.season).count() == 3
    assert counted_nominations(cast.season).count() == 3
    assert unchecked_entries(cast.season).count() == 3
    assert "olwen@example.org" not in set(written_to_about(cast.season, ChangeKind.DEADLINE))
    document = NominationsPart().export(cast.season)
    assert len(document["entries"]) == len(document["nominations"]) == 3


def test_a_rehearsal_uses_up_no_reference() -> None:
    cast = _rehearsed()
    with clock.at(NOMINATING_AT):
        sent = nominate(cast, "The next real one")
    assert (sent.reference, sent.entry.reference) == ("N-0004", "2026-004")


def test_test_entries_can_be_checked_and_are_still_not_judged() -> None:
    cast = _rehearsed(SeasonState.DRAFT)
    for entry in cast.season.entries.all():
        declare_eligible(entry=entry, by=cast.organiser)
    assert not places_to_judge(cast.season).exists()


def test_what_is_tried_is_not_grouped_with_what_counts() -> None:
    cast = _rehearsed()
    tried = cast.season.entries.filter(is_test=True)[0]
    real = cast.season.entries.filter(is_test=False)[0]
    for entry, into in ((tried, real), (real, tried)):
        with clock.at(NOMINATING_AT), pytest.raises(Refusal):
            group_entries(entry=entry, into=into, by=cast.organiser)


def test_wiping_takes_all_of_it_and_nothing_else() -> None:
    cast = _rehearsed()
    first, second, _third = cast.season.entries.filter(is_test=True)
    with clock.at(NOMINATING_AT):
        group_entries(entry=first, into=second, by=cast.organiser)
        start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts["olwen"],
            by=cast.organiser,
            is_test=True,
        )
        kept = start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts["eirian"],
            by=cast.actor("eirian"),
        )
        _with_a_typed_body(cast)
        wiped = wipe_rehearsal(season=cast.season, by=cast.organiser)
    assert (wiped.entries, wiped.nominations, wiped.drafts) == (4, 4, 1)
    assert rehearsal_of(cast.season).is_empty
    assert Entry.objects.count() == Nomination.objects.count() == 3
    assert list(Draft.objects.all()) == [kept]
    assert not Organisation.objects.filter(is_checked=False).exists()
    with clock.at(NOMINATING_AT):
        assert wipe_rehearsal(season=cast.season, by=cast.organiser).is_empty


def _with_a_typed_body(cast: Cast) -> None:
    """A test form that names an organisation nobody knows."""
    submit_nomination(
        season=cast.season,
        entry=NewEntry(
            title=BilingualText(en="Tried"),
            title_language="en",
            kind=EntryKind.PROJECT,
            categories=[cast.category("asb")],
            organisations=[(named_organisation(name="Tried Body"), OrganisationRole.LEAD)],
        ),
        nominator=OLWEN,
        language="en",
        relation=Relation.SELF,
        summary="Tried.",
        answers={},
        by=cast.organiser,
        is_test=True,
    )
    assert not unchecked_organisations(cast.season).exists()


def test_only_organisers_rehearse_and_only_before_the_panel_decides() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(CHECKING_AT):
        with pytest.raises(NotNow):
            make_test_nominations(season=cast.season, nominator=OLWEN, by=cast.organiser)
        for act in (wipe_rehearsal,):
            with pytest.raises(NotAllowed):
                act(season=cast.season, by=cast.actor("eirian"))
