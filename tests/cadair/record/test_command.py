"""`cadair record` and `cadair audit verify`, and the PDF files in a record."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from cadair.config.console import main
from cadair.foundation import clock
from cadair.record.actions import export_record
from cadair.record.states import RecordVersion
from cadair.seasons.states import SeasonState
from cadair.web.shared.typesetting import can_typeset
from cadair.web.staff.record.papers import typesetter
from tests.cadair.record.outside import unpacked, verified
from tests.cadair.record.test_reconciliation import change_a_mark
from tests.cast import LANTERN, MEETING_AT, a_season

pytestmark = pytest.mark.django_db


def test_the_command_writes_a_record_that_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_season(SeasonState.RELEASED)
    file = tmp_path / "out.zip"
    assert main(["record", "valley-2026", "--version", "public", "--to", str(file)]) == 0
    content = file.read_bytes()
    assert hashlib.sha256(content).hexdigest() in capsys.readouterr().out
    assert verified(content, tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("state", "line", "said"),
    [
        (SeasonState.SEALED, "--version public", "once the results are published"),
        (SeasonState.JUDGING, "--version full", "once the results are confirmed"),
    ],
)
def test_the_command_refuses_too_early_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], state: SeasonState, line: str, said: str
) -> None:
    a_season(state)
    file = tmp_path / "out.zip"
    assert main(["record", "valley-2026", *line.split(), "--to", str(file)]) == 2
    assert said in capsys.readouterr().err
    assert not file.exists()


def test_a_changed_mark_makes_the_record_of_actions_not_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cast = a_season(SeasonState.DECIDING)
    assert main(["audit", "verify"]) == 0
    capsys.readouterr()
    change_a_mark(cast, 2)
    assert main(["audit", "verify"]) == 1
    said = capsys.readouterr().out
    reference = cast.entries[LANTERN].reference
    assert "valley-2026: A mark is not the one that was recorded. Judge: ann." in said
    assert f"Entry: {reference}." in said
    assert "Recorded: 8. Now: 2." in said
    assert "NOT WHOLE" in said


@pytest.mark.skipif(not can_typeset(), reason="the typesetter is an extra")
def test_the_minutes_are_tagged_pdf_files_in_both_languages_and_the_same_every_time() -> None:
    cast = a_season(SeasonState.SEALED)
    with clock.at(MEETING_AT):
        made = [
            export_record(
                season=cast.season,
                version=RecordVersion.FULL,
                by=cast.organiser,
                typesetter=typesetter,
            ).content
            for _time in range(2)
        ]
    assert made[0] == made[1]
    files = unpacked(made[0])
    for language in ("cy", "en"):
        with Pdf.open(BytesIO(files[f"minutes-{language}.pdf"])) as pdf:
            assert str(pdf.Root.Lang) == language
            assert bool(pdf.Root.MarkInfo.Marked)
