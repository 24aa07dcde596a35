"""The console program as an operator uses it: the walk of the demo season, starting twice."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from tests.journeys.console import cadair
from tests.journeys.server import running


def results(base: str) -> bytes:
    """The 2025 results as data."""
    with urllib.request.urlopen(f"{base}/en/safer-communities-awards/2025/results.json") as answer:
        return bytes(answer.read())


def test_one_command_walks_a_season_and_says_each_step(tmp_path: Path) -> None:
    walked = cadair(tmp_path, "demo")
    assert walked.returncode == 0, walked.stderr
    assert len(walked.stdout.splitlines()) > 10
    assert not list(tmp_path.rglob("cadair.sqlite3")), "the walk left a database behind"


def test_starting_again_keeps_everything_and_the_record_is_whole(tmp_path: Path) -> None:
    with running(tmp_path) as base:
        before = results(base)
    head = cadair(tmp_path, "audit", "head").stdout
    with running(tmp_path) as base:
        after = results(base)
    assert _without_address(before) == _without_address(after)
    assert cadair(tmp_path, "audit", "head").stdout == head
    verified = cadair(tmp_path, "audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _without_address(data: bytes) -> list[bytes]:
    """The two starts had different ports."""
    return [line for line in data.splitlines() if b"http://" not in line]


def test_help_teaches_and_a_slip_is_one_sentence(tmp_path: Path) -> None:
    taught = cadair(tmp_path, "--help")
    assert taught.returncode == 0
    assert "cadair season check" in taught.stdout
    slipped = cadair(tmp_path, "season", "check", "there-is-no-such-file.yaml")
    assert slipped.returncode == 2
    assert "Traceback" not in slipped.stderr
    assert "there-is-no-such-file.yaml" in slipped.stderr
