"""What a search compares (WEL-21)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.welsh.letters import plain_letters
from cadair.foundation.welsh.searching import asked_forms, search_fold


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


@given(st.text(max_size=40))
def test_the_short_way_of_folding_leads_to_the_same(text: str) -> None:
    assert search_fold(text) == " ".join(plain_letters(text).split())


def test_a_word_is_looked_for_in_the_forms_it_takes_after_other_words() -> None:
    (caerdydd, llandaf) = asked_forms("Caerdydd LLANDAF")
    assert {"caerdydd", "gaerdydd", "nghaerdydd", "chaerdydd"} == set(caerdydd)
    # Landaf lies within Llandaf: one question finds both.
    assert llandaf == ("landaf",)


def test_short_words_and_references_are_looked_for_as_they_are() -> None:
    assert list(asked_forms("tŷ N-0001 100%")) == [("ty",), ("n-0001",), ("100%",)]
