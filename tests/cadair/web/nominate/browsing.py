"""Filling in the form in a test, page by page, as a browser without scripts does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.test import Client

from cadair.foundation import clock
from cadair.nominations.models import Draft
from cadair.web.nominate.limits import FASTEST
from tests.cast import NOMINATING_AT, Cast

START = {"en": "/en/nominate/valley-2026/", "cy": "/cy/enwebu/valley-2026/"}
WORDS = {
    "en": ("language", "categories", "entry", "people", "organisations", "summary", "you"),
    "cy": ("iaith", "categoriau", "cais", "pobl", "sefydliadau", "crynodeb", "chi"),
}
QUESTION = {"en": "question", "cy": "cwestiwn"}
CHECK = {"en": "check", "cy": "gwirio"}
LATER = NOMINATING_AT + FASTEST + timedelta(minutes=5)

ANSWERS: dict[str, dict[str, Any]] = {
    "language": {"language": "en"},
    "categories": {"categories": ["asb"]},
    "entry": {"title": "Open Gate", "kind": "project", "relation": "self", "place": "Knighton"},
    "people": {"name-0": "Siân Ŵyn", "name-1": "a youth worker"},
    "organisations": {"name-0": "Body Ann (Cymraeg)", "role-0": "lead", "name-1": "A new club"},
    "summary": {"summary": "What was done."},
    "prevention": {"answer": "It was prevented."},
    "impact": {"answer": "It changed."},
    "you": {
        "name": "Nia Example",
        "email": "nia@example.org",
        "organisation": "",
        "letters": "cy",
    },
}


def begin(client: Client, language: str = "en", **sent: str) -> Draft:
    """Press Start now."""
    answer = client.post(START[language], sent)
    assert answer.status_code == 302, answer.status_code
    found = re.fullmatch(rf"{START[language]}([0-9a-f]{{32}})/", answer["Location"])
    assert found, answer["Location"]
    return Draft.objects.get(public_id=found[1])


def page(draft: Draft, key: str, language: str = "en") -> str:
    """The address of a page of the form, by its English word or the key of a question."""
    here = f"{START[language]}{draft.public_id}/"
    if key in WORDS["en"]:
        return f"{here}{WORDS[language][WORDS['en'].index(key)]}/"
    if key == "check":
        return f"{here}{CHECK[language]}/"
    return f"{here}{QUESTION[language]}/{key}/"


def fill(client: Client, draft: Draft, language: str = "en", **instead: dict[str, Any]) -> None:
    """Every page, with Continue."""
    for key, values in {**ANSWERS, **instead}.items():
        sent = {**values, "seen": "999", "continue": "1"}
        answer = client.post(page(draft, key, language), sent)
        assert answer.status_code == 302, f"{key}: {answer.status_code}"


def send(client: Client, draft: Draft, language: str = "en", **instead: str) -> Any:
    """Tick the box and send."""
    return client.post(page(draft, "check", language), {"declared": "1", **instead})


@contextmanager
def at_work(cast: Cast) -> Iterator[None]:
    """While nominations are open."""
    assert cast.season.state == "open"
    with clock.at(NOMINATING_AT):
        yield
