"""The list of nominations as a file for a spreadsheet: no formula (SEC-15), piece by piece."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.cells import guarded
from cadair.nominations.models import (
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Flag,
    Nomination,
)
from cadair.nominations.states import EntryKind, FlagKind, IneligibleReason, Relation
from cadair.web.staff.nominations.rows import standing_words, title_in

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it a spreadsheet reads ŵ as two signs."""
AT_ONCE: Final = 500
LONGEST_CELL: Final = 32_767
"""What a spreadsheet holds in one cell."""
COLUMNS: Final = (
    "pk",
    "entry_id",
    "reference",
    "entry__reference",
    "entry__grouped_into__reference",
    "entry__title_cy",
    "entry__title_en",
    "entry__title_language",
    "entry__kind",
    "entry__place_cy",
    "entry__place_en",
    "language",
    "relation",
    "nominator_name",
    "nominator_email",
    "nominator_organisation",
    "submitted_at",
    "state",
    "entry__eligibility",
    "entry__grouped_into__eligibility",
    "entry__ineligible_reason",
    "entry__grouped_into__ineligible_reason",
    "entry__is_test",
)

Lines = Iterator[list[str]]


def write_csv(lines: Lines, file: IO[bytes]) -> None:
    """Write the lines as text: UTF-8, quoted as RFC 4180 wants it."""
    file.write(BYTE_ORDER_MARK.encode())
    writer = csv.writer(_Encoded(file))
    for line in lines:
        writer.writerow([guarded(cell) for cell in line])


class _Encoded:
    """Lets `csv` write text into a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write a line."""
        return self._file.write(text.encode())


def write_xlsx(lines: Lines, file: IO[bytes]) -> None:
    """Write the lines as a workbook of one sheet, every cell a text; none is kept in memory."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, guarded(cell)[:LONGEST_CELL])


FORMATS: Final[Mapping[str, tuple[str, Callable[[Lines, IO[bytes]], None]]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}


def lines_of_file(ids: Sequence[int], names: Mapping[int, str]) -> Lines:
    """The head, then these nominations in this order; `names` are those of the categories."""
    yield _heads()
    for start in range(0, len(ids), AT_ONCE):
        yield from _piece(ids[start : start + AT_ONCE], names)


def _heads() -> list[str]:
    return [
        _("Reference of the nomination"),
        _("Reference of the entry"),
        _("Counts with"),
        _("Title"),
        _("Kind"),
        _("Categories"),
        _("Organisations"),
        _("People"),
        _("Place"),
        _("Language"),
        _("Relation"),
        _("Nominator"),
        _("E-mail address"),
        _("Organisation of the nominator"),
        _("Sent in"),
        _("State"),
        _("Reason"),
        _("Flags"),
        _("Rehearsal"),
    ]


def _piece(ids: Sequence[int], names: Mapping[int, str]) -> Lines:
    sent = Nomination.objects.filter(pk__in=ids).order_by()
    found = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in sent.values_list(*COLUMNS)}
    entries = {row["entry_id"] for row in found.values()}
    places = EntryCategory.objects.filter(entry__in=entries).order_by("position")
    categories = _joined(
        (entry, names.get(category, ""))
        for entry, category in places.values_list("entry_id", "category_id")
    )
    parts = EntryOrganisation.objects.filter(entry__in=entries).order_by("position")
    bodies = _joined(parts.values_list("entry_id", f"organisation__name_{active_language()}"))
    people = _people(entries)
    up = Flag.objects.filter(nomination__in=ids, cleared_at=None)
    flags = _joined(
        (pk, str(FlagKind(kind).label)) for pk, kind in up.values_list("nomination_id", "kind")
    )
    for pk in ids:
        if pk in found:
            row = found[pk]
            lists = [each.get(row["entry_id"], "") for each in (categories, bodies, people)]
            yield _cells(row, lists, flags.get(pk, ""))


def _people(entries: Iterable[int]) -> dict[int, str]:
    described = f"description_{active_language()}"
    rows = EntryPerson.objects.filter(entry__in=entries).order_by("position")
    return _joined(
        (entry, name or words)
        for entry, name, words in rows.values_list("entry_id", "name", described)
    )


def _joined(rows: Iterable[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for key, words in rows:
        found.setdefault(key, []).append(words)
    return {key: "; ".join(words) for key, words in found.items()}


def _cells(row: Mapping[str, Any], lists: Sequence[str], flags: str) -> list[str]:
    """A line in the order of `_heads`."""
    categories, bodies, people = lists
    language = active_language()
    place = {each: row[f"entry__place_{each}"] for each in LANGUAGES}
    reason = row["entry__grouped_into__ineligible_reason"] or row["entry__ineligible_reason"]
    stands = row["entry__grouped_into__eligibility"] or row["entry__eligibility"]
    return [
        row["reference"],
        row["entry__reference"],
        row["entry__grouped_into__reference"] or "",
        title_in(row["entry__title_cy"], row["entry__title_en"], row["entry__title_language"])[0],
        str(EntryKind(row["entry__kind"]).label) if row["entry__kind"] else "",
        categories,
        bodies,
        people,
        place[language] or place["en"] or place["cy"],
        {"cy": "Cymraeg", "en": "English"}[row["language"]],
        str(Relation(row["relation"]).label),
        row["nominator_name"],
        row["nominator_email"],
        row["nominator_organisation"],
        clock.to_london(row["submitted_at"]).strftime("%Y-%m-%d %H:%M"),
        standing_words(row["state"], stands)[0],
        str(IneligibleReason(reason).label) if reason else "",
        flags,
        _("rehearsal") if row["entry__is_test"] else "",
    ]
