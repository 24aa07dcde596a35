"""Helpers of the set-up tests: a signed-in organiser, and addresses."""

from __future__ import annotations

from typing import Any

from django.test import Client

from cadair.foundation import clock
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast


def olwen(cast: Cast) -> Client:
    """The organiser’s browser, signed in at the pinned time."""
    with clock.at(NOMINATING_AT):
        return signed_in(cast.accounts["olwen"])


def page(cast: Cast, rest: str = "", language: str = "en") -> str:
    """The address of a set-up page."""
    root = {"en": "/en/desk", "cy": "/cy/desg"}[language]
    word = {"en": "set-up", "cy": "gosod"}[language]
    return f"{root}/{cast.season.key}/{word}/{rest}"


def stamp(answer: Any) -> str:
    """The stamp a page shows."""
    text: str = answer.content.decode()
    return text.split('name="shown" value="')[1].split('"', maxsplit=1)[0]


def sent(browser: Client, address: str, data: dict[str, Any]) -> Any:
    """Open a page and send its form as it was shown, with other answers."""
    shown = browser.get(address)
    form = shown.context["form"]
    before = {
        name: value
        for name in form.fields
        if (value := form[name].value()) is not None and value is not False
    }
    given = {**before, "shown": stamp(shown), **data}
    return browser.post(address, {name: _plain(value) for name, value in given.items()})


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
