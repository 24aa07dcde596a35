"""Practice, side by side: nothing of what others gave before everybody has marked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.judging.actions import practise
from cadair.judging.practice import practice_together
from cadair.nominations.actions import Nominator, make_test_nominations
from cadair.nominations.models import EntryCategory
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, Cast, a_season

pytestmark = pytest.mark.django_db
OLWEN = Nominator(name="Olwen", email="olwen@example.org")


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def rehearsed() -> tuple[Cast, EntryCategory]:
    cast = a_season(SeasonState.JUDGING)
    make_test_nominations(season=cast.season, nominator=OLWEN, by=cast.organiser)
    places = EntryCategory.objects.filter(entry__is_test=True)
    return cast, places.select_related("entry", "category").order_by("entry__reference")[0]


def give(cast: Cast, place: EntryCategory, name: str, prevention: int, impact: int | None) -> None:
    marks = {"prevention": prevention} | ({"impact": impact} if impact is not None else {})
    practise(
        judge=cast.judges[name],
        entry=place.entry,
        category=place.category,
        marks=marks,
        by=cast.actor(name),
    )


PAGES = {
    ("olwen", "en"): "/en/desk/{}/sharing/practice/",
    ("olwen", "cy"): "/cy/desg/{}/rhannu/ymarfer/",
    ("ann", "en"): "/en/judging/{}/practice/",
    ("ann", "cy"): "/cy/beirniadu/{}/ymarfer/",
}


@pytest.mark.parametrize(("who", "language"), PAGES)
def test_nothing_is_shown_before_everybody_has_marked_all_of_it(who: str, language: str) -> None:
    cast, place = rehearsed()
    address = PAGES[who, language].format(cast.season.key)
    browser = signed_in(cast.accounts[who])
    give(cast, place, "ann", 3, 7)
    give(cast, place, "bob", 9, 7)
    give(cast, place, "cerys", 6, None)
    early = browser.get(address).content.decode()
    assert place.entry.reference in early
    assert "<td" not in early, "a mark is missing: nobody sees any"
    give(cast, place, "cerys", 6, 7)
    page = browser.get(address).content.decode()
    assert "(3–9)" in page, "the criterion on which they are furthest apart comes first"
    assert "<strong>3–9</strong>" in page


def test_of_three_test_entries_each_stands_for_itself() -> None:
    cast, place = rehearsed()
    for name in ("ann", "bob", "cerys"):
        give(cast, place, name, 5, 5)
    complete = [sheet for sheet in practice_together(cast.season) if sheet.is_complete]
    assert [sheet.reference for sheet in complete] == [place.entry.reference]
    assert complete[0].furthest is None
