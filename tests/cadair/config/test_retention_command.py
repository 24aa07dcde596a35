"""`cadair retention`: looking first, then taking away."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadair.config.commands import retention
from cadair.config.console import parser
from cadair.foundation import clock
from cadair.nominations.models import Nomination
from cadair.retention import actions
from cadair.retention.naming import Named
from cadair.retention.states import ErasureGround
from cadair.retention.terms import months_after
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, MEETING_AT, a_season

pytestmark = pytest.mark.django_db


def _run(line: str) -> int:
    call = parser().parse_args(line.split())
    code: int = call.run(call)
    return code


def test_a_dry_run_tells_and_the_run_takes_away_whatever_the_size(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "set_up", lambda **_: None)
    monkeypatch.setattr(actions, "BATCH", 1)
    a_season(SeasonState.RELEASED)
    with clock.at(months_after(MEETING_AT, 25)):
        assert _run("retention --dry-run") == 0
        told = capsys.readouterr().out
        assert "2  winners" in told
        assert Nomination.objects.exclude(summary="").count() == 3
        assert _run("retention") == 0
        assert "2  winners" in capsys.readouterr().out
    assert not Nomination.objects.exclude(summary="").exists()


def test_who_was_taken_out_is_listed_by_references_and_a_wrong_list_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(retention, "set_up", lambda **_: None)
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        actions.erase_person(
            season=cast.season,
            person=Named.of([], ["eirian@example.org"]),
            ground=ErasureGround.ASKED,
            by=cast.organiser,
        )
        assert _run("retention --erased") == 0
        listed = capsys.readouterr().out
        assert "eirian" not in listed.lower()
        file = tmp_path / "erased.json"
        file.write_text(listed, encoding="utf-8")
        Nomination.objects.update(nominator_name="Eirian", nominator_email="eirian@example.org")
        assert _run(f"retention --again {file}") == 0
    assert not Nomination.objects.exclude(nominator_email="").exists()
    for wrong in ("[1]", "{", '[{"season": 1}]', "\x00"):
        file.write_text(wrong, encoding="utf-8")
        assert _run(f"retention --again {file}") == 1
    assert _run(f"retention --again {tmp_path / 'none'}") == 1
