"""What a search compares (WEL-21)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.welsh.searching import search_fold


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Llŷr Ŵyn", "llyr wyn"),
        ("Ban\u034fgor", "bangor"),
        ("Gwobrau’r Cwm", "gwobrau'r  cwm"),
        ("co\u00adoperation", "cooperation"),
        ("Łukasz Straße", "lukasz strasse"),
        ("Siân\u00a0Ôl", "SIAN OL"),
    ],
)
def test_a_word_is_found_without_its_accents_and_marks(stored: str, asked: str) -> None:
    assert search_fold(stored) == search_fold(asked) == search_fold(asked.upper())


def test_different_words_stay_different() -> None:
    assert search_fold("gwyn") != search_fold("gwynt")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert search_fold(search_fold(text)) == search_fold(text)


@given(st.text())
def test_folding_does_not_depend_on_how_accents_were_typed(text: str) -> None:
    nfc, nfd = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert search_fold(nfc) == search_fold(nfd)
