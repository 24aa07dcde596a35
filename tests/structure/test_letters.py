"""Every letter: both languages, Welsh first, subjects that are not cut (WEL-07 … WEL-10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.welsh.text import graphemes
from cadair.mail.letters import (
    Letter,
    all_letters,
    as_html,
    as_text,
    raw_words,
    rewordable_letters,
    subject_line,
    words_of,
)
from cadair.mail.validators import LONGEST_SUBJECT_HALF

pytestmark = pytest.mark.static

LETTERS = [each for each in all_letters() if each.__module__.startswith("cadair.")]
NAMES = [each.__name__ for each in LETTERS]

NOT_REWORDABLE: dict[str, str] = {
    "SignInCode": "belongs to no season, and must say what it says",
    "NoAccount": "belongs to no season",
    "SecondStepChanged": "belongs to no season",
    "PartGiven": "a check on whom organisers let in, which they may not reword",
    "ConfirmationAsked": "what somebody is asked to confirm stays as it is",
    "HeadToKeep": "is kept to prove something by, so it says the same in every season",
    "ToMany": "is written anew each time",
    "NomineeNotice": "says everything the law asks for, from the record of who is responsible",
    "NomineeNoticeYoung": "the same, for young people",
    "NomineeNoticeGuardian": "the same, for parents and carers",
}
"""Letters that no season can word anew, with the reason."""

WELCOME = {
    "cy": "Mae croeso i chi ysgrifennu atom yn Gymraeg.",
    "en": "You are welcome to write to us in Welsh.",
}


def _examples(letter: type[Letter]) -> Iterator[Letter]:
    yield from letter.samples()


def test_there_are_letters() -> None:
    assert len(LETTERS) > 15
    assert set(NOT_REWORDABLE) <= set(NAMES)


def test_every_letter_can_be_worded_anew_or_says_why_not() -> None:
    fixed = {each.__name__ for each in LETTERS if not each.called}
    assert fixed - set(NOT_REWORDABLE) == set()


def test_no_two_letters_have_the_same_name_in_an_address() -> None:
    assert len({each.key() for each in LETTERS}) == len(LETTERS)


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_each_half_of_a_subject_is_short_and_welsh_comes_first(letter: type[Letter]) -> None:
    for example in _examples(letter):
        words = words_of(example, LANGUAGES)
        halves = subject_line(words).split(" / ")
        assert halves == [words["cy"].subject, words["en"].subject]
        assert all(0 < graphemes(half) <= LONGEST_SUBJECT_HALF for half in halves)
        assert words["cy"].subject != words["en"].subject


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_languages_stand_one_below_the_other_with_a_way_down(letter: type[Letter]) -> None:
    for example in _examples(letter):
        words = words_of(example, LANGUAGES)
        text, page = as_text(words), as_html(words)
        welsh, english = text.split("-" * 72)
        assert welsh.startswith("English below")
        assert WELCOME["cy"] in re.sub(r"\s+", " ", welsh)
        assert WELCOME["en"] in re.sub(r"\s+", " ", english)
        assert page.index('<div lang="cy">') < page.index('<div lang="en" id="english">')
        assert 'href="#english"' in page


@pytest.mark.parametrize("letter", LETTERS, ids=NAMES)
def test_nothing_of_a_template_is_left_in_a_letter(letter: type[Letter]) -> None:
    for example in _examples(letter):
        for words in words_of(example, LANGUAGES).values():
            assert not re.search(r"\{[{%#]|[%#}]\}|None|<BLANKLINE>", words.subject + words.body)


@pytest.mark.parametrize("letter", rewordable_letters().values(), ids=lambda each: each.__name__)
def test_what_a_letter_knows_has_words_and_what_it_begins_with_has_what_it_needs(
    letter: type[Letter],
) -> None:
    variables = letter.variables()
    assert {name for name, says in variables.items() if says == name} == set()
    assert letter.always <= set(variables)
    for language in LANGUAGES:
        raw = raw_words(next(iter(letter.samples())), language)
        assert all(f"{{{name}}}" in raw.body for name in letter.always)
