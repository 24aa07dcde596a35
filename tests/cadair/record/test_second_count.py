"""The program that outsiders run finds what the judging core finds, by arithmetic of its own."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import given, settings

from adjudicate.reading import read_table
from adjudicate.season import judged_of
from adjudication.ballots import Poll
from adjudication.borda import borda
from adjudication.schulze import schulze
from adjudication.scorecards import (
    PanelBallot,
)
from adjudication.stv import stv
from cadair.record import verify_record
from cadair.record.verify_record import Difference, Marks
from seasonfile import read
from tests.cadair.record.small_seasons import Season, seasons

pytestmark = pytest.mark.static

PROGRAMMES: Final = Path(__file__).parents[2] / "adjudicate" / "programmes"


def checked(record: dict[str, Any]) -> Marks:
    """Scores computed, suggestions compared."""
    marks = Marks(record)
    for category, entry in marks.places:
        totals = list(marks.totals(category, entry).values())
        is_enough = len(totals) >= marks.minimum
        mean = sum(totals, verify_record.ZERO) / len(totals) if is_enough else None
        marks.scores[category, entry] = marks.rounds.points(category, entry, mean, marks.minimum)
    marks.check_suggestions()
    return marks


@given(seasons())
@settings(max_examples=200, deadline=None)
def test_every_suggestion_of_the_core_is_found_again(season: Season) -> None:
    checked(season.record())


def of_file(name: str, ballots: str = "") -> Season:
    """One of the three programmes with rules of their own, from its file."""
    judged = judged_of(name, read(PROGRAMMES / f"{name}.yaml", name=name))
    cast = []
    if ballots:
        columns = read_table(str(PROGRAMMES / ballots), ("category", "judge", "ranking")).columns
        for category, judge, ranking in zip(*columns.values(), strict=True):
            groups = tuple(tuple(group.split("=")) for group in ranking.split(">"))
            cast.append(PanelBallot(judge, category, groups))
    return Season(
        judged.rules,
        judged.entries,
        judged.judges,
        judged.cards,
        ballots=tuple(cast),
        categories=judged.categories,
        scheme=judged.scheme,
    )


@pytest.mark.parametrize(
    ("name", "ballots"),
    [
        ("medals", ""),
        ("places", ""),
        ("ballot", ""),
        ("ballot", "ballots.csv"),
        ("ballot", "ballots-for-nobody.csv"),
    ],
)
def test_three_programmes_with_other_rules_are_found_again(name: str, ballots: str) -> None:
    season = of_file(name, ballots)
    marks = checked(season.record())
    found = marks.field().suggestions()
    assert {key: each["winners"] for key, each in found.items()} == {
        (each["category"], each["kind"]): each["winners"] for each in season.suggested()
    }


CHANGES: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "a lower threshold": ("medals", "silver", {"threshold": "60"}),
    "a condition less": (
        "medals",
        "gold",
        {"requires": [{"any_of": [{"of": "score", "at_least": "70"}]}]},
    ),
    "no quota": ("medals", "bronze", {"quota": None}),
    "another weight": ("places", "first", {"combines": {"heat": 3, "final": 1}}),
    "not joint": ("places", "second", {"joint": False}),
    "another place": ("places", "third", {"place": 4}),
    "no award is no candidate": ("ballot", "chair", {"no_award": False}),
    "more places": ("ballot", "shortlisted", {"maximum": 4, "threshold": None}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_suggestions_made_by_other_rules_than_those_frozen_are_found(what: str) -> None:
    """The suggestions stand as they were; the rules in the record are others, or the reverse."""
    name, kind, other = CHANGES[what]
    record = of_file(name, "ballots-for-nobody.csv" if name == "ballot" else "").record()
    kinds = record["rules"][0]["document"]["award_kinds"]
    (rule_of_kind,) = (each["rule"] for each in kinds if each["key"] == kind)
    rule_of_kind.update(other)
    with pytest.raises(Difference, match=f"suggestion of {kind} in"):
        checked(record)


@pytest.mark.parametrize("field", ["winners", "state", "contenders", "open_places", "leaders"])
def test_any_part_of_a_suggestion_that_was_changed_is_found(field: str) -> None:
    record = of_file("places").record()
    (first,) = (each for each in record["suggestions"] if each["kind"] == "first")
    other = {"state": "close", "open_places": 2}
    first[field] = other[field] if field in other else first[field][1:]
    with pytest.raises(Difference, match=f"suggestion of first in prizes.*{field}"):
        checked(record)


def test_one_changed_ballot_is_found() -> None:
    record = of_file("ballot", "ballots.csv").record()
    record["ballots"][2]["ranking"].reverse()
    with pytest.raises(Difference, match="suggestion of chair"):
        checked(record)


def test_ballots_are_counted_alike_by_both() -> None:
    """Two independent counts agree on 1,500 elections, equals and lots among them."""
    chance = Random(5)  # noqa: S311
    for _election in range(500):
        names = [f"e{n}" for n in range(chance.randint(1, 7))]
        ballots = [_some_ballot(names, chance) for _voter in range(chance.randint(1, 9))]
        seats = chance.randint(1, len(names) + 1)
        strict = [[[name] for group in ballot for name in group] for ballot in ballots]
        poll = Poll.of(names, [(1, ballot) for ballot in ballots])
        for outcome, ours in (
            (schulze(poll, seats).outcome, verify_record.schulze(names, ballots, seats)),
            (borda(poll, seats).outcome, verify_record.borda(names, ballots, seats)),
            (
                stv(Poll.of(names, [(1, each) for each in strict]), seats).outcome,
                verify_record.stv(names, strict, seats),
            ),
        ):
            assert ours == (list(outcome.elected), [list(group) for group in outcome.order])


def _some_ballot(names: list[str], chance: Random) -> list[list[str]]:
    left = chance.sample(names, chance.randint(1, len(names)))
    groups = []
    while left:
        size = chance.randint(1, 2)
        groups.append(left[:size])
        left = left[size:]
    return groups
