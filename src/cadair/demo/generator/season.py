"""The demo season as a document, at any state of its life."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from cadair.demo.generator.arrivals import Arrival, arrivals
from cadair.demo.generator.entries import PlannedEntry, plan_entries
from cadair.demo.generator.judging import (
    Desk,
    entries_section,
    interests_section,
    is_at_least,
    nominations_section,
    references,
)
from cadair.demo.generator.marks import mark
from cadair.demo.generator.material import award_texts
from cadair.demo.generator.moments import Moments, moments
from cadair.demo.generator.outcomes import awards_section, ceremony_section, decisions_section
from cadair.demo.generator.panel import Declarations, declare
from cadair.demo.generator.posts import news_section
from cadair.demo.generator.setting import setting, wall

FORMAT: Final = "cadair-season/1"
SEED: Final = 2026


def season_data(*, today: date, seed: int = SEED, state: str = "open") -> dict[str, Any]:
    """The season as plain data, in the order of a season file."""
    when = moments(today, state)
    entries = plan_entries(seed)
    arrived = arrivals(seed, entries, when)
    base = setting(when)
    data: dict[str, Any] = {
        "format": FORMAT,
        "key": f"{base['programme']['key']}-{when.year}",
        "state": state,
        "completeness": "complete",
        "fictional": True,
        **base,
    }
    if is_at_least(state, "open"):
        present = _present(arrived, when, state)
        data["entries"] = entries_section(present, state)
        data["nominations"] = nominations_section(present)
    if is_at_least(state, "judging"):
        _add_judging(data, seed, entries, arrived, when)
    data["ceremony"] = ceremony_section(state)
    data["news"] = news_section(when)
    if state == "released":
        data["released"] = {"at": wall(when.results_at)}
    return data


def _present(arrived: list[Arrival], when: Moments, state: str) -> list[Arrival]:
    """The forms that have come in by today; all of them once nominations are closed."""
    if state != "open":
        return arrived
    return [arrival for arrival in arrived if when.is_past(arrival.submitted_at)]


def _add_judging(
    data: dict[str, Any],
    seed: int,
    entries: list[PlannedEntry],
    arrived: list[Arrival],
    when: Moments,
) -> None:
    state = data["state"]
    known = references(arrived)
    # In the order of the plan, not of arrival: marks must not depend on the day.
    judged = [entry for entry in entries if entry.eligibility == "eligible"]
    declared = declare(seed, judged)
    cards = mark(seed, judged, declared)
    data["interests"] = interests_section(declared, known)
    data["scorecards"] = Desk(seed, judged, known).section(cards, declared, state)
    if is_at_least(state, "deciding"):
        data["decisions"] = decisions_section(when, state, _aside(declared, judged))
        data["awards"] = awards_section(data["decisions"], known, state)


def _aside(declared: Declarations, judged: list[PlannedEntry]) -> dict[str, set[str]]:
    """Who stepped aside from an entry of a category, or from one that is awarded in it."""
    aside: dict[str, set[str]] = {}
    given = [(award.id, award.category) for award in award_texts()]
    for entry in judged:
        where = {*entry.categories, *(category for key, category in given if key == entry.id)}
        for (judge, key), (kind, _nature) in declared.interests.items():
            if key == entry.id and kind == "step-aside":
                for category in where:
                    aside.setdefault(category, set()).add(judge)
    return aside


def make_season(*, today: date, seed: int = SEED, state: str = "open") -> Any:
    """The season as a `seasonfile.SeasonDocument`."""
    return season_data(today=today, seed=seed, state=state)
