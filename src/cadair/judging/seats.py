"""The panel as its organisers set it up: a judge as plain values, and the part each holds."""

from __future__ import annotations

from cadair.foundation.canonical import Canonical
from cadair.judging.models import Judge
from cadair.seasons.states import SeasonRole


def judge_of(judge: Judge) -> Canonical:
    """A judge as plain values, to compare what was shown with what stands."""
    return {
        "organisation": judge.seat.organisation.ref,
        "name": judge.name,
        "part": part_of(judge).value,
        "reads": [judge.reads_cy, judge.reads_en],
    }


def part_of(judge: Judge) -> SeasonRole:
    """Judge, chair or stand-in."""
    if judge.is_chair:
        return SeasonRole.CHAIR
    return SeasonRole.STAND_IN if judge.is_stand_in else SeasonRole.JUDGE
