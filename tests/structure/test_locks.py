"""What is installed is pinned and hashed, and what is tested is what is shipped."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.structure.source import ROOT

pytestmark = pytest.mark.static

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))


def _wanted(*ranges: str) -> set[str]:
    names = {re.split(r"[<>=!~\[; ]", wanted)[0] for wanted in ranges}
    return {re.sub(r"[._]", "-", name.lower()) for name in names}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_is_locked() -> None:
    run = _wanted(*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"])
    test = _wanted(*PROJECT["dependency-groups"]["test"])
    assert run - set(_pins("run")) == set(), "run make lock"
    assert test - set(_pins("test")) == set(), "run make lock"


def test_what_makes_pdf_files_is_an_extra_that_the_tests_have_too() -> None:
    pdf = _pins("pdf")
    assert set(pdf) == _wanted(*PROJECT["project"]["optional-dependencies"]["pdf"])
    assert {name: _pins("test").get(name) for name in pdf} == pdf


def test_the_tests_run_against_the_versions_that_are_shipped() -> None:
    run, test = _pins("run"), _pins("test")
    assert len(run) > 10
    assert {name: test.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["uv", "run", "pdf", "test"])
def test_every_pinned_file_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip()]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_runs_needs_no_tool_of_the_tests() -> None:
    assert {"pytest", "mypy", "playwright", "psycopg", "typst"} & set(_pins("run")) == set()
