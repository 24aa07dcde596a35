"""One server, one browser, one crawl for all journeys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import NARROWEST, Look, launch, visiting
from tests.journeys.crawl import Page, crawl, fetch
from tests.journeys.server import running
from tests.structure.matrix import MATRIX
from tests.structure.test_routes import FOUND, Found

# The browser's driver runs a loop of its own in this thread; nothing of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

HERE = Path(__file__).parent
MOST_OF_A_SHAPE = 8


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies here needs a browser, or at least the whole program."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running Cadair keeps its database."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of a running Cadair with the archives and the demo season."""
    with running(site_folder) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(site: str) -> list[Page]:
    """Every answer that can be reached from the first page, or typed without knowing a name."""
    public = {"public", "public in demo mode"}
    typed = [f"/{r.address}" for r in FOUND if "<" not in r.address and public & _audience(r)]
    return crawl(site, ["/", *typed])


def _audience(route: Found) -> frozenset[str]:
    return MATRIX[route.area, route.view].who


@pytest.fixture(scope="session")
def error_pages(site: str) -> list[Page]:
    """What somebody sees who follows an old or mistyped address."""
    paths = ("/cy/nid-oes-dim-yma/", "/en/nothing-is-here/", "/nothing", "/en/news/nothing/")
    return [fetch(site, path) for path in paths]


@pytest.fixture(scope="session")
def html_pages(pages: list[Page]) -> list[Page]:
    """Every page a reader can reach."""
    return [page for page in pages if page.is_html and page.status == 200]


@pytest.fixture(scope="session")
def some_of_each(html_pages: list[Page]) -> list[Page]:
    """The shortest and the longest page of every shape: for what is too slow to do with all."""
    shapes: dict[tuple[str, str], list[Page]] = {}
    for page in sorted(html_pages, key=lambda page: len(page.body)):
        shapes.setdefault(page.shape, []).append(page)
    return [
        page
        for same in shapes.values()
        for page in {same[0].path: same[0], same[-1].path: same[-1]}.values()
    ]


@pytest.fixture(scope="session")
def looks(
    site: str, browser: Browser, html_pages: list[Page], error_pages: list[Page]
) -> list[Look]:
    """Every page, looked at once by a first-time visitor with the narrowest phone.

    Of a shape that has many, axe looks at some of every length: the others differ in their words.
    """
    shapes: dict[tuple[str, str], list[Page]] = {}
    for page in sorted(html_pages, key=lambda page: len(page.body)):
        shapes.setdefault(page.shape, []).append(page)
    some = {page.path for same in shapes.values() for page in _spread(same, MOST_OF_A_SHAPE)}
    some |= {page.path for page in error_pages}
    with visiting(browser, site, width=NARROWEST) as visit:
        return [
            visit.look(page.path, has_axe=page.path in some) for page in (*html_pages, *error_pages)
        ]


def _spread(same: list[Page], most: int) -> list[Page]:
    """At most so many of them, from the first to the last."""
    if len(same) <= most:
        return same
    return [same[round(at * (len(same) - 1) / (most - 1))] for at in range(most)]
