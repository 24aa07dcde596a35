"""Files of PrefLib (.soc, .soi, .toc, .toi) with the old and the new header.

Source: N. Mattei, T. Walsh, PrefLib: a library for preferences, Algorithmic Decision Theory, 2013,
and the description of the format on preflib.org. Old: the number of candidates, a line for each
(`1,name`), `voters,sum,orders`, then `count,1,{2,3}`. New: `# KEY: value`, then `count: 1,{2,3}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from adjudicate.reading import MOST_FAULTS, Fault, Refused, refuse, shown

Ballot: TypeAlias = tuple[int, int, list[list[str]]]
"""The line, how often it was cast, and the names, best first, equals together."""

ENDINGS: Final = (".soc", ".soi", ".toc", ".toi")

_ALTERNATIVE: Final = re.compile(r"ALTERNATIVE NAME (\d{1,9})", re.ASCII | re.IGNORECASE)
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_GROUPS: Final = re.compile(r"\s*(?:\{([^{}]*)\}|([^{},]+))\s*(,|$)")


def is_preflib(file: str, text: str) -> bool:
    """Whether a file is of PrefLib: by its ending, otherwise by how it begins."""
    if file.lower().endswith(ENDINGS):
        return True
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return not file.lower().endswith(".csv") and (first.startswith("#") or first.isdigit())


def read_preflib(file: str, text: str) -> tuple[list[str], list[Ballot]]:
    """The candidates, by name where the file has names, and the ballots.

    Raises:
        Refused: a header that does not fit, a line that is no ballot, or a candidate nobody knows
            or who is ranked twice.
    """
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), start=1)]
    lines = [(at, line) for at, line in lines if line]
    header = _New(file) if lines[0][1].startswith("#") else _Old(file)
    rest = header.read(lines)
    ballots, faults = [], []
    for at, line in rest:
        try:
            ballots.append((at, *_ballot(line, header.mark, header.names)))
        except _Wrong as wrong:
            faults.append(Fault(at, wrong.what, wrong.remedy))
            if len(faults) == MOST_FAULTS:
                break
    if faults:
        raise Refused(file, faults)
    header.check(ballots)
    return list(header.names.values()), ballots


class _Wrong(Exception):
    """A line that is no ballot."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class _Header:
    """What a file says before its ballots."""

    mark = ":"

    def __init__(self, file: str) -> None:
        self.file = file
        self.names: dict[str, str] = {}
        self.voters: tuple[int, int] | None = None

    def check(self, ballots: Sequence[Ballot]) -> None:
        """Refuse a file without ballots, or with fewer or more of them than its header says."""
        if not ballots:
            what = "there are no ballots below the header"
            refuse(self.file, 1, what, "write one in each line")
        cast = sum(count for _line, count, _ranking in ballots)
        if self.voters is not None and self.voters[1] != cast:
            line, said = self.voters
            what = f"the header says {said} voters, and the lines add up to {cast}"
            refuse(self.file, line, what, "check that the file is complete, or mend the number")

    def name(self, line: int, number: str, name: str) -> None:
        """Keep a candidate."""
        name = name.strip().strip('"').strip()
        if not name or name in self.names.values():
            what = f"the name {shown(name)} stands twice" if name else "a name is missing"
            refuse(self.file, line, what, "give every candidate a name of their own")
        if str(int(number)) in self.names:
            what = f"candidate {number} stands in an earlier line already"
            refuse(self.file, line, what, "number the candidates from 1")
        self.names[str(int(number))] = name


class _New(_Header):
    """Lines `# KEY: value`."""

    def read(self, lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Take in the header; the lines of ballots are left."""
        said: tuple[int, int] | None = None
        for at, line in lines:
            if not line.startswith("#"):
                continue
            key, _colon, value = line[1:].partition(":")
            key, value = key.strip().upper(), value.strip()
            if found := _ALTERNATIVE.fullmatch(key):
                self.name(at, found[1], value)
            elif key in {"NUMBER ALTERNATIVES", "NUMBER VOTERS"}:
                number = self._whole(at, key, value)
                if key == "NUMBER VOTERS":
                    self.voters = at, number
                else:
                    said = at, number
        self._check_candidates(said)
        return [(at, line) for at, line in lines if not line.startswith("#")]

    def _whole(self, at: int, key: str, value: str) -> int:
        if not _WHOLE.fullmatch(value):
            what = f"{key} is {shown(value)}, not a whole number"
            refuse(self.file, at, what, "write a number after the colon")
        return int(value)

    def _check_candidates(self, said: tuple[int, int] | None) -> None:
        if said is None:
            if not self.names:
                what = "the header names no candidates"
                remedy = "write # NUMBER ALTERNATIVES: and a line # ALTERNATIVE NAME 1: for each"
                refuse(self.file, 1, what, remedy)
            return
        line, number = said
        if not self.names:
            self.names = {str(each): str(each) for each in range(1, number + 1)}
        if len(self.names) != number or not number:
            what = f"the header says {number} candidates, and names {len(self.names)}"
            refuse(self.file, line, what, "mend the number, or name the others")


class _Old(_Header):
    """Number of candidates, names, `voters,sum,orders`."""

    mark = ","

    def read(self, lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Take in the header; the lines of ballots are left."""
        at, first = lines[0]
        if not _WHOLE.fullmatch(first) or not int(first):
            what = f"the first line is {shown(first)}, not the number of candidates"
            refuse(self.file, at, what, "a file of PrefLib begins with it, or with # FILE NAME:")
        size = int(first)
        if len(lines) < size + 2:
            what = f"there are {size} candidates, and the file ends before their names do"
            refuse(self.file, at, what, "check that the file is complete")
        for line, text in lines[1 : size + 1]:
            number, comma, name = text.partition(",")
            if not comma or not _WHOLE.fullmatch(number.strip()):
                what = f"{shown(text)} is not a number and a name"
                refuse(self.file, line, what, "write every candidate as 1,name")
            self.name(line, number.strip(), name)
        line, text = lines[size + 1]
        sums = [part.strip() for part in text.split(",")]
        if len(sums) != 3 or not all(map(_WHOLE.fullmatch, sums)):
            what = f"{shown(text)} is not the line voters,sum,orders"
            refuse(self.file, line, what, "write it after the candidates, or mend their number")
        self.voters = line, int(sums[1])
        return list(lines[size + 2 :])


def _ballot(line: str, mark: str, names: dict[str, str]) -> tuple[int, list[list[str]]]:
    count, found, ranking = line.partition(mark)
    if not found or not _WHOLE.fullmatch(count.strip()) or not int(count):
        raise _Wrong(
            f"{shown(line)} does not begin with how often it was cast",
            f"write count{mark} and the candidates, best first, equals in braces",
        )
    groups = list(_groups(ranking.strip(), names))
    if not groups:
        raise _Wrong("nobody is ranked in this line", "leave it out")
    ranked = [name for group in groups for name in group]
    if len(set(ranked)) != len(ranked):
        twice = next(name for name in ranked if ranked.count(name) > 1)
        raise _Wrong(f"{shown(twice)} is ranked twice", "leave one of them out")
    return int(count), groups


def _groups(ranking: str, names: dict[str, str]) -> Iterator[list[str]]:
    if "{" not in ranking and "}" not in ranking:
        for number in ranking.split(","):
            if number.strip() or "," in ranking:
                yield [_known(number, names)]
        return
    at = 0
    while at < len(ranking):
        found = _GROUPS.match(ranking, at)
        if found is None:
            raise _Wrong(f"{shown(ranking)} cannot be read", "put equals in braces: 1,{2,3},4")
        inside = found[2] if found[1] is None else found[1]
        if inside.strip():
            yield [_known(number, names) for number in inside.split(",")]
        at = found.end()


def _known(number: str, names: dict[str, str]) -> str:
    number = number.strip()
    name = names.get(str(int(number)) if _WHOLE.fullmatch(number) else number)
    if name is None:
        raise _Wrong(
            f"there is no candidate {shown(number)}", "use the numbers of the header, from 1"
        )
    return name
