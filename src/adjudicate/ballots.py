"""`adjudicate ballots`: elections from ranked ballots, in files of PrefLib or CSV."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, cast

from adjudicate.preflib import Ballot, is_preflib, read_preflib
from adjudicate.reading import (
    MOST_FAULTS,
    Fault,
    Misused,
    Refused,
    read_table,
    read_text,
    refuse,
    shown,
)
from adjudicate.tables import facts, sentences, table
from adjudication.ballots import Outcome, Poll
from adjudication.borda import BordaResult, borda
from adjudication.schulze import SchulzeResult, schulze
from adjudication.stv import StvResult, stv

METHODS: Final = ("stv", "schulze", "borda")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the way of counting, the places."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="PrefLib (.soc .soi .toc .toi), or CSV count,ranking with rankings such as A>B=C",
    )
    parser.add_argument("--method", choices=METHODS, required=True, help="how they are counted")
    parser.add_argument("--seats", type=int, default=1, metavar="N", help="places to fill")
    parser.add_argument(
        "--lot-seed",
        metavar="TEXT",
        help="stv: draws the lots from this text; without it a tie that matters stays open",
    )


def run(called: argparse.Namespace) -> dict[str, object]:
    """The outcome as JSON values."""
    if called.seats < 1:
        raise Misused(f"--seats is {called.seats}; there has to be at least 1 place")
    candidates, ballots = _read(called.file)
    if called.method == "stv":
        _refuse_equals(called.file, ballots)
    poll = Poll.of(candidates, [(count, ranking) for _line, count, ranking in ballots])
    match called.method:
        case "stv":
            return _stv(poll, stv(poll, called.seats, lot_seed=called.lot_seed))
        case "schulze":
            return _schulze(poll, schulze(poll, called.seats))
        case _:
            return _borda(poll, borda(poll, called.seats))


def tables(result: Mapping[str, object]) -> Sequence[str]:
    """The order, and the figures it comes from."""
    order = cast("list[list[str]]", result["order"])
    elected = cast("list[str]", result["elected"])
    ties = cast("list[list[str]]", result["ties"])
    places: list[list[object]] = []
    for group in order:
        place = len(places) + 1
        places.extend([place, name, name in elected] for name in group)
    passages = [table("Order", ["place", "candidate", "elected"], places)]
    for name in ("pairwise", "paths"):
        if name in result:
            rows = cast("dict[str, dict[str, int]]", result[name])
            body = [[a, *(row.get(b) for b in rows)] for a, row in rows.items()]
            passages.append(table(name.capitalize(), ["", *rows], body))
    if "points" in result:
        points = cast("dict[str, float]", result["points"])
        passages.append(table("Points", ["candidate", "points"], [*map(list, points.items())], 1))
    if "stages" in result:
        passages.append(facts("Count", {"quota": result["quota"]}))
        passages.append(_stage_table(cast("list[dict[str, object]]", result["stages"])))
    passages.append(sentences("Equal", [" = ".join(group) for group in ties]))
    return passages


def _stage_table(stages: Sequence[dict[str, object]]) -> str:
    totals = [cast("dict[str, float]", stage["totals"]) for stage in stages]
    head = ["stage", *totals[0], "exhausted", "elected", "eliminated"]
    rows = [
        [
            at,
            *map(float, total.values()),
            float(cast("float", stage["exhausted"])),
            ", ".join(cast("list[str]", stage["elected"])),
            ", ".join(cast("list[str]", stage["eliminated"])),
        ]
        for at, (stage, total) in enumerate(zip(stages, totals, strict=True), start=1)
    ]
    return table("Stages", head, rows, 5)


def _read(file: str) -> tuple[list[str], list[Ballot]]:
    if file != "-":
        text = read_text(file)
        if is_preflib(file, text):
            return read_preflib(file, text)
    return _read_csv(file)


def _read_csv(file: str) -> tuple[list[str], list[Ballot]]:
    rows = read_table(file, ("count", "ranking"))
    counts = rows.whole_numbers("count")
    candidates: dict[str, None] = {}
    faults: list[tuple[int, str, str]] = []
    ballots: list[Ballot] = []
    if not len(rows):
        refuse(file, 1, "there are no ballots below the header", "write one in each line")
    for row, (count, ranking) in enumerate(zip(counts, rows.columns["ranking"], strict=True)):
        groups = [[name.strip() for name in group.split("=")] for group in ranking.split(">")]
        ranked = [name for group in groups for name in group]
        if not all(ranked):
            what = f"{shown(ranking)} leaves a name out" if ranking else "nobody is ranked"
            faults.append((row, what, "write names with > between them, equals with ="))
        elif len(set(ranked)) != len(ranked):
            twice = next(name for name in ranked if ranked.count(name) > 1)
            faults.append((row, f"{shown(twice)} is ranked twice", "leave one of them out"))
        candidates.update(dict.fromkeys(ranked))
        ballots.append((row, count, groups))
    if faults:
        rows.refuse_each(faults)
    equal = [row for row, _count, groups in ballots if len(groups) < sum(map(len, groups))]
    lines = rows.lines(equal[:MOST_FAULTS])
    return list(candidates), [(lines.get(row, 0), n, groups) for row, n, groups in ballots]


def _refuse_equals(file: str, ballots: Sequence[Ballot]) -> None:
    faults = [
        Fault(
            line,
            f"{shown('='.join(group))} are ranked equal, and stv needs an order",
            "choose --method schulze or borda, or rank one after the other",
        )
        for line, _count, ranking in ballots
        for group in ranking
        if len(group) > 1 and line
    ]
    if faults:
        raise Refused(file, faults[:MOST_FAULTS])


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "elected": list(outcome.elected),
        "order": [list(group) for group in outcome.order],
        "ties": [list(group) for group in outcome.ties],
    }


def _stv(poll: Poll, found: StvResult) -> dict[str, object]:
    stages = [
        {
            "totals": dict(zip(poll.candidates, map(_number, stage.totals), strict=True)),
            "elected": list(stage.elected),
            "eliminated": list(stage.eliminated),
            "exhausted": _number(stage.exhausted),
        }
        for stage in found.stages
    ]
    return {**_outcome(found.outcome), "quota": found.quota, "stages": stages}


def _schulze(poll: Poll, found: SchulzeResult) -> dict[str, object]:
    return {
        **_outcome(found.outcome),
        "pairwise": _matrix(poll, found.pairwise),
        "paths": _matrix(poll, found.paths),
    }


def _matrix(poll: Poll, rows: Sequence[Sequence[int]]) -> dict[str, dict[str, int]]:
    """Rows and columns by name, nobody against themselves."""
    return {
        a: {b: votes for b, votes in zip(poll.candidates, row, strict=True) if b != a}
        for a, row in zip(poll.candidates, rows, strict=True)
    }


def _borda(poll: Poll, found: BordaResult) -> dict[str, object]:
    points = dict(zip(poll.candidates, map(_number, found.points), strict=True))
    return {**_outcome(found.outcome), "points": points}


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
