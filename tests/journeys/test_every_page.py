"""What holds for every public page, in both languages; new pages are found by following links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Look, Visit, visiting
from tests.journeys.crawl import Page, is_ours, path_of

PHONE, DESK = 360, 1280
Scheme = Literal["light", "dark"]
MOST_BYTES = 100_000
MOST_REQUESTS = 10


def report(problems: Iterable[str]) -> None:
    """Fail with every problem, not with the first."""
    found = list(problems)
    assert not found, f"{len(found)} problems:\n" + "\n".join(found[:40])


def test_the_crawl_finds_the_site_in_both_languages(html_pages: list[Page]) -> None:
    assert len(html_pages) > 100
    welsh = [page for page in html_pages if page.language == "cy"]
    english = [page for page in html_pages if page.language == "en"]
    assert len(welsh) == len(english)


def test_no_link_is_broken(pages: list[Page]) -> None:
    report(
        f"{page.status} {page.path} from {page.linked_from}"
        for page in pages
        if page.status not in {200, 301, 302, 307, 308}
    )


def test_every_fragment_leads_somewhere(html_pages: list[Page]) -> None:
    anchors = {page.path: page.anchors() for page in html_pages}
    report(
        f"{page.path}: {link}"
        for page in html_pages
        for link in page.links()
        if (fragment := urldefrag(link).fragment)
        and path_of(link) in anchors
        and fragment not in anchors[path_of(link)]
    )


def test_every_page_says_its_language_and_its_one_subject(html_pages: list[Page]) -> None:
    problems = []
    for page in html_pages:
        tree = page.tree()
        if page.language and tree.get("lang") != page.language:
            problems.append(f"{page.path}: lang={tree.get('lang')!r}")
        if len(tree.findall(".//h1")) != 1:
            problems.append(f"{page.path}: {len(tree.findall('.//h1'))} main headings")
        if not tree.findtext(".//title"):
            problems.append(f"{page.path}: no title")
    report(problems)


def test_no_two_pages_of_a_language_have_the_same_title(html_pages: list[Page]) -> None:
    titles: dict[tuple[str, str], set[str]] = {}
    for page in html_pages:
        canonical = page.tree().find(".//link[@rel='canonical']")
        if canonical is None or path_of(str(canonical.get("href"))) == page.path:
            key = (page.language, page.tree().findtext(".//title") or "")
            # A page with another way back, such as sign-in, is still the same page.
            titles.setdefault(key, set()).add(page.path.split("?")[0])
    report(f"{title!r}: {paths}" for (_, title), paths in titles.items() if len(paths) > 1)


def test_the_alternates_are_reciprocal_and_lead_to_the_same_page(
    site: str, html_pages: list[Page]
) -> None:
    by_path = {page.path: page for page in html_pages}
    problems = []
    indexed = [page for page in html_pages if page.language and not _is_hidden(page)]
    assert len(indexed) > len(html_pages) / 2
    for page in indexed:
        there = _alternate(page, "en" if page.language == "cy" else "cy")
        other = by_path.get(there)
        if other is None:
            problems.append(f"{page.path}: its other language {there!r} is no page")
        elif _alternate(other, page.language) != page.path:
            problems.append(f"{page.path} → {there} → {_alternate(other, page.language)}")
    report(problems)


def _is_hidden(page: Page) -> bool:
    """Kept out of search engines, for which alternates are written (sign-in, the demo's mail)."""
    robots = page.tree().find(".//meta[@name='robots']")
    return robots is not None and "noindex" in str(robots.get("content"))


def _alternate(page: Page, language: str) -> str:
    link = page.tree().find(f".//link[@rel='alternate'][@hreflang='{language}']")
    return "" if link is None else path_of(urljoin(page.path, str(link.get("href"))))


def test_nothing_on_a_page_comes_from_elsewhere(site: str, html_pages: list[Page]) -> None:
    report(
        f"{page.path}: {address}"
        for page in html_pages
        for element in page.tree().iter("img", "script", "iframe", "source", "video", "audio")
        if (address := element.get("src") or element.get("srcset"))
        and not address.startswith("data:")
        and not is_ours(site, address)
    )


def test_axe_finds_nothing_on_any_page(looks: list[Look]) -> None:
    report(f"{look.path}: {violation}" for look in looks for violation in look.violations)


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (DESK, "dark"), (PHONE, "dark")])
def test_axe_finds_nothing_on_a_desk_or_in_the_dark(
    site: str, browser: Browser, some_of_each: list[Page], width: int, scheme: Scheme
) -> None:
    problems = []
    with visiting(browser, site, width=width, color_scheme=scheme) as visit:
        for page in some_of_each:
            problems += [f"{page.path}: {bad}" for bad in visit.look(page.path).violations]
    report(problems)


def test_no_page_scrolls_sideways_at_320_pixels(looks: list[Look]) -> None:
    report(f"{look.path}: {look.width_at_320} px" for look in looks if look.width_at_320 > 320)


def test_every_first_visit_stays_in_its_budget(looks: list[Look]) -> None:
    report(
        f"{look.path}: {look.bytes_over_the_wire} bytes, {look.requests} requests"
        for look in looks
        if look.bytes_over_the_wire > MOST_BYTES or look.requests > MOST_REQUESTS
    )


def test_no_page_has_errors_or_asks_a_third_party(looks: list[Look]) -> None:
    report(f"{look.path}: {problem}" for look in looks for problem in look.problems)


def test_pages_say_the_same_without_script(
    site: str, browser: Browser, some_of_each: list[Page]
) -> None:
    problems = []
    with (
        visiting(browser, site) as with_script,
        visiting(browser, site, java_script_enabled=False) as without,
    ):
        for page in some_of_each:
            with_script.open(page.path)
            without.tab.goto(site + page.path, wait_until="load")
            if _words(with_script) != _words(without):
                problems.append(page.path)
    report(problems)


def _words(visit: Visit) -> list[str]:
    return visit.tab.locator("body").inner_text().split()


def test_the_keyboard_reaches_the_skip_link_first_and_it_leads_to_the_content(
    site: str, browser: Browser, some_of_each: list[Page]
) -> None:
    problems = []
    with visiting(browser, site) as visit:
        for page in some_of_each:
            if not page.language:
                continue
            visit.open(page.path)
            visit.tab.keyboard.press("Tab")
            target = visit.tab.evaluate("document.activeElement.getAttribute('href')") or ""
            visit.tab.keyboard.press("Enter")
            reached = visit.tab.evaluate(
                "target => document.querySelector(target)?.matches('main, main *')", target or "x"
            )
            if not (target.startswith("#") and reached):
                problems.append(f"{page.path}: the first thing reached is {target!r}")
    report(problems)


def test_the_language_switch_comes_next_and_leads_there_and_back(
    site: str, browser: Browser, some_of_each: list[Page]
) -> None:
    problems = []
    with visiting(browser, site) as visit:
        for page in some_of_each:
            if not page.language:
                continue
            visit.open(page.path)
            names = [_follow_switch(visit), _follow_switch(visit)]
            if visit.tab.url != site + page.path:
                problems.append(f"{page.path}: back at {visit.tab.url}")
            expected = ["English", "Cymraeg"] if page.language == "cy" else ["Cymraeg", "English"]
            if names != expected:
                problems.append(f"{page.path}: the switch is called {names}")
    report(problems)


def _follow_switch(visit: Visit) -> str:
    """Tab past the skip link to the switch and take it, by keyboard alone."""
    visit.tab.keyboard.press("Tab")
    visit.tab.keyboard.press("Tab")
    name = visit.tab.evaluate("document.activeElement.innerText") or ""
    with visit.tab.expect_navigation():
        visit.tab.keyboard.press("Enter")
    return str(name).strip()
