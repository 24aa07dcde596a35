"""Who reads what: the assignment of judges to entries that fits best, within everybody's load.

One integral minimum-cost flow, entry → judge, every pair with capacity 1 and cost −fit, judges with
lower and upper bounds: optimal as a whole, not minima first and the rest later. Sources: R. Ahuja,
T. Magnanti, J. Orlin, Network Flows, 1993, chapters 9–11; A. Goldberg, An efficient implementation
of a scaling minimum-cost flow algorithm, Journal of Algorithms 22, 1997 (the solver of OR-Tools).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from adjudication.assignment_fair import fairer
from adjudication.assignment_flow import Network, Solved, solve
from adjudication.assignment_pairs import Figures, Numbers, Pairs, Wanted
from adjudication.errors import InvalidAssignment

__all__ = ["Assignment", "Pairs", "Wanted", "assign"]


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """Who reads what.

    chosen: positions of the pairs taken, ascending, with those held. objective: the sum of their
    fits. loads: of every judge. unfilled: places of each entry that nobody could take. below: how
    far each judge stays below the minimum, because there is not enough to read for them.
    served: the sum of fits of each entry.
    """

    chosen: Numbers
    objective: float
    loads: Numbers
    unfilled: Numbers
    below: Numbers
    served: Figures = field(repr=False)


def assign(
    pairs: Pairs,
    wanted: Wanted,
    *,
    fair: bool = False,
    seed: int = 0,
    done: Sequence[int] | Numbers = (),
    current: Sequence[int] | Numbers = (),
) -> Assignment:
    """The assignment with the most places filled and, among those, the greatest sum of fits.

    Exact where fits are decimals of up to six digits, otherwise to a relative 1e-6. `fair`: the
    worst-served entry is then served better, see `assignment_fair`; the sum of fits may fall.
    `seed`: which of several best ones is taken; the same input and seed give the same answer.
    `done`: positions of pairs that are held: the work is done. `current`: positions of pairs that
    were told and not done: as few of them as possible change, before fits are looked at.

    Raises:
        InvalidAssignment: see `Pairs` and `Wanted`; or pairs done or current that are not there.
    """
    wanted.check(pairs)
    held = _positions(pairs, done, "done")
    told = _positions(pairs, current, "current")
    network = Network.of(pairs, wanted, held=held, told=told, seed=seed)
    found = solve(network, pairs.fit)
    if fair:
        found = fairer(network, pairs.fit, found)
    return _made(pairs, wanted, held, found)


def _positions(pairs: Pairs, given: Sequence[int] | Numbers, name: str) -> Numbers:
    positions = np.unique(np.asarray(given, dtype=np.int64))
    if len(positions) and not 0 <= positions[0] <= positions[-1] < len(pairs.entry):
        raise InvalidAssignment(field=name, problem="outside")
    return positions


def _made(pairs: Pairs, wanted: Wanted, held: Numbers, found: Solved) -> Assignment:
    chosen = np.union1d(found.chosen, held)
    loads = np.bincount(pairs.judge[chosen], minlength=pairs.judges)
    fits = pairs.fit[chosen]
    return Assignment(
        chosen=chosen,
        objective=float(fits.sum()),
        loads=loads,
        unfilled=found.unfilled,
        below=np.maximum(wanted.lowest - loads, 0),
        served=np.bincount(pairs.entry[chosen], weights=fits, minlength=pairs.entries).astype(
            float
        ),
    )
