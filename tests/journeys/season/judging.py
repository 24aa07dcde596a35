"""Judging: declaring, marking, locking."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.journeys.season.someone import Someone

Marks = Callable[[str], int]


def declare(person: Someone, season: str, *, aside: Mapping[str, str]) -> None:
    """Step aside from some entries (title → what ties one to it), sign “none” for the rest."""
    person.go(desk(person, season) + ("datgan/" if person.language == "cy" else "declare/"))
    for title, tie in aside.items():
        line = person.visit.tab.locator("li.entries__one", has_text=title)
        # What shows no sign is a line to read, and opens where one has something to say.
        if (closed := line.locator("details:not([open]) > summary")).count():
            closed.first.click()
        line.locator("input[value=step-aside]").check()
        line.locator("select").select_option(tie)
    person.press("button[name=rest]")


def mark_all(person: Someone, season: str, marks: Marks) -> list[str]:
    """Read and mark one entry after the other, as the desk hands them out; returns the titles."""
    read: list[str] = []
    person.go(desk(person, season))
    next_entry = person.visit.tab.locator("main a.button")
    with person.visit.tab.expect_navigation():
        next_entry.first.click()
    while person.visit.tab.locator("form.marks").count():
        person.look()
        # Beside a title in another language stands its translation.
        title = person.visit.tab.locator("h1").inner_text().splitlines()[0]
        assert title not in read, f"{title} was handed out twice"
        read.append(title)
        for group in person.visit.tab.locator("fieldset.scale-of").all():
            group.locator(f"input[value='{marks(title)}']").check()
        person.visit.tab.fill("[name=comment]", "Clear, and well told.")
        with person.visit.tab.expect_navigation():
            person.visit.tab.locator("button[name=next]").click()
    return read


def lock(person: Someone, season: str) -> None:
    """Look over all marks and lock them."""
    person.go(desk(person, season) + ("cloi/" if person.language == "cy" else "lock/"))
    person.visit.tab.check("[name=confirm]")
    person.press("form:has([name=confirm]) button")


def desk(person: Someone, season: str) -> str:
    """The first page of a judge’s desk."""
    word = "beirniadu" if person.language == "cy" else "judging"
    return f"/{person.language}/{word}/{season}/"
