"""`adjudicate score`: scores of entries, corrected for lenient and severe judges."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from adjudicate import tables as text
from adjudicate.reading import MOST_FAULTS, Misused, Table, read_table
from adjudication.calibration import Calibration, Note, calibrate
from adjudication.certainty import Bands, posterior
from adjudication.errors import TooManyLevels
from adjudication.mixed import Floats
from adjudication.ratings import Ratings, from_codes, repeated

SENTENCES: Final[Mapping[str, str]] = {
    "no-scores": "There are no scores: nobody has marked anything, or all stepped aside.",
    "constant-scores": "All scores of a category are the same.",
    "one-score-each": "Each category has one score: nothing can be compared.",
    "entries-not-separated": "The variance between entries is 0: the marks do not separate these "
    "entries, and nobody is called clear.",
    "entries-have-one-mark": "Each entry has one mark: worth and chance cannot be told apart, and "
    "adjusted scores go half the way to the mean.",
    "judges-not-told-apart": "Who is lenient cannot be told: judges have too few marks, or no "
    "entries in common.",
    "no-remainder": "Entry and judge explain every mark: nothing is left from which to tell how "
    "sure the figures are.",
    "looks-like-ranks": "These scores look like ranks: each judge's are 1, 2, 3 and so on. A rank "
    "is not a score, and here higher is better.",
    "one-entry": "One entry alone, nothing to compare it with: {categories}.",
    "one-judge": "There is one judge, {judge}: nothing shows whether the marks are lenient.",
    "one-mark": "Judges with one mark, whose leniency is little known: {number} ({judges}).",
    "no-overlap": "The scores fall into {components} parts with no judge in common: judges of "
    "different parts cannot be compared, nor can their entries be except by the category's mean.",
    "same-panel": "The same judges scored every entry, so that adjusting cannot change the order: "
    "{categories}.",
    "same-panel-everywhere": "In every category the same judges scored every entry: adjusting "
    "cannot change the order.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of scores, and the seed of the draws."""
    parser.add_argument("file", metavar="FILE", help="CSV: entry,judge,score[,category]")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the draws for the chance to be best (default 0)"
    )


def run(called: argparse.Namespace) -> Mapping[str, object]:
    """Read, correct, and say how sure the order is."""
    return result(corrected(read_ratings(called.file)), abs(called.seed))


def corrected(ratings: Ratings) -> Calibration:
    """The corrected scores.

    Raises:
        Misused: there are more judges, and more entries, than can be solved together.
    """
    try:
        return calibrate(ratings)
    except TooManyLevels as refused:
        what = f"{refused.facts['levels']} judges and categories share entries with each other"
        remedy = f"take fewer than {refused.facts['most']} at once, for example one category"
        raise Misused(f"{what}, more than fit into memory; {remedy}") from refused


def read_ratings(path: str) -> Ratings:
    """Scores from a CSV file.

    Raises:
        Refused: the file cannot be used as it is.
    """
    table = read_table(path, ("entry", "judge", "score"), ("category",))
    entry, entries = table.codes("entry")
    judge, judges = table.codes("judge")
    category, categories = [0] * len(table), ["all"] if len(table) else []
    if "category" in table.columns:
        category, categories = table.codes("category")
    scores = np.array(table.numbers("score"), dtype=np.float64)
    codes = [np.array(each, dtype=np.int64) for each in (entry, judge, category)]
    _refuse_repeated(table, repeated(*codes).tolist())
    return from_codes((entries, codes[0]), (judges, codes[1]), scores, (categories, codes[2]))


def _refuse_repeated(table: Table, rows: Sequence[int]) -> None:
    if not rows:
        return
    names = ("entry", "judge", "category")
    columns = [table.columns[name] for name in names if name in table.columns]
    keys = list(zip(*columns, strict=True))
    wanted = {keys[row] for row in rows[:MOST_FAULTS]}
    first: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(keys):
        if key in wanted:
            first.setdefault(key, row)
    lines = table.lines(first.values())
    table.refuse_each(
        [
            (
                row,
                "this judge has scored this entry already"
                + (" in this category" if "category" in table.columns else "")
                + f", in line {lines[first[keys[row]]]}",
                "keep one of the two lines",
            )
            for row in rows[:MOST_FAULTS]
        ]
    )


def result(found: Calibration, seed: int) -> dict[str, object]:
    """Everything the command prints, as JSON values."""
    ours = found.ratings
    marks = np.bincount(ours.judge, minlength=len(ours.judges)).tolist()
    leniency, errors = found.prediction.judge.tolist(), numbers(found.judge_se)
    judges = zip(ours.judges, marks, leniency, errors, strict=True)
    return {
        "categories": {name: _category(found, at, seed) for at, name in enumerate(ours.categories)},
        "judges": [
            {"judge": judge, "n": n, "leniency": own, "se": se} for judge, n, own, se in judges
        ],
        "sd": asdict(found.sd),
        "loglik_reml": found.loglik,
        "components": ours.components,
        "notes": [sentence(note) for note in found.notes],
    }


def _category(found: Calibration, category: int, seed: int) -> dict[str, object]:
    ours, bands = found.ratings, Bands()
    units = ours.units_of(category)
    joint = posterior(found, category)
    chances = [None] * len(units) if joint is None else joint.best(seed).tolist()
    columns = (
        ours.unit_entry[units].tolist(),
        ours.read_by[units].tolist(),
        found.raw[units].tolist(),
        found.adjusted[units].tolist(),
        numbers(found.unit_se[units]),
        found.places(category).tolist(),
        chances,
    )
    rows = sorted(zip(*columns, strict=True), key=lambda row: row[5])
    entries = [
        {
            "entry": ours.entries[entry],
            "n": n,
            "raw": raw,
            "adjusted": adjusted,
            "se": se,
            "place": place,
            "p_best": chance,
            "band": None if chance is None else bands.word(chance),
        }
        for entry, n, raw, adjusted, se, place, chance in rows
    ]
    mean = numbers(found.prediction.mean[[category]])[0]
    can_change = found.order_can_change(category)
    return {"mu": mean, "entries": entries, "order_can_change": can_change}


def numbers(found: Floats) -> list[float | None]:
    """Figures as JSON takes them: None for what does not exist."""
    return [None if each != each else each for each in found.tolist()]  # noqa: PLR0124


def sentence(note: Note) -> str:
    """A note as a reader reads it."""
    facts = {
        name: ", ".join(each) if isinstance(each, tuple) else each
        for name, each in note.facts.items()
    }
    return SENTENCES[note.code].format(**facts)


def tables(result: Mapping[str, Any]) -> Iterator[str]:
    """The same for people: a table for each category, the judges, the variances, the notes."""
    head = ("entry", "n", "raw", "adjusted", "se", "place", "p_best", "band")
    for name, category in result["categories"].items():
        rows = [[entry[key] for key in head] for entry in category["entries"]]
        change = "adjusting can" if category["order_can_change"] else "adjusting cannot"
        mean = "–" if category["mu"] is None else f"{category['mu']:.3f}"
        yield text.table(f"{name} (mean {mean}; {change} change the order)", head, rows)
    columns = ("judge", "n", "leniency", "se")
    yield text.table(
        "Judges (leniency: so much higher than colleagues on the same entries)",
        columns,
        [[judge[key] for key in columns] for judge in result["judges"]],
    )
    figures = {f"sd {name}": each for name, each in result["sd"].items()}
    figures |= {key: result[key] for key in ("loglik_reml", "components")}
    yield text.facts("Standard deviations in marks, and the fit", figures)
    yield text.sentences("Notes", result["notes"])
