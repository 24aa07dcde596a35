"""Answers to the questions of a form: how a page keeps them, what is wrong with one, how it reads.

A page keeps what was typed, whatever it is. Sent in, an answer is a text, the key of a choice, a
list of keys, or a list of rows with a `name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.dates import long_date
from cadair.foundation.welsh.text import clean, clean_line
from cadair.foundation.welsh.written import LONGEST_NAME, LONGEST_PASSAGE, UnfitText
from cadair.seasons.questions import SUMMARY, Asked
from cadair.seasons.states import QuestionKind

Answer = str | list[str] | list[dict[str, str]]

QUESTION: Final = "question-"
"""Before the key of a question: the page on which it is answered. The summary has its own page."""

ANSWER: Final = "answer"
ROWS: Final = "rows"
MOST_ROWS: Final = 30
"""People, or organisations, in one answer."""

LONGEST_LINE: Final = 500
OF_CHOICE: Final = frozenset({QuestionKind.CHOICE, QuestionKind.YES_NO})
OF_ROWS: Final = frozenset({QuestionKind.PERSON, QuestionKind.ORGANISATION})
SCHEMES: Final = frozenset({"http", "https"})

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_FIGURES: Final = re.compile(r"[0-9]{1,4}")
_WRONG: Final[Mapping[QuestionKind, str | Promise]] = {
    QuestionKind.NUMBER: _("Enter a number in figures, such as 250."),
    QuestionKind.DATE: _("Enter a real date: day, month and year in figures, such as 27 3 2026."),
    QuestionKind.LINK: _("Enter an address that begins with https://"),
    QuestionKind.CHOICE: _("Choose one of the answers."),
    QuestionKind.YES_NO: _("Choose one of the answers."),
    QuestionKind.SEVERAL: _("Choose from the answers that are offered."),
}


def page_of_question(key: str) -> str:
    """The key of the page on which a question is answered."""
    return SUMMARY if key == SUMMARY else QUESTION + key


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as somebody typed it: cleaned, and not yet checked."""

    asked: Asked
    values: Mapping[str, Any]

    @property
    def answer(self) -> Answer:
        """What is kept once the form is sent."""
        kind = self.asked.kind
        if kind in OF_ROWS:
            return self._rows()
        if kind == QuestionKind.SEVERAL:
            chosen = self.values.get(ANSWER, [])
            return [str(each) for each in chosen] if isinstance(chosen, list) else []
        if kind == QuestionKind.DATE:
            return self._day()
        if self.takes_lines:
            return [line for line in map(clean_line, self._text(ANSWER).split("\n")) if line]
        text = self._text(SUMMARY if self.asked.key == SUMMARY else ANSWER)
        if kind == QuestionKind.LONG_TEXT:
            return clean(text)
        line = clean_line(text)
        return re.sub(r"[ ,]", "", line) if kind == QuestionKind.NUMBER else line

    @property
    def takes_lines(self) -> bool:
        """Whether it has an answer on each line: several links."""
        return self.asked.kind == QuestionKind.LINK and (self.asked.most or 1) > 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.answer

    @property
    def problem(self) -> str | Promise:
        """What is wrong with it, in words that say what to do; empty when nothing is."""
        if self.is_empty:
            return ""
        asked, answer = self.asked, self.answer
        if isinstance(answer, list):
            return self._problem_of_several(answer)
        if self.is_too_long:
            return _("This is too long. Characters: %(length)s. At most: %(longest)s.") % {
                "length": len(answer),
                "longest": self.longest,
            }
        is_fine = _IS_FINE.get(asked.kind)
        if is_fine is not None and not is_fine(asked, answer):
            return _WRONG[asked.kind]
        return ""

    @property
    def is_too_long(self) -> bool:
        """Whether a text has more characters than it may have."""
        return isinstance(self.answer, str) and len(self.answer) > self.longest

    @property
    def longest(self) -> int:
        """How many characters it may have."""
        return LONGEST_PASSAGE if self.asked.kind == QuestionKind.LONG_TEXT else LONGEST_LINE

    @property
    def most(self) -> int:
        """How many rows it may have."""
        return min(self.asked.most or MOST_ROWS, MOST_ROWS)

    def _text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def _day(self) -> str:
        """As 2026-03-27, or, where it is no date, as typed."""
        parts = [clean_line(self._text(part)) for part in ("day", "month", "year")]
        if not any(parts):
            return ""
        if not all(_FIGURES.fullmatch(part) for part in parts):
            return "-".join(parts)
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day).isoformat() if year >= 1900 else "-".join(parts)
        except ValueError:
            return "-".join(parts)

    def _rows(self) -> list[dict[str, str]]:
        rows = self.values.get(ROWS, [])
        named = [
            {"name": clean_line(str(row.get("name", "")))} for row in rows if isinstance(row, dict)
        ]
        return [row for row in named if row["name"]]

    def _problem_of_several(self, answer: Sequence[Any]) -> str | Promise:
        if len(answer) > self.most:
            return _("This is more than fits here. At most: %(most)s.") % {"most": self.most}
        if self.asked.kind == QuestionKind.SEVERAL:
            known = {option.key for option in self.asked.options}
            return "" if {*answer} <= known else _WRONG[QuestionKind.SEVERAL]
        if self.takes_lines:
            is_fine = all(_is_address(self.asked, line) for line in answer)
            return "" if is_fine else _WRONG[QuestionKind.LINK]
        if any(len(row["name"]) > LONGEST_NAME for row in answer):
            return _("A name is too long. Make it shorter.")
        return ""


def _is_option(asked: Asked, answer: str) -> bool:
    return answer in {option.key for option in asked.options}


def _is_number(_asked: Asked, answer: str) -> bool:
    return _NUMBER.fullmatch(answer) is not None


def _is_day(_asked: Asked, answer: str) -> bool:
    try:
        return bool(date.fromisoformat(answer))
    except ValueError:
        return False


def _is_address(_asked: Asked, answer: str) -> bool:
    try:
        parts = urlsplit(answer)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in SCHEMES and "." in host and " " not in answer


_IS_FINE: Final = {
    QuestionKind.NUMBER: _is_number,
    QuestionKind.DATE: _is_day,
    QuestionKind.LINK: _is_address,
    QuestionKind.CHOICE: _is_option,
    QuestionKind.YES_NO: _is_option,
}


def before_sending(asked: Asked, answer: Answer) -> dict[str, Any]:
    """The page that gives this answer: what `Given` reads, the other way round."""
    if asked.key == SUMMARY:
        return {SUMMARY: answer}
    if asked.kind in OF_ROWS:
        return {ROWS: answer}
    if asked.kind == QuestionKind.LINK and isinstance(answer, list):
        return {ANSWER: "\n".join(str(each) for each in answer)}
    if asked.kind == QuestionKind.DATE and isinstance(answer, str):
        parts = answer.split("-")
        names = ("year", "month", "day")
        return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else {}
    return {ANSWER: answer}


def in_words(asked: Asked, answer: Any, language: Language) -> str:
    """An answer as a person reads it, one line for each of several."""
    if asked.options:
        chosen = [answer] if isinstance(answer, str) else answer
        labels = {option.key: _side(option.label, language) for option in asked.options}
        return "\n".join(labels[key] for key in chosen if key in labels)
    if isinstance(answer, list):
        return "\n".join(_lines(answer))
    if asked.kind == QuestionKind.DATE and _is_day(asked, str(answer)):
        return long_date(date.fromisoformat(str(answer)), language)
    return str(answer)


def _lines(answer: Sequence[Any]) -> Iterator[str]:
    for row in answer:
        yield row.get("name", "") if isinstance(row, dict) else str(row)


def _side(text: BilingualText, language: Language) -> str:
    return (text.cy or text.en) if language == "cy" else (text.en or text.cy)


def checked_answers(questions: Sequence[Asked], answers: Mapping[str, Any]) -> dict[str, Answer]:
    """What somebody answered, by the key of the question, as it is stored.

    Raises:
        UnfitText: an answer does not fit its question.
        Refusal: an answer belongs to no question.
    """
    known = {asked.key: asked for asked in questions}
    kept: dict[str, Answer] = {}
    for key, answer in answers.items():
        if key not in known:
            raise Refusal("unknown-criterion", _("An answer belongs to no question. Check it."))
        given = Given(known[key], before_sending(known[key], answer))
        if given.problem:
            code = "text-too-long" if given.is_too_long else "answer-unfit"
            raise UnfitText(code, str(given.problem))
        kept[key] = given.answer
    return kept
