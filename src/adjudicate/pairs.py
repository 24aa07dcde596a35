"""`adjudicate pairs`: abilities from comparisons of two, by Bradley and Terry."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import cast

import numpy as np

from adjudicate.reading import Misused, Table, read_table, refuse, shown
from adjudicate.tables import facts, table
from adjudication.errors import NoMaximum
from adjudication.pairs import Comparisons, bradley_terry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of comparisons, the penalty, the item that is zero."""
    parser.add_argument("file", metavar="FILE", help="CSV winner,loser[,count]")
    parser.add_argument(
        "--penalty",
        type=float,
        default=0.0,
        metavar="X",
        help="taken off the log likelihood for every squared ability; 0: none",
    )
    parser.add_argument(
        "--reference", metavar="ITEM", help="whose ability is zero; the first item of the file"
    )


def run(called: argparse.Namespace) -> dict[str, object]:
    """Abilities, in the order in which the items first stand in the file, as JSON values."""
    if not (isfinite(called.penalty) and called.penalty >= 0):
        raise Misused(f"--penalty is {called.penalty}; use a number from 0")
    rows = read_table(called.file, ("winner", "loser"), ("count",))
    if not len(rows):
        refuse(called.file, 1, "there are no comparisons below the header", "write one a line")
    comparisons, items = _comparisons(rows)
    reference = items[0] if called.reference is None else called.reference
    if reference not in items:
        raise Misused(f"--reference {shown(reference)} is not in the file; name one of its items")
    try:
        found = bradley_terry(comparisons, penalty=called.penalty, reference=items.index(reference))
    except NoMaximum as none:
        example = items[int(none.facts["example"])]
        refuse(
            called.file,
            1,
            f"no-maximum: no abilities fit best, because the items fall into "
            f"{none.facts['groups']} groups that did not both win and lose against each other "
            f"(one of them holds {shown(example)})",
            "add comparisons between the groups, or use --penalty 0.1",
        )
    abilities = zip(items, found.ability.tolist(), found.se.tolist(), strict=True)
    return {
        "abilities": [
            {"item": item, "ability": ability, "se": se} for item, ability, se in abilities
        ],
        "loglik": found.loglik,
    }


def tables(result: Mapping[str, object]) -> Sequence[str]:
    """The items, best first."""
    abilities = cast("list[dict[str, float]]", result["abilities"])
    ordered = sorted(abilities, key=lambda each: -each["ability"])
    return [
        table("Abilities", ["item", "ability", "se"], [list(each.values()) for each in ordered]),
        facts("Fit", {"log likelihood": result["loglik"]}),
    ]


def _comparisons(rows: Table) -> tuple[Comparisons, list[str]]:
    known: dict[str, int] = {}
    pairs = [
        (known.setdefault(winner, len(known)), known.setdefault(loser, len(known)))
        for winner, loser in zip(rows.columns["winner"], rows.columns["loser"], strict=True)
    ]
    for column in ("winner", "loser"):
        rows.codes(column)
    itself = [row for row, (winner, loser) in enumerate(pairs) if winner == loser]
    if itself:
        rows.refuse(itself, "an item is compared with itself", "leave the line out")
    counts = rows.numbers("count") if "count" in rows.columns else [1.0] * len(pairs)
    low = [row for row, count in enumerate(counts) if count <= 0]
    if low:
        rows.refuse(low, "the count is not above 0", "write how often it happened")
    winners, losers = zip(*pairs, strict=True)
    comparisons = Comparisons(
        np.asarray(winners, dtype=np.int64),
        np.asarray(losers, dtype=np.int64),
        np.asarray(counts, dtype=np.float64),
        len(known),
    )
    return comparisons, list(known)
