"""Route × role × ownership × language: who gets in is what the matrix says, and nobody else.

Generated from the router: a route without a row fails `tests/structure/test_routes.py`, a row for
people it does not keep out fails here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cadair.web.everybody import Everybody, everybody_in
from tests.cast import CHECKING_AT, MEETING_AT, NOMINATING_AT
from tests.structure.matrix import MATRIX
from tests.structure.matrix.row import (
    ASKED_FOR_A_CODE,
    DEMO_ONLY,
    PEOPLE,
    PUBLIC,
    WHERE_AN_ORGANISATION_SIGNS_IN,
    Row,
)
from tests.structure.test_routes import FOUND, Found

MOMENTS = {
    SeasonState.DRAFT: NOMINATING_AT,
    SeasonState.OPEN: NOMINATING_AT,
    SeasonState.CHECKING: CHECKING_AT,
    SeasonState.JUDGING: CHECKING_AT,
}
OPEN_TO_ALL = {"public", "machine"}
"""Areas whose pages are the same for everybody; the crawl of the journeys reads them all."""

BY_VIEW: dict[tuple[str, str], list[Found]] = {}
for _route in FOUND:
    if _route.area not in OPEN_TO_ALL and MATRIX.get((_route.area, _route.view)) is not None:
        BY_VIEW.setdefault((_route.area, _route.view), []).append(_route)


def _is_about_people(area: str, view: str) -> bool:
    return MATRIX[area, view].who <= set(PEOPLE)


KEYS = sorted(key for key in BY_VIEW if _is_about_people(*key))


def test_what_stands_outside_of_the_generated_test_is_sign_in_and_the_demo() -> None:
    outside = {key for key in BY_VIEW if not _is_about_people(*key)}
    assert {area for area, _view in outside} <= {"account"}
    known = DEMO_ONLY | ASKED_FOR_A_CODE | WHERE_AN_ORGANISATION_SIGNS_IN
    assert all(MATRIX[key].who & known for key in outside)


def test_a_route_with_something_in_its_address_says_what() -> None:
    silent = [
        route.address
        for routes in BY_VIEW.values()
        for route in routes
        if "<" in route.address and MATRIX[route.area, route.view].arguments is None
    ]
    assert silent == []


def test_a_route_that_names_a_thing_also_names_somebody_elses() -> None:
    """Besides the season an address names an object: then the row has a foreign one."""
    silent = [
        route.address
        for routes in BY_VIEW.values()
        for route in routes
        if set(re.findall(r"<", route.address)) and route.address.count("<") > 1
        if MATRIX[route.area, route.view].foreign is None
    ]
    assert silent == []


def _filled(address: str, arguments: Mapping[str, str]) -> str:
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: arguments[found[1]], address)


def _addresses(key: tuple[str, str], arguments: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for route in BY_VIEW[key]:
        yield route.address[:2], _filled(route.address, arguments)


def _is_shut(answer: Any, who: str) -> bool:
    """404, which tells nothing; whoever is not signed in may be sent to sign in instead."""
    if who == PUBLIC and answer.status_code == 302:
        return bool(re.match(r"/(cy/mewngofnodi|en/sign-in)/", answer["Location"]))
    return bool(answer.status_code == 404)


def _gets_in(answer: Any, row: Row, language: str) -> bool:
    if row.is_form_only:
        return bool(answer.status_code == 405)
    if answer.status_code == 302:
        return not re.match(r"/(cy/mewngofnodi|en/sign-in)/", answer["Location"])
    is_page = answer.get("Content-Type", "").startswith("text/html")
    says = f'<html lang="{language}">' in answer.content.decode() if is_page else True
    return bool(answer.status_code == 200 and says)


SCENES = sorted({(MATRIX[key].state, key[0], key[1].split(".")[3]) for key in KEYS})
"""The season is built once for what stands in the same state and the same part of the web."""


def _keys_of(scene: tuple[SeasonState, str, str]) -> list[tuple[str, str]]:
    state, area, part = scene
    return [
        key
        for key in KEYS
        if MATRIX[key].state == state and key[0] == area and key[1].split(".")[3] == part
    ]


@contextmanager
def _tried(everybody: Everybody) -> Iterator[Everybody]:
    """The season and everybody in it; afterwards it is as if nobody had done anything."""
    with transaction.atomic():
        yield deepcopy(everybody)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: ".".join(map(str, scene)))
def test_only_whom_the_matrix_names_gets_in_in_either_language(
    scene: tuple[SeasonState, str, str],
) -> None:
    """Nobody else sees the page, nor what is somebody else's, and a form of theirs does nothing."""
    wrong: list[str] = []
    with clock.at(MOMENTS.get(scene[0], MEETING_AT)):
        everybody = everybody_in(scene[0])
        for key in _keys_of(scene):
            for look in (_who_gets_in, _what_is_foreign, _what_a_form_changes):
                with _tried(everybody) as tried:
                    wrong += [f"{key[1]}: {each}" for each in look(key, tried)]
    assert wrong == []


def _who_gets_in(key: tuple[str, str], everybody: Everybody) -> Iterator[str]:
    row = MATRIX[key]
    arguments = row.arguments(everybody.cast) if row.arguments else {}
    for language, address in _addresses(key, arguments):
        for who, browser in everybody.browsers.items():
            answer = browser.get(address)
            is_right = _gets_in(answer, row, language) if who in row.who else _is_shut(answer, who)
            if not is_right:
                yield f"{who}: {address} → {answer.status_code}"


def _what_is_foreign(key: tuple[str, str], everybody: Everybody) -> Iterator[str]:
    row = MATRIX[key]
    if row.arguments:
        row.arguments(everybody.cast)
    foreign = row.foreign(everybody.cast) if row.foreign else None
    for _language, address in _addresses(key, foreign) if foreign is not None else ():
        for who, browser in everybody.browsers.items():
            for ask in (browser.get, browser.post):
                answer = ask(address)
                is_refused = row.is_form_only and answer.status_code == 405
                if not (_is_shut(answer, who) or is_refused):
                    yield f"{who}: foreign {address} → {answer.status_code}"


def _what_a_form_changes(key: tuple[str, str], everybody: Everybody) -> Iterator[str]:
    row = MATRIX[key]
    arguments = row.arguments(everybody.cast) if row.arguments else {}
    before = AuditEntry.objects.count()
    for _language, address in _addresses(key, arguments):
        for who in set(everybody.browsers) - row.who:
            answer = everybody.browsers[who].post(address, {"reason": "x", "confirm": "1"})
            if not _is_shut(answer, who):
                yield f"{who}: a form at {address} → {answer.status_code}"
    if AuditEntry.objects.count() != before:
        yield "a form of somebody without the right left an entry in the record"


OF_THEIR_OWN = frozenset({"account", "nominate", "respond"})
"""Areas in which somebody sees what is theirs, not a season."""


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted({MATRIX[key].state for key in KEYS}))
def test_without_a_second_factor_nobody_sees_a_page_of_a_season(state: SeasonState) -> None:
    """Every season page asks for it, whoever comes (SEC-03)."""
    shown = []
    with clock.at(MOMENTS.get(state, MEETING_AT)):
        everybody = everybody_in(state)
        for key in KEYS:
            row = MATRIX[key]
            is_of_a_season = row.arguments is not None and PUBLIC not in row.who
            if row.state != state or not is_of_a_season or key[0] in OF_THEIR_OWN:
                continue
            with _tried(everybody) as tried:
                shown += list(_shown_without(key, row, tried))
    assert shown == []


def _shown_without(key: tuple[str, str], row: Row, everybody: Everybody) -> Iterator[str]:
    assert row.arguments is not None
    arguments = row.arguments(everybody.cast)
    for who in row.who:
        browser = _without_second_factor(everybody.browsers[who])
        for _language, address in _addresses(key, arguments):
            answer = browser.get(address)
            if answer.status_code not in {302, 404, 405}:
                yield f"{who}: {address} → {answer.status_code}"


def _without_second_factor(browser: Client) -> Client:
    session = browser.session
    session.pop("second_factor_at", None)
    session.save()
    return browser
