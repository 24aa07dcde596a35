"""What a first season begins with: criteria, a worded scale, kinds of award with their rules.

Words in both languages, as they could stand in the rules of small awards; all of it can be changed
before the season opens.
"""

from __future__ import annotations

from typing import Any, Final

from cadair.foundation.bilingual import BilingualText as Both

MINIMUM_SCORECARDS: Final = 3

CRITERIA: Final[tuple[tuple[str, Both, tuple[Both, ...]], ...]] = (
    (
        "prevention",
        Both("Atal", "Prevention"),
        (
            Both(
                "Beth sydd wedi peidio â digwydd oherwydd y gwaith hwn?",
                "What has not happened because of this work?",
            ),
        ),
    ),
    (
        "innovation",
        Both("Arloesedd neu Welliant", "Innovation or Improvement"),
        (
            Both(
                "Beth sy’n newydd, neu’n well nag o’r blaen?",
                "What is new, or better than before?",
            ),
        ),
    ),
    (
        "impact",
        Both("Effaith", "Impact"),
        (
            Both(
                "Pa wahaniaeth y mae wedi’i wneud i bobl neu i gymuned?",
                "What difference has it made to people or to a community?",
            ),
            Both("Sut ydych chi’n gwybod?", "How do you know?"),
        ),
    ),
)

SCALE: Final[tuple[tuple[int, Both], ...]] = (
    (0, Both("Dim tystiolaeth", "No evidence")),
    (2, Both("Gwan", "Weak")),
    (4, Both("Rhannol", "Partial")),
    (6, Both("Da", "Good")),
    (8, Both("Cryf iawn", "Very strong")),
    (10, Both("Eithriadol", "Exceptional")),
)

OVERALL: Final = Both("Enillydd Cyffredinol", "Overall Winner")
OVERALL_DEFINITION: Final = Both(
    "Dewisir o blith enillwyr y categorïau.", "Chosen from among the winners of the categories."
)

_RULE: Final[dict[str, Any]] = {
    "method": "highest-mean/1",
    "pool": "category",
    "entry_kinds": [],
    "maximum": 1,
    "joint": True,
    "threshold": "60",
    "minimum_entries": 1,
    "near_tie": "1.5",
    "within": None,
    "after": None,
    "may_withhold": True,
}

KINDS: Final[tuple[tuple[str, Both, Both, str, dict[str, Any]], ...]] = (
    ("winner", Both("Enillydd", "Winner"), Both("Cyd-enillydd", "Joint winner"), "theme", _RULE),
    (
        "highly-commended",
        Both("Canmoliaeth uchel", "Highly commended"),
        Both("Canmoliaeth uchel", "Highly commended"),
        "theme",
        {**_RULE, "minimum_entries": 2, "near_tie": None, "within": "5", "after": "winner"},
    ),
    (
        "overall-winner",
        Both("Enillydd cyffredinol", "Overall winner"),
        Both("Cyd-enillydd cyffredinol", "Joint overall winner"),
        "overall",
        {
            **_RULE,
            "method": "panel-chooses/1",
            "pool": "award-holders",
            "threshold": None,
            "near_tie": None,
        },
    ),
)
"""Key, name, name when shared, the group in which it is given, its rule."""
