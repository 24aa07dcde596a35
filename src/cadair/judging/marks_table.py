"""A table of marks from outside: what it must look like, and what it says (PRO-06).

Every row carries a check on judge, category and entry, so that a table of which one column was
sorted or moved is refused; so is a column of places in a ranking. Nothing is kept here.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from statistics import fmean
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.cells import guarded
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.desks import desk_of
from cadair.judging.models import MarksImport
from cadair.judging.states import PlaceState
from cadair.seasons.models import Season
from seasonfile import look_like_ranks

FIXED: Final = ("check", "judge", "category", "entry")
COMMENT: Final = "comment"
MOST_BYTES: Final = 5_000_000
MOST_PROBLEMS: Final = 50
FEWEST_RANKS: Final = 4
"""In a table one can say so: among four already, 1 2 3 4 is asked about."""

FAR: Final = 0.3
"""So much of the scale a judge’s mean may lie from the others’ before it is pointed out."""

Place = tuple[str, str, str]
"""Judge, category and entry: two keys and a reference."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one entry."""

    line: int
    place: Place
    marks: Mapping[str, int]
    comment: str = ""


def check_of(season: Season, place: Place) -> str:
    """The check that stands before judge, category and entry."""
    said = "\x1f".join((season.public_id, *place))
    return hashlib.sha256(said.encode()).hexdigest()[:10]


def places_to_bring(season: Season) -> list[Place]:
    """What marks can be brought for: what each judge has still open on their desk."""
    wanted = (PlaceState.UNREAD, PlaceState.STARTED, PlaceState.MARKED)
    return [
        (judge.key, place.category, place.reference)
        for judge in season.judges.all()
        for place in desk_of(judge)
        if place.state in wanted
    ]


def template(season: Season) -> list[list[str]]:
    """The table to fill in: a row for each entry of each judge, without marks."""
    criteria = [criterion.key for criterion in season.criteria.all()]
    header = [*FIXED, *criteria, COMMENT]
    empty = [""] * (len(criteria) + 1)
    return [
        header,
        *(
            [check_of(season, place), *map(guarded, place), *empty]
            for place in places_to_bring(season)
        ),
    ]


def read_marks(season: Season, data: bytes) -> list[Row]:
    """The marks of a table that was filled in.

    Raises:
        Refusal: it is no such table.
        NotComplete: rows that cannot be taken in, a sentence with its line each.
    """
    lines = _lines(data)
    criteria = [criterion.key for criterion in season.criteria.all()]
    header = [*FIXED, *criteria, COMMENT]
    if not lines or lines[0][1] != header:
        raise Refusal(
            "marks-header",
            _("The first line must be that of the table you fetched here: %(header)s")
            % {"header": ",".join(header)},
        )
    reading = _Reading(season, criteria)
    rows = [row for number, cells in lines[1:] for row in reading.row(number, cells)]
    problems = [*reading.problems, *reading.missing(), *_ranked(rows, criteria)]
    if problems:
        raise NotComplete(
            "marks-table",
            _("Nothing was taken in. Mend these lines in the table, then bring it again:"),
            tuple(problems[:MOST_PROBLEMS]),
        )
    if not rows:
        raise Refusal("marks-none", _("There is not one mark in this table."))
    return rows


def doubts_of(brought: MarksImport) -> list[str | Promise]:
    """What is strange about a table that was brought, for both persons who look at it."""
    names = dict(brought.season.judges.values_list("public_id", "name"))
    rows = [
        Row(0, (names.get(judge, ""), category, entry), marks, comment)
        for judge, category, entry, marks, comment in brought.rows
    ]
    criteria = [criterion.key for criterion in brought.season.criteria.all()]
    return list(_doubts(brought.season, rows, criteria)) if rows else []


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    if not data:
        raise Refusal("file-none", _("Choose a file first."))
    if len(data) > MOST_BYTES:
        raise Refusal("marks-too-big", _("This file is too big to be a table of marks."))
    try:
        text = data.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        separator = max((",", ";", "\t"), key=first.count)
        rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        found = [(rows.line_num, [cell.strip() for cell in cells]) for cells in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refusal(
            "marks-unreadable",
            _("No table can be read from this file. Save it as CSV (UTF-8) and bring it again."),
        ) from error
    return [(number, cells) for number, cells in found if any(cells)]


class _Reading:
    """The rows of a table, one after the other, and what is wrong with them."""

    def __init__(self, season: Season, criteria: Sequence[str]) -> None:
        self.season = season
        self.criteria = criteria
        self.problems: list[str | Promise] = []
        self.wanted = set(places_to_bring(season))
        self.seen: set[Place] = set()
        marks = [anchor.mark for anchor in season.scale.all()]
        self.lowest, self.highest = (min(marks), max(marks)) if marks else (0, -1)

    def row(self, number: int, cells: Sequence[str]) -> Iterator[Row]:
        """The row, when it says something that can be; what is wrong is noted."""
        if len(cells) != len(FIXED) + len(self.criteria) + 1:
            self._say(number, _("It has more or fewer cells than the first line."))
            return
        check, judge, category, entry = cells[: len(FIXED)]
        place = (_plain(judge), _plain(category), _plain(entry))
        if check != check_of(self.season, place):
            self._say(
                number,
                _(
                    "Judge, category or entry do not belong to this row any more. Was a column "
                    "sorted or moved by itself? Fetch the table again."
                ),
            )
            return
        if place in self.seen:
            self._say(number, _("This judge, category and entry stand in the table twice."))
            return
        self.seen.add(place)
        if place not in self.wanted:
            self._say(
                number, _("This judge has locked, has stepped aside or has not declared here.")
            )
            return
        yield from self._marked(number, place, cells[len(FIXED) :])

    def _marked(self, number: int, place: Place, cells: Sequence[str]) -> Iterator[Row]:
        *given, comment = cells
        if not any(given) and not comment:
            return
        marks: dict[str, int] = {}
        for key, text in zip(self.criteria, given, strict=True):
            if not text:
                continue
            if not (text.isascii() and text.isdigit() and len(text) <= 5):
                self._say(number, _("Not a whole number: %(text)s") % {"text": text[:20]})
            elif not self.lowest <= int(text) <= self.highest:
                self._say(
                    number,
                    _("A mark must stand on the scale. Lowest: %(lowest)s. Highest: %(highest)s.")
                    % {"lowest": self.lowest, "highest": self.highest},
                )
            else:
                marks[key] = int(text)
        try:
            yield Row(number, place, marks, written_passage(_("Comment"), _plain(comment)))
        except Refusal as refusal:
            self._say(number, str(refusal))

    def missing(self) -> Iterator[str | Promise]:
        """Rows that were in the table as it was fetched and are in it no more."""
        for place in sorted(self.wanted - self.seen)[:MOST_PROBLEMS] if self.seen else ():
            yield _("A row is gone: %(place)s. Leave its marks empty instead.") % {
                "place": " · ".join(place)
            }

    def _say(self, number: int, problem: str | Promise) -> None:
        self.problems.append(
            _("Line %(number)s: %(problem)s") % {"number": number, "problem": problem}
        )


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell


def _ranked(rows: Sequence[Row], criteria: Sequence[str]) -> Iterator[str | Promise]:
    """Columns that are places in a ranking: of a judge in a category, or over everything."""
    found: set[tuple[str, str]] = set()
    for by in (lambda row: (row.place[0], row.place[1]), lambda row: (row.place[0], "")):
        groups: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            groups[by(row)].append(row)
        for (judge, _category), listed in groups.items():
            for key in criteria:
                marks = [row.marks[key] for row in listed if key in row.marks]
                if look_like_ranks(marks, fewest=FEWEST_RANKS) and (judge, key) not in found:
                    found.add((judge, key))
                    yield _ranks_said(listed[0].line, judge, key, len(marks))


def _ranks_said(line: int, judge: str, key: str, highest: int) -> str | Promise:
    return _("Line %(number)s: %(problem)s") % {
        "number": line,
        "problem": _(
            "From here on these look like places in a ranking, not marks: every number from 1 to "
            "%(highest)s once. The best would come out worst. Judge: %(judge)s. Criterion: "
            "%(criterion)s. If they are marks, the judge types them."
        )
        % {"highest": highest, "judge": judge, "criterion": key},
    }


def _doubts(
    season: Season, rows: Sequence[Row], criteria: Sequence[str]
) -> Iterator[str | Promise]:
    """What is possible and strange: both persons look at it before anything counts."""
    marks = [anchor.mark for anchor in season.scale.all()]
    width = max(marks) - min(marks)
    by_judge: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_judge[row.place[0]].extend(row.marks.values())
    for judge, given in by_judge.items():
        rest = [mark for other, those in by_judge.items() if other != judge for mark in those]
        if len(given) >= FEWEST_RANKS and len(set(given)) == 1:
            yield _("All marks are the same. Judge: %(judge)s.") % {"judge": judge}
        elif given and rest and abs(fmean(given) - fmean(rest)) > FAR * width:
            yield _("The mean is far from that of the others. Judge: %(judge)s.") % {"judge": judge}
    for first, second in pairwise(criteria):
        pairs = [(row.marks.get(first), row.marks.get(second)) for row in rows]
        if len(pairs) >= FEWEST_RANKS and all(one == two for one, two in pairs):
            yield _("Two columns are the same. Criteria: %(first)s, %(second)s.") % {
                "first": first,
                "second": second,
            }
    unfinished = sum(len(row.marks) < len(criteria) for row in rows)
    if unfinished:
        yield _("Rows without all of their marks: %(rows)s.") % {"rows": unfinished}
