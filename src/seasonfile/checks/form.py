"""The form: every question can be answered, and every condition can come true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seasonfile.checks.findings import Findings, Path, found
from seasonfile.checks.known import Known, questions_of
from seasonfile.document import QuestionPart
from seasonfile.document.form import RESERVED_QUESTIONS, SUMMARY

CHOOSING: Final = ("choice", "several", "yes-no")
"""Kinds of question that are answered by choosing; conditions look at these."""

WRITTEN: Final = ("short-text", "long-text")
MANY: Final = ("several", "person", "organisation", "link", "file")


def check_form(known: Known) -> Findings:
    """Questions that nobody could answer, and conditions that are never met."""
    before: dict[str, QuestionPart] = {}
    for (section_at, at), question in questions_of(known.document):
        path: Path = ("form", "sections", section_at, "questions", at)
        yield from _question(path, question)
        yield from _condition(known, path, question, before)
        before[question.key] = question


def _question(path: Path, question: QuestionPart) -> Findings:
    if question.key in RESERVED_QUESTIONS:
        yield found("question-reserved", *path, "key", value=question.key)
    if question.personal and question.judges:
        yield found("personal-for-judges", *path, "personal", question=question.key)
    if question.key == SUMMARY and _is_odd_summary(question):
        yield found("summary-not-plain", *path)
    yield from _options(path, question)
    for name, kinds in (("words", WRITTEN), ("most", MANY)):
        if getattr(question, name) is not None and str(question.kind) not in ("", *kinds):
            yield found("question-key-idle", *path, name, key=name, kind=question.kind)


def _is_odd_summary(question: QuestionPart) -> bool:
    is_plain = question.kind == "long-text" and question.required and question.judges
    return not is_plain or bool(question.categories or question.only_if or question.retired)


def _options(path: Path, question: QuestionPart) -> Findings:
    number = len(question.options)
    if question.kind in ("choice", "several") and number < 2:
        yield found("options-few", *path, question=question.key)
    if question.kind == "yes-no" and number != 2:
        yield found("options-not-two", *path, question=question.key)
    if number and str(question.kind) not in ("", *CHOOSING):
        yield found("question-key-idle", *path, "options", key="options", kind=question.kind)


def _condition(
    known: Known, path: Path, question: QuestionPart, before: Mapping[str, QuestionPart]
) -> Findings:
    condition = question.only_if
    if condition is None or condition.question not in known.questions:
        return
    here = (*path, "only_if")
    earlier = before.get(condition.question)
    if earlier is None:
        yield found("condition-later", *here, "question", value=condition.question)
    elif str(earlier.kind) not in ("", *CHOOSING):
        yield found("condition-not-chosen", *here, "question", value=condition.question)
    elif earlier.retired and not question.retired:
        yield found("condition-retired", *here, "question", value=condition.question)
    else:
        yield from _answers(here, condition.answers, earlier)


def _answers(path: Path, answers: tuple[str, ...], earlier: QuestionPart) -> Findings:
    known = {option.key for option in earlier.options}
    for at, answer in enumerate(answers):
        if answer and answer not in known:
            yield found("unknown-option", *path, "answers", at, value=answer)
