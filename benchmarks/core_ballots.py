"""How long ballots and comparisons take, and a season's awards suggested anew.

The numbers to keep: the single transferable vote of 30,000 ballots in 0.1 s; Bradley–Terry with 500
items and 10,000 comparisons in 0.1 s. Beside them, where they are installed, choix (the same model
by optimisation) and pyrankvote (a single transferable vote with other rules of transfer).
Run: `python -m benchmarks.core_ballots`; peers are found with PYTHONPATH.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from adjudication.ballots import Poll
from adjudication.borda import borda
from adjudication.pairs import Comparisons, bradley_terry
from adjudication.schulze import schulze
from adjudication.stv import stv

BALLOTS, CANDIDATES, SEATS = 30_000, 12, 4
ITEMS, GAMES = 500, 10_000
RUNS = 5


def ballots() -> list[tuple[int, list[list[str]]]]:
    """Invented ballots, nearly all different, of different lengths."""
    draw = np.random.default_rng(2026)
    worth = np.linspace(0, 1.5, CANDIDATES)
    found = []
    for _ballot in range(BALLOTS):
        order = np.argsort(-(worth + draw.gumbel(size=CANDIDATES)))
        length = int(draw.integers(1, CANDIDATES + 1))
        found.append((1, [[f"c{number}"] for number in order[:length]]))
    return found


def games() -> Comparisons:
    """Invented comparisons in which everybody wins and loses."""
    draw = np.random.default_rng(2026)
    worth = draw.normal(0, 0.5, ITEMS)
    one, other = draw.integers(0, ITEMS, (2, 2 * GAMES))
    one, other = one[one != other][:GAMES], other[one != other][:GAMES]
    has_won = draw.random(GAMES) < 1 / (1 + np.exp(worth[other] - worth[one]))
    winner, loser = np.where(has_won, one, other), np.where(has_won, other, one)
    return Comparisons(winner, loser, np.ones(GAMES), ITEMS)


def fastest(work: Callable[[], object]) -> dict[str, float]:
    """Seconds on the clock and of the processor, the least of some runs."""
    clock, cpu = [], []
    for _run in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
    return {"seconds": round(min(clock), 4), "cpu_seconds": round(min(cpu), 4)}


def measurements() -> Iterator[dict[str, object]]:
    """Every figure, one after the other."""
    names = [f"c{number}" for number in range(CANDIDATES)]
    cast = ballots()
    poll = Poll.of(names, cast)
    what = f"{BALLOTS:,} ballots, {CANDIDATES} candidates"
    yield {"what": f"stv of {what}", **fastest(lambda: stv(poll, SEATS))}
    yield {"what": f"schulze of {what}", **fastest(lambda: schulze(poll))}
    yield {"what": f"borda of {what}", **fastest(lambda: borda(poll))}
    yield {"what": f"reading of {what}", **fastest(lambda: Poll.of(names, cast))}
    played = games()
    what = f"bradley-terry of {ITEMS} items, {GAMES:,} comparisons"
    yield {"what": what, **fastest(lambda: bradley_terry(played))}
    yield from _peers(names, cast, poll, played)


def _peers(
    names: list[str], cast: list[tuple[int, list[list[str]]]], poll: Poll, played: Comparisons
) -> Iterator[dict[str, object]]:
    if find_spec("choix") is not None:
        choix: Any = import_module("choix")
        data = list(zip(played.winner.tolist(), played.loser.tolist(), strict=True))
        theirs = choix.opt_pairwise(ITEMS, data, alpha=0.0)
        ours = bradley_terry(played).ability
        apart = float(np.abs((theirs - theirs[0]) - ours).max())
        yield {
            "what": "choix.opt_pairwise, the same comparisons",
            **fastest(lambda: choix.opt_pairwise(ITEMS, data, alpha=0.0)),
            "largest_difference_of_abilities": round(apart, 6),
        }
    if find_spec("pyrankvote") is not None:
        peer: Any = import_module("pyrankvote")
        people = {name: peer.Candidate(name) for name in names}
        papers = [peer.Ballot([people[group[0]] for group in rank]) for _count, rank in cast]

        def count() -> list[str]:
            result = peer.single_transferable_vote([*people.values()], papers, SEATS)
            return [str(person) for person in result.get_winners()]

        yield {
            "what": "pyrankvote, the same ballots",
            **fastest(count),
            "same_elected": sorted(count()) == sorted(stv(poll, SEATS).outcome.elected),
        }


def main() -> None:
    """Print one line of JSON for each figure."""
    for figure in measurements():
        print(json.dumps(figure, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
