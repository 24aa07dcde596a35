"""A panel of one sector: everybody stepped aside from some award holder, and still they choose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.judging.models import Round
from cadair.judging.rounds import entries_for
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db
LEFT = {"ann": QUIET, "bob": LANTERN, "cerys": KICKABOUT}


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """Three award holders, and each of three judges left another of them."""
    cast = a_season(SeasonState.DECIDING)
    winner, commended = award(cast, "winner", LANTERN), award(cast, "highly-commended", QUIET)
    decide(cast, "asb", winner, commended)
    decide(cast, "youth", award(cast, "winner", KICKABOUT))
    for name, title in LEFT.items():
        pages.stepped_aside(cast, name, title)
    return cast


def _sent(cast: Cast, entries: tuple[str, ...], judges: tuple[str, ...]) -> dict[str, object]:
    return {
        "method": "ranked-ballot",
        "entry": [cast.entries[each].public_id for each in entries],
        "judge": [cast.judges[each].public_id for each in judges],
    }


def test_the_organiser_sees_who_left_what_and_nobody_is_asked_about_it(cast: Cast) -> None:
    olwen, address = pages.browser(cast, "olwen"), f"{pages.category(cast, 'overall')}round/"
    page = olwen.get(address).content.decode()
    for name, title in LEFT.items():
        line = page[page.index(f'value="{cast.judges[name].public_id}"') :]
        assert cast.entries[title].reference in line[: line.index("</label>")]
    refused = olwen.post(address, _sent(cast, (KICKABOUT, QUIET), ("ann", "bob")))
    assert refused.status_code == 422
    assert "Ann stepped aside from" in refused.content.decode()
    assert not Round.objects.exists()


def test_whoever_left_none_of_the_chosen_gets_these_alone(cast: Cast) -> None:
    olwen, address = pages.browser(cast, "olwen"), f"{pages.category(cast, 'overall')}round/"
    answer = olwen.post(address, _sent(cast, (LANTERN, KICKABOUT), ("ann",)))
    assert answer.status_code == 302
    round_ = Round.objects.get()
    given = set(entries_for(round_, cast.judges["ann"]).values_list("public_id", flat=True))
    assert given == {cast.entries[each].public_id for each in (LANTERN, KICKABOUT)}
    ann = pages.browser(cast, "ann")
    ballot = ann.get(f"/en/judging/{cast.season.key}/round/{round_.public_id}/")
    assert ballot.status_code == 200
    assert KICKABOUT in ballot.content.decode()
    assert QUIET not in ballot.content.decode()
    assert QUIET not in ann.get(pages.category(cast, "overall")).content.decode()
    cerys = pages.browser(cast, "cerys")
    assert cerys.get(f"/en/judging/{cast.season.key}/round/{round_.public_id}/").status_code == 404
