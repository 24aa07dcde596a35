"""How long it takes to allow for lenient judges: variances, every posterior variance, P(best).

The numbers to keep: 80,000 scorecards of 20,000 entries × 2,000 judges in 5 s and 1.2 GB; 73,000
ratings of 3,000 × 1,100 in 1.5 s; the restricted log-likelihood within 0.001 of an established
solver. Each size runs in a process of its own, matrices in one thread as in `adjudicate` (set
OPENBLAS_NUM_THREADS for more). Run: `python -m benchmarks.core_calibration`; with
`--peer PYTHON`, an interpreter that has statsmodels, both solve the same smaller tables as well.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np

from adjudication.calibration import Calibration, calibrate
from adjudication.certainty import posterior
from adjudication.ratings import Ratings, from_codes

SIZES = {
    "80,000 scorecards of 20,000 × 2,000, one category": (20_000, 2_000, 80_000, 1),
    "80,000 scorecards of 20,000 × 2,000, 16 categories": (20_000, 2_000, 80_000, 16),
    "73,000 ratings of 3,000 × 1,100, one category": (3_000, 1_100, 73_000, 1),
    "73,000 ratings of 3,000 × 1,100, 14 categories": (3_000, 1_100, 73_000, 14),
    "1,012 scorecards of 253 × 4, 16 categories": (253, 4, 1_012, 16),
}
PEER_SIZES = {
    "240 scorecards of 60 × 12": (60, 12, 240, 1),
    "800 scorecards of 200 × 20": (200, 20, 800, 1),
}
RUNS = 3

PEER = """
import json, sys, time, warnings
import pandas, statsmodels.formula.api as formulas
warnings.simplefilter("ignore")
given = pandas.DataFrame(json.load(sys.stdin))
given["all"] = 1
parts = {"entry": "0 + C(entry)", "judge": "0 + C(judge)"}
started = time.perf_counter()
found = formulas.mixedlm("score ~ 1", given, groups="all", vc_formula=parts).fit(reml=True)
print(json.dumps({"seconds": time.perf_counter() - started, "loglik": found.llf}))
"""


def table(entries: int, judges: int, scores: int, categories: int) -> Ratings:
    """Invented scores, the same at every run."""
    draw = np.random.default_rng(2026)
    each = np.full(entries, scores // entries)
    each[: scores - int(each.sum())] += 1
    entry = np.repeat(np.arange(entries), each)
    judge = np.concatenate([draw.choice(judges, own, replace=False) for own in each])
    figures = 60 + draw.normal(0, 7, entries)[entry] + draw.normal(0, 5, judges)[judge]
    figures += draw.normal(0, 9, scores)
    return from_codes(
        ([f"e{n}" for n in range(entries)], entry),
        ([f"j{n}" for n in range(judges)], judge),
        figures,
        ([f"c{n}" for n in range(categories)], entry * categories // entries),
    )


def everything(ratings: Ratings) -> Calibration:
    """Corrected scores, all posterior standard deviations, the chance of each to be best."""
    found = calibrate(ratings)
    _ = found.unit_se, found.judge_se
    for category in range(len(ratings.categories)):
        joint = posterior(found, category)
        if joint is not None:
            joint.best(seed=1)
    return found


def measured(name: str) -> dict[str, object]:
    """One size: seconds of the fastest of some runs, memory, what came out."""
    ratings = table(*{**SIZES, **PEER_SIZES}[name])
    taken, cpu = [], []
    for _run in range(RUNS):
        started, worked = time.perf_counter(), time.process_time()
        found = everything(ratings)
        taken.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
    return {
        "what": name,
        "seconds": round(min(taken), 3),
        "cpu seconds": round(min(cpu), 3),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "threads": os.environ.get("OPENBLAS_NUM_THREADS", "all"),
        "sd": [found.sd.entry, found.sd.judge, found.sd.residual],
        "loglik": found.loglik,
    }


def beside(name: str, interpreter: str) -> dict[str, object]:
    """A size that the peer can solve: its seconds, and how far the likelihoods are apart."""
    ratings = table(*PEER_SIZES[name])
    given = {
        "entry": ratings.unit.tolist(),
        "judge": ratings.judge.tolist(),
        "score": ratings.score.tolist(),
    }
    ran = subprocess.run(
        [interpreter, "-c", PEER],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    peer: dict[str, Any] = json.loads(ran.stdout)
    ours = measured(name)
    own = ours["loglik"]
    assert isinstance(own, float)
    return {
        **ours,
        "statsmodels seconds": round(peer["seconds"], 2),
        "statsmodels loglik": peer["loglik"],
        "loglik higher by": round(own - peer["loglik"], 6),
    }


def main() -> None:
    """Measure every size in a process of its own, and print them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=[*SIZES, *PEER_SIZES], help=argparse.SUPPRESS)
    parser.add_argument("--peer", metavar="PYTHON", help="an interpreter that has statsmodels")
    called = parser.parse_args()
    if called.one:
        print(json.dumps(measured(called.one)))
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    here = [sys.executable, "-m", "benchmarks.core_calibration", "--one"]
    for name in SIZES:
        ran = subprocess.run([*here, name], capture_output=True, text=True, check=True)
        print(ran.stdout.strip(), flush=True)
    for name in PEER_SIZES if called.peer else ():
        print(json.dumps(beside(name, called.peer)), flush=True)


if __name__ == "__main__":
    main()
