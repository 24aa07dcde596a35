"""How many hours a way of judging takes each judge: a rough sum that says what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cadair.judging.round_plans import PRESETS, Preset, RoundPlan
from cadair.judging.round_states import AdvanceRule, RoundMethod
from cadair.seasons.models import Season
from cadair.seasons.states import CategoryGroup
from cadair.web.staff.setup.hours import hours_of

MINUTES: Final = {
    RoundMethod.SIFT: 2,
    RoundMethod.CRITERIA: 6,
    RoundMethod.SINGLE_SCORE: 4,
    RoundMethod.RANKED_BALLOT: 1,
    RoundMethod.PAIRWISE: 3,
    RoundMethod.LIVE_FINAL: 20,
    RoundMethod.PANEL_DECISION: 0,
}
"""Minutes that one entry takes one reader in a round."""

GUESSED: Final = {AdvanceRule.VERDICT: 2, AdvanceRule.THRESHOLD: 3, AdvanceRule.MARGIN: 3}
"""One in so many goes on, where nobody can know yet."""

ALONE: Final = (RoundPlan("", RoundMethod.CRITERIA),)


@dataclass(frozen=True, slots=True)
class Load:
    """Hours of each judge, and of the organisers together."""

    judge: int
    staff: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A ready-made way with its load for each number of entries."""

    preset: Preset
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ready-made ways side by side; `is_known`: the entries have been counted."""

    judges: int
    numbers: tuple[int, ...]
    is_known: bool
    ways: tuple[Compared, ...]


def compared(season: Season) -> Comparison:
    """What each ready-made way would ask of the judges there are."""
    estimate = hours_of(season)
    numbers = tuple(line.entries for line in estimate.lines)
    categories = season.categories.exclude(group=CategoryGroup.OVERALL).count()
    ways = tuple(
        Compared(
            preset,
            tuple(load_of(plans, each, estimate.judges, categories) for each in numbers),
        )
        for preset, plans in PRESETS.items()
    )
    return Comparison(estimate.judges, numbers, estimate.is_known, ways if estimate.judges else ())


def load_of(plans: Sequence[RoundPlan], entries: float, judges: int, categories: int) -> Load:
    """The hours that rounds take for so many entries; nobody marks the same entry twice."""
    own, staff, read = 0.0, 0.0, 0.0
    for plan in plans or ALONE:
        minutes = MINUTES[RoundMethod(plan.method)]
        share = min(1.0, plan.readers / judges) if plan.readers and judges else 1.0
        if plan.by_staff:
            staff += entries * minutes
        elif plan.method == RoundMethod.CRITERIA:
            own += entries * minutes * max(0.0, share - read)
            read = max(read, share)
        else:
            own += entries * minutes * share
        entries = _left(plan, entries, categories)
    return Load(_hours(own), _hours(staff))


def _left(plan: RoundPlan, entries: float, categories: int) -> float:
    if plan.advance == AdvanceRule.COUNT and plan.advance_value is not None:
        return min(entries, float(plan.advance_value) * max(1, categories))
    return entries / GUESSED.get(AdvanceRule(plan.advance), 1)


def _hours(minutes: float) -> int:
    return max(1, round(minutes / 60)) if minutes else 0
