"""What may still change in a form while nominations are open: nothing that was asked is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import LONGEST_TITLE, in_both, written_line, written_passage
from cadair.seasons.actions.noting import Told, change_facts, note_change
from cadair.seasons.actions.setting_up_questions import (
    QuestionWords,
    place_question,
)
from cadair.seasons.concerns import changeable
from cadair.seasons.models import FormSection, Question, Season, SeasonChange
from cadair.seasons.questions import SUMMARY
from cadair.seasons.sections import question_of
from cadair.seasons.soundness import require_nothing_follows
from cadair.seasons.states import ChangeKind, SeasonState

WHILE_OPEN: Final = (SeasonState.OPEN,)


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for a question and its answers; answers that are not named keep theirs."""

    label: BilingualText
    help: BilingualText
    options: Mapping[str, BilingualText] = field(default_factory=dict)


@transaction.atomic
def reword_question(
    *, question: Question, wording: Rewording, told: Told, by: Actor
) -> SeasonChange:
    """Say a question more clearly where it asks the same; its version counts one up.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not open, the rules were tampered with, the question is gone.
        Refusal: a side is missing or too long, nothing changes; no reason, no note.
    """
    season = changeable(question.season, ChangeKind.FORM, WHILE_OPEN, by)
    question = _found(season, question)
    was, before = question.label, sha256_of(question_of(question))
    _reword(question, wording)
    if sha256_of(question_of(question)) == before:
        raise Refusal("nothing-changed", _("Nothing was changed in the text."))
    question.version += 1
    question.save()
    change = note_change(
        season=season,
        kind=ChangeKind.FORM,
        told=told,
        by=by,
        was=was,
        becomes=question.label,
        facts={"question": question.key, "version": question.version},
    )
    record(
        actor=by,
        action="reword_question",
        subject=change.ref,
        season=season.public_id,
        facts={
            "question": question.ref,
            "version": question.version,
            "was_sha256": before,
            "becomes_sha256": sha256_of(question_of(question)),
            **change_facts(change),
        },
    )
    return change


def _reword(question: Question, wording: Rewording) -> None:
    question.label = _line(_("Question"), wording.label)
    help_text = in_both(_("Help with a question"), wording.help, written_passage)
    if help_text and not help_text.is_complete:
        raise Refusal(
            "one-language",
            _("Written in one language only: %(field)s. Write the other, or leave both empty.")
            % {"field": _("Help with a question")},
        )
    question.help = help_text
    question.options = [
        {**option, **_line(_("Answer to choose"), wording.options[option["key"]]).as_dict()}
        if option["key"] in wording.options
        else option
        for option in question.options
    ]


def _line(name: object, text: BilingualText) -> BilingualText:
    return in_both(
        str(name),
        text,
        lambda what, side: written_line(what, side, longest=LONGEST_TITLE, is_required=True),
    )


@transaction.atomic
def ask_further(
    *, section: FormSection, words: QuestionWords, told: Told, by: Actor
) -> SeasonChange:
    """Ask one thing more while nominations are open; nobody has to answer it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not open, the rules were tampered with, the section is gone.
        Refusal: it is required, which would not be the same for all; a side is missing or too
            long, it could not be answered; no reason, no note.
    """
    season = changeable(section.season, ChangeKind.FORM, WHILE_OPEN, by)
    if words.is_required:
        raise Refusal(
            "required-too-late",
            _("Some have sent their nomination without this question: it cannot be required."),
        )
    question = place_question(season, section, words)
    if question.help and not question.help.is_complete:
        raise Refusal(
            "one-language",
            _("Written in one language only: %(field)s. Write the other, or leave both empty.")
            % {"field": _("Help with a question")},
        )
    change = note_change(
        season=season,
        kind=ChangeKind.FORM,
        told=told,
        by=by,
        becomes=question.label,
        facts={"question": question.key, "version": question.version},
    )
    record(
        actor=by,
        action="ask_further",
        subject=change.ref,
        season=season.public_id,
        facts={"question": question.ref, "key": question.key, **change_facts(change)},
    )
    return change


@transaction.atomic
def retire_question(*, question: Question, told: Told, by: Actor) -> SeasonChange:
    """Ask a question no longer; answers that were given stay.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not open, the rules were tampered with, the question is gone or
            retired already, or another one depends on it.
        Refusal: it is the work in short; no reason, no note.
    """
    season = changeable(question.season, ChangeKind.FORM, WHILE_OPEN, by)
    question = _found(season, question)
    if question.key == SUMMARY:
        raise Refusal("summary-stays", _("Every nomination says the work in short. Keep it."))
    require_nothing_follows(question)
    question.is_retired = True
    question.save(update_fields=["is_retired"])
    change = note_change(
        season=season,
        kind=ChangeKind.FORM,
        told=told,
        by=by,
        was=question.label,
        facts={"question": question.key, "version": question.version},
    )
    record(
        actor=by,
        action="retire_question",
        subject=change.ref,
        season=season.public_id,
        facts={"question": question.ref, **change_facts(change)},
    )
    return change


def _found(season: Season, question: Question) -> Question:
    """The question read afresh, while it is asked."""
    asked = season.questions.select_related("section", "criterion", "asked_if")
    found = asked.filter(pk=question.pk, is_retired=False).first()
    if found is None:
        raise NotNow("question-gone", _("This question is not asked any more."))
    found.season = season
    return found
