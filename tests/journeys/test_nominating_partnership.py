"""Nominating a partnership: a phone, Welsh, no script, files, another device; and by keyboard."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.cadair.files.samples import a_document, a_photograph
from tests.journeys.season.nominating import begin, send
from tests.journeys.season.nominator import Keyboard, Narrow, keyboard, narrow
from tests.journeys.season.someone import Someone, someone

TITLE, CHANGED = "Pont y Gweithdy", "Pont y Gweithdy a’r Cei"
BODIES = {"Cyngor Cwm Hir": "lead", "Heddlu’r Bryniau": "partner", "Clwb Pen-y-graig": "partner"}
PEOPLE = ("Siân Ŵŷn Llŷr-Ôl", "gweithiwr ieuenctid")
FILES = {
    "llythyr.pdf Llythyr o ddiolch gan yr ysgol": a_document(),
    "gardd.jpg Yr ardd ar ôl y gwaith": a_photograph(),
}
LINK = "https://example.org/newyddion/pont"


@pytest.fixture
def season(site: str, site_folder: Path) -> tuple[str, str]:
    """The key of the open demo season, and one of its categories."""
    del site
    with sqlite3.connect(site_folder / "cadair.sqlite3") as rows:
        found: tuple[str, str] = rows.execute(
            "SELECT s.key, c.key FROM seasons_season s JOIN seasons_category c"
            " ON c.season_id = s.id WHERE s.state = 'open' AND c.\"group\" = 'theme'"
        ).fetchone()
    return found


def test_a_partnership_is_nominated_on_a_phone_in_welsh_without_javascript(
    site: str, browser: Browser, season: tuple[str, str]
) -> None:
    address = "eirlys.cei@example.org"
    with someone(browser, site, "en") as mail:
        with narrow(browser, site, "cy") as person:
            _half(person, *season)
            person.press(".back a")
            person.sign_in(mail, address)
            assert person.path.startswith("/cy/enwebu/"), person.path
        with narrow(browser, site, "cy") as person:
            person.sign_in(mail, address)
            _rest(person, address)
            reference = send(person)
            assert re.fullmatch(r"N-\d{4}", reference)
            letter = _letter(mail, address, reference)
            assert letter.get_attribute("lang") == "cy"
            assert TITLE in letter.inner_text()
            _change(person, reference)


def _half(person: Narrow, key: str, category: str) -> None:
    """The first pages, up to the organisations."""
    begin(person, key)
    person.press("ul.tasks li:first-child a")
    person.choose("language", "cy")
    person.go_on()
    person.choose("categories", category)
    person.go_on()
    person.fill(title=TITLE, place="Cwm Hir")
    person.choose("kind", "partnership")
    person.choose("relation", "third-party")
    person.go_on()
    for number, name in enumerate(PEOPLE):
        person.fill(**{f"name-{number}": name})
        person.pick(f"age_band-{number}", "adult")
        person.press("[name=add]")
    person.go_on()
    for number, (name, role) in enumerate(BODIES.items()):
        person.fill(**{f"name-{number}": name})
        person.pick(f"role-{number}", role)
        person.press("[name=add]" if number < len(BODIES) - 1 else "[name=continue]")
    person.fill(summary="Tri sefydliad yn trwsio’r bont")
    person.press("[name=later]")
    person.press("ul.tasks a[href$='/sefydliadau/']")


def _rest(person: Narrow, address: str) -> None:
    """Find the form again, and write what was still missing."""
    person.go("/cy/enwebiadau/")
    assert TITLE in person.text
    person.press("main ul.rows a.button")
    person.press("ul.tasks a[href$='/crynodeb/']")
    assert person.visit.tab.input_value("[name=summary]") == "Tri sefydliad yn trwsio’r bont"
    person.fill(summary="Mae tri sefydliad wedi trwsio’r bont gyda phobl ifanc y cwm.")
    person.go_on()
    while person.visit.tab.locator("[name=answer]").count():
        person.fill(answer="Mae’n gweithio, gan fod pawb ar y stryd yn eu hadnabod.")
        person.go_on()
    assert person.path.endswith("/tystiolaeth/"), person.path
    person.add(FILES)
    person.fill(link__general__link=LINK, link__general__description="Stori yn y papur bro")
    person.press("form:has([name=link-general-link]) button[type=submit]")
    person.press("button[value=continue]")
    assert person.visit.tab.input_value("[name=email]") == address
    person.fill(name="Eirlys Enghraifft", organisation="Cyngor y Cwm")
    person.choose("letters", "cy")
    person.go_on()
    assert person.path.endswith("/gwirio/"), person.path
    for words in (TITLE, *PEOPLE, *BODIES, *(each.split()[0] for each in FILES), LINK):
        assert words in person.text, words


def _letter(mail: Someone, address: str, words: str) -> Locator:
    """The newest letter to an address with these words."""
    mail.visit.open("/en/demo/mail/")
    found = mail.visit.tab.locator("li", has_text=address).filter(has_text=words)
    assert found.count(), f"no letter to {address} with {words}"
    parts = found.first.locator(".message")
    assert parts.count() == 1, "the letter is in one language, the chosen one"
    return parts.first


def _change(person: Narrow, reference: str) -> None:
    """Before closing, what was sent is changed, and stays the same nomination."""
    person.press("form[action$='/newid/'] button")
    person.press("ul.tasks a[href$='/cais/']")
    person.fill(title=CHANGED)
    person.go_on()
    person.press(".back a")
    assert send(person) == reference
    person.go("/cy/enwebiadau/")
    assert CHANGED in person.text
    assert person.text.count(reference) == 1


def test_the_form_is_filled_in_with_the_keyboard_alone(
    site: str, browser: Browser, season: tuple[str, str]
) -> None:
    key, category = season
    del category
    with keyboard(browser, site, "en") as person:
        person.person.go(f"/en/nominate/{key}/")
        person.press("button", "Start now")
        person.press("link", "What do you nominate?")
        _mend(person)
        _write(person)
        tab = person.person.visit.tab
        person.press("link", "Check your answers")
        person.press("button", "Send the nomination")
        assert person.focus == "errors"
        person.reach("link", "Tick the box")
        tab.keyboard.press("Enter")
        assert person.focus == "declared"
        tab.keyboard.press("Space")
        person.press("button", "Send the nomination")
        assert re.search(r"N-\d{4}", person.person.text), person.person.text


def _mend(person: Keyboard) -> None:
    """A page with everything missing: the focus goes to what is wrong, and from there to it."""
    tab = person.person.visit.tab
    person.press("button", "Save and continue")
    assert person.focus == "errors"
    assert "Error:" in tab.title()
    person.reach("link", "Give what you nominate a title.")
    tab.keyboard.press("Enter")
    wrong = tab.locator("#" + person.focus)
    assert wrong.get_attribute("name") == "title"
    assert wrong.get_attribute("aria-invalid") == "true"
    described = (wrong.get_attribute("aria-describedby") or "").split()
    said = " ".join(tab.locator("#" + each).inner_text() for each in described)
    assert "Give what you nominate a title." in said
    tab.keyboard.type("Keys to the Quay")
    person.choose("A project or service", among="What is it?")
    person.choose("Somebody else’s", among="Whose work is it?")
    person.press("button", "Save and continue")


def _write(person: Keyboard) -> None:
    """The other pages."""
    tab = person.person.visit.tab
    person.write("Person 1: name or role", "a lock-keeper")
    person.press("button", "Save and continue", "Space")
    person.reach("combobox", "Organisation 1: name")
    tab.keyboard.type("Quay Keepers")
    person.press("button", "Save and continue")
    while "/evidence/" not in person.person.path:
        assert tab.locator("main textarea").count(), person.person.path
        person.write("", "They turned the keys every night.")
        person.press("button", "Save and continue")
    person.press("button", "Save and continue")
    person.write("Your name", "Kay Example")
    person.write("Your e-mail address", "kay@example.org")
    person.choose("English", among="What language should we use")
    person.press("button", "Save and continue")
    person.press("link", "All pages")
    person.press("link", "Which category?")
    person.reach("checkbox", "")
    tab.keyboard.press("Space")
    person.press("button", "Save and continue")
    person.press("link", "All pages")
