"""Every visible text is spelt as the dictionaries of its language spell it."""

from __future__ import annotations

import pytest

from tests.spelling.texts import PAGES, Text, all_texts, prose_of, texts_in_yaml
from tests.spelling.words import HERE, require_dictionaries, unknown_words

pytestmark = pytest.mark.static


@pytest.fixture(autouse=True)
def dictionaries() -> None:
    """Fail, and say how to install them, where the dictionaries are missing."""
    require_dictionaries()


def test_every_visible_text_is_spelt_right_in_its_language() -> None:
    unknown = unknown_words(all_texts())

    assert unknown == [], (
        "Words no dictionary knows. Correct them; add a rightly spelt name or term to "
        "tests/spelling/words.cy.txt or words.en.txt:\n" + "\n".join(unknown)
    )


def test_every_kind_of_text_is_read() -> None:
    texts = list(all_texts())
    files = {text.where for text in texts}

    assert {"cy", "en", "either"} <= {text.language for text in texts}
    assert any(name.endswith("safer-communities-2025.yaml") for name in files)
    assert any(name.endswith("django.po") for name in files)
    assert {path.name for path in PAGES.glob("*.md")} <= {name.rsplit("/")[-1] for name in files}


@pytest.mark.parametrize(
    ("language", "prose", "wrong"),
    [
        ("en", "Anit-Social Behaviouris a problem", ["Anit-Social", "Behaviouris"]),
        ("en", "Rhondda Cynon Taff", ["Taff"]),
        ("en", "A story of Siŵn", ["Siŵn"]),
        ("cy", "Mae’r gwobrwau yng Nghaerdydd", ["gwobrwau"]),
        ("cy", "Diolch i bawb o’r Gymdeithas", []),
        ("cy", "pen-blwydd hapus", []),
        ("either", "Media Academy Cymru", []),
        ("either", "Media Acadamy Cymru", ["Acadamy"]),
    ],
)
def test_a_slip_is_found_and_a_mutation_is_none(
    language: str, prose: str, wrong: list[str]
) -> None:
    found = unknown_words([Text("a file", language, prose)])

    assert found == [f"a file: {word} ({language})" for word in wrong]


def test_what_is_not_prose_is_left_out() -> None:
    prose = prose_of("See [the page](/en/xyzzy/), <b>%(qqq)s</b> {vvv}: write to a@qwx.example")

    assert prose.split() == ["See", "[the", "page", ",", ":", "write", "to"]


def test_a_text_is_read_in_the_language_that_stands_beside_it() -> None:
    source = """
    title: {cy: Gwobr, en: Award}
    slug: {cy: gwobr-x, en: award-x}
    nominations:
    - language: cy
      nominator: {name: Somebody}
      summary: Crynodeb
      answers: {impact: Ateb}
    """

    read = {(text.language, text.prose) for text in texts_in_yaml("a file", source)}

    assert read == {("cy", "Gwobr"), ("en", "Award"), ("cy", "Crynodeb"), ("cy", "Ateb")}


@pytest.mark.parametrize("name", ["words.cy.txt", "words.en.txt"])
def test_the_lists_of_own_words_are_sorted_and_without_repeats(name: str) -> None:
    words = (HERE / name).read_text(encoding="utf-8").splitlines()

    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
