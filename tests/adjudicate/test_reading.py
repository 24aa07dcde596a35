"""Files as people send them: what is read, and what every fault says, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adjudicate.reading import LARGEST, MOST_FAULTS, Fault, Refused, Table, read_table, shown

SCORES = ("entry", "judge", "score")


def table_of(folder: Path, content: bytes | str) -> Table:
    """What is read from a file with this content."""
    path = folder / "marks.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(str(path), SCORES, ("category",))


def _read_all(folder: Path, content: bytes | str, column: str) -> None:
    found = table_of(folder, content)
    if column == "score":
        found.numbers(column)
    elif column:
        found.codes(column)


def refusal(folder: Path, content: bytes | str, column: str = "") -> list[tuple[int, str]]:
    """The lines and sentences of a refusal; `column` is read as numbers where it is named."""
    with pytest.raises(Refused) as refused:
        _read_all(folder, content, column)
    for line in str(refused.value).splitlines():
        assert line.startswith(f"{folder / 'marks.csv'}:")
        assert "; " in line, "every fault says what to do"
    return [(fault.line, fault.what) for fault in refused.value.faults]


@pytest.mark.parametrize(
    "content",
    [
        "entry,judge,score\nA,x,1\nB,y,2.5\n",
        "entry,judge,score\r\nA,x,1\r\nB,y,2.5",
        "\ufeffScore, Judge ,ENTRY\n1,x,A\n\n 2.5 , y , B\n\n  \n,,\n",
        'entry,judge,score\n"A","x","1"\n"B",y,"2.5"\n',
    ],
    ids=["plain", "windows", "other order, spaces, blank lines", "quoted"],
)
def test_one_table_however_it_was_saved(tmp_path: Path, content: str) -> None:
    found = table_of(tmp_path, content)
    assert found.codes("entry") == ([0, 1], ["A", "B"])
    assert found.codes("judge") == ([0, 1], ["x", "y"])
    assert found.numbers("score") == [1.0, 2.5]
    assert "category" not in found.columns


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    found = table_of(tmp_path, "entry,judge,score\n")
    assert len(found) == 0
    assert found.numbers("score") == []
    assert found.codes("entry") == ([], [])


def test_names_keep_their_letters_commas_and_line_breaks(tmp_path: Path) -> None:
    found = table_of(tmp_path, 'entry,judge,score\n"Tŷ, Siân",x,1\n"two\nlines",y,2\nA,z,3\n')
    assert found.codes("entry")[1] == ["Tŷ, Siân", "two\nlines", "A"]
    assert [found.line(row) for row in range(3)] == [2, 3, 5]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        (b",,\n", "nothing in the file but commas"),
        (b"entry,judge,score\nA,x,\x001\n", "binary"),
        (b"PK\x03\x04rest of a workbook", "binary"),
        ("entry,judge,score\n".encode("utf-16"), "UTF-16"),
        ("entry,judge,score\nTŷ,x,1\nSiân,x,1".encode("latin-1", "replace"), "0xE2 in line 3"),
        (b"entry,judge\nA,x\n", "the column “score” is missing"),
        (b"entry;judge;score\nA;x;1\n", "the column “entry” is missing"),
        (b"entry,judge,score,mood\n", "the column “mood” is not one"),
        (b"entry,judge,score,judge\n", "the column “judge” is there twice"),
    ],
)
def test_a_fault_of_the_whole_file_is_said_of_line_1(
    tmp_path: Path, content: bytes, what: str
) -> None:
    [(line, said)] = refusal(tmp_path, content)
    assert line == 1
    assert what in said


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("nan", "“nan” is not a finite number"),
        ("-Infinity", "“-Infinity” is not a finite number"),
        ("1e999", "“1e999” is not a finite number"),
        ("good", "“good” is not a number"),
        ('"7,5"', "“7,5” is not a number"),
        ("1_000", "“1_000” is not a number"),
        ("٣", "“٣” is not a number"),
        ("0x1F", "“0x1F” is not a number"),
        ("1e16", "“1e16” is larger"),
        ("", "the score is empty"),
    ],
)
def test_what_is_not_a_score_is_refused_with_its_line(tmp_path: Path, cell: str, what: str) -> None:
    content = f'entry,judge,score\n\n"A\nB",x,1\nB,x,{cell}\n'
    [(line, said)] = refusal(tmp_path, content, "score")
    assert line == 5
    assert what in said


def test_the_largest_and_the_smallest_numbers_are_numbers(tmp_path: Path) -> None:
    found = table_of(tmp_path, f"entry,judge,score\nA,x,{LARGEST}\nA,y,-1e-300\nA,z,+.5\n")
    assert found.numbers("score") == [LARGEST, -1e-300, 0.5]


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("entry,judge,score\nA,x,1\nA,y\n", 3, "this line has 2 cells, and the header has 3"),
        ("entry,judge,score\nA,x,1\nA,y,7,5\n", 3, "this line has 4 cells"),
        ('entry,judge,score\nA,x,1\n"A,y,2\nB,x,3\n', 4, "cannot be read as CSV"),
        ('entry,judge,score\nA,x,1\n"A" s,y,2\n', 3, "cannot be read as CSV"),
        ("entry,judge,score\n" + "A" * 20_000 + ",x,1\n", 2, "cannot be read as CSV"),
    ],
)
def test_a_line_that_is_no_row_is_refused(
    tmp_path: Path, content: str, line: int, what: str
) -> None:
    [(found, said)] = refusal(tmp_path, content)
    assert found == line
    assert what in said


def test_a_missing_name_is_refused(tmp_path: Path) -> None:
    faults = refusal(tmp_path, "entry,judge,score\nA,x,1\n,x,2\nB,x,3\n ,y,4\n", "entry")
    assert [line for line, _what in faults] == [3, 5]


def test_many_faults_are_said_at_once_but_not_all(tmp_path: Path) -> None:
    content = "entry,judge,score\n" + "A,x,many\n" * 100
    assert [line for line, _ in refusal(tmp_path, content, "score")] == [*range(2, MOST_FAULTS + 2)]


def test_no_such_file_and_a_folder_are_said_plainly(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "none.csv", "no such file"), (tmp_path, "a folder")):
        with pytest.raises(Refused, match=what):
            read_table(str(path), SCORES)


def test_whole_numbers_are_whole(tmp_path: Path) -> None:
    good = table_of(tmp_path, "entry,judge,score\nA,x,3\nA,y,1\n")
    assert good.whole_numbers("score") == [3, 1]
    for cell in ("0", "1.5", "-2"):
        with pytest.raises(Refused, match=":2: the score is not a whole number from 1"):
            table_of(tmp_path, f"entry,judge,score\nA,x,{cell}\n").whole_numbers("score")


def test_a_message_repeats_little_and_nothing_invisible() -> None:
    assert shown("a\u202eb\x1b[31m") == "“a�b�[31m”"
    assert len(shown("x" * 500)) < 50


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([b"", b"entry,judge,score\n"]),
    st.binary() | st.text('aé"\n\r,;0.-e\x00 \ufeff').map(str.encode),
)
def test_whatever_bytes_come_they_are_read_or_refused(
    tmp_path: Path, header: bytes, content: bytes
) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        found = table_of(tmp_path, header + content)
        assert len(found.codes("entry")[0]) == len(found.numbers("score")) == len(found)
    except Refused as refused:
        faults = refused.faults
    lines = (header + content).count(b"\n") + content.count(b"\r") + 1
    assert all(1 <= fault.line <= lines for fault in faults)
    assert all("\n" not in fault.what for fault in faults)
