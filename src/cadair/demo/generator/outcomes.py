"""What the panel decides, and the awards that follow, as they stand in a season file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from cadair.demo.generator.material import AwardText, award_texts, both, raw
from cadair.demo.generator.moments import Moments
from cadair.demo.generator.setting import sides, wall

# Where the chair stepped aside from an entry that is under discussion, the stand-in decides.
_CHAIR: Final = "judge-a"
_STAND_IN: Final = "judge-b"
_DECIDED_HALFWAY: Final = 6
_MINUTES_EACH: Final = 14


def decisions_section(
    when: Moments, state: str, aside: Mapping[str, set[str]]
) -> list[dict[str, Any]]:
    """The decisions, in the order of the meeting: themes, cross-cutting, overall.

    `aside` holds the judges who stepped aside, by category. In `deciding`, the meeting is not over.
    """
    rows = raw("awards")["decision"]
    if state == "deciding":
        rows = rows[:_DECIDED_HALFWAY]
    begins = when.wall(when.panel_date, 10, 10)
    return [
        _decision(
            row,
            wall(begins + timedelta(minutes=_MINUTES_EACH * number)),
            _STAND_IN if _CHAIR in aside.get(row["category"], set()) else _CHAIR,
        )
        for number, row in enumerate(rows)
    ]


def _decision(row: Mapping[str, Any], decided_at: str, decided_by: str) -> dict[str, Any]:
    return {
        "key": row["category"],
        "category": row["category"],
        "outcome": row.get("outcome", "awarded"),
        "reason": _reason(row["reason"]),
        **({"wording": sides(both(row["wording"]))} if "wording" in row else {}),
        "decided_at": decided_at,
        "decided_by": decided_by,
    }


def _reason(reason: Mapping[str, str]) -> dict[str, str]:
    if len(reason) == 2:
        return sides(both(reason))
    ((language, text),) = reason.items()
    return {"text": text, "language": language}


def awards_section(
    decided: list[dict[str, Any]], known: Mapping[str, str], state: str
) -> list[dict[str, Any]]:
    """The awards of the categories decided so far; joint where they share one place."""
    categories = {row["category"] for row in decided}
    places = {row["key"]: row["rule"]["maximum"] for row in raw("programme")["kinds"]}
    given = Counter((award.category, award.kind) for award in award_texts())
    return [
        _award(
            award,
            known[award.id],
            is_joint=given[award.category, award.kind] > places[award.kind],
            is_released=state == "released",
        )
        for award in award_texts()
        if award.category in categories
    ]


def _award(award: AwardText, entry: str, *, is_joint: bool, is_released: bool) -> dict[str, Any]:
    return {
        "key": f"{award.category}-{award.id}",
        "category": award.category,
        "kind": award.kind,
        "joint": is_joint,
        "entry": entry,
        "title": sides(award.title),
        "text": sides(award.text),
        **({"presenter": sides(award.presenter)} if award.presenter else {}),
        **(
            {"collected_by": sides(award.collected_by)}
            if award.collected_by and is_released
            else {}
        ),
    }


def ceremony_section(state: str) -> dict[str, Any]:
    """What is known of the evening; how many came only once it is over."""
    row = raw("programme")["ceremony"]
    return {
        "venue": sides(both(row["venue"])),
        "host": sides(both(row["host"])),
        "presenters": [sides(both(presenter)) for presenter in row["presenters"]],
        **({"attendance": sides(both(row["attendance"]))} if state == "released" else {}),
    }
