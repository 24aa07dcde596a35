"""The demo seasons that the tests look at, each made once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, Final

from cadair.demo.generator import make_season
from seasonfile.document.season import State

TODAY: Final = date(2026, 11, 21)


@cache
def season(state: State, *, seed: int = 2026, today: date = TODAY) -> dict[str, Any]:
    """The season as plain data without its empty fields; nobody changes it."""
    plain: dict[str, Any] = _plain(asdict(make_season(today=today, seed=seed, state=state)))
    for pairs, rows in (("answers", "nominations"), ("marks", "scorecards")):
        for row in plain.get(rows, []):
            if pairs in row:
                row[pairs] = dict(row[pairs])
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _plain(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [])}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def entries_by_reference(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries of a season by their references."""
    return {entry["reference"]: entry for entry in data["entries"]}


def eligible(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries that are judged."""
    return [entry for entry in data["entries"] if entry["eligibility"]["state"] == "eligible"]


def words_of(nomination: dict[str, Any]) -> str:
    """Everything a nominator wrote."""
    return "\n".join([nomination["summary"], *nomination["answers"].values()])
