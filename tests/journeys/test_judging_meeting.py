"""Four judges, 33 awards, one evening’s decisions, and a record that finds one changed mark."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cadair.record.outside import unpacked, verified
from tests.journeys.console import cadair
from tests.journeys.season import deciding, judging, meeting, organising, panel
from tests.journeys.season.entering import be
from tests.journeys.season.someone import Someone, someone
from tests.journeys.server import running

pytestmark = pytest.mark.slow

SEASON = "demo-valleys-2026"
FEW = 3
AWARDS, JOINT_CATEGORIES = 33, 3


@dataclass
class Panel:
    """The running demo, and everybody in a browser of their own."""

    folder: Path
    chair: Someone
    stand_in: Someone
    priya: Someone
    graham: Someone
    organiser: Someone

    @property
    def judges(self) -> dict[str, Someone]:
        """By their keys on the panel."""
        return {
            "judge-a": self.chair,
            "judge-b": self.stand_in,
            "judge-c": self.priya,
            "judge-d": self.graham,
        }


@pytest.fixture
def gathered(browser: Browser, tmp_path: Path) -> Iterator[Panel]:
    """The demo while its panel judges; one judge has not even declared."""
    with running(tmp_path) as base, ExitStack() as people:
        moved = cadair(tmp_path, "demo", "--stage", "judging")
        assert moved.returncode == 0, moved.stderr

        looked_at: set[str] = set()

        def enter(key: str, language: str) -> Someone:
            person = people.enter_context(someone(browser, base, language))
            person.looked_at = looked_at
            be(person, key)
            return person

        yield Panel(
            tmp_path,
            chair=enter("chair", "en"),
            stand_in=enter("stand-in", "cy"),
            priya=enter("judge", "en"),
            graham=enter("judge-2", "en"),
            organiser=enter("organiser-2", "en"),
        )


def test_a_panel_decides_and_its_record_finds_what_was_changed_afterwards(gathered: Panel) -> None:
    _judge(gathered)
    _meet(gathered)
    _confirm(gathered)
    _check_the_record(gathered)


def _judge(gathered: Panel) -> None:
    """One is late and steps aside from six, one marks without a network, one reads in Welsh."""
    aside = panel.beside(gathered.folder, "plan")["aside"]["judge-d"]
    assert len(aside) == 6
    panel.declare_everything(gathered.graham, SEASON, aside)
    left = panel.beside(gathered.folder, "mark", str(FEW))["left"]
    assert {key: len(places) for key, places in left.items()} == dict.fromkeys(left, FEW)
    panel.mark_by_keyboard(gathered.graham, SEASON, left["judge-d"][0])
    panel.mark(gathered.graham, SEASON, left["judge-d"][1:])
    panel.mark_offline(gathered.priya, SEASON, left["judge-c"])
    panel.mark(gathered.stand_in, SEASON, left["judge-b"])
    panel.mark(gathered.chair, SEASON, left["judge-a"])
    for person in gathered.judges.values():
        judging.lock(person, SEASON)
    organising.next_step(gathered.organiser, SEASON)


def _meet(gathered: Panel) -> None:
    """Category by category, the overall award last and by a fresh ballot."""
    panel.begin_meeting(gathered.chair, SEASON)
    deciding.work_out_suggestions(gathered.chair, SEASON)
    decided = meeting.decide_as_suggested(gathered.chair, gathered.stand_in, SEASON, but="overall")
    assert decided.without == ["governance"]
    assert len(decided.joint) == JOINT_CATEGORIES
    beside = panel.beside(gathered.folder, "ballot")
    voters = [gathered.judges[key] for key in beside["voters"]]
    assert len(voters) > 1
    first = meeting.ballot(gathered.organiser, voters, SEASON, "overall", beside["among"])
    assert " and " in first, "the judges were divided"
    meeting.write_down(gathered.organiser, SEASON, "overall", beside["among"][:2])


def _confirm(gathered: Panel) -> None:
    panel.beside(gathered.folder, "texts")
    deciding.ask_to_confirm(gathered.organiser, SEASON)
    deciding.confirm(gathered.chair, SEASON)


def _check_the_record(gathered: Panel) -> None:
    folder = gathered.folder
    content = _record(folder)
    code, said = verified(content, folder)
    assert (code, "verified" in said) == (0, True), said
    assert cadair(folder, "audit", "verify").returncode == 0

    entry, category, criterion, was = _lower_one_mark(folder / "cadair.sqlite3")
    inside = cadair(folder, "audit", "verify")
    assert inside.returncode == 1, inside.stdout
    code, outside = verified(_record(folder), folder)
    assert code == 1, outside
    for said in (inside.stdout, outside):
        line = next(each for each in said.splitlines() if entry in each)
        assert all(each in line for each in (category, criterion, str(was), str(was - 1))), line


def _lower_one_mark(database: Path) -> tuple[str, str, str, int]:
    """Change one mark behind everybody’s back; where it is, and what it was."""
    where = """
        SELECT mark.id, entry.reference, category.key, criterion.key, mark.value
        FROM judging_mark AS mark
        JOIN judging_scorecard AS card ON card.id = mark.scorecard_id
        JOIN nominations_entry AS entry ON entry.id = card.entry_id
        JOIN seasons_category AS category ON category.id = card.category_id
        JOIN seasons_criterion AS criterion ON criterion.id = mark.criterion_id
        WHERE mark.value > 1 AND NOT entry.is_test AND card.state = 'locked'
        ORDER BY mark.id LIMIT 1"""
    with closing(sqlite3.connect(database)) as connection, connection:
        mark, entry, category, criterion, value = connection.execute(where).fetchone()
        connection.execute("UPDATE judging_mark SET value = value - 1 WHERE id = ?", (mark,))
    return entry, category, criterion, value


def _record(folder: Path) -> bytes:
    file = folder / "record.zip"
    done = cadair(folder, "record", SEASON, "--to", str(file))
    assert done.returncode == 0, done.stderr
    content = file.read_bytes()
    assert unpacked(content)
    return content
