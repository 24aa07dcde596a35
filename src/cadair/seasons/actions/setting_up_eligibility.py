"""Setting a season up: the questions before the form, which say who need not begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import (
    LONGEST_TITLE,
    in_both,
    written_line,
    written_passage,
)
from cadair.seasons.formbook import free_key
from cadair.seasons.models import EligibilityQuestion, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.sections import draft_held, eligibility_question_of, require_as_shown

NOTHING: Final = BilingualText()
LONGEST_ANSWER: Final = 100


@dataclass(frozen=True, slots=True)
class EligibilityWords:
    """What an organiser writes of a question before the form."""

    label: BilingualText
    fits: BilingualText
    fails: BilingualText
    why_not: BilingualText = NOTHING
    instead: BilingualText = NOTHING

    def as_stored(self) -> EligibilityWords:
        """The same, checked and cleaned.

        Raises:
            Refusal: the question or an answer is missing in a language, or something is too long.
        """
        return EligibilityWords(
            label=_line(_("Question before the form"), self.label, LONGEST_TITLE),
            fits=_line(_("Answer to a question before the form"), self.fits, LONGEST_ANSWER),
            fails=_line(_("Answer to a question before the form"), self.fails, LONGEST_ANSWER),
            why_not=in_both(_("Why one cannot nominate"), self.why_not, written_passage),
            instead=in_both(_("What else fits"), self.instead, written_passage),
        )


def _line(field: Promise, text: BilingualText, longest: int) -> BilingualText:
    return in_both(
        field,
        text,
        lambda name, side: written_line(name, side, longest=longest, is_required=True),
    )


@transaction.atomic
def add_eligibility_question(
    *, season: Season, words: EligibilityWords, by: Actor
) -> EligibilityQuestion:
    """Ask one thing more before the form.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened.
        Refusal: the question or an answer is missing in a language, or something is too long.
    """
    season = draft_held(season, by)
    question = EligibilityQuestion(season=season, position=season.eligibility_questions.count())
    _write(question, words.as_stored())
    taken = season.eligibility_questions.values_list("key", flat=True)
    question.key = free_key(slugify(question.label_en, "en"), taken, "question")
    question.save()
    record(
        actor=by,
        action="add_eligibility_question",
        subject=question.ref,
        season=season.public_id,
        facts={"key": question.key},
    )
    return question


@transaction.atomic
def change_eligibility_question(
    *,
    question: EligibilityQuestion,
    words: EligibilityWords,
    by: Actor,
    shown: str | None = None,
) -> EligibilityQuestion:
    """Word a question before the form otherwise.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone.
        Refusal: the question or an answer is missing in a language, something is too long;
            somebody changed it meanwhile.
    """
    question = _held(question, by)
    require_as_shown(shown, eligibility_question_of(question))
    _write(question, words.as_stored())
    question.save()
    record(
        actor=by,
        action="change_eligibility_question",
        subject=question.ref,
        season=question.season.public_id,
        facts={"question_sha256": sha256_of(eligibility_question_of(question))},
    )
    return question


@transaction.atomic
def move_eligibility_question(
    *, question: EligibilityQuestion, is_up: bool, by: Actor
) -> EligibilityQuestion:
    """Move a question before the form one place up or down; at its end nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone.
    """
    question = _held(question, by)
    rows = list(question.season.eligibility_questions.all())
    settle(moved(rows, question, is_up=is_up))
    record(
        actor=by,
        action="move_eligibility_question",
        subject=question.ref,
        season=question.season.public_id,
        facts={"is_up": is_up},
    )
    return question


@transaction.atomic
def remove_eligibility_question(*, question: EligibilityQuestion, by: Actor) -> Season:
    """Ask it no longer.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone.
    """
    question = _held(question, by)
    season, ref, key = question.season, question.ref, question.key
    question.delete()
    settle(list(season.eligibility_questions.all()))
    record(
        actor=by,
        action="remove_eligibility_question",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


def _held(question: EligibilityQuestion, by: Actor) -> EligibilityQuestion:
    season = draft_held(question.season, by)
    found = season.eligibility_questions.filter(pk=question.pk).first()
    if found is None:
        raise NotNow("question-gone", _("Somebody has removed this question."))
    found.season = season
    return found


def _write(question: EligibilityQuestion, words: EligibilityWords) -> None:
    question.label, question.why_not, question.instead = words.label, words.why_not, words.instead
    question.fits_label, question.fails_label = words.fits, words.fails
