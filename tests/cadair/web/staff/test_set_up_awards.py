"""The rule of a kind of award in the browser: every rule of three programmes can be typed there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.seasons.models import AwardKind, Role, Season
from cadair.seasons.rulebook import award_rules
from cadair.seasons.season_file import load_season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.staff.setup.rule_words import in_both_languages
from tests.cadair.web.staff.setting_up import olwen, page, sent
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

PROGRAMMES = Path(__file__).parents[3] / "adjudicate" / "programmes"
NOTHING_YET: dict[str, Any] = {
    "method": "panel-chooses/1",
    "pool": "category",
    "entry_kinds": [],
    "maximum": None,
    "joint": True,
    "threshold": None,
    "minimum_entries": 1,
    "near_tie": None,
    "within": None,
    "after": None,
    "may_withhold": True,
}


@pytest.fixture
def cast() -> Cast:
    return a_season()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with clock.at(NOMINATING_AT):
        yield


@pytest.fixture
def browser(cast: Cast) -> Client:
    return olwen(cast)


def typed(rule: dict[str, Any]) -> dict[str, object]:
    """A rule as somebody types it into the form, question by question."""
    plain = ("method", "pool", "entry_kinds", "threshold", "minimum_entries", "near_tie", "within")
    more = ("holders_of", "routes", "where", "place", "winning_margin", "quota", "quota_of")
    given: dict[str, object] = {
        name: rule[name] for name in (*plain, *more, "after", "count") if rule.get(name)
    }
    given["maximum"] = rule["maximum"] or ""
    for name in ("joint", "may_withhold", "one_prize", "no_award"):
        given[name] = "on" if rule.get(name) else []
    for row, requirement in enumerate(rule.get("requires", ())):
        for place, floor in enumerate(requirement["any_of"]):
            criterion = floor.get("criterion")
            of = f"criterion:{criterion}" if criterion else floor["of"]
            given[f"floor_{row}_{place}_of"] = of
            given[f"floor_{row}_{place}_points"] = floor["at_least"]
    for place, step in enumerate(rule.get("ties", ()), start=1):
        given[f"tie_{place}"] = step
    for key, weight in (rule.get("combines") or {}).items():
        given[f"weight_{key}"] = weight
    return given


def in_draft(name: str, cast: Cast) -> Season:
    """A programme from its file, as it was before it opened, organised by Olwen."""
    season = load_season(document=seasonfile.read(PROGRAMMES / f"{name}.yaml"), by=Actor.operator())
    season.state = SeasonState.DRAFT
    season.save()
    account = cast.season.roles.get(role=SeasonRole.ORGANISER).account
    Role.objects.create(season=season, account=account, role=SeasonRole.ORGANISER)
    return season


@pytest.mark.parametrize("name", ["ballot", "medals", "places"])
def test_every_rule_of_a_programme_can_be_typed_and_is_the_same_rule(
    cast: Cast, browser: Client, name: str
) -> None:
    season = in_draft(name, cast)
    wanted = award_rules(season)
    rules = {kind.key: dict(kind.rule or {}) for kind in season.award_kinds.all()}
    AwardKind.objects.filter(season=season).update(rule=NOTHING_YET)
    for kind in season.award_kinds.all():
        address = f"/en/desk/{season.key}/set-up/awards/{kind.public_id}/"
        answer = sent(browser, address, typed(rules[kind.key]))
        assert answer.status_code == 302, (kind.key, answer.content.decode())
    assert award_rules(season) == wanted


def test_what_a_rule_asks_is_shown_when_its_page_is_opened_and_stays_when_it_is_saved(
    cast: Cast, browser: Client
) -> None:
    winner = cast.kind("winner")
    own = {
        "requires": [
            {"any_of": [{"of": "each-judge", "at_least": "50"}]},
            {
                "any_of": [
                    {"of": "criterion", "at_least": "62.5", "criterion": "impact"},
                    {"of": "score", "at_least": "80"},
                ]
            },
        ],
        "ties": ["chair", "declare-joint"],
        "winning_margin": "2",
        "one_prize": True,
        "quota": 2,
        "quota_of": "area",
        "routes": ["third-party"],
    }
    winner.rule = {**(winner.rule or {}), **own}
    winner.save()
    address = page(cast, f"awards/{winner.public_id}/")
    preview = sent(browser, address, {"maximum": "2", "preview": "1"}).content.decode()
    assert "Condition: Total of every judge, points at least: 50." in preview
    assert "Amod: Cyfanswm pob beirniad, pwyntiau o leiaf: 50." in preview
    assert "Awards of this kind for one area, at most: 2." in preview
    assert sent(browser, address, {"maximum": "2"}).status_code == 302
    winner.refresh_from_db()
    assert winner.rule is not None
    assert winner.rule["maximum"] == 2
    assert {name: winner.rule[name] for name in own} == own


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"floor_0_0_of": "score"}, "Write how many points"),
        ({"floor_0_0_points": "70"}, "Choose which figure"),
        ({"floor_0_0_of": "score", "floor_0_0_points": "101"}, "from 0 to 100"),
        ({"count": "borda"}, "goes together with the method of ballots"),
        ({"no_award": "on"}, "goes together with the method of ballots"),
        ({"weight_asb": "2"}, "Weights of categories go together"),
        ({"where": "given"}, "speaks of an award that is given first"),
        ({"place": "2"}, "speaks of an award that is given first"),
        ({"tie_1": "declare-joint", "tie_2": "chair"}, "Put it last"),
        ({"tie_1": "chair", "tie_2": "chair"}, "said twice"),
        ({"tie_1": "lot"}, "A lot goes together"),
        ({"tie_1": "lot", "lot_commitment": "abc"}, "64 figures"),
        ({"quota": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_carried_out_is_refused_beside_its_question(
    cast: Cast, browser: Client, data: dict[str, object], said: str
) -> None:
    address = page(cast, f"awards/{cast.kind('winner').public_id}/")
    answer = sent(browser, address, data)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert '<details class="more" open>' in shown


def test_every_sentence_of_a_rule_stands_in_both_languages(cast: Cast) -> None:
    rule = {
        **NOTHING_YET,
        "method": "ranked-ballot/1",
        "after": "winner",
        "place": 2,
        "where": "not-given",
        "routes": ["self", "third-party"],
        "combines": {cast.season.categories.all()[0].key: 3},
        "requires": [{"any_of": [{"of": "each-criterion", "at_least": "70"}]}],
        "one_prize": True,
        "quota": 1,
        "winning_margin": "3",
        "ties": ["heaviest-criterion", "more-judges", "head-to-head", "chair", "lot"],
        "lot_commitment": "0" * 64,
        "count": "schulze",
        "no_award": True,
    }
    welsh, english = in_both_languages(cast.season, rule)
    assert len(welsh["sentences"]) == len(english["sentences"])
    assert not set(welsh["sentences"]) & set(english["sentences"])
