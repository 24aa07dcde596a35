"""The figures of a season: what is counted, and what a file that is shared does not tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import say_sectors, withdraw_nomination
from cadair.nominations.figures import (
    by_category,
    by_language,
    by_place,
    by_sector,
    by_source,
    days_of,
    season_before,
    turnaround,
)
from cadair.nominations.models import EntryOrganisation, Nomination
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season
from tests.progress import bring_to

pytestmark = pytest.mark.django_db

DESK, DESG = "/en/desk/valley-2026/figures/", "/cy/desg/valley-2026/ffigurau/"


@pytest.fixture
def cast() -> Cast:
    made = a_season()
    bring_to(made, SeasonState.CHECKING)
    return made


def _organiser(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


def _came(cast: Cast, *days_before_closing: int) -> None:
    """Let each nomination have come so many days before closing."""
    closes = cast.season.moments.get(key="nominations_close").at
    assert closes is not None
    sent = cast.season.nominations.order_by("pk")
    for nomination, days in zip(sent, days_before_closing, strict=True):
        nomination.submitted_at = closes - timedelta(days=days, hours=1)
        nomination.save(update_fields=["submitted_at"])


def test_every_day_stands_in_the_curve_and_the_sum_is_all_that_counts(cast: Cast) -> None:
    many = cast.season.nominations.count()
    assert many == 3
    _came(cast, 4, 1, 1)
    days = days_of(cast.season)
    assert [day.came for day in days] == [1, 0, 0, 2]
    assert [day.whole for day in days] == [1, 1, 1, 3]
    assert [day.before for day in days] == [None] * 4


def test_a_day_is_one_of_london_not_of_the_server(cast: Cast) -> None:
    _came(cast, 4, 1, 1)
    last = cast.season.nominations.order_by("-submitted_at")[0]
    last.submitted_at = last.submitted_at.replace(month=7, day=1, hour=23, minute=30)
    Nomination.objects.filter(season=cast.season).update(submitted_at=last.submitted_at)
    assert [day.on.isoformat()[5:] for day in days_of(cast.season)] == ["07-02"]


def test_the_season_before_is_laid_beside_by_the_days_before_closing(cast: Cast) -> None:
    _came(cast, 4, 1, 1)
    earlier = Season.objects.create(
        programme=cast.season.programme,
        key="earlier",
        year=cast.season.year - 1,
        name_cy="Cynt",
        name_en="Earlier",
    )
    closes = cast.season.moments.get(key="nominations_close").at
    assert closes is not None
    closed = closes - timedelta(days=364)
    earlier.moments.create(key="nominations_close", at=closed)
    for days in (5, 2):
        one = cast.season.nominations.first()
        assert one is not None
        one.pk, one.public_id, one.reference = None, f"{days}" * 32, f"old-{days}"
        one.season, one.submitted_at = earlier, closed - timedelta(days=days, hours=1)
        one.save(force_insert=True)
    assert season_before(cast.season) == earlier
    assert [day.before for day in days_of(cast.season)] == [1, 1, 2, 2]


def test_what_was_withdrawn_is_not_counted(cast: Cast) -> None:
    before = sum(part.nominations for part in by_language(cast.season))
    one = cast.season.nominations.first()
    assert one is not None
    with clock.at(CHECKING_AT):
        withdraw_nomination(nomination=one, by=cast.organiser)
    assert sum(part.nominations for part in by_language(cast.season)) == before - 1
    assert sum(day.came for day in days_of(cast.season)) == before - 1


def test_a_category_in_which_nothing_stands_is_counted_as_nought(cast: Cast) -> None:
    keys = {part.key for part in by_category(cast.season)}
    assert keys == set(
        cast.season.categories.exclude(group="overall").values_list("key", flat=True)
    )


def test_a_place_is_one_whatever_its_capitals(cast: Cast) -> None:
    for entry, place in zip(cast.season.entries.all(), ("Y Cwm", "y cwm", "Bala"), strict=True):
        entry.place_cy = entry.place_en = place
        entry.save()
    assert [(part.key.casefold(), part.nominations) for part in by_place(cast.season)] == [
        ("y cwm", 2),
        ("bala", 1),
    ]


def test_sectors_count_once_for_each_and_say_how_many_name_none(cast: Cast) -> None:
    for key, sector in (("body-ann", "police"), ("body-bob", "police"), ("body-cerys", "health")):
        body = Organisation.objects.get(key=key)
        if key != "body-cerys":
            say(cast, body, sector)
        EntryOrganisation.objects.create(entry=cast.entries[LANTERN], organisation=body)
    parts = {part.key: (part.nominations, part.entries) for part in by_sector(cast.season)}
    assert parts == {"police": (1, 1), "": (2, 2)}
    say(cast, Organisation.objects.get(key="body-cerys"), "health")
    assert [part.key for part in by_sector(cast.season)] == ["health", "police", ""]


def say(cast: Cast, body: Organisation, sector: str) -> None:
    entry = cast.entries[QUIET]
    there = EntryOrganisation.objects.create(entry=entry, organisation=body)
    say_sectors(season=cast.season, sectors={body.public_id: sector}, by=cast.organiser)
    there.delete()


def test_a_sector_is_said_at_the_desk_and_counts_in_the_chart_and_its_file(cast: Cast) -> None:
    body = Organisation.objects.get(key="body-ann")
    EntryOrganisation.objects.create(entry=cast.entries[LANTERN], organisation=body)
    olwen = _organiser(cast)
    page = "/en/desk/valley-2026/organisations/sectors/"
    assert body.name_en in olwen.get(page).content.decode()
    assert olwen.post(page, {body.public_id: "navy"}).status_code == 422
    assert olwen.post(page, {body.public_id: "police"}).status_code == 302
    body.refresh_from_db()
    assert body.sector == "police"
    assert "By sector of the organisations" in olwen.get(DESK).content.decode()
    assert "Fesul sector y sefydliadau" in olwen.get(DESG).content.decode()
    lines = olwen.get(f"{DESK}file/").content.decode().splitlines()
    assert "By sector of the organisations,police,1–4,1–4" in lines
    assert "By how it reached us,by the form on the web,1–4,1–4" in lines


def test_a_body_behind_no_entry_of_the_season_keeps_its_sector(cast: Cast) -> None:
    body = Organisation.objects.get(key="body-bob")
    with pytest.raises(Refusal):
        say_sectors(season=cast.season, sectors={body.public_id: "police"}, by=cast.organiser)


def test_sources_are_counted(cast: Cast) -> None:
    first = cast.season.nominations.order_by("pk")[0]
    Nomination.objects.filter(pk=first.pk).update(source="telephone")
    assert [(part.key, part.nominations) for part in by_source(cast.season)] == [
        ("web", 2),
        ("telephone", 1),
    ]


def test_how_long_people_wait_is_told_for_each_language_alone(cast: Cast) -> None:
    told = {each.language: each for each in turnaround(cast.season)}
    assert set(told) == {"cy", "en"}
    assert sum(each.decided for each in told.values()) <= cast.season.nominations.count()


@pytest.mark.parametrize("address", ["/en/desk/{}/figures/", "/cy/desg/{}/ffigurau/"])
def test_the_page_draws_and_tells_the_same(cast: Cast, address: str) -> None:
    _came(cast, 4, 1, 1)
    page = _organiser(cast).get(address.format(cast.season.key))
    assert page.status_code == 200
    text = page.content.decode()
    assert text.count("<rect ") >= 4
    assert "<polyline" not in text


def test_the_file_does_not_tell_small_numbers_nor_run_a_formula(cast: Cast) -> None:
    cast.season.entries.update(place_cy="=1+1", place_en="=1+1", title_language="en")
    answer = _organiser(cast).get(f"/en/desk/{cast.season.key}/figures/file/")
    text = answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "By place,'=1+1,1–4,1–4" in text
    assert "\n=" not in text
    assert ",=" not in text


def test_a_season_without_nominations_says_so() -> None:
    empty = a_season()
    page = _organiser(empty).get(f"/en/desk/{empty.season.key}/figures/")
    assert "No nomination has come in yet" in page.content.decode()
