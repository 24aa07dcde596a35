"""The form of a season as part of its rules: as one document, and what of it is not yet whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from cadair.foundation.bilingual import BilingualText, active_language
from cadair.foundation.canonical import Canonical
from cadair.foundation.prepared import Prepared
from cadair.seasons.models import (
    EligibilityQuestion,
    FormRules,
    FormSection,
    Question,
    Season,
)
from cadair.seasons.states import QuestionKind

LIMITS: Final = (
    "most_categories",
    "most_per_nominator",
    "most_per_organisation",
    "most_per_category",
    "most_files",
    "most_links",
    "most_megabytes",
    "referee",
    "grace_minutes",
)
"""The columns of the limits, in the order of the season file."""

LONGEST_KEY: Final = 40

CHOOSING: Final = (QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.YES_NO)
"""Kinds of question that are answered by choosing; conditions look at these."""


def free_key(slug: str, taken: Iterable[str], otherwise: str) -> str:
    """A key made of a word, not among those taken; part of an action."""
    known = set(taken)
    first = slug[:LONGEST_KEY].strip("-") or otherwise
    shorter = slug[: LONGEST_KEY - 4].strip("-") or otherwise
    tries = (first if not number else f"{shorter}-{number + 1}" for number in count())
    return next(key for key in tries if key not in known)


def limits_of(season: Season) -> FormRules:
    """The limits of a season; the usual ones where it has none of its own."""
    return _LIMITS.first(season=season.pk) or FormRules(season=season)


_LIMITS: Final = Prepared(lambda season: FormRules.objects.filter(season=season)[:1])


def form_document(season: Season) -> dict[str, Canonical]:
    """What the rules say of the form; empty where a season asks what every season asks.

    The same limits are the same document, whether or not there is a row for them.
    """
    limits, usual = limits_of(season), FormRules()
    sections: list[Canonical] = [
        {
            "key": section.key,
            "name": section.name.as_dict(),
            "questions": [question_document(each) for each in questions],
        }
        for section, questions in sections_of(season)
    ]
    before: list[Canonical] = [
        eligibility_document(each) for each in season.eligibility_questions.all()
    ]
    changed: dict[str, Canonical] = {
        name: value for name in LIMITS if (value := getattr(limits, name)) != getattr(usual, name)
    }
    parts: dict[str, Canonical] = {"sections": sections, "eligibility": before, "limits": changed}
    return {name: part for name, part in parts.items() if part}


def sections_of(season: Season) -> list[tuple[FormSection, list[Question]]]:
    """The sections of a season’s own form with their questions, in order."""
    sections = season.form_sections.prefetch_related(
        "questions__categories", "questions__criterion", "questions__asked_if"
    )
    return [
        (section, sorted(section.questions.all(), key=lambda each: each.position))
        for section in sections
    ]


def question_document(question: Question) -> dict[str, Canonical]:
    """A question as the rules keep it."""
    return {
        "key": question.key,
        "version": question.version,
        "kind": question.kind,
        "label": question.label.as_dict(),
        "help": question.help.as_dict(),
        "options": question.options,
        "words": question.words,
        "most": question.most,
        "required": question.is_required,
        "judges": question.is_for_judges,
        "personal": question.is_personal,
        "retired": question.is_retired,
        "criterion": question.criterion.key if question.criterion else None,
        "categories": sorted(each.key for each in question.categories.all()),
        "asked_if": question.asked_if.key if question.asked_if else None,
        "asked_if_answers": question.asked_if_answers,
    }


def eligibility_document(question: EligibilityQuestion) -> dict[str, Canonical]:
    """A question before the form as the rules keep it."""
    return {
        "key": question.key,
        "label": question.label.as_dict(),
        "fits": question.fits_label.as_dict(),
        "fails": question.fails_label.as_dict(),
        "why_not": question.why_not.as_dict(),
        "instead": question.instead.as_dict(),
    }


def texts_of_form(season: Season) -> Iterator[tuple[str, str, BilingualText]]:
    """Everything in the form that both languages must say: what it is, its name, the text."""
    for section, questions in sections_of(season):
        yield "section", section.key, section.name
        for question in questions:
            if not question.is_retired:
                yield from _texts_of(question)
    for asked in season.eligibility_questions.all():
        name = _shortly(asked.label)
        yield "eligibility", name, asked.label
        yield "eligibility-answer", name, asked.fits_label
        yield "eligibility-answer", name, asked.fails_label
        yield "why-not", name, asked.why_not
        if asked.instead:
            yield "instead", name, asked.instead


def _texts_of(question: Question) -> Iterator[tuple[str, str, BilingualText]]:
    name = _shortly(question.label)
    yield "question", name, question.label
    if question.help:
        yield "help", name, question.help
    for option in question.options:
        yield "option", name, BilingualText.from_dict(option)


def _shortly(label: BilingualText) -> str:
    """What is there of a label, cut: enough to find it."""
    words = getattr(label, active_language()) or label.cy or label.en
    return words if len(words) <= 60 else f"{words[:59]}…"


def empty_sections(season: Season) -> Iterator[FormSection]:
    """Sections that ask nothing."""
    for section, questions in sections_of(season):
        if not any(not each.is_retired for each in questions):
            yield section
