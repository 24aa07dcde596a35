"""`cadair demo --stage` beside a running `cadair up`: pages and worker follow at once."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

from tests.journeys.console import cadair
from tests.journeys.server import running

PEOPLE = "/en/demo/people/"


def where(base: str) -> tuple[str, str]:
    """The state of the season and the day in the demo, as the page says them."""
    with urllib.request.urlopen(base + PEOPLE) as answer:
        page = answer.read().decode()
    _season, state, moment = re.findall(r"<dd>([^<]+)</dd>", page)
    return state, moment.rpartition(" at ")[0]


def test_the_running_demo_goes_forward_and_back_only_when_one_agrees(tmp_path: Path) -> None:
    with running(tmp_path) as base:
        began = where(base)
        moved = cadair(tmp_path, "demo", "--stage", "checking")
        there = where(base)
        refused = cadair(tmp_path, "demo", "--stage", "nominating")
        still = where(base)
        rebuilt = cadair(tmp_path, "demo", "--stage", "nominating", "--yes")
        again = where(base)

    assert moved.returncode == 0, moved.stderr
    assert (began[0], there[0]) == ("open for nominations", "nominations being checked")
    assert began[1] != there[1]
    assert refused.returncode == 1
    assert "--yes" in refused.stdout
    assert still == there
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert again == began
    verified = cadair(tmp_path, "audit", "verify")
    assert verified.returncode == 0, verified.stdout
