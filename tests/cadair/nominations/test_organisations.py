"""Names that nominators typed: accepted under their right names, or merged without doubles."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.nominations.actions import accept_organisation, merge_organisation
from cadair.nominations.models import EntryOrganisation
from cadair.nominations.queries import unchecked_organisations
from cadair.nominations.states import OrganisationRole
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season, words
from tests.structure.scenes.checking import typed_body

pytestmark = pytest.mark.django_db


def _season() -> tuple[Cast, Organisation]:
    cast = a_season(SeasonState.CHECKING)
    return cast, typed_body(cast, "Gwent Polise")


def test_a_corrected_name_is_accepted_in_both_languages_and_sorted_by_it() -> None:
    cast, body = _season()
    with clock.at(CHECKING_AT):
        accepted = accept_organisation(
            season=cast.season,
            organisation=body,
            name=BilingualText("Heddlu Gwent", "Gwent Police"),
            by=cast.organiser,
        )
    assert accepted.name == BilingualText("Heddlu Gwent", "Gwent Police")
    assert accepted.is_checked
    assert not unchecked_organisations(cast.season).exists()
    assert Organisation.objects.filter(sort_cy__lt=accepted.sort_cy).exists() is not None


def test_a_name_in_one_language_or_of_another_body_is_refused() -> None:
    cast, body = _season()
    for name in (BilingualText(en="Gwent Police"), words("The Network")):
        with clock.at(CHECKING_AT), pytest.raises(Refusal):
            accept_organisation(season=cast.season, organisation=body, name=name, by=cast.organiser)
    assert unchecked_organisations(cast.season).get() == body


def test_merged_the_entry_names_the_known_body_once_and_as_lead() -> None:
    cast, body = _season()
    known = Organisation.objects.get(key="the-network")
    entry = cast.entries[LANTERN]
    EntryOrganisation.objects.create(entry=entry, organisation=known, position=9)
    EntryOrganisation.objects.filter(organisation=body).update(role=OrganisationRole.LEAD)
    with clock.at(CHECKING_AT):
        merge_organisation(season=cast.season, organisation=body, into=known, by=cast.organiser)
    (part,) = entry.bodies.all()
    assert (part.organisation, part.role) == (known, OrganisationRole.LEAD)
    assert not Organisation.objects.filter(pk=body.pk).exists()


def test_what_is_checked_is_not_checked_again() -> None:
    cast, body = _season()
    with clock.at(CHECKING_AT):
        accept_organisation(
            season=cast.season, organisation=body, name=words("Body"), by=cast.organiser
        )
        with pytest.raises(NotNow):
            merge_organisation(
                season=cast.season,
                organisation=body,
                into=Organisation.objects.get(key="the-network"),
                by=cast.organiser,
            )


def test_a_body_of_the_register_or_of_another_season_is_not_renamed_here() -> None:
    cast, _body = _season()
    with clock.at(CHECKING_AT), pytest.raises(NotNow):
        accept_organisation(
            season=cast.season,
            organisation=Organisation.objects.get(key="the-network"),
            name=words("Stolen"),
            by=cast.organiser,
        )


def test_a_nominator_corrects_no_name() -> None:
    cast, body = _season()
    with clock.at(CHECKING_AT), pytest.raises(NotAllowed):
        accept_organisation(
            season=cast.season, organisation=body, name=words("Mine"), by=cast.actor("eirian")
        )


def test_the_names_of_the_panel_and_of_who_runs_the_awards_wait_as_well() -> None:
    cast, body = _season()
    seated, runs = typed_body(cast, "Gwent Fire"), typed_body(cast, "The Valley Trust")
    EntryOrganisation.objects.filter(organisation__in=[seated, runs]).delete()
    cast.season.seats.update(organisation=seated)
    cast.season.programme.organiser = runs
    cast.season.programme.save()
    assert set(unchecked_organisations(cast.season)) == {body, seated, runs}
