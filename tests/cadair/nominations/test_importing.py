"""Files with nominations: read, mapped, checked row by row, taken in as one, undone."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    checked_rows,
    import_nominations,
    log_contact,
    map_import,
    raise_flag,
    read_import,
    undo_import,
)
from cadair.nominations.models import Entry, Nomination, NominationImport, Nominee
from cadair.nominations.states import (
    ContactKind,
    ContactWay,
    FlagKind,
    ImportState,
    NominationSource,
    NoticeState,
)
from cadair.nominations.tables import MOST_ROWS, WINDOWS, table_from
from cadair.people.models import Organisation
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.scenes.nominating_on_behalf import PAGE

HEADINGS = (
    "Teitl;Category;Math;Relation;Name;E-bost;Language;Summary;prevention;impact;"
    "Nominee;Sefydliadau;Odd"
)

pytestmark = pytest.mark.django_db


def _category(cast: Cast) -> str:
    return str(cast.season.categories.exclude(group="overall")[0].name.cy)


def _row(cast: Cast, title: str = "Camau Diogel", **more: str) -> str:
    said = {
        "kind": "prosiect",
        "language": "Cymraeg",
        "email": "nia@example.org",
        "summary": "Byr",
        "category": _category(cast),
        "body": "Cyngor Ŵyl; Safe Streets Trust",
        **more,
    }
    return ";".join(
        [
            title,
            said["category"],
            said["kind"],
            "third-party",
            "Nia Ŵyn",
            said["email"],
            said["language"],
            said["summary"],
            '"Llawer; a mwy"',
            "Mawr",
            "Gwen Example",
            f'"{said["body"]}"',
            "=1+1",
        ]
    )


def _file(*rows: str) -> bytes:
    return "\n".join([HEADINGS, *rows]).encode()


def _read(cast: Cast, data: bytes) -> NominationImport:
    with clock.at(NOMINATING_AT):
        return read_import(season=cast.season, data=data, file_name="a.csv", by=cast.organiser)


def _take_in(cast: Cast, batch: NominationImport, *, leaving_out: bool = False) -> NominationImport:
    with clock.at(NOMINATING_AT):
        return import_nominations(
            batch=batch, page=PAGE, is_leaving_out=leaving_out, by=cast.organiser
        )


def test_headings_of_either_language_are_known_and_the_rest_is_left_out() -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _read(cast, _file(_row(cast)))
    assert batch.mapping["Teitl"] == "title"
    assert batch.mapping["E-bost"] == "email"
    assert batch.mapping["impact"] == "question-impact"
    assert batch.mapping["Odd"] == ""
    assert [row.problems for row in checked_rows(batch)] == [[]]


def test_taken_in_as_one_with_an_entry_for_each_and_one_for_all_and_no_letter() -> None:
    cast = a_season(SeasonState.OPEN)
    there = cast.season.nominations.count()
    letters = OutboxMessage.objects.count()
    batch = _read(cast, _file(_row(cast), _row(cast, "Ail")))
    before = AuditEntry.objects.count()
    done = _take_in(cast, batch)
    assert (done.state, done.number, done.rows, done.left) == (ImportState.DONE, 2, [], [])
    assert cast.season.nominations.count() == there + 2
    assert AuditEntry.objects.count() == before + 3
    assert OutboxMessage.objects.count() == letters
    one = Nomination.objects.get(entry__title_cy="Camau Diogel")
    assert (one.source, one.entered_by) == (NominationSource.IMPORT, cast.organiser.ref)
    assert (one.language, one.nominator_name) == ("cy", "Nia Ŵyn")
    assert one.answers["prevention"] == "Llawer; a mwy"
    assert [each.organisation.name.cy for each in one.entry.bodies.all()] == [
        "Cyngor Ŵyl",
        "Safe Streets Trust",
    ]
    assert Nominee.objects.get(nomination=one).state == NoticeState.WAITING


def test_letters_go_out_only_where_asked_for_and_then_nothing_is_undone() -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _read(cast, _file(_row(cast)))
    with clock.at(NOMINATING_AT):
        map_import(
            batch=batch,
            mapping=batch.mapping,
            usual={**batch.usual, "letters": "yes"},
            by=cast.organiser,
        )
    batch.refresh_from_db()
    batch = _take_in(cast, batch)
    assert OutboxMessage.objects.filter(to_address="nia@example.org").count() == 1
    with clock.at(NOMINATING_AT), pytest.raises(NotNow):
        undo_import(batch=batch, by=cast.organiser)


def test_each_row_says_what_is_wrong_with_it_and_its_number_in_the_file() -> None:
    cast = a_season(SeasonState.OPEN)
    rows = (
        _row(cast),
        _row(cast, "Two", kind="dragon", language="Breton"),
        "",
        _row(cast, "", email="nobody", summary=""),
        _row(cast, "Four", category="Nowhere"),
        _row(cast),
    )
    found = {row.number: row.problems for row in checked_rows(_read(cast, _file(*rows)))}
    assert found[2] == []
    assert [problem.split(":")[0] for problem in found[3][:2]] == [
        "Language of the nomination",
        "What it is",
    ]
    assert len(found[5]) == 3
    assert "Nowhere" in found[6][0]
    assert "row 2" in found[7][0]


def test_rows_that_are_not_ready_are_left_out_only_where_that_was_said() -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _read(cast, _file(_row(cast), _row(cast, "Two", kind="dragon")))
    with pytest.raises(NotComplete):
        _take_in(cast, batch)
    assert not Entry.objects.filter(title_cy="Camau Diogel").exists()
    done = _take_in(cast, batch, leaving_out=True)
    assert (done.number, done.left) == (1, [3])
    with pytest.raises(NotNow):
        _take_in(cast, done)


def test_a_second_time_the_same_file_has_nothing_new() -> None:
    cast = a_season(SeasonState.OPEN)
    _take_in(cast, _read(cast, _file(_row(cast))))
    again = checked_rows(_read(cast, _file(_row(cast))))
    assert "N-" in again[0].problems[0]


def test_a_heading_is_read_as_it_was_the_last_time() -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _read(cast, _file(_row(cast)))
    with clock.at(NOMINATING_AT):
        mapping = {**batch.mapping, "Odd": "place"}
        batch = map_import(batch=batch, mapping=mapping, usual=batch.usual, by=cast.organiser)
    _take_in(cast, batch)
    assert Entry.objects.get(title_cy="Camau Diogel").place_cy == "=1+1"
    assert _read(cast, _file(_row(cast, "Other"))).mapping["Odd"] == "place"


def test_undone_everything_is_gone_that_came_with_it() -> None:
    cast = a_season(SeasonState.OPEN)
    there = (Entry.objects.count(), Nomination.objects.count(), Organisation.objects.count())
    batch = _take_in(cast, _read(cast, _file(_row(cast))))
    with clock.at(NOMINATING_AT):
        batch = undo_import(batch=batch, by=cast.organiser)
    assert batch.state == ImportState.UNDONE
    now = (Entry.objects.count(), Nomination.objects.count(), Organisation.objects.count())
    assert now == there


@pytest.mark.parametrize("what", ["flag", "contact", "read"])
def test_what_somebody_has_worked_on_is_not_undone(what: str) -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _take_in(cast, _read(cast, _file(_row(cast))))
    nomination = Nomination.objects.get(imported_in=batch)
    with clock.at(NOMINATING_AT):
        if what == "flag":
            raise_flag(nomination=nomination, kind=FlagKind.SPAM, by=cast.organiser)
        elif what == "contact":
            log_contact(
                nomination=nomination,
                kind=ContactKind.CALL,
                way=ContactWay.OUT,
                on=clock.now().date(),
                text="Rang",
                by=cast.organiser,
            )
        else:
            Nomination.objects.filter(pk=nomination.pk).update(is_read=True)
        with pytest.raises(NotNow):
            undo_import(batch=batch, by=cast.organiser)
    assert Nomination.objects.filter(pk=nomination.pk).exists()


def test_after_closing_a_file_is_not_taken_in_and_nobody_else_may() -> None:
    cast = a_season(SeasonState.OPEN)
    batch = _read(cast, _file(_row(cast)))
    closes_at = closing_time(cast.season)
    assert closes_at is not None
    with clock.at(closes_at), pytest.raises(NotAllowed):
        import_nominations(batch=batch, page=PAGE, is_leaving_out=False, by=cast.actor("eirian"))
    late = closes_at.replace(year=closes_at.year + 1)
    with clock.at(late), pytest.raises(NotNow):
        import_nominations(batch=batch, page=PAGE, is_leaving_out=False, by=cast.organiser)


def _excel(rows: list[list[object]]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Enwebiadau ŵ")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, float):
                    sheet.write_number(line, place, cell, day)
                elif str(cell).startswith("="):
                    sheet.write_formula(line, place, str(cell), None, "shown")
                else:
                    sheet.write(line, place, cell)
    return file.getvalue()


def test_an_excel_file_gives_texts_days_and_what_formulas_showed() -> None:
    data = _excel([["Teitl", "Day", "Sum"], ["Tŷ Ŵyn", 46108.0, "=1+1"], [], ["Two", "", 12]])
    table = table_from(data)
    assert list(table.header) == ["Teitl", "Day", "Sum"]
    assert [(line.number, list(line.cells)) for line in table.lines] == [
        (2, ["Tŷ Ŵyn", "2026-03-27", "shown"]),
        (4, ["Two", "", "12"]),
    ]


def test_a_windows_file_is_read_and_it_is_said() -> None:
    table = table_from("Title,Name\nCafé,Siân\n".encode("cp1252"))
    assert (table.read_as, list(table.lines[0].cells)) == (WINDOWS, ["Café", "Siân"])


def _bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<a/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return file.getvalue()


def _entities() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no zip",
        b"Title\n",
        b"Title\0\nA\0\n",
        b"\x81\x8d\x8f\x90",
        b"Title\n" + b'"never closed',
        b"a," * 200 + b"\nb",
        b"Title\n" + b"x\n" * (MOST_ROWS + 1),
        b"x" * 5_000_001,
        _bomb(),
        _entities(),
    ],
    ids=[
        "nothing",
        "no-zip",
        "headings-only",
        "nul",
        "not-utf-8",
        "never-closed",
        "too-wide",
        "too-long",
        "too-large",
        "bomb",
        "entities",
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        table_from(data)
    assert str(refused.value)


def test_hostile_cells_lose_what_cannot_be_seen() -> None:
    table = table_from("Title,Name\n\u202eabc\u0007,\U0001f600\n".encode())
    assert list(table.lines[0].cells) == ["abc", "\U0001f600"]
