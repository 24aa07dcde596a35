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
from cadair.judging.models import Analysis, CertaintyWords, Judge
from cadair.judging.queries import not_given_to
from cadair.judging.states import InterestKind
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


def left_of(judge: Judge) -> frozenset[int]:
    """The entries that are not for a judge’s eyes: ids."""
    aside = judge.interests.filter(kind=InterestKind.STEP_ASIDE)
    return frozenset(aside.values_list("entry_id", flat=True)) | not_given_to(judge)


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
    found = Analysis.objects.filter(category=category, judge=judge)
    row = found.values_list("document", "inputs_sha256").first()
    if row is None or row[0].get("format") != FORMAT:
        return None
    return Worked(row[0], is_fresh=row[1] == now)
