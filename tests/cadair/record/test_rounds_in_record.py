"""Rounds, ballots, votes and marks changed in the meeting: counted, told, and checked outside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from cadair.foundation import clock
from cadair.judging.actions import sign_declaration
from cadair.judging.models import Ballot, Comparison, Paper, Scorecard
from cadair.judging.states import InterestKind, InterestNature
from cadair.outcomes.actions import order_release, propose_season, seal_season
from cadair.publishing.actions import release_season
from cadair.record.actions import export_record
from cadair.record.reconciliation import marks_not_as_recorded, reconcile
from cadair.record.states import RecordVersion
from tests.cadair.record.outside import Record, forged, record_in, unpacked, verified
from tests.cadair.record.rounds_season import judged_in_rounds, met
from tests.cast import LANTERN, MEETING_AT, Cast
from tests.progress import decide_all

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


def _paper(record: Record) -> None:
    record["papers"][-1]["points"] += 1


def _paper_in_both(record: Record) -> None:
    paper = record["papers"][-1]
    paper["points"] = 100
    for entry in record["chain"]["entries"]:
        if entry["subject"] == paper["ref"]:
            entry["facts"]["paper_points"] = 100


def _verdict(record: Record) -> None:
    next(each for each in record["papers"] if each["verdict"])["verdict"] = "fail"


def _paper_of_another(record: Record) -> None:
    """Bob stepped aside from Operation Lantern; Ann’s verdict on it is said to be his."""
    aside = record["interests"][0]
    paper = next(each for each in record["papers"] if each["entry"] == aside["entry"])
    paper["judge"] = aside["judge"]


def _rank(record: Record) -> None:
    ballot = record["ballots"][0]
    ballot["ranks"] = [[3 - rank, entry] for rank, entry in ballot["ranks"]]
    ballot["ranking"].reverse()


def _ballot_left_out(record: Record) -> None:
    record["ballots"][0]["counts"] = False


def _comparison(record: Record) -> None:
    first = record["comparisons"][0]
    first["winner"], first["loser"] = first["loser"], first["winner"]


def _vote(record: Record) -> None:
    (poll,) = record["polls"]
    poll["votes"][0]["stance"], poll["votes"][1]["stance"] = "against", "against"
    poll["for"], poll["against"], poll["abstains"] = 0, 2, 0


def _count_of_votes(record: Record) -> None:
    record["polls"][0]["for"] += 1


def _change_hidden(record: Record) -> None:
    record["mark_changes"] = []


def _change_of_a_change(record: Record) -> None:
    record["mark_changes"][0]["was"] = 1


def _weight(record: Record) -> None:
    next(each for each in record["rounds"] if each["round"] == "final")["weight"] = 1


def _round_hidden(record: Record) -> None:
    record["rounds"] = [each for each in record["rounds"] if each["round"] != "final"]


def _came(record: Record) -> None:
    final = next(each for each in record["rounds"] if each["round"] == "final")
    final["came"] = final["came"][:1]


FORGERIES: dict[str, tuple[Callable[[Record], None], str]] = {
    "points": (_paper, "points, as the chain, entry"),
    "points-in-both": (_paper_in_both, "chain, entry"),
    "verdict": (_verdict, "verdict, as the chain, entry"),
    "paper-of-another": (_paper_of_another, "this judge stepped aside from it"),
    "rank": (_rank, "SHA-256 in the chain"),
    "ballot-left-out": (_ballot_left_out, "whether it counts"),
    "comparison": (_comparison, "comparisons of seat-"),
    "vote": (_vote, "vote 1 on asb: SHA-256 in the chain"),
    "count-of-votes": (_count_of_votes, "vote 1 on asb: for"),
    "change-hidden": (_change_hidden, "marks changed in the meeting"),
    "change-of-a-change": (_change_of_a_change, "marks changed in the meeting"),
    "weight": (_weight, "rounds of asb: weight, as frozen"),
    "round-hidden": (_round_hidden, "rounds of asb"),
    "came": (_came, "this judge was not asked"),
}


def test_every_forgery_of_what_was_answered_is_found(cast: Cast, tmp_path: Path) -> None:
    content = made(cast)
    for name, (change, where) in FORGERIES.items():
        code, said = verified(forged(content, change), tmp_path)
        assert (name, code) == (name, 1), said
        assert where in said, (name, said)


IN_THE_DATABASE = {
    "paper": "UPDATE judging_paper SET points = points + 1 WHERE points IS NOT NULL",
    "ballot": "UPDATE judging_ballotline SET rank = 3 - rank",
    "comparison": "UPDATE judging_comparison SET winner_id = loser_id, loser_id = winner_id",
    "vote": "UPDATE judging_vote SET stance = 'against', entry_id = NULL",
    "went-on": "DELETE FROM judging_roundentry WHERE id = (SELECT MIN(n.id) FROM"
    " judging_roundentry n JOIN judging_round r ON r.id = n.round_id WHERE r.key = 'final')",
    "mark": "UPDATE judging_mark SET value = 1 WHERE id = (SELECT MIN(id) FROM judging_mark)",
}


@pytest.mark.parametrize("what", IN_THE_DATABASE)
def test_what_is_changed_past_cadair_is_found_inside_and_outside(
    what: str, cast: Cast, tmp_path: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_DATABASE[what])
    assert what in {fault.code for fault in reconcile(cast.season).faults}
    for version in (RecordVersion.FULL, RecordVersion.FOI):
        code, said = verified(made(cast, version), tmp_path)
        assert (code, said.split(":")[0]) == (1, "DIFFERENCE")
        assert "Cadair itself" not in said, "found by arithmetic, not because we said so"


def test_the_public_version_tells_numbers_of_rounds_and_votes_and_nobody(
    cast: Cast, tmp_path: Path
) -> None:
    with clock.at(MEETING_AT):
        order_release(season=cast.season, by=cast.organiser)
        release_season(season=cast.season, by=cast.organiser)
        cast.season.refresh_from_db()
    content = made(cast, RecordVersion.PUBLIC)
    assert verified(content, tmp_path)[0] == 0
    record = record_in(content)
    assert not set(record) & {"papers", "ballots", "comparisons", "assignments", "scorecards"}
    final = next(each for each in record["rounds"] if each["round"] == "final")
    assert (final["judges"], final["entries"]) == (3, 2)
    assert not set(final) & {"named", "came", "came_by_hand"}
    assert "votes" not in record["polls"][0]
    assert record["mark_changes"] == [{"category": "asb"}]
    assert set(record["meeting"]["sittings"][0]) & {"attendance", "left_room"} == set()
    told = unpacked(content)["record.json"].decode()
    for words in ("Ann Prys", "has read it again", "does what it says"):
        assert words not in told


def test_what_a_late_step_aside_took_along_is_no_forgery(tmp_path: Path) -> None:
    """Ann learns in the meeting that she must leave Operation Lantern, after she answered."""
    cast = judged_in_rounds()
    with clock.at(MEETING_AT):
        lantern = {cast.entries[LANTERN]: (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER)}
        sign_declaration(judge=cast.judges["ann"], interests=lantern, by=cast.actor("ann"))
    counted = reconcile(cast.season)
    assert counted.faults == ()
    assert [counted.sum_of(name) for name in ("expected", "received", "recused")] == [9, 7, 2]
    assert {paper.judge for paper in counted.rows.rounds.papers if paper.points} == {
        "ann",
        "bob",
        "cerys",
    }
    with clock.at(MEETING_AT):
        propose_season(season=cast.season, by=cast.organiser)
        decide_all(cast)
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        cast.season.refresh_from_db()
    code, said = verified(made(cast), tmp_path)
    assert (code, said.splitlines()[0]) == (0, "verified"), said


def test_what_is_forgotten_after_a_year_is_no_change_past_cadair(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        order_release(season=cast.season, by=cast.organiser)
        release_season(season=cast.season, by=cast.organiser)
    cast.season.refresh_from_db()
    for each in (Paper, Ballot, Comparison, Scorecard):
        each.objects.all().delete()
    assert marks_not_as_recorded(cast.season) == []
