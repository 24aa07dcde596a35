"""Rounds of judging and what was answered in them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from seasonfile.checks.findings import Finding, Findings, Path, found
from seasonfile.checks.known import Known, stepped_aside
from seasonfile.document import RoundPart

_POINTS: Final = ("single-score", "live-final")


def check_rounds(known: Known) -> Findings:
    """Names that nobody has, what is there twice, answers that do not belong where they stand."""
    keys = [((each.category, each.key), ("rounds", at)) for at, each in _rounds(known)]
    yield from _repeated(keys)
    for at, part in _rounds(known):
        path: Path = ("rounds", at)
        yield from _named(known, part, path)
        yield from _twice(part, path)
        yield from _fitting(part, path)
        yield from _recused(known, part, path)


def _rounds(known: Known) -> Iterator[tuple[int, RoundPart]]:
    yield from enumerate(known.document.rounds)


def _named(known: Known, part: RoundPart, path: Path) -> Findings:
    def ask(register: str, code: str, key: str | None, *at: str | int) -> list[Finding]:
        is_there = key is None or not known.lacks(register, key)
        return [] if is_there else [found(code, *path, *at, value=str(key))]

    yield from ask("categories", "unknown-category", part.category, "category")
    for at, key in enumerate(part.judges):
        yield from ask("panel", "unknown-judge", key, "judges", at)
    for name in ("entries", "assignments", "answers", "ballots", "comparisons"):
        for at, line in enumerate(getattr(part, name)):
            for key, code, register in _NAMES:
                value = getattr(line, key, None)
                yield from ask(register, code, value, name, at, key)
    for steps, entry in _ranked(part):
        yield from ask("entries", "unknown-entry", entry, *steps)


def _ranked(part: RoundPart) -> Iterator[tuple[Path, str]]:
    for at, ballot in enumerate(part.ballots):
        for place, rank in enumerate(ballot.ranking):
            for number, entry in enumerate(rank.entries):
                yield ("ballots", at, "ranking", place, "entries", number), entry


_NAMES: Final = (
    ("judge", "unknown-judge", "panel"),
    ("entry", "unknown-entry", "entries"),
    ("winner", "unknown-entry", "entries"),
    ("loser", "unknown-entry", "entries"),
)


def _twice(part: RoundPart, path: Path) -> Findings:
    yield from _repeated((each, (*path, "judges", at)) for at, each in enumerate(part.judges))
    yield from _repeated(
        (each.entry, (*path, "entries", at)) for at, each in enumerate(part.entries)
    )
    yield from _repeated(
        ((each.judge, each.entry), (*path, "assignments", at))
        for at, each in enumerate(part.assignments)
    )
    yield from _repeated(
        ((each.judge, each.entry), (*path, "answers", at))
        for at, each in enumerate(part.answers)
        if each.judge is not None
    )
    yield from _repeated(
        (each.judge, (*path, "ballots", at)) for at, each in enumerate(part.ballots)
    )
    yield from _repeated(
        ((each.judge, each.winner, each.loser), (*path, "comparisons", at))
        for at, each in enumerate(part.comparisons)
    )
    for at, ballot in enumerate(part.ballots):
        listed = [entry for rank in ballot.ranking for entry in rank.entries]
        yield from _repeated((entry, (*path, "ballots", at, "ranking")) for entry in listed)


def _repeated(items: Iterable[tuple[Hashable, Path]]) -> Findings:
    first: dict[Hashable, Path] = {}
    for item, path in items:
        if item in first:
            shown = ", ".join(map(str, item)) if isinstance(item, tuple) else str(item)
            yield found("repeated-in-rounds", *path, first=first[item], value=shown)
        first.setdefault(item, path)


def _fitting(part: RoundPart, path: Path) -> Findings:
    """A verdict belongs in a sift, points in a score or a final; a final answer is not empty."""
    for at, answer in enumerate(part.answers):
        is_sift, has_points = part.method == "sift", part.method in _POINTS
        is_wrong = (answer.verdict is not None and not is_sift) or (
            answer.points is not None and not has_points
        )
        is_empty = answer.verdict is None and answer.points is None
        if is_wrong or (answer.state in ("locked", "keyed") and is_empty):
            yield found("answer-does-not-fit", *path, "answers", at, method=part.method)
    if part.ballots and part.method != "ranked-ballot":
        yield found("answer-does-not-fit", *path, "ballots", method=part.method)
    if part.comparisons and part.method != "pairwise":
        yield found("answer-does-not-fit", *path, "comparisons", method=part.method)


def _recused(known: Known, part: RoundPart, path: Path) -> Findings:
    """Nothing of a judge on an entry from which they stepped aside."""
    aside = stepped_aside(known.document)
    given = [
        *((each.judge, each.entry, ("answers", at)) for at, each in enumerate(part.answers)),
        *(
            (each.judge, each.entry, ("assignments", at))
            for at, each in enumerate(part.assignments)
        ),
        *(
            (ballot.judge, entry, ("ballots", at))
            for at, ballot in enumerate(part.ballots)
            for rank in ballot.ranking
            for entry in rank.entries
        ),
    ]
    for judge, entry, steps in given:
        if judge is not None and (judge, entry) in aside:
            yield found(
                "answer-after-stepping-aside",
                *path,
                *steps,
                first=("interests", aside[judge, entry]),
                judge=judge,
                entry=entry,
            )
