"""Alphabetical order in both languages, by the bytes of one stored key (WEL-21)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.welsh.letters import FALSE_DIGRAPH_MARK, WELSH_ALPHABET
from cadair.foundation.welsh.sorting import index_letter, sort_key, sort_key_cy, sort_key_en

WELSH_VECTORS = [
    "Lampeter Luton Lymington Llandudno Llanelli",
    "Caerdydd Castell-nedd Ceredigion Conwy Cwmbrân Cyncoed Chwilog",
    "Dinbych Dyfed Ddol",
    "Fairbourne Felinheli Ffestiniog",
    "Penarth Pwllheli Phocle",
    "Ritz Ruthin Rhuddlan Rhyl",
    "Tudur Tywyn Thomas",
    "Llyn Llŷn",
    "cyngor cyhyrog",
    "lori llaeth",
]

ENGLISH_VECTORS = [
    "Lampeter Llandudno Llanelli Luton Lymington",
    "Caerdydd Castell-nedd Ceredigion Chwilog Conwy Cwmbrân Cyncoed",
    "Ddol Dinbych Dyfed",
    "Fairbourne Felinheli Ffestiniog",
    "Penarth Phocle Pwllheli",
    "Rhuddlan Rhyl Ritz Ruthin",
    "Thomas Tudur Tywyn",
    "Llyn Llŷn",
    "cyhyrog cyngor",
    "llaeth lori",
]

WELSH_WORDS = st.lists(
    st.sampled_from([*WELSH_ALPHABET, "ŵ", "ŷ", "â", "ê", "î", "ô", "û", "ï", "é", " ", "-", "4"]),
    max_size=8,
).map("".join)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def mark(text: str) -> str:
    """`Ban|gor` with the mark of a false digraph in the place of the bar."""
    return text.replace("|", FALSE_DIGRAPH_MARK)


@pytest.mark.parametrize("vector", WELSH_VECTORS)
def test_welsh_letters_of_two_characters_have_their_own_place(vector: str) -> None:
    assert sorted(reversed(vector.split()), key=sort_key_cy) == vector.split()


@pytest.mark.parametrize("vector", ENGLISH_VECTORS)
def test_english_order_of_the_same_names_is_english(vector: str) -> None:
    assert sorted(reversed(vector.split()), key=sort_key_en) == vector.split()


def icu_order(language: Language) -> list[str]:
    lines = (Path(__file__).parent / f"icu_order_{language}.txt").read_text("utf-8").splitlines()
    return lines[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_hundred_words_stand_as_icu_puts_them(language: Language) -> None:
    expected = icu_order(language)
    assert len(expected) > 400
    assert sorted(sorted(expected), key=lambda word: sort_key(word, language)) == expected


def test_a_false_digraph_is_two_letters_once_it_is_marked() -> None:
    names = [mark("Ban|gor"), "Banwen", "Bala"]
    assert sorted(names, key=sort_key_cy) == ["Bala", mark("Ban|gor"), "Banwen"]


def test_an_unmarked_bangor_goes_wrong_as_the_alphabet_says() -> None:
    assert sorted(["Bala", "Bangor"], key=sort_key_cy) == ["Bangor", "Bala"]


@pytest.mark.parametrize("divider", ["\u034f", "\u00ad", "\u200c"])
def test_every_invisible_divider_parts_a_false_digraph(divider: str) -> None:
    assert sort_key_cy("Bala") < sort_key_cy(f"Ban{divider}gor") < sort_key_cy("Banwen")


def test_the_mark_changes_nothing_in_english() -> None:
    marked, plain = sort_key_en(mark("Ban|gor")), sort_key_en("Bangor")
    assert marked.split(b"\x00")[:3] == plain.split(b"\x00")[:3]


def test_two_words_written_together_do_not_make_a_letter() -> None:
    assert sort_key_cy("MalLtd")[:4] == sort_key_cy("Mal Ltd".replace(" ", FALSE_DIGRAPH_MARK))[:4]
    assert sort_key_cy("LL")[:1] == sort_key_cy("Ll")[:1] == sort_key_cy("ll")[:1]


def test_spaces_then_signs_then_digits_then_letters_then_other_alphabets() -> None:
    names = ["a b", "a-b", "a2", "ab", "aŵ", "aя"]
    assert sorted(reversed(names), key=sort_key_cy) == names
    assert sorted(reversed(names), key=sort_key_en) == names


def test_accents_decide_only_between_words_of_the_same_letters() -> None:
    assert sorted(["môr", "mora", "mor"], key=sort_key_cy) == ["mor", "môr", "mora"]


def test_small_letters_come_before_capitals_of_the_same_word() -> None:
    assert sorted(["Llan", "llan", "LLAN"], key=sort_key_cy)[0] == "llan"


def test_letters_of_other_languages_stand_with_the_letter_they_are_drawn_from() -> None:
    names = ["Lowri", "Łukasz", "Lyn"]
    assert sorted(reversed(names), key=sort_key_cy) == names
    assert sorted(reversed(names), key=sort_key_en) == names


@pytest.mark.parametrize(
    ("text", "welsh", "english"),
    [
        ("Llandudno", "Ll", "L"),
        ("LLANELLI", "Ll", "L"),
        ("Rhyl", "Rh", "R"),
        ("Chwilog", "Ch", "C"),
        ("ddol", "Dd", "D"),
        ("Ŵyn", "W", "W"),
        ("Ynys Môn", "Y", "Y"),
        ("Ngũgĩ", "Ng", "N"),
        (mark("N|gũgĩ"), "N", "N"),
        ("Öl", "O", "O"),
        ("4Minds", "0–9", "0–9"),
        ("‘Hi’", "#", "#"),
        ("", "#", "#"),
        ("Яна", "Я", "Я"),
    ],
)
def test_an_index_has_the_letters_of_its_language(text: str, welsh: str, english: str) -> None:
    assert index_letter(text, "cy") == welsh
    assert index_letter(text, "en") == english


def reference_key(text: str) -> tuple[object, ...]:
    """The Welsh order said a second time, in tuples: letters first, then accents."""
    letters: list[tuple[int, int]] = []
    accents: list[tuple[int, ...]] = []
    rest = unicodedata.normalize("NFD", text)
    while rest:
        size = 2 if rest[:2] in WELSH_ALPHABET else 1
        symbol, rest = rest[:size], rest[size:]
        if unicodedata.combining(symbol[0]):
            accents[-1] += (ord(symbol),)
            continue
        accents.append(())
        if symbol in WELSH_ALPHABET:
            letters.append((3, WELSH_ALPHABET.index(symbol)))
        else:
            letters.append((2, int(symbol)) if symbol.isdigit() else (symbol != " ", 0))
    return tuple(letters), tuple(accents)


@given(WELSH_WORDS, WELSH_WORDS)
def test_bytes_agree_with_the_order_said_in_tuples(one: str, two: str) -> None:
    first, second = reference_key(one), reference_key(two)
    if first != second:
        assert (first < second) == (sort_key_cy(one) < sort_key_cy(two))


@given(ANY_TEXT)
def test_composed_and_decomposed_text_has_one_key(text: str) -> None:
    for key in (sort_key_cy, sort_key_en):
        assert key(unicodedata.normalize("NFC", text)) == key(unicodedata.normalize("NFD", text))


@given(ANY_TEXT, ANY_TEXT)
def test_different_texts_never_have_the_same_key(one: str, two: str) -> None:
    if unicodedata.normalize("NFC", one) != unicodedata.normalize("NFC", two):
        assert sort_key_cy(one) != sort_key_cy(two)
        assert sort_key_en(one) != sort_key_en(two)


@pytest.mark.parametrize("language", LANGUAGES)
@given(names=st.lists(ANY_TEXT | WELSH_WORDS, max_size=20))
def test_a_sorted_list_has_every_heading_once(names: list[str], language: Language) -> None:
    names.sort(key=lambda name: sort_key(name, language))
    headings = [heading for heading, _ in groupby(index_letter(n, language) for n in names)]
    without_symbols = [heading for heading in headings if heading != "#"]
    assert len(without_symbols) == len(set(without_symbols))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "key"), [("cy", sort_key_cy), ("en", sort_key_en)])
def test_the_database_orders_by_the_key_as_python_does(
    language: Language, key: Callable[[str], bytes]
) -> None:
    words = icu_order(language)[::7]
    column = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE words (word text, place {column})")
        cursor.executemany(
            "INSERT INTO words VALUES (%s, %s)", [(word, key(word)) for word in reversed(words)]
        )
        cursor.execute("SELECT word FROM words ORDER BY place")
        assert [word for (word,) in cursor.fetchall()] == words
        cursor.execute("DROP TABLE words")


def test_keys_grow_with_the_text_and_not_faster() -> None:
    for longer, shorter in pairwise(sort_key_cy("ŵ" * size) for size in (200, 100, 50)):
        assert len(longer) <= 2 * len(shorter) + 3
