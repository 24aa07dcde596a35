"""A whole season is checked and read while one waits for it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

import seasonfile
from cadair.demo.generator.season import make_season

pytestmark = [pytest.mark.static, pytest.mark.slow]


def test_the_demo_season_does_not_take_minutes_to_read(tmp_path: Path) -> None:
    season = make_season(today=date(2026, 11, 21))
    path = tmp_path / "season.yaml"
    path.write_bytes(seasonfile.write(season))
    assert len(season.nominations) == 253
    before = time.process_time()
    assert seasonfile.read(path) == seasonfile.arranged(season)
    assert time.process_time() - before < 30
