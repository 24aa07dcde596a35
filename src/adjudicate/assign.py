"""`adjudicate assign`: who reads what, from a file of the pairs that are allowed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from adjudicate.reading import Misused, Table, read_table, refuse
from adjudicate.tables import facts, table
from adjudication.assignment import Assignment, Pairs, Wanted, assign
from adjudication.assignment_pairs import Numbers

NO_LIMIT: Final = 2**31
"""More than anybody can read."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of pairs, the places of an entry, and everybody's load."""
    parser.add_argument(
        "file", metavar="FILE", help="CSV entry,judge,fit; a pair that is not there is not allowed"
    )
    parser.add_argument(
        "--per-entry", type=int, required=True, metavar="K", help="judges for each entry"
    )
    parser.add_argument("--min-load", type=int, default=0, metavar="A", help="least for a judge")
    parser.add_argument("--max-load", type=int, metavar="B", help="most for a judge")
    parser.add_argument(
        "--limits", metavar="FILE", help="CSV judge,min,max: loads of single judges"
    )
    parser.add_argument(
        "--fair", action="store_true", help="then serve the worst-served entry better"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="decides among equally good ones"
    )


def run(called: argparse.Namespace) -> dict[str, object]:
    """The assignment as JSON values."""
    _check_wishes(called)
    given = _Given.read(called.file)
    limits = _limits(called, given)
    wanted = Wanted(called.per_entry, limits.lowest, limits.highest)
    found = assign(limits.pairs, wanted, fair=called.fair, seed=called.seed)
    return _result(limits.pairs, wanted, found, given.entries, limits.judges)


def tables(result: Mapping[str, object]) -> Sequence[str]:
    """Who reads what, and everybody's load."""
    assigned = cast("list[list[str]]", result["assigned"])
    loads = cast("dict[str, int]", result["loads"])
    unfilled = cast("list[dict[str, str]]", result["unfilled"])
    below = cast("list[dict[str, object]]", result.get("below_minimum", []))
    worst = cast("dict[str, object] | None", result["worst"]) or {}
    rows = [[each["entry"], each["reason"]] for each in unfilled]
    low = [[each["judge"], each["load"], each["min"]] for each in below]
    return [
        facts(
            "Assignment",
            {
                "sum of fits": result["objective"],
                "worst-served entry": worst.get("entry"),
                "its sum": worst.get("fit"),
            },
        ),
        table("Who reads what", ["entry", "judge"], assigned),
        table("Loads", ["judge", "entries"], [*map(list, loads.items())]),
        table("Places left empty", ["entry", "why"], rows) if rows else "",
        table("Below their minimum", ["judge", "entries", "minimum"], low) if low else "",
    ]


def _check_wishes(called: argparse.Namespace) -> None:
    if called.per_entry < 1:
        raise Misused(f"--per-entry is {called.per_entry}; every entry needs at least 1 judge")
    if called.min_load < 0:
        raise Misused(f"--min-load is {called.min_load}; a load is 0 or more")
    if called.max_load is not None and called.max_load < called.min_load:
        raise Misused(
            f"--min-load {called.min_load} is above --max-load {called.max_load}; "
            "lower the one or raise the other"
        )
    if called.seed < 0:
        raise Misused(f"--seed is {called.seed}; use a whole number from 0")


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """The pairs of the file, in the order of the names, so that the order of lines is nothing."""

    entry: Numbers
    judge: Numbers
    fit: np.ndarray[tuple[int], np.dtype[np.float64]]
    entries: list[str]
    judges: list[str]

    @classmethod
    def read(cls, file: str) -> _Given:
        rows = read_table(file, ("entry", "judge", "fit"))
        if not len(rows):
            refuse(file, 1, "there are no pairs below the header", "write one in each line")
        entry, entries = _numbered(rows, "entry")
        judge, judges = _numbered(rows, "judge")
        fit = np.asarray(rows.numbers("fit"), dtype=np.float64)
        order = np.argsort(entry * len(judges) + judge, kind="stable")
        keys = (entry * len(judges) + judge)[order]
        again = np.sort(order[1:][keys[1:] == keys[:-1]])
        if len(again):
            what = "this judge and entry stand in an earlier line already"
            rows.refuse(again.tolist(), what, "leave one of the lines out")
        return cls(entry[order], judge[order], fit[order], entries, judges)


def _numbered(rows: Table, column: str) -> tuple[Numbers, list[str]]:
    """A column as numbers of its names in alphabetical order."""
    numbers, names = rows.codes(column)
    ordered = sorted(range(len(names)), key=names.__getitem__)
    places = np.empty(len(names), dtype=np.int64)
    places[ordered] = np.arange(len(names))
    return places[np.asarray(numbers, dtype=np.int64)], [names[at] for at in ordered]


@dataclass(frozen=True, slots=True, eq=False)
class _Limits:
    """Loads of every judge, those included whom only the limits name."""

    pairs: Pairs
    judges: list[str]
    lowest: Numbers
    highest: Numbers


def _limits(called: argparse.Namespace, given: _Given) -> _Limits:
    own = _own_limits(called) if called.limits else {}
    judges = [*given.judges, *sorted(set(own) - set(given.judges))]
    most = NO_LIMIT if called.max_load is None else called.max_load
    loads = [own.get(judge, (called.min_load, most)) for judge in judges]
    lowest = np.asarray([least for least, _most in loads], dtype=np.int64)
    highest = np.asarray([most for _least, most in loads], dtype=np.int64)
    places = called.per_entry * len(given.entries)
    if int(lowest.sum()) > places:
        what = f"the minima add up to {int(lowest.sum())}, and there are only {places} places"
        then = "lower the minima, or give every entry more judges"
        if not called.limits:
            raise Misused(f"{what}; {then}")
        refuse(called.limits, 1, what, then)
    pairs = Pairs(given.entry, given.judge, given.fit, len(given.entries), len(judges))
    return _Limits(pairs, judges, lowest, highest)


def _own_limits(called: argparse.Namespace) -> dict[str, tuple[int, int]]:
    rows = read_table(called.limits, ("judge", "min", "max"))
    numbers, judges = rows.codes("judge")
    lowest, highest = rows.whole_numbers("min", 0), rows.whole_numbers("max", 0)
    first: dict[int, int] = {}
    for row, number in enumerate(numbers):
        first.setdefault(number, row)
    again = [row for row, number in enumerate(numbers) if first[number] != row]
    if again:
        rows.refuse(again, "this judge stands in an earlier line already", "leave one out")
    above = [
        (row, f"the minimum {least} is above the maximum {most}", "lower it or raise the maximum")
        for row, (least, most) in enumerate(zip(lowest, highest, strict=True))
        if least > most
    ]
    if above:
        rows.refuse_each(above)
    return {judges[number]: (lowest[row], highest[row]) for row, number in enumerate(numbers)}


def _result(
    pairs: Pairs, wanted: Wanted, found: Assignment, entries: list[str], judges: list[str]
) -> dict[str, object]:
    chosen = found.chosen
    worst = int(found.served.argmin())
    result: dict[str, object] = {
        "objective": found.objective,
        "assigned": [
            [entries[entry], judges[judge]]
            for entry, judge in zip(
                pairs.entry[chosen].tolist(), pairs.judge[chosen].tolist(), strict=True
            )
        ],
        "loads": dict(zip(judges, found.loads.tolist(), strict=True)),
        "worst": {"entry": entries[worst], "fit": float(found.served[worst])},
        "unfilled": [
            {"entry": entries[entry], "reason": reason}
            for entry, reason in _reasons(pairs, wanted, found)
        ],
    }
    below = np.flatnonzero(found.below)
    if len(below):
        result["below_minimum"] = [
            {
                "judge": judges[at],
                "load": int(found.loads[at]),
                "min": int(wanted.lowest[at]),
            }
            for at in below.tolist()
        ]
    return result


def _reasons(pairs: Pairs, wanted: Wanted, found: Assignment) -> Iterable[tuple[int, str]]:
    """Every place left empty with why: how many could read the entry, how many of them are full."""
    short = np.flatnonzero(found.unfilled)
    is_chosen = np.zeros(len(pairs.entry), dtype=bool)
    is_chosen[found.chosen] = True
    is_full = (found.loads >= wanted.highest)[pairs.judge]
    eligible = np.bincount(pairs.entry, minlength=pairs.entries)
    reads = np.bincount(pairs.entry[is_chosen], minlength=pairs.entries)
    full = np.bincount(pairs.entry[is_full & ~is_chosen], minlength=pairs.entries)
    for entry in short.tolist():
        could = int(eligible[entry])
        reason = f"{could} of {pairs.judges} judges may read it, {wanted.per_entry} are needed"
        if could >= wanted.per_entry:
            reason = (
                f"{could} of {pairs.judges} judges may read it: {int(reads[entry])} do, "
                f"and {int(full[entry])} are full"
            )
        for _place in range(int(found.unfilled[entry])):
            yield entry, reason
