"""What is renamed is found by its new name, and by the old one no longer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import (
    accept_organisation,
    declare_ineligible,
    index_entries,
    merge_organisation,
    reword_title,
)
from cadair.nominations.models import EntryOrganisation, Nomination
from cadair.nominations.states import IneligibleReason
from cadair.nominations.words import found_by
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cadair.nominations.test_changed_after_checking import changed
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    """The titles of what a search for these words finds."""
    there = Nomination.objects.filter(found_by(words)).select_related("entry")
    return sorted({each.entry.title for each in there})


def _body(cast: Cast) -> Organisation:
    body = named_organisation(name="Quillfeather Trust")
    EntryOrganisation.objects.create(entry=cast.entries[LANTERN], organisation=body)
    index_entries(ids=[cast.entries[LANTERN].pk])
    return body


def _reworded(cast: Cast) -> None:
    title = BilingualText(en="Brightness by night")
    reword_title(entry=cast.entries[LANTERN], title=title, by=cast.organiser)


def _accepted(cast: Cast) -> None:
    name = BilingualText("Brightness Cymru", "Brightness Wales")
    accept_organisation(season=cast.season, organisation=_body(cast), name=name, by=cast.organiser)


def _merged(cast: Cast) -> None:
    into = Organisation.objects.get(key="body-ann")
    Organisation.objects.filter(pk=into.pk).update(name_en="Brightness", name_cy="Brightness")
    into.refresh_from_db()
    merge_organisation(season=cast.season, organisation=_body(cast), into=into, by=cast.organiser)


WAYS: dict[str, tuple[Callable[[Cast], None], str]] = {
    "a title is reworded": (_reworded, "lantern"),
    "a body is accepted under another name": (_accepted, "quillfeather"),
    "a body is merged into another": (_merged, "quillfeather"),
}


@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_new_name_finds_it_and_the_old_one_does_not(way: str) -> None:
    act, old = WAYS[way]
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        act(cast)
    cast.entries[LANTERN].refresh_from_db()
    assert found("brightness") == [cast.entries[LANTERN].title]
    assert found(old) == []


def test_a_nominator_who_renames_the_entry_is_found_by_the_new_title() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        changed(cast, summary="Another.", name="Eirian Brightness")
    assert found("brightness") == [LANTERN]
    assert found("lantern") == [LANTERN]


def test_what_is_not_eligible_is_still_found() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        declare_ineligible(
            entry=cast.entries[LANTERN],
            reason=IneligibleReason.OUT_OF_AREA,
            note=BilingualText("Na.", "No."),
            by=cast.organiser,
        )
    assert found("lantern") == [LANTERN]
