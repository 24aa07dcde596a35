"""The nominators’ form as they will see it, in both languages beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.seasons.actions import QuestionWords
from cadair.seasons.models import EligibilityQuestion, Season
from cadair.seasons.questions import Asked, Option, Section, form_of
from cadair.web.staff.setup.form_words import READERS

MISSING = "–"


@dataclass(frozen=True, slots=True)
class Side:
    """One question in one language: its words, and what is said about it."""

    language: Language
    label: str
    help: str
    asks: list[str]
    kind: str
    options: list[str]
    notes: list[str]
    is_missing: bool


def sides_of(asked: Asked, known: Mapping[str, Asked]) -> list[Side]:
    """The question in Welsh, then in English; `known` are the questions it may depend on."""
    sides = []
    for language in LANGUAGES:
        with override(language):
            sides.append(_side(asked, known, language))
    return sides


def _side(asked: Asked, known: Mapping[str, Asked], language: Language) -> Side:
    return Side(
        language=language,
        label=_said(asked.label, language),
        help=getattr(asked.help, language),
        asks=[_said(each, language) for each in asked.asks],
        kind=asked.kind.value,
        options=[_said(option.label, language) for option in asked.options],
        notes=list(_notes(asked, known, language)),
        is_missing=bool(asked.help) and not getattr(asked.help, language),
    )


def _said(text: BilingualText, language: Language) -> str:
    return getattr(text, language) or MISSING


def _notes(asked: Asked, known: Mapping[str, Asked], language: Language) -> Iterator[str]:
    yield _("Needs an answer") if asked.is_required else _("May be left empty")
    if asked.words:
        yield _("Words that are enough") + f": {asked.words}"
    if asked.most:
        yield _("How many at most") + f": {asked.most}"
    earlier = known.get(asked.asked_if)
    if earlier is not None:
        chosen = [
            _said(option.label, language)
            for option in earlier.options
            if option.key in asked.asked_if_answers
        ]
        yield _("Asked only after") + f": “{_said(earlier.label, language)}” – {' · '.join(chosen)}"


def shown_sections(season: Season, category: str) -> list[dict[str, Any]]:
    """The sections with what is asked in a category (or in any, when none is named)."""
    sections = form_of(season)
    known = {asked.key: asked for section in sections for asked in section.questions}
    return [
        {"name": section.name, "questions": [sides_of(asked, known) for asked in questions]}
        for section in sections
        if (questions := list(_asked_in(section, category)))
    ]


def _asked_in(section: Section, category: str) -> Iterable[Asked]:
    for asked in section.questions:
        is_there = not category or not asked.categories or category in asked.categories
        if is_there and not asked.is_retired:
            yield asked


def shown_before(season: Season) -> list[list[dict[str, Any]]]:
    """The questions before the form, each in Welsh and in English."""
    return [
        [_before(question, language) for language in LANGUAGES]
        for question in season.eligibility_questions.all()
    ]


def _before(question: EligibilityQuestion, language: Language) -> dict[str, Any]:
    return {
        "language": language,
        "label": _said(question.label, language),
        "fits": _said(question.fits_label, language),
        "fails": _said(question.fails_label, language),
        "why_not": _said(question.why_not, language),
        "instead": getattr(question.instead, language),
    }


def asked_of(words: QuestionWords) -> Asked:
    """A question that is being written, as it would be asked."""
    stored = words.as_stored()
    return Asked(
        key="",
        kind=stored.kind,
        label=stored.label,
        help=stored.help,
        options=[Option(each.key, each.label) for each in stored.options],
        words=stored.words,
        most=stored.most,
        is_required=stored.is_required,
        asked_if=stored.asked_if,
        asked_if_answers=frozenset(stored.asked_if_answers),
    )


def readers_of(asked: Asked) -> str:
    """Who reads the answer, in words; empty for judges, who read most."""
    if asked.is_personal:
        return str(READERS["personal"])
    return "" if asked.is_for_judges else str(READERS["organisers"])
