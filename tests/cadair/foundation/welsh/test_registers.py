"""The registers of explicit forms say what the grammar says, or are named here (WEL-17, WEL-23)."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadair.foundation.welsh import registers
from cadair.foundation.welsh.mutations import after_yn, aspirate, soft
from cadair.foundation.welsh.registers import (
    FirstWord,
    Place,
    RegisterError,
    first_words,
    places,
)

VOWELS = tuple("AEIOUY")


def expected(place: Place) -> tuple[str, str, str, str]:
    """By the grammar: yn + nasal, i and o + soft, a + aspirate or ac; the article contracts."""
    article, _, noun = place.cy.partition(" ")
    if article in {"Y", "Yr"}:
        return f"yn {article.lower()} {noun}", f"i’r {noun}", f"o’r {noun}", f"a’r {noun}"
    conjunction = "ac" if place.cy.startswith(VOWELS) else "a"
    softened = soft(place.cy)
    return (
        after_yn(place.cy),
        f"i {softened}",
        f"o {softened}",
        f"{conjunction} {aspirate(place.cy)}",
    )


@pytest.mark.parametrize("place", places().values(), ids=lambda place: str(place.cy))
def test_every_place_has_the_forms_of_the_grammar(place: Place) -> None:
    assert (place.after_yn, place.after_i, place.after_o, place.with_a_ac) == expected(place)


def test_cardiff_as_the_requirement_writes_it() -> None:
    cardiff = places()["Caerdydd"]
    assert cardiff.after_yn == "yng Nghaerdydd"
    assert cardiff.after_i == "i Gaerdydd"
    assert cardiff.after_o == "o Gaerdydd"
    assert cardiff.with_a_ac == "a Chaerdydd"


def test_all_twenty_two_counties_are_registered() -> None:
    counties = {
        *("Abertawe", "Blaenau Gwent", "Bro Morgannwg", "Caerdydd", "Caerffili", "Casnewydd"),
        *("Castell-nedd Port Talbot", "Ceredigion", "Conwy", "Gwynedd", "Merthyr Tudful"),
        *("Pen-y-bont ar Ogwr", "Powys", "Rhondda Cynon Taf", "Sir Benfro", "Sir Ddinbych"),
        *("Sir Fynwy", "Sir Gaerfyrddin", "Sir y Fflint", "Torfaen", "Wrecsam", "Ynys Môn"),
    }
    assert len(counties) == 22
    assert counties <= set(places())


def test_first_words_are_only_such_as_could_change() -> None:
    for word in first_words():
        assert word[0] in "CPT"
        assert aspirate(word) != word


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- cy: Caerdydd\n  en: Cardiff\n", "Caerdydd: .*missing"),
        (
            "- {cy: A, en: A, after_yn: yn A, after_i: i A, after_o: o A, with_a_ac: ''}",
            "“A” has an empty form",
        ),
        ("cy: Caerdydd", "a list of entries"),
    ],
)
def test_a_place_that_lacks_a_form_stops_the_program(
    text: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "place_names.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(registers, "_HERE", tmp_path)
    with pytest.raises(RegisterError, match=complaint):
        places.__wrapped__()


def test_a_word_listed_twice_stops_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "first_words.yaml").write_text("- changes: Tîm\n- stays: Tîm", encoding="utf-8")
    monkeypatch.setattr(registers, "_HERE", tmp_path)
    with pytest.raises(RegisterError, match="“Tîm” stands twice"):
        first_words.__wrapped__()


def test_the_english_words_of_names_stay() -> None:
    assert first_words()["Police"] is FirstWord.STAYS
    assert first_words()["Cyngor"] is FirstWord.CHANGES
