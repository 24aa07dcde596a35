"""The pages in docs/methods: every worked example runs, every method and field is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from adjudication.profiles import PROFILES, Profile
from adjudication.proposals import NoAwardReason, ProposalState
from adjudication.proposals.rules import FIELDS
from adjudication.ties import TieBreak

PAGES = Path(__file__).parents[2] / "docs" / "methods"
WITH_EXAMPLES = sorted(page for page in PAGES.glob("*.md") if page.name != "README.md")


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.name))
def test_every_worked_example_gives_what_the_page_says(page: Path) -> None:
    example = doctest.DocTestParser().get_doctest(
        page.read_text(encoding="utf-8"), {}, page.name, str(page), 0
    )
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=said.append)
    assert result.attempted > 0
    assert not result.failed, "".join(said)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: str(profile.name))
def test_every_method_has_a_page_that_names_it(profile: Profile) -> None:
    name = profile.name.partition("/")[0]
    assert f"# `{profile.name}`" in (PAGES / f"{name}.md").read_text(encoding="utf-8")
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert f"| `{profile.name}` |" in index


def test_every_field_of_a_rule_and_every_state_is_explained() -> None:
    page = (PAGES / "award-rules.md").read_text(encoding="utf-8")
    for word in [*set(FIELDS) - {"groups", "categories"}, *ProposalState, *NoAwardReason]:
        assert f"`{word}`" in page, word


def test_every_tie_break_is_explained() -> None:
    page = (PAGES / "ties.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE)) == {b.value for b in TieBreak}


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in PAGES.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
