"""Reading how sure the order of a category is: what the worker worked out, and for whom.

Nothing heavy is loaded here. A judge who stepped aside gets figures that were worked out without
the categories in which they did (PRO-03): from those of everybody and the marks they may see, the
marks they may not see could be calculated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

from cadair.foundation.canonical import sha256_of
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Analysis, CertaintyWords, Judge
from cadair.seasons.models import Category, Season

FORMAT: Final = "cadair-analysis/1"
"""What a document holds, and how it is worked out; another number makes all of them anew."""

NEEDED: Final = ("numpy", "scipy")
"""The libraries of the extra `judging`, which only the worker loads."""

Given = tuple[str, str, str]
"""A judge’s total on an entry: entry, judge, points as they are shown."""


def can_calibrate() -> bool:
    """Whether the figures can be worked out on this installation."""
    return all(find_spec(name) is not None for name in NEEDED)


def fingerprint(given: Iterable[Given]) -> str:
    """The hash of the totals in a category: another one, and its figures are of yesterday."""
    return sha256_of([FORMAT, sorted(list(each) for each in given)])


def certainty_words(season: Season) -> CertaintyWords:
    """From which chances the season says what; the defaults where nobody has chosen."""
    return CertaintyWords.objects.filter(season=season).first() or CertaintyWords(season=season)


_FIGURES: Final = Prepared(
    lambda category: (
        Analysis.objects.filter(category=category)
        .order_by()
        .values_list("judge_id", "document", "inputs_sha256")
    )
)


@dataclass(frozen=True, slots=True)
class Worked:
    """The figures of a category as one reader may see them; `is_fresh`: from the marks shown."""

    document: dict[str, Any]
    is_fresh: bool

    @property
    def is_silent(self) -> bool:
        """Whether the points of the category are not its marks alone: there is nothing to say."""
        return bool(self.document.get("is_silent"))


def figures_of(category: Category, judge: Judge | None, now: str) -> Worked | None:
    """What was worked out for a reader; `now` is the fingerprint of the totals they are shown.

    `judge` is the one who reads and has stepped aside from something, None for everybody else.
    None where nothing was worked out for them yet.
    """
    reader = judge.pk if judge is not None else None
    for who, document, inputs in _FIGURES.rows(category=category.pk):
        if who == reader and document.get("format") == FORMAT:
            return Worked(document, is_fresh=inputs == now)
    return None
