"""How far each judge has come, in figures: no mark, no entry and no comment is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cadair.judging.desks import desk_of
from cadair.judging.models import Judge
from cadair.judging.states import PlaceState
from cadair.seasons.models import Season

_FINAL = (PlaceState.LOCKED, PlaceState.ABSTAINED)


@dataclass(frozen=True, slots=True)
class JudgeProgress:
    """One judge: how many places lie on their desk, and how many are done."""

    judge: Judge
    body: str
    places: int
    undeclared: int
    marked: int
    abstained: int
    is_locked: bool


def judges_progress(season: Season) -> Iterator[JudgeProgress]:
    """Every judge in the order of the panel. Whether nothing is left counts, not what was given."""
    judges = season.judges.select_related("seat__organisation").order_by("position")
    for judge in judges:
        judge.season = season
        states = Counter(place.state for place in desk_of(judge))
        places = states.total()
        yield JudgeProgress(
            judge=judge,
            body=str(judge.seat.organisation.name),
            places=places,
            undeclared=states[PlaceState.UNDECLARED],
            marked=states[PlaceState.MARKED] + states[PlaceState.LOCKED],
            abstained=states[PlaceState.ABSTAINED],
            is_locked=bool(places) and sum(states[each] for each in _FINAL) == places,
        )
