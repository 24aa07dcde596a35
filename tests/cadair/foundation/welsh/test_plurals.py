"""Counted things in both languages (WEL-19)."""

from __future__ import annotations

import pytest

from cadair.foundation.welsh.mutations import aspirate, nasal, soft
from cadair.foundation.welsh.noun_forms import (
    SLOTS,
    IncompleteNounError,
    Noun,
    plural_slot_cy,
)
from cadair.foundation.welsh.nouns import NOUNS
from cadair.foundation.welsh.plurals import counted, noun

SIX = ("cais", "cais", "gais", "chais", "chais", "cais")

NASAL_NUMBERS = {5, 7, 8, 9, 10}

IRREGULAR = {"year"}
"""blwyddyn becomes blynedd after numbers: another word, listed in full below."""


def test_categori_follows_the_unicode_categories() -> None:
    assert [counted("category", n, "cy") for n in range(8)] == [
        "0 categori",
        "1 categori",
        "2 gategori",
        "3 chategori",
        "4 categori",
        "5 categori",
        "6 chategori",
        "7 categori",
    ]


def test_blwyddyn_needs_exact_numbers() -> None:
    assert [counted("year", n, "cy") for n in range(1, 11)] == [
        "1 flwyddyn",
        "2 flynedd",
        "3 blynedd",
        "4 blynedd",
        "5 mlynedd",
        "6 blynedd",
        "7 mlynedd",
        "8 mlynedd",
        "9 mlynedd",
        "10 mlynedd",
    ]


def test_diwrnod_is_nasal_after_five_seven_eight_nine_and_ten() -> None:
    assert {n for n in range(100) if counted("day", n, "cy").endswith(" niwrnod")} == NASAL_NUMBERS
    assert counted("day", 2, "cy") == "2 ddiwrnod"


@pytest.mark.parametrize(
    ("key", "number", "welsh", "english"),
    [
        ("award", 33, "33 gwobr", "33 awards"),
        ("award", 1, "1 wobr", "1 award"),
        ("highly-commended-award", 11, "11 canmoliaeth uchel", "11 highly commended awards"),
        ("highly-commended-award", 1, "1 ganmoliaeth uchel", "1 highly commended award"),
        ("entry", 2, "2 gais", "2 entries"),
        ("entry", 3, "3 chais", "3 entries"),
        ("nomination", 253, "253 enwebiad", "253 nominations"),
        ("nomination", 2500, "2,500 enwebiad", "2,500 nominations"),
        ("person", 2, "2 berson", "2 people"),
        ("word", 2, "2 air", "2 words"),
        ("minute", 2, "2 funud", "2 minutes"),
        ("joint-winner", 6, "6 chyd-enillydd", "6 joint winners"),
        ("entry", 0, "0 cais", "0 entries"),
    ],
)
def test_numbers_and_nouns_as_pages_show_them(
    key: str, number: int, welsh: str, english: str
) -> None:
    assert counted(key, number, "cy") == welsh
    assert counted(key, number, "en") == english


@pytest.mark.parametrize("word", [n for n in NOUNS.values() if n.key not in IRREGULAR])
def test_every_form_is_what_the_grammar_gives(word: Noun) -> None:
    """After dau or dwy soft; after tri and chwe aspirate, after tair none; after un soft if f."""
    base = word.after(4, "cy")
    assert word.after(0, "cy") == base
    assert word.after(1, "cy") == (soft_after_one(base) if word.gender == "f" else base)
    assert word.after(2, "cy") == soft(base)
    assert word.after(3, "cy") == (base if word.gender == "f" else aspirate(base))
    assert word.after(6, "cy") == aspirate(base)
    assert word.after(11, "cy") == base
    for number in NASAL_NUMBERS:
        assert word.after(number, "cy") in {base, nasal(base)}


def soft_after_one(base: str) -> str:
    """Feminine nouns soften after un, but not those in ll and rh."""
    return base if base.startswith(("ll", "rh")) else soft(base)


@pytest.mark.parametrize("word", NOUNS.values())
def test_every_noun_can_be_counted_to_a_thousand_in_both_languages(word: Noun) -> None:
    for number in range(1001):
        assert word.after(number, "cy").strip()
        assert word.after(number, "en").strip()


@pytest.mark.parametrize("slot", range(6))
def test_a_noun_without_one_of_its_six_forms_cannot_be_made(slot: int) -> None:
    forms = tuple("" if position == slot else form for position, form in enumerate(SIX))
    with pytest.raises(IncompleteNounError, match=f"no form for: {SLOTS[slot]}$"):
        Noun("entry", "m", forms, ("entry", "entries"))  # type: ignore[arg-type]


def test_a_noun_with_fewer_forms_or_an_empty_exact_number_cannot_be_made() -> None:
    with pytest.raises(IncompleteNounError, match="many, other"):
        Noun("entry", "m", SIX[:4], ("entry", "entries"))  # type: ignore[arg-type]
    with pytest.raises(IncompleteNounError, match="exactly 5"):
        Noun("entry", "m", SIX, ("entry", "entries"), {5: " "})
    with pytest.raises(IncompleteNounError, match="plural"):
        Noun("entry", "m", SIX, ("entry", ""))


def test_only_the_six_unicode_categories_exist() -> None:
    assert [plural_slot_cy(n) for n in range(8)] == [*SLOTS[:4], "other", "other", "many", "other"]
    assert plural_slot_cy(106) == "other"


def test_an_unknown_noun_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"no noun “awards”.*award, "):
        noun("awards")


def test_less_than_nothing_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="-1"):
        counted("award", -1, "cy")
