"""Text as it is typed, pasted and counted (WEL-22)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.welsh.text import (
    clean,
    clean_line,
    graphemes,
    hidden_characters,
    shortened,
    visible,
    words,
)
from tests.cadair.foundation import SIAN

FLAG_OF_WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "👨‍👩‍👧‍👦"

TEXT = st.text()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (unicodedata.normalize("NFD", SIAN), SIAN),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c\x7fd\x9be", "abcde"),
        ("a\u2028b\u2029c\x85d\x0ce", "a\nb\nc\nd\ne"),
        ("\ufeffGwobrau\u200b’r Cwm\u2060", "Gwobrau’r Cwm"),
        ("gnp\u202egpj.exe\u202c \u2066x\u2069", "gnpgpj.exe x"),
        ("a\ud800b\ufffec\ufdd0d", "abcd"),
        ("  a  \n\n b \t\n", "a\n\n b"),
        ("Ban\u034fgor co\u00adop", "Ban\u034fgor co\u00adop"),
        (FLAG_OF_WALES + FAMILY, FLAG_OF_WALES + FAMILY),
        ("hidden\U000e0068\U000e0069", "hidden"),
        ("tab\there", "tab\there"),
        ("", ""),
    ],
)
def test_what_is_stored_can_be_seen_and_is_meant(typed: str, stored: str) -> None:
    assert clean(typed) == stored


def test_a_text_of_one_line_has_single_spaces() -> None:
    assert clean_line(" Siân \r\n Ŵŷn\t Llŷr-Ôl\u00a0") == SIAN


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert hidden_characters(once) == ()
    once.encode("utf-8")


@given(TEXT)
def test_cleaning_does_not_depend_on_how_accents_were_typed(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


def test_hidden_characters_are_reported_by_name() -> None:
    assert hidden_characters("a\x00b\u202ec\u202e") == (
        "U+0000 control character",
        "U+202E RIGHT-TO-LEFT OVERRIDE",
    )
    assert hidden_characters("Siân\r\n" + FLAG_OF_WALES) == ()


def test_hidden_characters_can_be_shown() -> None:
    assert visible("gnp\u202egpj\x00") == "gnp⟨U+202E⟩gpj⟨U+0000⟩"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("ŵ", 1),
        ("w\u0302", 1),
        ("\r\n", 1),
        ("a\r\nb", 3),
        (SIAN, 16),
        (unicodedata.normalize("NFD", SIAN), 16),
        (FAMILY, 1),
        (FLAG_OF_WALES, 1),
        ("🏴🇬🇧", 2),
        ("नमस्ते", 3),
        ("각", 1),
    ],
)
def test_people_and_browsers_count_the_same_characters(text: str, count: int) -> None:
    assert graphemes(text) == count


@given(TEXT)
def test_the_count_is_the_same_composed_and_decomposed(text: str) -> None:
    nfc, nfd = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert graphemes(nfc) == graphemes(nfd)


def test_shortening_never_cuts_a_character() -> None:
    assert shortened("Llŷr", 10) == "Llŷr"
    assert shortened(unicodedata.normalize("NFD", "Llŷr Ôl"), 4) == "Lly\u0302…"
    assert shortened("Gwobr fawr", 7) == "Gwobr…"
    with pytest.raises(ValueError, match="room"):
        shortened("Llŷr", 1)


def test_words_are_counted_by_the_space_between_them() -> None:
    assert words(" Cymunedau  mwy\ndiogel ") == 3
    assert words("") == 0
