"""A season from copy to publication, played by all its people: some in Welsh, some in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import seasonfile
from cadair.foundation import clock
from cadair.seasons.season_file import export_season
from cadair.seasons.states import SeasonState
from tests.cast import a_season
from tests.journeys.console import cadair
from tests.journeys.season import deciding, judging, nominating, organising
from tests.journeys.season.entering import sign_in
from tests.journeys.season.someone import PHONE, Someone, someone
from tests.journeys.server import running

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SETTING_UP_AT = datetime(2027, 8, 3, 9, 0, tzinfo=UTC)
NOMINATING_AT = datetime(2027, 9, 7, 9, 0, tzinfo=UTC)
CHECKING_AT = datetime(2027, 10, 11, 9, 0, tzinfo=UTC)

LLWYBR, QUIET, KICKABOUT, SPAM = "Goleuo’r Llwybr", "Quiet Streets", "Night Kickabout", "Buy now"
AWARDS = {
    ("asb", LLWYBR): "winner",
    ("asb", QUIET): "highly-commended",
    ("youth", KICKABOUT): "winner",
    ("overall", LLWYBR): "overall-winner",
}
MARKS = {LLWYBR: 9, QUIET: 7, KICKABOUT: 8}
NOMINATIONS = (
    nominating.Sent(
        LLWYBR, "asb", "gwen@example.org", language="cy", organisations=("Clwb y Bryn",)
    ),
    nominating.Sent(QUIET, "asb", "neil@example.org", organisations=("Body Bob",)),
    nominating.Sent(KICKABOUT, "youth", "huw@example.org", people=("a youth worker",)),
    nominating.Sent(SPAM, "youth", "shop@example.org"),
)


@dataclass
class Stage:
    """The running service, its clock, and everybody's browser."""

    base: str
    folder: Path
    browser: Browser
    people: ExitStack
    looked_at: set[str] = field(default_factory=set)

    def at(self, moment: datetime) -> None:
        """Let it be then, for web and worker."""
        clock.follow(self.folder / "demo-clock")
        clock.move_to(moment)
        clock.follow(None)

    def enter(self, language: str, *, width: int = 1280, has_script: bool = True) -> Someone:
        """Somebody comes, with an empty browser; what another has looked at is known."""
        person = self.people.enter_context(
            someone(self.browser, self.base, language, width=width, has_script=has_script)
        )
        person.looked_at = self.looked_at
        return person


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """The file of last year's season, as it was taken away when its results were public."""
    cast = a_season(SeasonState.RELEASED)
    path = tmp_path / "valley-2026.yaml"
    path.write_bytes(seasonfile.write(export_season(cast.season)))
    return path


@pytest.fixture
def stage(browser: Browser, last_year: Path, tmp_path: Path) -> Iterator[Stage]:
    """A service of its own, with last year's season in it."""
    folder = tmp_path / "site"
    with running(folder) as base, ExitStack() as people:
        for call in (
            ("season", "load", str(last_year)),
            ("account", "open", "olwen@example.org", "--name", "Olwen"),
            ("account", "role", "olwen@example.org", "valley-2026", "organiser"),
        ):
            done = cadair(folder, *call)
            assert done.returncode == 0, done.stderr
        yield Stage(base, folder, browser, people)


def test_a_season_from_copy_to_publication(stage: Stage) -> None:
    stage.at(SETTING_UP_AT)
    mail = stage.enter("en")
    olwen = stage.enter("cy")
    sign_in(olwen, mail, "olwen@example.org")
    key = organising.copy_last_season(olwen)
    organising.answer_for_data(olwen, key)
    organising.invite_judges(
        olwen, key, {name.title(): f"{name}@example.org" for name in ("ann", "bob", "cerys")}
    )
    organising.invite(olwen, key, "Tegid", "tegid@example.org", "translator")
    stage.at(NOMINATING_AT)
    organising.open_season(olwen, key)
    _nominate(stage, key)
    stage.at(CHECKING_AT)
    organising.wait_until_closed(olwen, key)
    assert organising.check_all(olwen, key, spam=SPAM) == len(NOMINATIONS)
    cerys = stage.enter("cy")
    sign_in(cerys, mail, "cerys@example.org")
    organising.confirm_exclusions(cerys, key)
    organising.tell_nominees(olwen, key)
    assert organising.read_all(olwen, key) < len(NOMINATIONS)
    assert organising.translate_all(olwen, key) == 1
    organising.next_step(olwen, key)
    judges = _judge(stage, mail, cerys, key)
    organising.next_step(olwen, key)
    public = stage.enter("cy")
    assert LLWYBR not in _results(public, "cy") + _results(public, "en")
    _decide(judges["cerys"], key)
    tegid = stage.enter("cy", width=PHONE)
    sign_in(tegid, mail, "tegid@example.org")
    assert deciding.write_texts(tegid, key, approve=False) == len(AWARDS)
    assert deciding.write_texts(olwen, key, approve=True) == len(AWARDS)
    deciding.ask_to_confirm(olwen, key)
    assert LLWYBR not in _results(public, "cy") + _results(public, "en")
    deciding.confirm(judges["cerys"], key)
    for language in ("cy", "en"):
        said = _published(public, language)
        assert all(title in said for title in (LLWYBR, QUIET, KICKABOUT))
        assert SPAM not in said


def _decide(chair: Someone, key: str) -> None:
    """Cerys decides category by category; the overall award comes last."""
    deciding.work_out_suggestions(chair, key)
    for category in ("asb", "youth", "overall"):
        given = {title: kind for (where, title), kind in AWARDS.items() if where == category}
        deciding.decide(chair, key, category, given, "Roedd y marciau’n glir.")


def _results(public: Someone, language: str) -> str:
    """What everybody reads."""
    word = "gwobrau-r-cwm" if language == "cy" else "valley-awards"
    public.go(f"/{language}/{word}/2027/")
    return public.text


def _published(public: Someone, language: str) -> str:
    """The results, as soon as the worker has carried the order out."""
    for _look in range(organising.PATIENCE):
        said = _results(public, language)
        if LLWYBR in said:
            return said
        public.visit.tab.wait_for_timeout(500)
    raise AssertionError(f"nothing was published: {said}")


def _nominate(stage: Stage, key: str) -> None:
    """One on a phone in Welsh without JavaScript, the others in English at a desk."""
    for number, sent in enumerate(NOMINATIONS):
        is_first = number == 0
        person = stage.enter(
            sent.language, width=PHONE if is_first else 1280, has_script=not is_first
        )
        reference = nominating.nominate(person, key, sent)
        assert reference == f"N-{number + 1:04d}"


def _judge(stage: Stage, mail: Someone, cerys: Someone, key: str) -> dict[str, Someone]:
    """Ann in English, Bob on a phone without JavaScript, Cerys in Welsh."""
    judges = {
        "ann": stage.enter("en"),
        "bob": stage.enter("en", width=PHONE, has_script=False),
        "cerys": cerys,
    }
    for name, person in judges.items():
        if person is not cerys:
            sign_in(person, mail, f"{name}@example.org")
        aside = {QUIET: "employer"} if name == "bob" else {}
        judging.declare(person, key, aside=aside)
        read = judging.mark_all(person, key, lambda title: MARKS[title])
        assert set(read) == set(MARKS) - set(aside)
        judging.lock(person, key)
    return judges
