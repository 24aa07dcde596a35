"""The demo seasons that the tests look at, each made once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from cadair.demo.generator.season import season_data

TODAY: Final = date(2026, 11, 21)


@cache
def season(state: str, *, seed: int = 2026, today: date = TODAY) -> dict[str, Any]:
    """The season as plain data; nobody changes it."""
    return season_data(today=today, seed=seed, state=state)


def entries_by_reference(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The entries of a season by their references."""
    return {entry["reference"]: entry for entry in data["entries"]}


def eligible(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries that are judged."""
    return [entry for entry in data["entries"] if entry["eligibility"]["state"] == "eligible"]


def words_of(nomination: dict[str, Any]) -> str:
    """Everything a nominator wrote."""
    return "\n".join([nomination["summary"], *nomination["answers"].values()])
