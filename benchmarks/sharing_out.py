"""How long a plan of who reads what takes: from what the database says to what a page shows.

An invented programme: one entry in three is in Welsh, two judges in five read Welsh, four pairs in
a hundred stepped aside and six may score with an interest. The core call alone is measured in
`core_assignment`. Run: `python -m benchmarks.sharing_out`; each size runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from cadair.judging.sharing import Facts

SIZES = {
    "253 × 12, 3 readers": (253, 12, 3, False),
    "253 × 12, top-up after one leaves": (253, 12, 3, True),
    "3,000 × 300, 3 readers": (3_000, 300, 3, False),
    "3,000 × 300, top-up after ten leave": (3_000, 300, 3, True),
}


def programme(entries: int, judges: int, readers: int) -> Facts:
    """Invented, the same at every run."""
    from cadair.judging.sharing import Facts, Reader, ToRead, usual_loads

    draw = random.Random(2026)
    least, most = usual_loads(entries * readers, judges)
    declared = {}
    for entry in range(entries):
        for judge in range(judges):
            chance = draw.random()
            kind = "step-aside" if chance < 0.04 else "may-score" if chance < 0.1 else "none"
            declared[entry, judge] = kind
    return Facts(
        entries=[ToRead(at, is_welsh=draw.random() < 1 / 3) for at in range(entries)],
        readers=[
            Reader(at, draw.random() < 0.4, reads_en=True, body=at // 2, least=least, most=most)
            for at in range(judges)
        ],
        declared=declared,
    )


def left(facts: Facts, readers: int) -> Facts:
    """The same once half of it is read, and one judge in thirty has left."""
    from cadair.judging.planning import shared_out
    from cadair.judging.sharing import Facts, Reader, Wishes

    found, _problem = shared_out(facts, Wishes(readers), seed=0, is_top_up=False)
    draw, pairs = random.Random(7), [tuple(pair) for pair in found["pairs"]]
    begun = frozenset(pair for pair in pairs if draw.random() < 0.5)
    leaving = max(1, len(facts.readers) // 30)
    return Facts(
        entries=facts.entries,
        readers=[
            Reader(
                each.id,
                each.reads_cy,
                each.reads_en,
                each.body,
                each.least,
                each.most + 5,
                is_leaving=each.id < leaving,
            )
            for each in facts.readers
        ],
        declared=facts.declared,
        begun=begun,
        told=frozenset(pairs) - begun,
    )


def measured(name: str) -> dict[str, object]:
    """One size: seconds, memory, and what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadair.config.settings")
    django.setup()
    from cadair.judging.planning import shared_out
    from cadair.judging.sharing import Wishes

    entries, judges, readers, is_top_up = SIZES[name]
    facts = programme(entries, judges, readers)
    if is_top_up:
        facts = left(facts, readers)
    started, before = time.perf_counter(), time.process_time()
    found, problem = shared_out(facts, Wishes(readers), seed=0, is_top_up=is_top_up)
    seconds, cpu = time.perf_counter() - started, time.process_time() - before
    loads = list(found["loads"].values())
    return {
        "size": name,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "gb_of_process": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
        "problem": problem,
        "unfilled": len(found["unfilled"]),
        "in_welsh_without_a_reader": len(found["no_welsh"]),
        "loads": [min(loads), max(loads)],
        "new": len(found["given"]),
        "taken_back": len(found["taken"]),
        "kilobytes_stored": round(len(json.dumps(found)) / 1000),
    }


def main() -> None:
    """Measure one size, or every size; prints a line of JSON for each."""
    if len(sys.argv) > 1:
        print(json.dumps(measured(sys.argv[1]), ensure_ascii=False))
        return
    for name in SIZES:
        subprocess.run([sys.executable, "-m", "benchmarks.sharing_out", name], check=True)


if __name__ == "__main__":
    main()
