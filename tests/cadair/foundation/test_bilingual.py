"""A text in Welsh and English: equal standing, no fallback (WEL-01)."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import (
    Bilingual,
    BilingualText,
    MissingTranslation,
    active_language,
    columns,
    other_language,
)

NAME = BilingualText("Gwobrau’r Cwm", "Valley Awards")


class Category:
    """Something with a bilingual name in two columns."""

    name = Bilingual()

    def __init__(self, name_cy: str, name_en: str) -> None:
        self.name_cy = name_cy
        self.name_en = name_en


@pytest.mark.parametrize(("language", "text"), [("cy", NAME.cy), ("en", NAME.en)])
def test_a_text_speaks_the_language_of_its_reader(language: str, text: str) -> None:
    with translation.override(language):
        assert str(NAME) == text
        assert f"{NAME}" == text


def test_english_never_stands_in_for_missing_welsh_nor_the_reverse() -> None:
    with translation.override("cy"), pytest.raises(MissingTranslation, match="no cy text"):
        str(BilingualText(en="Only English"))
    with translation.override("en"), pytest.raises(MissingTranslation, match="no en text"):
        str(BilingualText(cy="Cymraeg yn unig"))


def test_a_text_that_nobody_has_written_at_all_is_empty_in_both() -> None:
    empty = BilingualText()
    assert (empty.in_language("cy"), empty.in_language("en"), bool(empty)) == ("", "", False)
    assert not empty.is_complete


def test_completeness_needs_both_sides() -> None:
    assert NAME.is_complete
    assert not BilingualText(cy="Un").is_complete
    assert bool(BilingualText(cy="Un"))
    assert BilingualText("Barod", "Barod").is_same
    assert not NAME.is_same


@given(st.text(), st.text())
def test_a_text_survives_its_way_through_a_file(cy: str, en: str) -> None:
    text = BilingualText(cy, en)
    assert BilingualText.from_dict(text.as_dict()) == text


def test_the_descriptor_reads_and_writes_both_columns() -> None:
    category = Category("Atal", "Prevention")
    assert category.name == BilingualText("Atal", "Prevention")
    category.name = NAME
    assert (category.name_cy, category.name_en) == (NAME.cy, NAME.en)
    assert isinstance(Category.name, Bilingual)


@pytest.mark.parametrize("given_text", [NAME, NAME.as_dict()])
def test_columns_for_a_new_row(given_text: BilingualText | dict[str, str]) -> None:
    assert columns("name", given_text) == {"name_cy": NAME.cy, "name_en": NAME.en}


def test_columns_for_a_text_that_is_not_there() -> None:
    assert columns("note", None) == {"note_cy": "", "note_en": ""}


@pytest.mark.parametrize(
    ("active", "language"), [("cy", "cy"), ("cy-gb", "cy"), ("en", "en"), ("en-gb", "en")]
)
def test_every_reader_reads_one_of_two_languages(active: str, language: str) -> None:
    with translation.override(active):
        assert active_language() == language


def test_the_other_language() -> None:
    assert (other_language("cy"), other_language("en")) == ("en", "cy")
