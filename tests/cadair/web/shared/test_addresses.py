"""Addresses are built as text for speed; the router must agree with every one of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import resolve

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.web.shared import addresses

SLUG = BilingualText("gwobrau-r-cwm", "valley-awards")
SECTION = BilingualText("strydoedd", "streets")
AWARD = BilingualText("ymgyrch-llusern", "operation-lantern")

BUILT: list[tuple[str, Callable[[Language], str]]] = [
    ("home", addresses.home),
    ("news", addresses.news),
    ("news_item", lambda language: addresses.news_item(language, AWARD)),
    ("style", addresses.style_page),
    ("programme", lambda language: addresses.programme(language, SLUG)),
    ("archive", lambda language: addresses.archive(language, SLUG)),
    ("season", lambda language: addresses.season(language, SLUG, 2026)),
    ("results", lambda language: addresses.results_data(language, SLUG, 2026)),
    ("section", lambda language: addresses.section(language, SLUG, 2026, SECTION)),
    ("award", lambda language: addresses.award(language, SLUG, 2026, SECTION, AWARD)),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("view", "build"), BUILT, ids=[name for name, _ in BUILT])
def test_an_address_leads_to_its_view_in_its_language(
    view: str, build: Callable[[Language], str], language: Language
) -> None:
    match = resolve(build(language))
    assert match.func.__name__ == view
    assert match.kwargs["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", addresses.PLAIN_PAGES)
def test_a_plain_page_has_an_address_in_each_language(name: str, language: Language) -> None:
    match = resolve(addresses.plain_page(language, name))
    assert match.kwargs == {"language": language, "name": name}


def test_every_word_of_an_address_is_in_its_language() -> None:
    assert addresses.award("cy", SLUG, 2026, SECTION, AWARD) == (
        "/cy/gwobrau-r-cwm/2026/strydoedd/ymgyrch-llusern/"
    )
    assert addresses.award("en", SLUG, 2026, SECTION, AWARD) == (
        "/en/valley-awards/2026/streets/operation-lantern/"
    )


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", None),
        ("/cy/", "cy"),
        ("/en/news/", "en"),
        ("/cymru/", None),
        ("/CY/", None),
        ("/static/cy/", None),
        ("/cy", "cy"),
    ],
)
def test_the_first_word_of_an_address_is_its_language(path: str, language: str | None) -> None:
    assert addresses.language_of(path) == language
