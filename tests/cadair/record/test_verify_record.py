"""An outsider with nothing but Python finds every kind of forgery in a judging record."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadair.audit.queries import head
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    begin_deciding,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.states import InterestKind
from cadair.outcomes.actions import AwardChoice, name_recipient, propose_season, seal_season
from cadair.record import verify_record
from cadair.record.actions import export_record
from cadair.record.reconciliation import reconcile
from cadair.record.states import RecordVersion
from cadair.seasons.states import SeasonState
from tests.cadair.record.forgeries import FORGERIES
from tests.cadair.record.outside import Record, forged, run, unpacked, verified, zipped
from tests.cadair.record.test_reconciliation import change_a_mark
from tests.cast import CHECKING_AT, LANTERN, MARKS, MEETING_AT, Cast, a_season, words
from tests.progress import approve_texts, award, bring_to, decide, decide_all
from tests.structure.scenes.discretion import BAND, freely
from tests.structure.scenes.judging_interests import _name_substitute, _too_few_remain

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    """Confirmed, with suggestions."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        propose_season(season=found.season, by=found.organiser)
        decide_all(found)
        seal_season(season=found.season, by=found.organiser, confirmed_by=found.chair)
        found.season.refresh_from_db()
        yield found


def made(cast: Cast, version: RecordVersion = RecordVersion.FULL) -> bytes:
    """The record."""
    return export_record(season=cast.season, version=version, by=cast.organiser).content


@pytest.mark.parametrize("version", [RecordVersion.FULL, RecordVersion.FOI])
def test_a_record_is_verified_by_the_program_in_it(
    cast: Cast, version: RecordVersion, tmp_path: Path
) -> None:
    kept = str(head())
    code, said = verified(made(cast, version), tmp_path, "--head", kept)
    assert (code, said.splitlines()[0]) == (0, "verified")
    assert kept in said
    assert "scorecards: 8; scores recomputed: 3" in said


def test_an_unpacked_record_is_verified_too(cast: Cast, tmp_path: Path) -> None:
    files = unpacked(made(cast))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert run(tmp_path / "verify_record.py", str(tmp_path))[0] == 0


def test_a_mark_changed_in_the_database_is_named(cast: Cast, tmp_path: Path) -> None:
    change_a_mark(cast, 3)
    code, said = verified(made(cast), tmp_path)
    assert code == 1
    assert "DIFFERENCE: scorecard of seat-1 on" in said
    assert "criterion impact: 3, but the chain, entry" in said
    assert said.strip().endswith("says 8")


def test_every_forgery_of_the_document_is_found(cast: Cast, tmp_path: Path) -> None:
    """One record for all of them: making it is what takes time."""
    content = made(cast)
    for name, (change, where) in FORGERIES.items():
        code, said = verified(forged(content, change), tmp_path)
        assert (name, code) == (name, 1), said
        assert where in said, (name, said)


def test_a_file_that_is_missing_changed_or_added_is_found(cast: Cast, tmp_path: Path) -> None:
    files = unpacked(made(cast))
    for name in ("minutes-cy.docx", "README.en.md"):
        without = {each: content for each, content in files.items() if each != name}
        assert f"{name}: this file is missing" in verified(zipped(without), tmp_path)[1]
        code, said = verified(zipped({**files, name: b"something else"}), tmp_path)
        assert (code, f"{name}: SHA-256" in said) == (1, True)
    assert "does not know this file" in verified(zipped({**files, "more.txt": b""}), tmp_path)[1]


def test_another_head_than_the_one_kept_is_found(cast: Cast, tmp_path: Path) -> None:
    content = made(cast)
    number = str(head()).partition(":")[0]
    for kept in (f"{int(number) - 1}:{'0' * 64}", f"999999:{'0' * 64}", "nonsense"):
        code, said = verified(content, tmp_path, "--head", kept)
        assert (code, "the head you kept" in said) == (1, True)


def test_what_is_no_record_is_said_to_be_none(cast: Cast, tmp_path: Path) -> None:
    program = tmp_path / "verify_record.py"
    program.write_bytes(unpacked(made(cast))["verify_record.py"])
    for name, content in {
        "text.zip": b"not a zip",
        "empty.zip": zipped({}),
        "other.zip": zipped({"record.json": b"[]"}),
        "binary.zip": zipped({"record.json": b"\xff\xfe"}),
    }.items():
        (tmp_path / name).write_bytes(content)
        assert run(program, str(tmp_path / name))[0] == 2, name
    assert run(program, str(tmp_path / "nothing.zip"))[0] == 2


def test_the_same_season_gives_the_same_bytes(cast: Cast) -> None:
    """Although making a record is itself recorded."""
    one, two = made(cast), made(cast)
    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(two).hexdigest()


def test_the_program_needs_no_more_than_python_3_9() -> None:
    source = Path(verify_record.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {
        *("__future__", "argparse", "collections", "fractions", "graphlib", "hashlib"),
        *("itertools", "json", "pathlib", "sys", "typing", "zipfile"),
    }


def test_a_substitute_owes_only_what_they_were_asked_to_read(tmp_path: Path) -> None:
    """Ann and Bob step aside from Operation Lantern: Sue reads it, and nothing else."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        _too_few_remain(cast)
        _name_substitute(cast)
        sue = cast.season.judges.get(is_substitute=True)
        lantern = {cast.entries[LANTERN]: (InterestKind.NONE, None)}
        sign_declaration(judge=sue, interests=lantern, by=Actor.operator())
        for judge in cast.season.judges.all():
            for title, entry in cast.entries.items():
                is_away = judge.key in {"ann", "bob"} and title == LANTERN
                if is_away or (judge == sue and title != LANTERN):
                    continue
                save_scorecard(
                    judge=judge,
                    entry=entry,
                    category=entry.categories.get(),
                    marks=MARKS[title],
                    by=Actor.operator(),
                )
            lock_scorecards(judge=judge, by=Actor.operator())
        begin_deciding(season=cast.season, by=cast.organiser)
    counted = reconcile(cast.season)
    columns = ("expected", "received", "recused", "excused", "abstained", "missing")
    assert counted.faults == ()
    assert [counted.sum_of(name) for name in columns] == [12, 8, 2, 2, 0, 0]
    with clock.at(MEETING_AT):
        propose_season(season=cast.season, by=cast.organiser)
        decide_all(cast)
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        content = made(cast)
    assert verified(content, tmp_path)[0] == 0

    def read_more(record: Record) -> None:
        for seat in record["panel"]:
            for judge in seat["judges"]:
                judge.pop("asked", None)

    assert "judges excused" in verified(forged(content, read_more), tmp_path)[1]


def test_an_award_to_somebody_the_panel_named_is_verified_and_only_at_its_discretion(
    tmp_path: Path,
) -> None:
    cast = a_season()
    freely(cast)
    bring_to(cast, SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        entry = name_recipient(category=cast.category("asb"), recipient=BAND, by=cast.chair)
        choice = AwardChoice(kind=cast.kind("discretion"), entry=entry, text=words("Because"))
        decide(cast, "asb", award(cast, "winner", LANTERN), choice)
        decide(cast, "youth")
        decide(cast, "overall", award(cast, "overall-winner", LANTERN))
        propose_season(season=cast.season, by=cast.organiser)
        approve_texts(cast)
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        cast.season.refresh_from_db()
        content = made(cast)
    code, said = verified(content, tmp_path)
    assert (code, said.splitlines()[0]) == (0, "verified"), said

    def won(record: Record) -> None:
        decision = next(each for each in record["decisions"] if each["category"] == "asb")
        for each in decision["awards"]:
            each["kind"] = {"discretion": "winner", "winner": "discretion"}[each["kind"]]

    assert "P-2026-001: was not judged" in verified(forged(content, won), tmp_path)[1]
