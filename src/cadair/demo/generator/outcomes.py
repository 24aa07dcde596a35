"""What the panel decides, the awards that follow, and the evening, as the document holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from cadair.demo.generator.material import AwardText, award_texts, both, raw
from cadair.demo.generator.moments import Moments
from cadair.foundation.welsh.slugs import slugify
from seasonfile.document import AwardPart, CeremonyPart, DecisionPart, OwnText, Text

# Where the chair stepped aside from an entry that is under discussion, the stand-in decides.
_CHAIR: Final = "judge-a"
_STAND_IN: Final = "judge-b"
_DECIDED_HALFWAY: Final = 6
_MINUTES_EACH: Final = 14


def decision_parts(
    when: Moments, state: str, aside: Mapping[str, set[str]]
) -> tuple[DecisionPart, ...]:
    """The decisions, in the order of the meeting: themes, cross-cutting, overall.

    `aside` holds the judges who stepped aside, by category. In `deciding`, the meeting is not over.
    """
    rows = raw("awards")["decision"]
    if state == "deciding":
        rows = rows[:_DECIDED_HALFWAY]
    begins = when.wall(when.panel_date, 10, 10)
    return tuple(
        DecisionPart(
            key=row["category"],
            category=row["category"],
            outcome=row.get("outcome", "awarded"),
            reason=_reason(row["reason"]),
            wording=both(row["wording"]) if "wording" in row else None,
            decided_at=when.written(begins + timedelta(minutes=_MINUTES_EACH * number)),
            decided_by=_STAND_IN if _CHAIR in aside.get(row["category"], set()) else _CHAIR,
        )
        for number, row in enumerate(rows)
    )


def _reason(reason: Mapping[str, Any]) -> OwnText | Text:
    if len(reason) == 2:
        return both(reason)
    ((language, text),) = reason.items()
    return OwnText(text=text, language="cy" if language == "cy" else "en")


def award_parts(
    decided: Sequence[DecisionPart], known: Mapping[str, str], state: str
) -> tuple[AwardPart, ...]:
    """The awards of the categories decided so far; joint where they share one place."""
    categories = {decision.category for decision in decided}
    places = {row["key"]: row["rule"]["maximum"] for row in raw("programme")["kinds"]}
    given = Counter((award.category, award.kind) for award in award_texts())
    return tuple(
        _award(
            award,
            known[award.id],
            is_joint=given[award.category, award.kind] > places[award.kind],
            is_released=state == "released",
        )
        for award in award_texts()
        if award.category in categories
    )


def _award(award: AwardText, entry: str, *, is_joint: bool, is_released: bool) -> AwardPart:
    return AwardPart(
        key=f"{award.category}-{award.id}",
        category=award.category,
        kind=award.kind,
        joint=is_joint,
        entry=entry,
        title=award.title,
        slug=Text(cy=slugify(award.title.cy, "cy"), en=slugify(award.title.en, "en")),
        text=award.text,
        presenter=award.presenter,
        collected_by=award.collected_by if is_released else None,
    )


def ceremony(state: str) -> CeremonyPart:
    """What is known of the evening; how many came only once it is over."""
    row = raw("programme")["ceremony"]
    return CeremonyPart(
        venue=both(row["venue"]),
        host=both(row["host"]),
        presenters=tuple(both(presenter) for presenter in row["presenters"]),
        attendance=both(row["attendance"]) if state == "released" else None,
    )
