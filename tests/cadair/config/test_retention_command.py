"""`cadair retention`: looking first, then taking away."""

from __future__ import annotations

import pytest

from cadair.config.commands import retention
from cadair.config.console import parser
from cadair.foundation import clock
from cadair.nominations.models import Nomination
from cadair.retention import actions
from cadair.retention.terms import months_after
from cadair.seasons.states import SeasonState
from tests.cast import MEETING_AT, a_season

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
