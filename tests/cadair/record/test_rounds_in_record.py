"""Rounds, ballots, votes and marks changed in the meeting: counted, told, and checked outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadair.foundation import clock
from cadair.record.actions import export_record
from cadair.record.reconciliation import reconcile
from cadair.record.states import RecordVersion
from tests.cadair.record.outside import record_in, verified
from tests.cadair.record.rounds_season import judged_in_rounds, met
from tests.cast import LANTERN, MEETING_AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Judged in rounds, decided, confirmed."""
    return met(judged_in_rounds())


def made(cast: Cast, version: RecordVersion = RecordVersion.FULL) -> bytes:
    """The record."""
    with clock.at(MEETING_AT):
        return export_record(season=cast.season, version=version, by=cast.organiser).content


def test_a_season_of_rounds_adds_up(cast: Cast) -> None:
    counted = reconcile(cast.season)
    assert counted.faults == ()
    columns = ("expected", "received", "recused", "excused", "abstained", "missing")
    assert [counted.sum_of(name) for name in columns] == [9, 8, 1, 0, 0, 0]
    (points,) = {
        place.points for place in counted.places if place.entry == cast.entries[LANTERN].reference
    }
    assert points is not None
    marks = counted.rows.marks(cast.entries[LANTERN].reference, "asb")
    assert marks is not None
    assert points == (marks + 3 * (78 + 76) / 2) / 4, "ann 78, cerys 76; bob stepped aside"


@pytest.mark.parametrize("version", [RecordVersion.FULL, RecordVersion.FOI])
def test_a_season_of_rounds_is_verified_from_outside(
    cast: Cast, version: RecordVersion, tmp_path: Path
) -> None:
    content = made(cast, version)
    code, said = verified(content, tmp_path)
    assert (code, said.splitlines()[0]) == (0, "verified"), said
    record = record_in(content)
    assert [(each["round"], each["method"]) for each in record["rounds"]] == [
        ("sift", "sift"),
        ("pairs", "pairwise"),
        ("marks", "criteria"),
        ("final", "live-final"),
        ("called-1", "ranked-ballot"),
    ]
    assert {each["judge"] for each in record["ballots"]} == {"seat-1", "seat-3"}
    assert (len(record["papers"]), len(record["comparisons"])) == (10, 2)
    (poll,) = record["polls"]
    assert (poll["for"], poll["against"], poll["abstains"]) == (1, 0, 1)
    (change,) = record["mark_changes"]
    assert (change["was"], change["value"]) == (8, 7)
    assert ("Ann" in change["reason"]) == (version == RecordVersion.FULL)
    assert record["meeting"]["sittings"][0]["present"] == 3
