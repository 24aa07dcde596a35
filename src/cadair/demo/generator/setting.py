"""The parts of the document that are there from the start: names, texts, rules, panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from cadair.demo.generator.material import Both, both, organisations, raw
from cadair.demo.generator.moments import Moments
from cadair.demo.generator.panel import panel

METHODS: Final = {
    "category": "highest-mean/1",
    "all-entries": "highest-score/1",
    "award-holders": "highest-score/1",
}
MINIMUM_SCORECARDS: Final = 3

_RULE_DEFAULTS: Final = {"threshold": None, "near_tie": None, "within": None, "after": None}


def sides(text: Both) -> dict[str, str]:
    """A text as it stands in a season file."""
    return {"cy": text.cy, "en": text.en}


def setting(when: Moments) -> dict[str, Any]:
    """Everything that is set before nominations open."""
    programme = raw("programme")
    about = programme["programme"]
    return {
        "programme": {
            "key": about["key"],
            **{name: sides(both(about[name])) for name in ("name", "slug", "tagline")},
            "organiser": about["organiser"],
        },
        "year": when.year,
        "name": {lang: f"{about['name'][lang]} {when.year}" for lang in ("cy", "en")},
        "preset": "small-team",
        "texts": {key: sides(both(text)) for key, text in programme["texts"].items()},
        "timetable": _timetable(when),
        "criteria": [_criterion(row) for row in programme["criteria"]],
        "scale": [
            {"mark": r["mark"], "label": sides(both(r["label"]))} for r in programme["scale"]
        ],
        "minimum_scorecards": MINIMUM_SCORECARDS,
        "categories": [_category(row) for row in programme["categories"]],
        "award_kinds": [_kind(row) for row in programme["kinds"]],
        "organisations": [
            {"key": key, "name": sides(name)} for key, name in organisations().items()
        ],
        "panel": _panel(),
    }


def _timetable(when: Moments) -> dict[str, dict[str, str]]:
    return {
        "nominations_open": {"at": wall(when.opens_at)},
        "nominations_close": {"at": wall(when.closes_at)},
        "judging_ends": {"at": wall(when.judging_ends_at)},
        "panel_meets": {"on": when.panel_date.isoformat()},
        "ceremony": {"on": when.ceremony_date.isoformat()},
        "results": {"at": wall(when.results_at)},
    }


def wall(moment: datetime) -> str:
    """A wall-clock time as a season file writes it."""
    return f"{moment:%Y-%m-%dT%H:%M}"


def _criterion(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "name": sides(both(row["name"])),
        "asks": [sides(both(question)) for question in row["asks"]],
    }


def _category(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "key": row["key"],
        "group": row["group"],
        **{name: sides(both(row[name])) for name in ("name", "slug", "definition")},
        **({"note": sides(both(row["note"]))} if "note" in row else {}),
    }


def _kind(row: Mapping[str, Any]) -> dict[str, Any]:
    rule = row["rule"]
    return {
        "key": row["key"],
        "name": sides(both(row["name"])),
        "joint_name": sides(both(row["joint_name"])),
        "commendation": row["commendation"],
        **{name: list(row[name]) for name in ("groups", "categories") if name in row},
        "rule": {
            "method": METHODS[rule["pool"]],
            **_RULE_DEFAULTS,
            **rule,
            "may_withhold": True,
        },
    }


def _panel() -> list[dict[str, Any]]:
    seats: list[dict[str, Any]] = []
    for judge in panel():
        person: dict[str, Any] = {"key": judge.key, "name": judge.name}
        person |= {"chair": True} if judge.is_chair else {}
        person |= {"stand_in": True} if judge.is_stand_in else {}
        person["reads"] = list(judge.reads)
        seats.append({"seat": judge.seat, "organisation": judge.organisation, "judges": [person]})
    return seats
