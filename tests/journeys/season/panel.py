"""Four judges and their meeting, in the demo: declaring late, marking offline, ballots, records."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.journeys.season.judging import desk
from tests.journeys.season.someone import Someone
from tests.journeys.server import environment, free_port
from tests.structure.source import ROOT

Place = Mapping[str, Any]


def beside(folder: Path, *words: str) -> dict[str, Any]:
    """What `demo_panel` says after it has done its part."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.season.demo_panel", *words],
        cwd=ROOT,
        env=environment(folder, free_port()),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def declare_everything(person: Someone, season: str, aside: Mapping[str, str]) -> None:
    """Go through all pages of the list: step aside from some, weigh what was found, sign."""
    tab = person.visit.tab
    for page in range(1, 20):
        person.go(f"{desk(person, season)}declare/?page={page}")
        if page == 1 and tab.locator("button[name=members]").count():
            person.press("button[name=members]")
        shown = [
            (line.get_attribute("id") or "").removeprefix("e-")
            for line in tab.locator("li.entries__one").all()
        ]
        for entry in shown:
            if entry in aside:
                _answer(person, entry, "step-aside", aside[entry])
            elif tab.locator(f"#e-{entry} .why").count() and not _is_answered(person, entry):
                _answer(person, entry, "may-score", "partner-organisation")
        person.press("button[name=rest]")
        progress = tab.locator("progress").first
        if progress.get_attribute("value") == progress.get_attribute("max"):
            return
    raise AssertionError(person.text)


def _is_answered(person: Someone, entry: str) -> bool:
    return person.visit.tab.locator(f"[name='kind-{entry}']:checked").count() > 0


def _answer(person: Someone, entry: str, kind: str, tie: str) -> None:
    line = person.visit.tab.locator(f"#e-{entry}")
    # What shows no sign is a line to read, and opens where one has something to say.
    if (closed := line.locator("details:not([open]) > summary")).count():
        closed.first.click()
    line.locator(f"[name='kind-{entry}'][value='{kind}']").check()
    line.locator(f"[name='nature-{entry}']").select_option(tie)


def mark(person: Someone, season: str, places: Sequence[Place]) -> None:
    """Read and mark these places, with all the marks of the script."""
    for number, place in enumerate(places):
        sheet = f"{desk(person, season)}{place['category']}/{place['entry']}/"
        if place["state"] == "abstained":
            person.go(sheet + ("ymatal/" if person.language == "cy" else "abstain/"))
            person.press("main form button.button")
            continue
        person.visit.open(sheet)
        _give(person, place)
        with person.visit.tab.expect_navigation():
            person.visit.tab.click("button[name=stay]")
        if number == 0:
            person.look()


def mark_by_keyboard(person: Someone, season: str, place: Place) -> None:
    """The same with keys alone: from one group of buttons to the next, then Enter on the button."""
    tab = person.visit.tab
    person.go(f"{desk(person, season)}{place['category']}/{place['entry']}/")
    for key, value in place["marks"].items():
        buttons = [
            each.get_attribute("value") for each in tab.locator(f"[name='mark-{key}']").all()
        ]
        tab.locator(f"[name='mark-{key}']").first.focus()
        tab.keyboard.press("Space")
        for _step in range(buttons.index(str(value))):
            tab.keyboard.press("ArrowDown")
    tab.locator("button[name=next]").focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def mark_offline(person: Someone, season: str, places: Sequence[Place]) -> None:
    """Take the entries along, mark these without a network, come back."""
    tab = person.visit.tab
    person.go(desk(person, season))
    tab.get_by_role("button", name="Read on this device").click()
    expect(tab.locator("[data-device-status]")).to_contain_text("Done.", timeout=60_000)
    tab.context.set_offline(True)
    for place in places:
        tab.goto(f"{person.visit.base}{desk(person, season)}{place['category']}/{place['entry']}/")
        _give(person, place)
        expect(tab.locator("[data-state]")).to_contain_text("Kept on this device")
    tab.context.set_offline(False)
    tab.goto(f"{person.visit.base}{desk(person, season)}")
    expect(tab.locator("[data-when=waiting]")).to_be_hidden()
    # What a browser notes of a line that is gone is no fault of a page.
    person.visit.problems.clear()


def _give(person: Someone, place: Place) -> None:
    tab = person.visit.tab
    for key, value in place["marks"].items():
        tab.check(f"[name='mark-{key}'][value='{value}']")
    tab.fill("[name=comment]", place["comment"])


def begin_meeting(person: Someone, season: str) -> None:
    """Write down that everybody is there."""
    word = "cyfarfod/presenoldeb" if person.language == "cy" else "meeting/attendance"
    person.go(f"/{person.language}/panel/{season}/{word}/")
    for line in person.visit.tab.locator("fieldset:has([name^=presence-])").all():
        line.locator("input[value=present]").check()
    person.press("button[name=begin]")
