"""Every address stands in one area, and in the role matrix."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from cadair.foundation.bilingual import LANGUAGES
from tests.structure.matrix import MATRIX
from tests.structure.matrix.row import DEMO_ONLY, PUBLIC
from tests.structure.source import ROOT

AREAS = {path.name for path in (ROOT / "src/cadair/web").iterdir() if (path / "urls.py").is_file()}


@dataclass(frozen=True)
class Found:
    """A route as the router knows it."""

    area: str
    address: str
    view: str


def _view_name(view: Callable[..., Any]) -> str:
    view = getattr(view, "view_class", view)
    while isinstance(view, functools.partial):
        view = view.func
    return f"{view.__module__}.{view.__qualname__}"


def _routes(resolver: URLResolver, area: str = "", before: str = "") -> Iterator[Found]:
    module = getattr(resolver.urlconf_name, "__name__", str(resolver.urlconf_name))
    parts = module.split(".")
    here = parts[2] if parts[:2] == ["cadair", "web"] and len(parts) > 2 else area
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Found(here, address, _view_name(pattern.callback))
        else:
            yield from _routes(pattern, here, address)


FOUND = list(_routes(get_resolver()))


def test_there_are_routes_and_areas() -> None:
    assert {"public", "machine"} <= AREAS
    assert len(FOUND) > 20


def test_every_route_belongs_to_one_area() -> None:
    assert [route for route in FOUND if route.area not in AREAS] == []


def test_every_route_stands_in_the_role_matrix_and_nothing_else_does() -> None:
    found = {(route.area, route.view) for route in FOUND}
    assert found - set(MATRIX) == set(), "say in tests/structure/matrix who may"
    assert set(MATRIX) - found == set(), "these views are gone"


def test_every_word_of_an_address_has_a_route_in_each_language() -> None:
    """A route whose language is written out exists in the other language too."""
    counts = {
        language: len([r for r in FOUND if r.address.startswith(f"{language}/")])
        for language in LANGUAGES
    }
    assert counts["cy"] == counts["en"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [r for r in FOUND if "<" not in r.address], ids=lambda route: f"/{route.address}"
)
def test_the_public_gets_where_the_matrix_lets_it_and_nowhere_else(
    client: Client, route: Found
) -> None:
    audience = MATRIX[route.area, route.view].who
    answer = client.get(f"/{route.address}")
    if audience == DEMO_ONLY:
        assert answer.status_code == 404
    elif PUBLIC in audience:
        assert answer.status_code in {200, 301}
    else:
        assert answer.status_code in {302, 403, 404, 405}
