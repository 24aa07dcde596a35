"""Other names of organisations: found by them, recognised by them, and each means one body."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.states import Sign
from cadair.judging.suggesting import suggestions
from cadair.nominations.actions import drop_alias, name_alias
from cadair.nominations.models import EntryOrganisation, EntryWords, Nomination
from cadair.people.actions import named_organisation
from cadair.people.models import Organisation, OrganisationAlias
from cadair.people.queries import organisation_called
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season, an_organisation
from tests.progress import bring_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    found = a_season()
    bring_to(found, SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        yield found


def seat_of(cast: Cast) -> Organisation:
    return cast.judges["ann"].seat.organisation


def test_who_types_another_name_means_the_body_of_the_register(cast: Cast) -> None:
    name_alias(season=cast.season, organisation=seat_of(cast), name="Y Swyddfa", by=cast.organiser)
    assert named_organisation(name="y  SWYDDFA") == seat_of(cast)
    assert organisation_called("Y swyddfâ") == seat_of(cast)


def test_a_nominator_who_names_the_judges_body_so_is_suggested_as_an_interest(cast: Cast) -> None:
    entry = cast.entries[LANTERN]
    Nomination.objects.filter(entry=entry).update(nominator_organisation="Swyddfa’r Dyffryn")
    before = suggestions(cast.judges["ann"], [entry.pk]).get(entry.pk, ())
    assert Sign.SENT_BY_EMPLOYER not in {each.sign for each in before}
    name_alias(
        season=cast.season, organisation=seat_of(cast), name="Swyddfa’r Dyffryn", by=cast.organiser
    )
    found = suggestions(cast.judges["ann"], [entry.pk])[entry.pk]
    assert Sign.SENT_BY_EMPLOYER in {each.sign for each in found}


def test_an_entry_is_found_by_the_other_name_of_a_body_behind_it_until_it_is_dropped(
    cast: Cast,
) -> None:
    body, entry = an_organisation("heddlu"), cast.entries[LANTERN]
    EntryOrganisation.objects.create(entry=entry, organisation=body)
    alias = name_alias(season=cast.season, organisation=body, name="Y Glas", by=cast.organiser)
    assert "y glas" in EntryWords.objects.get(entry=entry).text
    drop_alias(season=cast.season, alias=alias, by=cast.organiser)
    assert "y glas" not in EntryWords.objects.get(entry=entry).text
    with pytest.raises(NotNow, match="taken this name away"):
        drop_alias(season=cast.season, alias=alias, by=cast.organiser)


def test_a_name_means_one_body(cast: Cast) -> None:
    body = seat_of(cast)
    name_alias(season=cast.season, organisation=body, name="Y Swyddfa", by=cast.organiser)
    for name in ("y swyddfa", body.name_en, "", "x" * 300):
        with pytest.raises(Refusal):
            name_alias(season=cast.season, organisation=body, name=name, by=cast.organiser)
    with pytest.raises(Refusal, match="no part in this season"):
        name_alias(
            season=cast.season, organisation=an_organisation("far"), name="Far", by=cast.organiser
        )
    with pytest.raises(NotAllowed):
        name_alias(season=cast.season, organisation=body, name="Z", by=cast.actor("ann"))


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_notes_and_takes_away(cast: Cast, language: str) -> None:
    root = {"cy": "/cy/desg", "en": "/en/desk"}[language]
    word = {"cy": "sefydliadau/enwau", "en": "organisations/names"}[language]
    address = f"{root}/{cast.season.key}/{word}/"
    browser, body = signed_in(cast.accounts["olwen"]), seat_of(cast)
    wrong = browser.post(address, {"body": body.public_id, "name": ""})
    assert wrong.status_code == 422
    taken = browser.post(address, {"body": body.public_id, "name": body.name_en})
    assert taken.status_code == 422
    assert f'value="{body.name_en}"' in taken.content.decode()
    done = browser.post(address, {"body": body.public_id, "name": "Y Swyddfa"}, follow=True)
    assert "Y Swyddfa" in done.content.decode()
    gone = browser.post(address, {"drop": body.aliases.get().public_id}, follow=True)
    assert "Y Swyddfa" not in gone.content.decode()


def test_other_names_travel_in_a_season_file(cast: Cast) -> None:
    body = seat_of(cast)
    name_alias(season=cast.season, organisation=body, name="Y Swyddfa", by=cast.organiser)
    text = seasonfile.write(export_season(cast.season))
    assert "Y Swyddfa" in text.decode()
    cast.season.delete()
    OrganisationAlias.objects.all().delete()
    again = load_season(document=seasonfile.read(text), by=Actor.operator())
    assert organisation_called("y swyddfa") == body
    assert seasonfile.write(export_season(again)) == text
