"""A thing's life is one enumeration and one table of moves; each move is made and tested."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from enum import Enum

import pytest

from cadair.nominations.states import Eligibility
from tests.structure.source import modules_named, modules_under

pytestmark = pytest.mark.static

Moves = dict[Enum, Enum | Iterable[Enum]]


def _tables() -> dict[str, Moves]:
    """Every `…MOVES` of a `states` module: a dictionary from a state to its next ones."""
    tables = {}
    for module in modules_named("states"):
        loaded = importlib.import_module(module.dotted)
        for name, value in vars(loaded).items():
            if name.endswith("MOVES") and isinstance(value, dict):
                tables[f"{module.dotted}.{name}"] = value
    return tables


TABLES = _tables()


APART = frozenset({Eligibility.PANEL})
"""Where something begins and ends: the panel names it, and it is never checked."""


def _targets(value: Enum | Iterable[Enum]) -> tuple[Enum, ...]:
    return (value,) if isinstance(value, Enum) else tuple(value)


TARGETS = sorted(
    {
        (name, target.__class__.__name__, target.name)
        for name, table in TABLES.items()
        for value in table.values()
        for target in _targets(value)
    }
)


def test_there_are_tables_of_moves() -> None:
    assert len(TABLES) >= 4


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_state_is_in_its_table_or_an_end(name: str) -> None:
    table = TABLES[name]
    (kind,) = {type(state) for state in table}
    reached = {target for value in table.values() for target in _targets(value)}
    assert set(kind) - set(table) - reached == set(), "a state nobody reaches or leaves"


@pytest.mark.parametrize("name", sorted(TABLES))
def test_exactly_one_state_is_the_beginning(name: str) -> None:
    table = TABLES[name]
    reached = {target for value in table.values() for target in _targets(value)}
    apart = {state for state in table if _targets(table[state]) == () and state not in reached}
    assert apart <= APART, "a state of its own, from which nothing leads"
    assert len([state for state in table if state not in reached | apart]) == 1


@pytest.mark.parametrize(("table", "kind", "target"), TARGETS)
def test_every_move_has_an_action_and_a_test(table: str, kind: str, target: str) -> None:
    app = table.removesuffix(f".{table.rsplit('.', 1)[1]}").removesuffix(".states")
    words = f"{kind}.{target}"
    movers = [
        m.where
        for m in modules_under("src/cadair")
        if m.path.stem not in {"states", "season_file"} and words in m.text
    ]
    whole = f"set({kind})"  # a test that asserts all states are reached speaks of each
    testers = [m.where for m in modules_under("tests") if words in m.text or whole in m.text]
    assert movers, f"no code of {app} or above moves anything to {words}"
    assert testers, f"no test speaks of {words}"
