"""Organising: a season from last year's, its documents, its panel, its opening, its checking."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.journeys.season.someone import Someone

SAVE = "form.form button[type=submit]"
PATIENCE = 60


def desk(person: Someone, season: str, cy: str = "", en: str = "") -> str:
    """An address of the organiser's desk in the person's language."""
    if person.language == "cy":
        return f"/cy/desg/{season}/{cy}/"
    return f"/en/desk/{season}/{en}/"


def copy_last_season(person: Someone) -> str:
    """Start a season from the last one; returns its key."""
    person.go("/cy/desg/dechrau/" if person.language == "cy" else "/en/desk/start/")
    person.press("form:has([name=source]) button[type=submit]")
    found = re.search(r"/(?:desk|desg)/([^/]+)/", person.path)
    assert found, person.path
    return found[1]


def add_document(person: Someone, season: str, kind: str) -> None:
    """Say where a document is, who signed it off, and when."""
    person.go(desk(person, season, f"gosod/dogfennau/{kind}", f"set-up/documents/{kind}"))
    person.fill(
        link=f"https://example.org/{kind}.pdf", name="Carys Enghraifft", on_date="2027-08-02"
    )
    person.press(SAVE)


def answer_for_data(person: Someone, season: str) -> None:
    """Note both documents; read who answers for the data, as it came with the copy, and save it."""
    for paper in ("dpia", "policy"):
        add_document(person, season, paper)
    person.go(desk(person, season, "diogelu-data", "data-protection"))
    person.press(SAVE)


def invite_judges(person: Someone, season: str, addresses: Mapping[str, str]) -> None:
    """Write to every judge of the panel, by name."""
    panel = desk(person, season, "gosod/panel", "set-up/panel")
    for name, address in addresses.items():
        person.go(panel)
        line = person.visit.tab.locator("li.seat", has_text=name)
        with person.visit.tab.expect_navigation():
            line.locator("a.button").click()
        person.look()
        person.fill(email=address)
        person.press(SAVE)


def invite(person: Someone, season: str, name: str, address: str, role: str) -> None:
    """Give somebody else a part."""
    person.go(desk(person, season, "pobl", "people"))
    person.fill(name=name, email=address)
    tab = person.visit.tab
    if tab.locator("main select[name=role]").count():
        person.pick("role", role)
    else:
        person.choose("role", role)
    person.press(SAVE)


def open_season(person: Someone, season: str) -> None:
    """Look at what is frozen, and open."""
    person.go(desk(person, season, "gosod/agor", "set-up/open"))
    assert person.visit.tab.locator("[name=rules]").count(), person.text
    person.press("form:has([name=rules]) button[type=submit]")


def next_step(person: Someone, season: str) -> None:
    """Take the next step of the season from the page of today, through its preview."""
    person.go(desk(person, season, "heddiw", "today"))
    person.press("section.next a.button")
    person.press("main form button[type=submit]")


def check_all(person: Someone, season: str, *, spam: str) -> int:
    """Find every entry eligible but one, which is no nomination; returns how many were checked."""
    person.go(desk(person, season, "enwebiadau/gwirio", "nominations/check"))
    checked = 0
    while person.visit.tab.locator(
        "form[action*='/entries/'], form[action*='/ceisiadau/']"
    ).count():
        checked += 1
        if person.visit.tab.locator("h1").inner_text() == spam:
            person.press("section.verdict a.button--quiet")
            person.choose("reason", "spam")
            person.press(SAVE)
        else:
            person.press("section.verdict form button[type=submit]")
    return checked


def confirm_exclusions(person: Someone, season: str) -> None:
    """Nobody shuts an entry out alone: the chair confirms what an organiser found."""
    person.go(desk(person, season, "enwebiadau/anghymwys", "nominations/not-eligible"))
    person.press("button[form=confirm]")


def tell_nominees(person: Someone, season: str) -> None:
    """Everybody who is nominated by name knows of it already."""
    person.go(desk(person, season, "enwebeion", "nominees"))
    person.choose("scope", "all")
    person.press("button[name=how][value=told]")
    person.fill(evidence="We met on Monday.")
    person.press("button[name=confirm]")


def translate_all(person: Someone, season: str) -> int:
    """Write and approve the English of every Welsh nomination; returns how many there were."""
    waiting = desk(person, season, "cyfieithiadau", "translations") + "?from=cy&show=missing"
    for number in range(PATIENCE):
        person.go(waiting)
        first = person.visit.tab.locator("tbody th a")
        if not first.count():
            return number
        with person.visit.tab.expect_navigation():
            first.first.click()
        person.look()
        for text in person.visit.tab.locator("form textarea").all():
            text.fill("What it says, in English.")
        person.press("button[name=approve]")
    raise AssertionError("nominations are never translated")


def read_all(person: Someone, season: str) -> int:
    """Read every nomination before the panel does; returns how many one by one."""
    person.go(desk(person, season, "darllen/gyda-i-gilydd", "reading/together"))
    if person.visit.tab.locator("form.verdict").count():
        person.press("form.verdict button[type=submit]")
    for number in range(PATIENCE):
        person.go(desk(person, season, "darllen", "reading"))
        if not person.visit.tab.locator("p.button-row a.button").count():
            return number
        person.press("p.button-row a.button")
        person.press("form.verdict button[type=submit]")
    raise AssertionError("nominations are never read")


def wait_until_closed(person: Someone, season: str) -> None:
    """The worker closes nominations by itself; wait until the desk says so."""
    for _look in range(PATIENCE):
        person.visit.open(desk(person, season, "heddiw", "today"))
        here = person.visit.tab.locator(".way__here").inner_text()
        if here.strip() in {"Gwirio", "Checking"}:
            return
        person.visit.tab.wait_for_timeout(500)
    raise AssertionError(f"nominations are still open: {here}")
