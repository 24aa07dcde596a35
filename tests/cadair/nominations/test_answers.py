"""Answers: what is kept, what is wrong with one, and how it reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.bilingual import BilingualText as Both
from cadair.foundation.refusals import Refusal
from cadair.nominations.answers import Given, before_sending, checked_answers, in_words
from cadair.seasons.questions import Asked, Option
from cadair.seasons.states import QuestionKind

OPTIONS = [Option("red", Both("Coch", "Red")), Option("green", Both("Gwyrdd", "Green"))]


def _asked(kind: QuestionKind, **more: Any) -> Asked:
    options = OPTIONS if kind in ("choice", "several", "yes-no") else []
    return Asked(key="q", kind=kind, label=Both("Cwestiwn", "Question"), options=options, **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (QuestionKind.SHORT_TEXT, {"answer": "  one\n two\u200b "}, "one two"),
        (QuestionKind.LONG_TEXT, {"answer": "one\r\ntwo "}, "one\ntwo"),
        (QuestionKind.NUMBER, {"answer": "1,250 "}, "1250"),
        (QuestionKind.DATE, {"day": "7", "month": "3", "year": "2026"}, "2026-03-07"),
        (QuestionKind.CHOICE, {"answer": "red"}, "red"),
        (QuestionKind.SEVERAL, {"answer": ["red", "green"]}, ["red", "green"]),
        (QuestionKind.PERSON, {"rows": [{"name": " Nia "}, {"name": ""}]}, [{"name": "Nia"}]),
        (QuestionKind.LINK, {"answer": "https://example.org/a"}, "https://example.org/a"),
    ],
)
def test_what_fits_is_kept_and_opens_again_as_it_was(
    kind: QuestionKind, typed: dict[str, Any], kept: object
) -> None:
    asked = _asked(kind)
    given = Given(asked, typed)
    assert (given.answer, given.problem) == (kept, "")
    assert Given(asked, before_sending(asked, given.answer)).answer == kept
    assert checked_answers([asked], {"q": kept}) == {"q": kept}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.NUMBER, {"answer": "twelve"}),
        (QuestionKind.NUMBER, {"answer": "1e9"}),
        (QuestionKind.NUMBER, {"answer": "٣"}),
        (QuestionKind.DATE, {"day": "30", "month": "2", "year": "2026"}),
        (QuestionKind.DATE, {"day": "1", "month": "1", "year": "26"}),
        (QuestionKind.DATE, {"day": "x", "month": "", "year": ""}),
        (QuestionKind.CHOICE, {"answer": "blue"}),
        (QuestionKind.SEVERAL, {"answer": ["red", "blue"]}),
        (QuestionKind.LINK, {"answer": "javascript:alert(1)"}),
        (QuestionKind.LINK, {"answer": "https://[bad"}),
        (QuestionKind.LINK, {"answer": "example.org"}),
        (QuestionKind.SHORT_TEXT, {"answer": "a" * 501}),
        (QuestionKind.PERSON, {"rows": [{"name": "a" * 201}]}),
    ],
)
def test_what_does_not_fit_is_said(kind: QuestionKind, typed: dict[str, Any]) -> None:
    given = Given(_asked(kind), typed)
    assert given.problem
    with pytest.raises(Refusal):
        checked_answers([given.asked], {"q": given.answer})


@pytest.mark.parametrize("kind", list(QuestionKind))
@given(
    values=st.dictionaries(
        st.sampled_from(["answer", "rows", "day", "month", "year"]),
        st.one_of(
            st.text(max_size=20),
            st.lists(st.text(max_size=5), max_size=3),
            st.lists(st.dictionaries(st.just("name"), st.text(max_size=5)), max_size=3),
        ),
        max_size=4,
    )
)
def test_whatever_a_page_holds_is_read(kind: QuestionKind, values: dict[str, Any]) -> None:
    given = Given(_asked(kind), values)
    if not given.problem:
        for language in ("cy", "en"):
            assert isinstance(in_words(given.asked, given.answer, language), str)


def test_choices_and_days_are_said_in_the_language_of_the_reader() -> None:
    several, day = _asked(QuestionKind.SEVERAL), _asked(QuestionKind.DATE)
    assert in_words(several, ["green", "red"], "cy") == "Gwyrdd\nCoch"
    assert in_words(day, "2026-03-07", "cy") == "7 Mawrth 2026"
    assert in_words(day, "2026-03-07", "en") == "7 March 2026"


@pytest.mark.parametrize(
    ("answer", "is_asked"),
    [("red", True), ("green", False), (["green", "red"], True), (["green"], False), ([], False)],
)
def test_a_condition_holds_for_the_answers_it_names(answer: object, is_asked: bool) -> None:  # noqa: FBT001
    asked = _asked(QuestionKind.SHORT_TEXT, asked_if="colour", asked_if_answers=frozenset({"red"}))
    assert asked.is_asked(frozenset(), {"colour": answer}) is is_asked
    assert not asked.is_asked(frozenset(), {})
