"""An organiser chooses how categories are judged, runs the rounds, and sees counts alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cadair.foundation import clock
from cadair.judging.models import Round, RoundEntry, RoundJudge
from cadair.judging.round_states import RoundState
from cadair.seasons.states import SeasonState
from tests.cadair.judging.test_rounds import FINAL, ONE_GOES_ON, all_marked, judged_in, the_round
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def desk(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


def address(cast: Cast, name: str, language: str = "en", **more: str) -> str:
    with translation.override(language):
        return reverse(name, kwargs={"season": cast.season.key, **more})


def typed(*rounds: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The form of a category’s rounds, as a browser sends it."""
    sent: dict[str, Any] = {"count": len(rounds), **more}
    for at, fields in enumerate(rounds):
        sent |= {f"r{at}-{name}": value for name, value in fields.items()}
    return sent


MARKED = {"method": "criteria", "advance": "count", "advance_value": "3", "weight": "1"}
LIVE = {"method": "live-final", "advance": "all", "weight": "2"}


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_page_reads_in_either_language(language: str) -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    client, first = desk(cast), the_round(cast, "first").public_id
    pages = [
        address(cast, "staff_rounds", language),
        address(cast, "staff_category_rounds", language, category="asb"),
        address(cast, "staff_round", language, round=first),
        address(cast, "staff_round", language, round=the_round(cast, "final").public_id),
        address(cast, "staff_round_close", language, round=first),
        address(cast, "staff_round_judges", language, round=first),
    ]
    for page in pages:
        assert client.get(page).status_code == 200, page


def test_one_ready_made_way_is_chosen_for_several_categories_at_once() -> None:
    cast = a_season()
    answer = desk(cast).post(
        address(cast, "staff_rounds"),
        {"preset": "three-each", "categories": ["asb", "youth"]},
    )
    assert answer.status_code == 302
    assert list(Round.objects.values_list("category__key", "key", "readers")) == [
        ("asb", "first-reading", 3),
        ("asb", "front-runners", None),
        ("youth", "first-reading", 3),
        ("youth", "front-runners", None),
    ]


def test_the_hours_of_each_way_stand_side_by_side() -> None:
    cast = a_season()
    page = desk(cast).get(address(cast, "staff_rounds"))
    ways = {str(name): loads for name, loads in page.context["ways"]}
    numbers = page.context["hours"].numbers
    at = numbers.index(100)
    assert ways["All read all"][at].judge == 10
    sift = ways["Staff sift first, then all read what is left"][at]
    assert (sift.judge, sift.staff) == (5, 3)


def test_rounds_are_typed_one_by_one() -> None:
    cast = a_season()
    page = address(cast, "staff_category_rounds", category="asb")
    client = desk(cast)
    stamp = client.get(page).context["stamp"]
    added = client.post(page, typed(MARKED, add="1", shown=stamp))
    assert added.status_code == 200
    assert len(added.context["forms"]) == 2
    assert added.context["forms"][0].initial["advance_value"] == "3"
    saved = client.post(page, typed(MARKED, LIVE, shown=stamp))
    assert saved.status_code == 302
    there = cast.category("asb").rounds.values_list("key", "weight", "advance_value")
    assert list(there) == [("criteria", 1, 3), ("live-final", 2, None)]
    stale = client.post(page, typed(MARKED, {**LIVE, "weight": "5"}, shown=stamp))
    assert stale.status_code == 422
    assert "5" in stale.content.decode()
    assert cast.category("asb").rounds.get(key="live-final").weight == 2


def test_a_removed_round_is_gone_and_what_is_wrong_stays_typed() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL, state=SeasonState.DRAFT)
    page = address(cast, "staff_category_rounds", category="asb")
    client = desk(cast)
    stamp = client.get(page).context["stamp"]
    first = {"key": "first", **MARKED}
    wrong = client.post(page, typed({**first, "advance_value": "many"}, LIVE, shown=stamp))
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    saved = client.post(
        page,
        typed(
            {**first, "advance": "all"}, {"key": "final", **LIVE, "is_removed": "on"}, shown=stamp
        ),
    )
    assert saved.status_code == 302
    assert [each.key for each in cast.category("asb").rounds.all()] == ["first"]


@pytest.mark.parametrize("rubbish", ["\x00", "💥", "\u202e", "x" * 100_000, "1e999999", "NaN"])
def test_rubbish_is_answered_with_a_sentence(rubbish: str) -> None:
    cast = a_season()
    page = address(cast, "staff_category_rounds", category="asb")
    sent = typed({**MARKED, "advance_value": rubbish, "readers": rubbish}, count=rubbish)
    assert desk(cast).post(page, {**sent, "count": "1"}).status_code == 422
    assert desk(cast).post(page, sent).status_code in (302, 422)
    assert not Round.objects.exists()


def test_after_opening_the_public_is_told() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL, state=SeasonState.OPEN)
    client, page = desk(cast), address(cast, "staff_rounds")
    form = {"preset": "all-read-all", "categories": ["asb"]}
    assert client.post(page, form).status_code == 422
    told = {"reason": "No hall.", "note_cy": "Dim rownd derfynol.", "note_en": "No final."}
    assert client.post(page, form | told).status_code == 302
    assert not Round.objects.exists()
    change = cast.season.changes.get()
    assert (change.kind, change.note_en) == ("rounds", "No final.")


def test_a_round_is_closed_with_one_more_by_hand() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    first = the_round(cast, "first")
    client, page = desk(cast), address(cast, "staff_round_close", round=first.public_id)
    assert client.get(page).context["owed"]
    all_marked(cast)
    lines = {line["entry"].title_en: line for line in client.get(page).context["going"]}
    assert (lines[LANTERN]["goes_on"], lines[QUIET]["goes_on"]) == (True, False)
    more = {"going": [cast.entries[QUIET].public_id]}
    kept = client.post(page, more)
    assert kept.status_code == 422
    assert "checked" in kept.content.decode()
    assert client.post(page, more | {"reason": "In Welsh."}).status_code == 302
    assert RoundEntry.objects.filter(round__key="final").count() == 2
    start = address(cast, "staff_round", round=the_round(cast, "final").public_id)
    assert client.post(start).status_code == 302
    assert the_round(cast, "final").state == RoundState.OPEN


def test_while_a_round_is_open_the_organiser_sees_counts_and_no_mark() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    all_marked(cast)
    page = desk(cast).get(address(cast, "staff_round", round=the_round(cast, "first").public_id))
    assert [each.done for each in page.context["progress"]] == [2, 1, 2]
    assert "85.0" not in page.content.decode()


def test_judges_of_a_round_are_named() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    final = the_round(cast, "final")
    page = address(cast, "staff_round_judges", round=final.public_id)
    ann = cast.judges["ann"]
    assert desk(cast).post(page, {"judges": [ann.public_id]}).status_code == 302
    assert [each.judge for each in RoundJudge.objects.filter(round=final)] == [ann]
    assert desk(cast).post(page, {"judges": ["nobody"]}).status_code == 422


def test_a_round_that_cannot_begin_says_why() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    page = address(cast, "staff_round", round=the_round(cast, "final").public_id)
    answer = desk(cast).post(page)
    assert answer.status_code == 422
    assert "Close it first" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Marking; going on to the next round: the best so many: 1."),
        ("cy", "Marcio; yn mynd ymlaen i’r rownd nesaf: y gorau, hyn a hyn ohonynt: 1."),
    ],
)
def test_the_public_reads_the_rounds_in_words(language: str, said: str, client: Client) -> None:
    cast = judged_in(ONE_GOES_ON, FINAL, state=SeasonState.OPEN)
    told = {"reason": "A hall.", "note_cy": "Neuadd.", "note_en": "A hall."}
    page = address(cast, "staff_rounds")
    assert desk(cast).post(page, {"preset": "ballot", "categories": ["youth"], **told}).status_code
    slug = {"en": "valley-awards", "cy": "gwobrau-r-cwm"}[language]
    public = client.get(f"/{language}/{slug}/2026/")
    assert said in public.content.decode()
