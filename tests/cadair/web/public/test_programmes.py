"""The home of a programme says what, until when, and where to go; the archive keeps every year."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from cadair.foundation import clock
from tests.cadair.web import sample
from tests.cadair.web.reading import all_words, attribute, get, words

pytestmark = pytest.mark.django_db

BEFORE_CLOSING = datetime(2027, 9, 20, 12, 0, tzinfo=UTC)
AFTER_CLOSING = datetime(2027, 10, 3, 12, 0, tzinfo=UTC)
TIMETABLE = [
    sample.moment("nominations_open", at="2027-08-31T08:00:00+00:00"),
    sample.moment("nominations_close", at="2027-10-02T16:00:00+00:00"),
    sample.moment("ceremony", on="2027-11-26"),
    sample.moment("results", text=sample.text("diwedd Tachwedd", "end of November")),
]


def test_a_programme_with_results_leads_to_them_with_one_button(client: Client) -> None:
    sample.publish(sample.document())
    page = get(client, sample.CY)
    assert words(page, "h1") == "Gwobrau’r Cwm"
    assert all_words(page, "main .button") == ["Gweld canlyniadau 2026"]
    assert attribute(page, "main .button", "href") == sample.CY + "2026/"
    assert "Dyfarnwyd 8 gwobr" in words(page)


def test_a_running_season_says_until_when_and_keeps_past_winners_in_sight(client: Client) -> None:
    sample.publish(sample.document())
    sample.publish(sample.announced(timetable=TIMETABLE))
    with clock.at(BEFORE_CLOSING):
        page = get(client, sample.EN)
    assert words(page, ".hero__until") == "Nominations close Saturday 2 October 2027 at 17:00"
    assert all_words(page, "main .button") == ["How to take part in 2027"]
    assert all_words(page, ".year h3") == ["Valley Awards 2026"]


def test_the_next_date_is_the_next_one_to_come(client: Client) -> None:
    sample.publish(sample.announced(timetable=TIMETABLE))
    with clock.at(AFTER_CLOSING):
        page = get(client, sample.CY)
    assert words(page, ".hero__until") == "Seremoni Dydd Gwener, 26 Tachwedd 2027"


def test_a_day_is_over_when_it_ends_in_wales(client: Client) -> None:
    sample.publish(sample.announced(timetable=TIMETABLE))
    with clock.at(datetime(2027, 11, 26, 22, 0, tzinfo=UTC)):
        assert get(client, sample.EN).cssselect(".hero__until")
    with clock.at(datetime(2027, 11, 27, 1, 0, tzinfo=UTC)):
        assert not get(client, sample.EN).cssselect(".hero__until")


def test_an_announced_season_says_all_an_entrant_needs(client: Client) -> None:
    sample.publish(sample.announced(timetable=TIMETABLE))
    with clock.at(BEFORE_CLOSING):
        page = get(client, sample.EN + "2027/")
    text = words(page)
    assert words(page, ".hero__kicker") == "Nominations are open"
    assert all_words(page, ".dates li") == [
        "Nominations open Tuesday 31 August 2027 at 09:00",
        "Nominations close Saturday 2 October 2027 at 17:00",
        "Ceremony Friday 26 November 2027",
        "Results are published end of November",
    ]
    assert all_words(page, ".categories h3") == [
        "Team Award",
        "Streets",
        "Villages",
        "Water",
        "Winter",
        "Youth",
    ]
    for needed in ("Anyone may nominate.", "Impact", "What changed?", "No evidence", "ab" * 32):
        assert needed in text


@pytest.mark.parametrize(
    ("path", "form"),
    [(sample.EN, "/en/nominate/valley-2027/"), (sample.CY, "/cy/enwebu/valley-2027/")],
)
def test_an_open_season_leads_to_its_form_and_a_closed_one_does_not(
    client: Client, path: str, form: str
) -> None:
    sample.publish(sample.announced(timetable=TIMETABLE))
    for moment, links in ((BEFORE_CLOSING, [form]), (AFTER_CLOSING, [])):
        with clock.at(moment):
            page = get(client, path + "2027/")
        assert [each.get("href") for each in page.cssselect(".hero .button")] == links


def test_an_announced_season_shows_no_outcome_at_all(client: Client) -> None:
    sample.publish(sample.announced())
    for path in ("2027/", "2027/streets/"):
        text = words(get(client, sample.EN + path))
        for word in ("Operation Lantern", "Winner", "awards were made", "No award"):
            assert word not in text
    assert client.get(sample.EN + "2027/results.json").status_code == 404


def test_nominations_are_not_open_before_they_open_or_after_they_close(client: Client) -> None:
    sample.publish(sample.announced(timetable=TIMETABLE))
    for moment in (datetime(2027, 8, 1, tzinfo=UTC), AFTER_CLOSING):
        with clock.at(moment):
            page = get(client, sample.EN + "2027/")
            assert words(page, ".hero__kicker") == "The season"


def test_unequal_weights_are_told_and_equal_ones_are_not(client: Client) -> None:
    impact = sample.document()["criteria"][0]
    heavy = {**impact, "key": "b", "name": sample.text("Atal", "Prevention"), "weight": 2}
    sample.publish(sample.announced(criteria=[impact, heavy]))
    page = get(client, sample.CY + "2027/")
    assert all_words(page, ".criteria .tag") == ["Pwysiad: 1", "Pwysiad: 2"]


def test_the_archive_lists_every_year_newest_first(client: Client) -> None:
    sample.publish(sample.document())
    sample.publish(
        sample.document(
            season="valley-2023",
            year=2023,
            name=sample.text("Gwobrau’r Cwm 2023", "Valley Awards 2023"),
        )
    )
    sample.publish(sample.announced())
    page = get(client, sample.EN + "archive/")
    assert all_words(page, ".year h2") == [
        "Valley Awards 2027",
        "Valley Awards 2026",
        "Valley Awards 2023",
    ]
    assert all_words(page, ".year .tag") == ["Results not published yet"]


def test_a_superseded_version_is_not_shown(client: Client) -> None:
    sample.publish(sample.document(name=sample.text("Hen", "Old")), is_current=False)
    sample.publish(sample.document(), version=2)
    assert words(get(client, sample.EN + "2026/"), "h1") == "Valley Awards 2026"


def test_the_home_of_a_language_lists_programmes_and_says_which_are_fictional(
    client: Client,
) -> None:
    sample.publish(sample.document())
    page = get(client, "/cy/")
    assert all_words(page, ".programme h3") == ["Gwobrau’r Cwm"]
    assert all_words(page, ".programme .tag") == ["Dychmygol"]


def test_an_empty_site_says_what_will_come(client: Client) -> None:
    assert "Bydd tymor yn ymddangos yma" in words(get(client, "/cy/"))
    assert "There is no news yet." in words(get(client, "/en/news/"))
