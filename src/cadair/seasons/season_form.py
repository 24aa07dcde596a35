"""The form in a season file: sections, questions, questions before the form, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadair.foundation.bilingual import columns
from cadair.seasons.formbook import LIMITS, limits_of, sections_of
from cadair.seasons.models import (
    Category,
    EligibilityQuestion,
    FormRules,
    FormSection,
    Question,
    Season,
)
from cadair.seasons.season_frame import bilingual, file_text, given_text
from seasonfile import (
    ConditionPart,
    EligibilityQuestionPart,
    FormPart,
    OptionPart,
    QuestionPart,
    SectionPart,
    Text,
)


def write_form(season: Season, part: FormPart, categories: Mapping[str, Category]) -> None:
    """The form as its file says it, for a season that has none yet."""
    _write_questions(season, part, categories)
    for position, asked in enumerate(part.eligibility):
        EligibilityQuestion.objects.create(
            season=season,
            key=asked.key,
            position=position,
            **columns("label", bilingual(asked.label)),
            **columns("fits_label", bilingual(asked.fits)),
            **columns("fails_label", bilingual(asked.fails)),
            **columns("why_not", bilingual(asked.why_not)),
            **columns("instead", bilingual(asked.instead)),
        )
    limits = {name: getattr(part, name) for name in LIMITS}
    if limits != {name: getattr(FormPart(), name) for name in LIMITS}:
        FormRules.objects.create(season=season, **limits)


def _write_questions(season: Season, form: FormPart, categories: Mapping[str, Category]) -> None:
    criteria = {criterion.key: criterion for criterion in season.criteria.all()}
    written: dict[str, Question] = {}
    for section_at, section_part in enumerate(form.sections):
        section = FormSection.objects.create(
            season=season,
            key=section_part.key,
            position=section_at,
            **columns("name", bilingual(section_part.name)),
        )
        for position, part in enumerate(section_part.questions):
            question = Question.objects.create(
                season=season,
                section=section,
                position=position,
                criterion=criteria[part.criterion] if part.criterion else None,
                asked_if=written[part.only_if.question] if part.only_if else None,
                asked_if_answers=list(part.only_if.answers) if part.only_if else [],
                **_columns(part),
            )
            question.categories.set(categories[key] for key in part.categories)
            written[part.key] = question


def _columns(part: QuestionPart) -> dict[str, Any]:
    return {
        "key": part.key,
        "version": part.version,
        "kind": part.kind,
        **columns("label", bilingual(part.label)),
        **columns("help", bilingual(part.help)),
        "options": [{"key": each.key, **each.label.as_dict()} for each in part.options],
        "words": part.words,
        "most": part.most,
        "is_required": part.required,
        "is_for_judges": part.judges,
        "is_personal": part.personal,
        "is_retired": part.retired,
    }


def export_form(season: Season) -> FormPart:
    """The form as the file says it."""
    limits = limits_of(season)
    return FormPart(
        sections=tuple(
            SectionPart(
                key=section.key,
                name=given_text(section.name),
                questions=tuple(_export_question(each) for each in questions),
            )
            for section, questions in sections_of(season)
        ),
        eligibility=tuple(_export_asked(each) for each in season.eligibility_questions.all()),
        **{name: getattr(limits, name) for name in LIMITS},
    )


def _export_question(question: Question) -> QuestionPart:
    kind: Any = question.kind
    return QuestionPart(
        key=question.key,
        kind=kind,
        label=given_text(question.label),
        help=file_text(question.help),
        options=tuple(
            OptionPart(key=each["key"], label=Text(cy=each["cy"], en=each["en"]))
            for each in question.options
        ),
        words=question.words,
        most=question.most,
        required=question.is_required,
        judges=question.is_for_judges,
        personal=question.is_personal,
        criterion=question.criterion.key if question.criterion else None,
        categories=_named(question),
        only_if=_condition(question),
        version=question.version,
        retired=question.is_retired,
    )


def _named(question: Question) -> tuple[str, ...]:
    """The categories it is asked in, in the order of the season."""
    named = sorted(question.categories.all(), key=lambda each: each.position)
    return tuple(each.key for each in named)


def _condition(question: Question) -> ConditionPart | None:
    if question.asked_if is None:
        return None
    return ConditionPart(question=question.asked_if.key, answers=tuple(question.asked_if_answers))


def _export_asked(asked: EligibilityQuestion) -> EligibilityQuestionPart:
    return EligibilityQuestionPart(
        key=asked.key,
        label=given_text(asked.label),
        fits=given_text(asked.fits_label),
        fails=given_text(asked.fails_label),
        why_not=given_text(asked.why_not),
        instead=file_text(asked.instead),
    )
