"""The panel room: suggestions, decisions, award texts, confirmation, publication."""

from __future__ import annotations

from collections.abc import Mapping

from tests.journeys.season.someone import Someone


def room(person: Someone, season: str, rest: str = "") -> str:
    """The panel room; its word is the same in both languages."""
    return f"/{person.language}/panel/{season}/{rest}"


def work_out_suggestions(person: Someone, season: str) -> None:
    """Apply the frozen rules to the marks."""
    person.go(room(person, season))
    person.press("form:has([name=propose]) button[name=propose]")


def decide(
    person: Someone, season: str, category: str, awards: Mapping[str, str], reason: str
) -> None:
    """Give awards (title → key of the kind), or none; read it out; write it down."""
    person.go(room(person, season, f"{category}/"))
    tab = person.visit.tab
    for title, kind in awards.items():
        line = tab.locator("li.ranked__one", has_text=title)
        line.locator("select[name^=award-]").select_option(kind)
    if not awards:
        person.choose("without", "no-award")
        tab.locator("details:has([name=wording_cy]) summary").click()
        person.fill(wording_cy="Ni ddyfarnwyd gwobr eleni.", wording_en="No award was made.")
    person.fill(reason=reason)
    person.choose("language", person.language)
    person.press("button[name=step][value=preview]")
    person.press("button[name=step][value=save]")


def texts(person: Someone, season: str) -> str:
    """The list of award texts."""
    word = "testunau" if person.language == "cy" else "texts"
    return f"/{person.language}/{word}/{season}/"


def write_texts(person: Someone, season: str, *, approve: bool) -> int:
    """Write every award text in both languages, and approve it or leave that; returns how many."""
    person.go(texts(person, season))
    addresses = [
        link.get_attribute("href") or "" for link in person.visit.tab.locator("tbody th a").all()
    ]
    for address in addresses:
        person.go(address)
        title = person.visit.tab.locator("h1").inner_text()
        person.fill(title_cy=title, title_en=title)
        person.fill(text_cy=f"Am eu gwaith: {title}.", text_en=f"For their work: {title}.")
        person.press(f"button[name={'approve' if approve else 'save'}]")
    return len(addresses)


def ask_to_confirm(person: Someone, season: str) -> None:
    """Ask a second person, and order publication for as soon as they have confirmed."""
    _open_confirmation(person, season)
    person.choose("when", "now")
    person.press("button[name=ask]")
    assert person.visit.tab.locator("button[name=withdraw]").count(), person.text


def confirm(person: Someone, season: str) -> None:
    """Look at everything and confirm it."""
    _open_confirmation(person, season)
    assert person.visit.tab.locator("[name=sure]").count(), person.text
    person.visit.tab.check("[name=sure]")
    person.press("button[name=confirm]")


def _open_confirmation(person: Someone, season: str) -> None:
    word = "canlyniadau/cadarnhau/" if person.language == "cy" else "results/confirm/"
    person.go(room(person, season, word))
