"""Addresses made from names, in each language (WEL-03)."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.welsh.slugs import (
    LONGEST,
    RESERVED,
    UnusableSlugError,
    checked_slug,
    slugify,
)


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Gwobrau’r Cwm", "cy", "gwobrau-r-cwm"),
        ("Gwobrau'r Cwm", "cy", "gwobrau-r-cwm"),
        ("Gwobrau Cymunedau Mwy Diogel", "cy", "gwobrau-cymunedau-mwy-diogel"),
        ("Young People’s Voice", "en", "young-peoples-voice"),
        ("Ŵyl Tŷ Hŷn â Gŵn", "cy", "wyl-ty-hyn-a-gwn"),
        ("Modern Slavery & Exploitation", "en", "modern-slavery-and-exploitation"),
        ("Theft & Fraud", "cy", "theft-a-fraud"),
        ("Łukasz Søren Straße", "en", "lukasz-soren-strasse"),
        ("Ban\u034fgor", "cy", "bangor"),
        ("  --Hello,   World!-- ", "en", "hello-world"),
        ("Яна", "cy", ""),
        ("½ a mile", "en", "1-2-a-mile"),
    ],
)
def test_names_become_addresses(text: str, language: Language, slug: str) -> None:
    assert slugify(text, language) == slug


def test_a_long_name_is_cut_at_the_end_of_a_word() -> None:
    slug = slugify("cydraddoldeb " * 20, "cy")
    assert slug == "-".join(["cydraddoldeb"] * 6)
    assert slugify("a" * 200, "en") == "a" * LONGEST


@given(st.text(), st.sampled_from(LANGUAGES))
def test_a_slug_is_always_fit_for_an_address_and_stays_as_it_is(
    text: str, language: Language
) -> None:
    slug = slugify(text, language)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= LONGEST
    assert slugify(slug, language) == slug


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("", "slug-form"),
        ("Awards", "slug-form"),
        ("two--hyphens", "slug-form"),
        ("-edge", "slug-form"),
        ("ŵyl", "slug-form"),
        ("a" * (LONGEST + 1), "slug-form"),
        ("2025", "slug-number"),
        ("news", "slug-reserved"),
        ("newyddion", "slug-reserved"),
        ("archif", "slug-reserved"),
    ],
)
def test_an_address_that_could_not_be_used_is_refused(slug: str, code: str) -> None:
    with pytest.raises(UnusableSlugError) as refused:
        checked_slug(slug)
    assert refused.value.code == code


def test_the_refusal_speaks_the_readers_language() -> None:
    with pytest.raises(UnusableSlugError) as refused:
        checked_slug("newyddion")
    with translation.override("cy"):
        assert "dewiswch" in str(refused.value)


def test_a_good_address_comes_back_as_it_is() -> None:
    assert checked_slug("operation-chudleigh") == "operation-chudleigh"
    assert checked_slug("gwobrau-2025") == "gwobrau-2025"


@pytest.mark.parametrize("language", LANGUAGES)
def test_reserved_words_are_themselves_well_formed(language: Language) -> None:
    for word in RESERVED[language]:
        assert slugify(word, language) == word
