"""Does it happen as often as it is said? The chance to be best, against invented seasons.

In each season the true worth of every entry is known, so that it can be counted how often an entry
said to be the best with some chance is the best. Two ways of reading: a panel of four reads all,
and each entry has three readers of twelve. Run: `python -m benchmarks.core_certainty`; with
`--write` the table in `docs/methods/certainty.md` is written anew. The difference to keep is 0.03.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from adjudication.calibration import calibrate
from adjudication.certainty import posterior
from adjudication.ratings import Ratings, from_codes

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "certainty.md"
BEGIN, END = "<!-- the simulated seasons: begin -->", "<!-- the simulated seasons: end -->"

SEASONS = 500
CATEGORIES = 16
ENTRIES = 16
ENTRY_SD, JUDGE_SD, REST_SD = 7.0, 5.0, 8.0
"""Points of 100: typical of totals of three marks."""

BANDS: Mapping[str, tuple[float, float]] = {
    "clear": (0.8, 1.01),
    "ahead": (0.5, 0.8),
    "close, 0.20 to 0.50": (0.2, 0.5),
    "close, 0.05 to 0.20": (0.05, 0.2),
    "close, below 0.05": (0.0, 0.05),
}


@dataclass(frozen=True)
class Reading:
    """Who reads what: `judges` in all, of whom `readers` read each entry."""

    name: str
    judges: int
    readers: int


READINGS = (
    Reading("four judges read every entry", 4, 4),
    Reading("three readers of twelve for each entry", 12, 3),
)


@dataclass(frozen=True)
class Said:
    """What was said of one entry, whether it came first, and whether it was the best."""

    chance: float
    is_first: bool
    is_best: bool


def season(seed: int, reading: Reading) -> tuple[Ratings, np.ndarray]:
    """Scores of a season, and the true worth of each entry."""
    draw = np.random.default_rng([seed, reading.judges])
    entries = CATEGORIES * ENTRIES
    worth = draw.normal(0, ENTRY_SD, entries)
    lenient = draw.normal(0, JUDGE_SD, reading.judges)
    level = np.repeat(draw.normal(60, 4, CATEGORIES), ENTRIES)
    entry = np.repeat(np.arange(entries), reading.readers)
    judge = np.concatenate(
        [draw.permutation(reading.judges)[: reading.readers] for _entry in range(entries)]
    )
    scores = (level + worth)[entry] + lenient[judge] + draw.normal(0, REST_SD, len(entry))
    category = np.arange(entries) // ENTRIES
    return from_codes(
        ([f"entry-{n}" for n in range(entries)], entry),
        ([f"judge-{n}" for n in range(reading.judges)], judge),
        scores,
        ([f"category-{n}" for n in range(CATEGORIES)], category[entry]),
    ), worth


def said(seed: int, reading: Reading) -> Iterator[Said]:
    """What is said of each entry of a season; nothing where entries are not separated."""
    ratings, worth = season(seed, reading)
    found = calibrate(ratings)
    for category in range(CATEGORIES):
        joint = posterior(found, category)
        if joint is None:
            continue
        truth = worth[ratings.unit_entry[joint.units]]
        chances, places = joint.best(seed), found.places(category)
        for at, chance in enumerate(chances.tolist()):
            yield Said(chance, bool(places[at] == 1), bool(truth[at] == truth.max()))


def banded(given: list[Said]) -> list[dict[str, object]]:
    """For each band how often it was said, what was said on average, and what happened."""
    rows: list[dict[str, object]] = []
    for name, (low, high) in BANDS.items():
        own = [each for each in given if low <= each.chance < high]
        stated = sum(each.chance for each in own) / max(len(own), 1)
        happened = sum(each.is_best for each in own) / max(len(own), 1)
        rows.append({"band": name, "entries": len(own), "stated": stated, "happened": happened})
    return rows


def measured(seasons: int) -> list[dict[str, object]]:
    """Every reading: its bands, and how often the entry on the first place is the best."""
    found: list[dict[str, object]] = []
    for reading in READINGS:
        given = [each for seed in range(seasons) for each in said(seed, reading)]
        first = [each for each in given if each.is_first]
        share = sum(each.is_best for each in first) / max(len(first), 1)
        found.append(
            {
                "reading": reading.name,
                "seasons": seasons,
                "first is best": share,
                "bands": banded(given),
            }
        )
    return found


def table(found: list[dict[str, object]]) -> str:
    """The page's table."""
    lines = [
        "| reading | said | entries | said on average | happened | difference |",
        "|---|---|---|---|---|---|",
    ]
    for reading in found:
        bands = reading["bands"]
        assert isinstance(bands, list)
        for row in bands:
            apart = row["happened"] - row["stated"]
            figures = f"{row['stated']:.3f} | {row['happened']:.3f} | {apart:+.3f}"
            lines.append(f"| {reading['reading']} | {row['band']} | {row['entries']} | {figures} |")
    shares = [f"{each['first is best']:.2f} where {each['reading']}" for each in found]
    lines += ["", f"The entry on the first place was the best: {', '.join(shares)}."]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the page's table where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seasons", type=int, default=SEASONS)
    parser.add_argument("--write", action="store_true", help=f"renew the table in {PAGE.name}")
    called = parser.parse_args()
    found = measured(called.seasons)
    json.dump(found, sys.stdout, indent=1)
    print()
    if called.write:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{table(found)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
