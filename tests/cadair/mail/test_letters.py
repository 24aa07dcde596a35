"""Letters in one language and in both (WEL-08 … WEL-10, WEL-22, SEC-16)."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from django.template import TemplateDoesNotExist

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.mail.letters import Words, as_html, as_text, subject_line, words_of
from cadair.mail.letters.blocks import Block, blocks_in
from cadair.mail.validators import HeaderInjection
from tests.cadair.mail.letters import Received, written_down

WELSH_NAME = "Siân Ŵŷn Llŷr-Ôl"
WELCOME = {
    "cy": "Mae croeso i chi ysgrifennu atom yn Gymraeg.",
    "en": "You are welcome to write to us in Welsh.",
}

pytestmark = pytest.mark.usefixtures("letters")


def test_each_half_shows_its_own_side_of_a_text_in_two_languages() -> None:
    words = words_of(Received(), LANGUAGES)
    assert "Gwobrau: Gwobrau’r Cwm" in words["cy"].body
    assert "Awards: Valley Awards" in words["en"].body


def test_a_bilingual_subject_has_welsh_first() -> None:
    words = words_of(Received(), LANGUAGES)
    assert subject_line(words) == "Derbyniwyd eich enwebiad / We have your nomination"


def test_a_bilingual_message_has_welsh_first_and_says_at_the_top_that_english_follows() -> None:
    text = as_text(words_of(Received(), LANGUAGES))
    places = [text.index(part) for part in ("English below", "Diolch.", "\nEnglish\n", "Thank you")]
    assert places == sorted(places)


def test_languages_are_never_mixed_line_by_line() -> None:
    text = as_text(words_of(Received(), LANGUAGES))
    welsh, english = text.split("-" * 72)
    assert "Nomination" not in welsh
    assert "Enwebiad" not in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_in_one_language_says_nothing_in_the_other(language: str) -> None:
    words = words_of(Received(), [language])  # type: ignore[list-item]
    whole = subject_line(words) + as_text(words) + as_html(words)
    other = "We have" if language == "cy" else "Derbyniwyd"
    assert other not in whole
    assert " / " not in subject_line(words)
    assert "English below" not in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_says_that_welsh_is_welcome_and_costs_no_time(language: str) -> None:
    words = words_of(Received(), LANGUAGES)
    assert WELCOME[language] in re.sub(r"\s+", " ", as_text(words))
    assert WELCOME[language] in as_html(words)


def test_each_half_of_the_html_is_marked_with_its_language() -> None:
    page = lxml.html.document_fromstring(as_html(words_of(Received(), LANGUAGES)))
    assert page.get("lang") == "cy"
    halves = [(half.get("lang"), half.text_content()) for half in page.cssselect("body > div")]
    assert [language for language, _text in halves] == ["cy", "en"]
    assert "Diolch" in halves[0][1]
    assert "Thank you" in halves[1][1]
    (anchor,) = page.cssselect("body > p > a")
    assert anchor.get("href") == "#english"
    assert page.cssselect("#english")[0].get("lang") == "en"


def test_the_html_of_one_language_is_marked_with_it() -> None:
    page = lxml.html.document_fromstring(as_html(words_of(Received(), ["en"])))
    assert page.get("lang") == "en"


def test_plain_text_and_html_say_the_same() -> None:
    words = words_of(Received(title=WELSH_NAME), LANGUAGES)
    page = lxml.html.document_fromstring(as_html(words))
    for half in page.cssselect("body > div"):
        for block in half.cssselect("p, li"):
            assert block.text_content() in re.sub(r"\s+", " ", as_text(words))


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", '"><img src=x onerror=1>', "{{ 7 }}", "a & b", "\u202eabc"],
)
def test_what_somebody_wrote_is_text_in_both_forms(hostile: str) -> None:
    words = words_of(Received(title=hostile), ["en"])
    page = lxml.html.document_fromstring(as_html(words))
    assert f"Nomination: {hostile}" in page.text_content()
    assert page.cssselect("script, img") == []
    assert hostile in as_text(words)


def test_a_word_is_never_broken_in_the_plain_part() -> None:
    address = "https://example.org/" + "x" * 200 + "/"
    words: dict[Language, Words] = {"en": Words("Subject", f"Read it here:\n\n{address}\n")}
    assert address in as_text(words).splitlines()
    assert f'href="{address}"' in as_html(words)


def test_a_long_paragraph_is_wrapped_in_the_plain_part() -> None:
    words: dict[Language, Words] = {"en": Words("Subject", "one-two three " * 40)}
    assert max(len(line) for line in as_text(words).splitlines()) <= 72


def test_the_forms_a_text_may_have() -> None:
    text = "One\ntwo.\n\n- a\n- b\n\n    ABCD-EFGH\n\nhttps://example.org/\n\n\n\nhttps://a b"
    assert list(blocks_in(text)) == [
        Block("paragraph", ("One two.",)),
        Block("list", ("a", "b")),
        Block("copy", ("ABCD-EFGH",)),
        Block("link", ("https://example.org/",)),
        Block("paragraph", ("https://a b",)),
    ]


@pytest.mark.parametrize("name", ["subject.cy.txt", "subject.en.txt"])
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("x" * 61, ValueError),
        ("", ValueError),
        ("One\nBcc: someone@example.org", HeaderInjection),
        ("One\rBcc: someone@example.org", HeaderInjection),
        ("One\u2028two", HeaderInjection),
        ("One\x00two", HeaderInjection),
    ],
)
def test_a_subject_that_cannot_stand_in_a_head_stops_the_letter(
    tmp_path: Path, name: str, text: str, error: type[Exception]
) -> None:
    with written_down(tmp_path / "other", {name: text}), pytest.raises(error):
        words_of(Received(), LANGUAGES)


def test_sixty_characters_are_counted_as_a_reader_counts_them(tmp_path: Path) -> None:
    decomposed = "w\u0302" * 60
    with written_down(tmp_path / "other", {"subject.cy.txt": decomposed}):
        assert words_of(Received(), ["cy"])["cy"].subject == decomposed


def test_a_letter_without_a_side_stops(tmp_path: Path) -> None:
    with written_down(tmp_path / "other"):
        (tmp_path / "other/tests/received/body.cy.txt").unlink()
        with pytest.raises(TemplateDoesNotExist):
            words_of(Received(), LANGUAGES)


def test_numbers_are_not_dressed_up(tmp_path: Path) -> None:
    with written_down(tmp_path / "other", {"body.en.txt": "{{ reference }}"}):
        assert words_of(Received(reference=123456), ["en"])["en"].body == "123456"  # type: ignore[arg-type]
