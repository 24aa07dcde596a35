"""Every broken file, with everything that is said of it, word for word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import seasonfile

pytestmark = pytest.mark.static

FOLDER = Path(__file__).parent / "broken"
EXPECTED: dict[str, list[str]] = tomllib.loads(
    (FOLDER / "expected.toml").read_text(encoding="utf-8")
)
"""The table: file, then each message as `line: what, and what to do`."""

FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_every_broken_file_stands_in_the_table_and_there_are_many() -> None:
    assert sorted(EXPECTED) == FILES
    assert len(FILES) > 50


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_told_all_its_problems_at_once(name: str) -> None:
    problems = seasonfile.check(FOLDER / f"{name}.yaml", name="valley.yaml")
    assert [problem.render() for problem in problems] == [
        f"valley.yaml:{expected}" for expected in EXPECTED[name]
    ]
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_never_read(name: str) -> None:
    with pytest.raises(seasonfile.InvalidSeasonFile) as refused:
        seasonfile.read(FOLDER / f"{name}.yaml", name="valley.yaml")
    assert [problem.render() for problem in refused.value.problems] == [
        f"valley.yaml:{expected}" for expected in EXPECTED[name]
    ]
    assert str(refused.value).count("\n") == len(EXPECTED[name]) - 1
