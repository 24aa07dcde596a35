"""How long it takes to say who reads what: the core call on arrays, and what it leaves unserved.

The numbers to keep: 20,000 entries × 2,000 judges with 1,000,000 pairs, four readers each, loads
60–125 % of the mean, in 1.5 s and 0.3 GB; 2,000 × 200 with 371,000 pairs in 0.3 s. Optimality is
checked beside it with another solver (HiGHS, through scipy) on a problem that it can solve in the
same sitting. Each size runs in a process of its own, so that its memory is its own.
Run: `python -m benchmarks.core_assignment`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from adjudication.assignment import Assignment, Pairs, Wanted, assign

PER_ENTRY = 4
SIZES = {
    "20,000 × 2,000, 1,000,000 pairs": (20_000, 2_000, 50, False),
    "2,000 × 200, 371,000 pairs": (2_000, 200, 186, False),
    "300 × 40, 6,000 pairs, beside HiGHS": (300, 40, 20, False),
    "2,000 × 200, 40,000 pairs, fair": (2_000, 200, 20, True),
}
RUNS = 3


def problem(entries: int, judges: int, each: int) -> tuple[Pairs, Wanted]:
    """Invented fits, the same at every run; `each` judges may read an entry."""
    draw = np.random.default_rng(2026)
    entry = np.repeat(np.arange(entries), each)
    judge = np.concatenate([draw.choice(judges, each, replace=False) for _entry in range(entries)])
    if (entries, judges, each) == (2_000, 200, 186):
        kept = np.sort(draw.permutation(len(entry))[:371_000])
        entry, judge = entry[kept], judge[kept]
    pairs = Pairs(entry, judge, draw.random(len(entry)), entries, judges)
    mean = PER_ENTRY * entries / judges
    lowest = np.full(judges, int(0.6 * mean))
    return pairs, Wanted(PER_ENTRY, lowest, np.full(judges, int(np.ceil(1.25 * mean))))


def best_by_another_solver(pairs: Pairs, wanted: Wanted) -> float:
    """The greatest sum of fits, by linear programming: whole by the nature of the problem."""
    at = np.arange(len(pairs.entry))
    ones = np.ones(len(at))
    of_entry = coo_array((ones, (pairs.entry, at)), shape=(pairs.entries, len(at)))
    of_judge = coo_array((ones, (pairs.judge, at)), shape=(pairs.judges, len(at)))
    found = linprog(
        -pairs.fit,
        A_eq=of_entry.tocsr(),
        b_eq=np.full(pairs.entries, wanted.per_entry),
        A_ub=vstack([of_judge, -of_judge]).tocsr(),
        b_ub=np.concatenate([wanted.highest, -wanted.lowest]),
        bounds=(0, 1),
        method="highs",
    )
    return -float(found.fun)


def most_for_the_worst(pairs: Pairs) -> float:
    """The least that any entry has with the judges who fit it best, if all were free."""
    order = np.lexsort((-pairs.fit, pairs.entry))
    starts = np.searchsorted(pairs.entry[order], np.arange(pairs.entries))
    first = starts[:, None] + np.arange(PER_ENTRY)
    return float(pairs.fit[order][first].sum(axis=1).min())


def measured(name: str) -> dict[str, object]:
    """One size: seconds of the fastest of some runs, memory, what came out."""
    entries, judges, each, is_fair = SIZES[name]
    pairs, wanted = problem(entries, judges, each)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken, cpu = [], []
    found: Assignment | None = None
    for _run in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        found = assign(pairs, wanted, fair=is_fair)
        taken.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
    assert found is not None
    result: dict[str, object] = {
        "what": name,
        "pairs": len(pairs.entry),
        "seconds": round(min(taken), 3),
        "cpu_seconds": round(min(cpu), 3),
        "gb_of_process": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3),
        "gb_before": round(before / 2**20, 3),
        "objective": round(found.objective, 6),
        "worst_served": round(float(found.served.min()), 6),
        "unfilled": int(found.unfilled.sum()),
    }
    if name.endswith("HiGHS"):
        started = time.perf_counter()
        best = best_by_another_solver(pairs, wanted)
        result["highs_seconds"] = round(time.perf_counter() - started, 3)
        result["relative_to_highs"] = abs(best - found.objective) / best
    if is_fair:
        result["worst_served_without_fair"] = round(float(assign(pairs, wanted).served.min()), 6)
        result["nobody_could_serve_the_worst_better_than"] = round(most_for_the_worst(pairs), 6)
    return result


def main() -> None:
    """Measure one size, or every size in a process of its own; prints a line of JSON for each."""
    if len(sys.argv) > 1:
        print(json.dumps(measured(sys.argv[1]), ensure_ascii=False))
        return
    for name in SIZES:
        subprocess.run([sys.executable, "-m", "benchmarks.core_assignment", name], check=True)


if __name__ == "__main__":
    main()
