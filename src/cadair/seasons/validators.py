"""What a season's own texts and keys may look like."""

from __future__ import annotations

from typing import Final

RULE_TEXTS: Final = (
    "eligibility",
    "ties",
    "category_moves",
    "repeat_nominations",
    "late_nominations",
    "feedback",
    "decision",
)
"""Texts that are part of the rules and are frozen at opening (PRO-01)."""

SEASON_TEXTS: Final = ("introduction", *RULE_TEXTS)
"""Every text a season has; all are required in both languages before it opens."""

RESERVED_QUESTIONS: Final = (
    "categories",
    "check",
    "declaration",
    "entry",
    "evidence",
    "language",
    "news",
    "organisations",
    "people",
    "referee",
    "you",
)
"""Pages of the form that every season has; no question may have such a key."""

MOMENTS: Final = (
    "nominations_open",
    "nominations_close",
    "judging_ends",
    "panel_meets",
    "ceremony",
    "results",
)
"""The dates of a season in their natural order."""

MOMENTS_NEEDED_TO_OPEN: Final = ("nominations_open", "nominations_close", "ceremony")
