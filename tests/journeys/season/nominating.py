"""Nominating, page by page, with the keyboard or a finger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.journeys.season.someone import Someone

MOST_TRIES = 40


@dataclass(frozen=True)
class Sent:
    """What somebody nominates."""

    title: str
    category: str
    email: str
    kind: str = "project"
    relation: str = "third-party"
    language: str = "en"
    people: Sequence[str] = ()
    organisations: Sequence[str] = ()
    summary: str = "A group of neighbours walks young people home after dark."
    answers: str = "It works, because everybody along the road knows them."


def nominate(person: Someone, season: str, sent: Sent) -> str:
    """Fill in every page, check, send; returns the reference."""
    begin(person, season)
    fill_in(person, sent)
    return send(person)


def begin(person: Someone, season: str) -> None:
    """From the start page to the list of pages."""
    start = "enwebu" if person.language == "cy" else "nominate"
    person.go(f"/{person.language}/{start}/{season}/")
    person.press("form.begin button[type=submit]")


def fill_in(person: Someone, sent: Sent) -> None:
    """Every page, in its order."""
    person.press("ul.tasks li:first-child a")
    person.choose("language", sent.language)
    _go_on(person)
    person.choose("categories", sent.category)
    _go_on(person)
    person.fill(title=sent.title, place="Cwm Hir")
    person.choose("kind", sent.kind)
    person.choose("relation", sent.relation)
    _go_on(person)
    _rows(person, sent.people)
    _rows(person, sent.organisations)
    person.fill(summary=sent.summary)
    _go_on(person)
    while person.visit.tab.locator("[name=answer]").count():
        person.fill(answer=sent.answers)
        _go_on(person)
    # Evidence may be left out.
    person.press("[name=do][value=continue]")
    person.fill(name="Eirian Enghraifft", email=sent.email, organisation="Cyngor y Cwm")
    person.choose("letters", "both")
    _go_on(person)


def _rows(person: Someone, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        if number:
            person.press("[name=add]")
        person.visit.tab.fill(f"[name=name-{number}]", name)
    _go_on(person)
    alike = person.visit.tab.locator("[name^=known-][value=own]")
    if alike.count():
        # The register knows one that is called much alike; another one is meant.
        for number in range(alike.count()):
            alike.nth(number).check()
        _go_on(person)


def _go_on(person: Someone) -> None:
    person.press("[name=continue]")


def send(person: Someone) -> str:
    """Declare, send, and read the reference."""
    if "/check" not in person.path and "/gwirio" not in person.path:
        person.press("a.button[href$='check/'], a.button[href$='gwirio/']")
    for _try in range(MOST_TRIES):
        # Whoever is quicker than a person is asked to read it over and press again.
        if person.visit.tab.locator("[name=declared]").count():
            person.visit.tab.check("[name=declared]")
            person.press("form:has([name=declared]) button[type=submit]")
    return person.visit.tab.locator(".sent__reference").inner_text().strip()
