"""No form and no upload of nominating, of the links in letters and of the desk falls over (SEC-11).

Generated from the role matrix: somebody who gets in opens each page, finds its forms, and sends
what no browser would. Never an answer of 500, and always a page in the language of its address.
With HOSTILE_FORMS=all every form is tried with every value, which takes some minutes.
"""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus
from importlib import import_module
from traceback import extract_tb
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cadair.web.everybody import everybody_in
from tests.cadair.web.hostile import Sent, Target, attacks
from tests.cadair.web.test_matrix import KEYS, MOMENTS, _addresses
from tests.cast import MEETING_AT
from tests.structure.matrix import MATRIX
from tests.structure.matrix.row import NOMINATOR, ORGANISER, PEOPLE

pytestmark = pytest.mark.django_db

AREAS: Final = ("nominate", "respond", "staff")
IS_SHORT: Final = os.environ.get("HOSTILE_FORMS") != "all"
MOST_BUTTONS: Final = 4 if IS_SHORT else 12
LONGEST_QUERY: Final = 8000
READS: Final = re.compile(
    r"(?:POST|FILES|data|sent)(?:\.get(?:list)?\(|\[)\"([\w-]+)\""
    r"|\"([\w-]+)\" (?:not )?in \w+\.POST"
)
SAYS_WHAT: Final = frozenset({"do", "seen", "switch", "continue", "later", "add"})
FIRST: Final = (ORGANISER, NOMINATOR, *PEOPLE)

SCENES: Final = sorted({(MATRIX[key].state, key[0]) for key in KEYS if key[0] in AREAS})


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: ".".join(map(str, scene)))
def test_whatever_is_sent_to_a_form_is_answered_with_a_page(
    scene: tuple[SeasonState, str],
) -> None:
    moment = MOMENTS.get(scene[0], MEETING_AT)
    wrong: list[str] = []
    with clock.at(moment):
        everybody = everybody_in(scene[0])
        known: set[Any] = set()
        for key in KEYS:
            row = MATRIX[key]
            if (row.state, key[0]) != scene:
                continue
            who = next(each for each in FIRST if each in row.who)
            with transaction.atomic():
                arguments = row.arguments(everybody.cast) if row.arguments else {}
                for language, address in _addresses(key, arguments):
                    browser = everybody.browsers[who]
                    for target in _targets(browser, key[1], address):
                        wrong += _tried(browser, target, language, known)
                transaction.set_rollback(True)
    assert wrong == []


def _targets(browser: Client, view: str, address: str) -> Iterator[Target]:
    """The forms of a page, and what its view reads without a form on the page."""
    names = [a or b for a, b in READS.findall(inspect.getsource(import_module(_module(view))))]
    yield Target(address, [(name, b"1") for name in dict.fromkeys(names)], loose=SAYS_WHAT)
    with transaction.atomic():
        page = browser.get(address)
        transaction.set_rollback(True)
    if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
        return
    for form in lxml.html.document_fromstring(page.content.decode()).cssselect("main form"):
        yield from _of_form(form, address)


def _module(view: str) -> str:
    """The module in which a view stands: its name without that of the function."""
    while True:
        view = view.rpartition(".")[0]
        try:
            import_module(view)
        except ImportError:
            continue
        return view


def _of_form(form: Any, address: str) -> Iterator[Target]:
    """A form with what a person would send, once for each of its buttons with a name."""
    action = urljoin(address, form.get("action") or "")
    if not urlsplit(action).path.startswith(("/cy/", "/en/")):
        return
    fields = [pair for each in form.inputs if each.name for pair in _value(each)]
    files = [each.name for each in form.inputs if each.name and each.get("type") == "file"]
    buttons = [
        (each.get("name"), (each.get("value") or "").encode())
        for each in form.cssselect("button[name]")
    ]
    is_asking = (form.get("method") or "get").lower() != "post"
    for name, value in buttons[:MOST_BUTTONS] or [("", b"")]:
        pressed = [*fields, (name, value)] if name else fields
        called = "GET" if is_asking else name
        yield Target(action, pressed, files, called, SAYS_WHAT | {name})


def _value(each: Any) -> Iterator[tuple[str, bytes]]:
    kind = each.get("type", "")
    if kind in {"file", "submit"} or each.name == "csrfmiddlewaretoken":
        return
    if each.tag == "select":
        chosen = [option.get("value") for option in each.iter("option") if option.get("value")]
        yield each.name, (chosen[0] if chosen else "").encode()
    elif kind in {"radio", "checkbox"}:
        yield each.name, (each.get("value") or "on").encode()
    else:
        yield each.name, (each.value or "x").encode()


def _tried(browser: Client, target: Target, language: str, known: set[Any]) -> Iterator[str]:
    try:
        where = resolve(urlsplit(target.address).path)
    except Resolver404:
        yield f"a form leads to nowhere: {target.address}"
        return
    names = tuple(sorted({re.sub(r"[0-9a-f]{8,}", "…", name) for name, _was in target.fields}))
    what = (language, where.func, where.url_name, names, target.button)
    if what in known:
        return
    known.add(what)
    for number, sent in enumerate(attacks(target, few=IS_SHORT)):
        # Each is tried in one of the two languages, but for the run that tries everything.
        if IS_SHORT and (number % 2 == 0) != (language == "cy"):
            continue
        status, wrong = _answer(browser, target, sent, language)
        if wrong:
            yield f"{where.url_name} [{target.button}] {sent.name}: {wrong}"
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            return


def _answer(browser: Client, target: Target, sent: Sent, language: str) -> tuple[int, str]:
    """The status of the answer, and what is wrong with it, if anything is."""
    raised: list[str] = []

    def note(**_about: Any) -> None:
        error = sys.exception()
        if error is not None:
            frames = extract_tb(error.__traceback__)
            where = [each for each in frames if "/cadair/" in each.filename][-1:]
            raised.append(
                f"{error!r:.160} at {[(f'{e.filename[-60:]}:{e.lineno}') for e in where]}"
            )

    cache.clear()
    before = deepcopy(browser.cookies)
    browser.raise_request_exception = False
    got_request_exception.connect(note)
    try:
        with transaction.atomic():
            answer = _sent(browser, target, sent)
            body = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
    finally:
        got_request_exception.disconnect(note)
        browser.cookies = before
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return answer.status_code, f"{answer.status_code} {raised}"
    return answer.status_code, _is_foreign(answer, body, target, language)


def _sent(browser: Client, target: Target, sent: Sent) -> Any:
    if target.button == "GET":
        asked = sent.body[:LONGEST_QUERY].decode("latin-1")
        return browser.get(target.address, QUERY_STRING=asked)
    return browser.generic("POST", target.address, sent.body, sent.kind)


def _is_foreign(answer: Any, body: bytes, target: Target, language: str) -> str:
    """Whether it is in another language than that of the address."""
    if answer.get("Content-Type", "").startswith("text/html") and body:
        is_ours = f'<html lang="{language}">'.encode() in body
        return "" if is_ours else f"{answer.status_code}: a page in another language"
    leads = urlsplit(answer.get("Location", "")).path
    is_switch = any(name == "switch" for name, _was in target.fields)
    if leads and not leads.startswith(f"/{language}/") and not is_switch:
        return f"leads to {leads}"
    return ""
