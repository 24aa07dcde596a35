"""Every page is valid HTML, as the Nu validator sees it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.journeys.crawl import Page
from tests.structure.source import ROOT


def _validator() -> list[str]:
    jars = sorted((ROOT / "var" / "tests").glob("vnu-*.jar"))
    java = shutil.which("java")
    assert jars, "no HTML validator on this machine: run make setup-tests"
    assert java, "no Java on this machine: run make setup-tests"
    return [java, "-Xss1m", "-jar", str(jars[-1])]


def test_every_page_is_valid_html(
    tmp_path: Path, html_pages: list[Page], error_pages: list[Page]
) -> None:
    assert {page.status for page in error_pages} == {404}
    paths = {}
    for number, page in enumerate([*html_pages, *error_pages]):
        file = tmp_path / f"{number}.html"
        file.write_bytes(page.body)
        paths[file.as_uri()] = page.path
    asked = [*_validator(), "--format", "json", "--exit-zero-always", "--errors-only"]
    answer = subprocess.run([*asked, str(tmp_path)], check=True, capture_output=True, text=True)
    messages = json.loads(answer.stderr)["messages"]
    problems = [
        f"{paths.get(m.get('url', ''), m.get('url'))}:{m.get('lastLine')}: {m['message']}"
        for m in messages
    ]
    assert not problems, f"{len(problems)} errors:\n" + "\n".join(problems[:40])


def test_the_validator_finds_an_error_when_there_is_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>x</title><p><div></p>", encoding="utf-8")
    asked = [*_validator(), "--format", "json", "--exit-zero-always", "--errors-only"]
    answer = subprocess.run([*asked, str(bad)], check=True, capture_output=True, text=True)
    assert json.loads(answer.stderr)["messages"]
