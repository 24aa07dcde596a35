"""Every page behind sign-in, in both languages, as somebody sees it who gets in.

Generated from the role matrix: a new page is looked at as soon as it has a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

import pytest
from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cadair.web.everybody import everybody_in
from tests.cadair.web.test_matrix import KEYS, MOMENTS, _addresses
from tests.cast import MEETING_AT
from tests.journeys.browser import NARROWEST, Visit, visiting
from tests.structure.matrix import MATRIX
from tests.structure.matrix.row import PEOPLE, PUBLIC

STATES: Final = sorted({MATRIX[key].state for key in KEYS}, key=list(SeasonState).index)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The site of this very process, with its static files."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    shared: dict[str, BaseDatabaseWrapper] = {
        each.alias: each
        for each in connections.all()
        if isinstance(each, DatabaseWrapper) and each.is_in_memory_db()
    }
    handler = StaticLiveServerTestCase.static_handler
    server = LiveServerThread("localhost", handler, connections_override=shared)
    for connection in shared.values():
        connection.inc_thread_sharing()
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None, server.error
    yield f"http://localhost:{server.port}"
    server.terminate()
    for connection in shared.values():
        connection.dec_thread_sharing()


@pytest.mark.parametrize("state", STATES)
def test_every_page_behind_sign_in_is_for_everybody_who_gets_in(
    state: SeasonState, served: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = MOMENTS.get(state, MEETING_AT)
    with clock.at(moment):
        everybody = everybody_in(state)
    # The server answers in another thread, which a pinned moment does not reach.
    for clock_face in ("now", "wall"):
        monkeypatch.setattr(clock, clock_face, lambda: moment)
    keys: dict[str, list[tuple[str, str]]] = {}
    for key in KEYS:
        row = MATRIX[key]
        if row.state == state and row.who and not row.is_form_only:
            who = next(each for each in PEOPLE if each in row.who and each != PUBLIC)
            keys.setdefault(who, []).append(key)
    wrong: list[str] = []
    with ExitStack() as open_windows:
        for person, theirs in keys.items():
            visit = open_windows.enter_context(visiting(browser, served, width=NARROWEST))
            visit.tab.context.add_cookies(_cookies(everybody.browsers[person], served))
            for key in theirs:
                arguments = MATRIX[key].arguments
                told = arguments(everybody.cast) if arguments else {}
                for _language, address in _addresses(key, told):
                    if not _is_file(everybody.browsers[person], address):
                        wrong += [f"{person}: {each}" for each in _wrong(visit, address)]
    assert wrong == []


def _wrong(visit: Visit, address: str) -> Iterator[str]:
    look = visit.look(address)
    if re.search(r"/(mewngofnodi|sign-in)/", visit.tab.url):
        yield f"{address}: sent to sign in"
    for each in (*look.violations, *look.problems):
        yield f"{address}: {each}"
    if look.width_at_320 > NARROWEST:
        yield f"{address}: {look.width_at_320} px wide at {NARROWEST}"


def _is_file(client: Client, address: str) -> bool:
    """Whether the address gives a file to keep; a browser opens no page for it."""
    answer = client.get(address, headers={"host": "localhost"})
    return bool(answer.get("Content-Disposition", "").startswith("attachment"))


def _cookies(client: Client, base: str) -> list[SetCookieParam]:
    return [
        SetCookieParam(name=name, value=morsel.value, url=base)
        for name, morsel in client.cookies.items()
    ]
