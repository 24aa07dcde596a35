"""Setting a season up: the questions of its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.written import (
    LONGEST_NAME,
    LONGEST_TITLE,
    in_both,
    written_line,
    written_passage,
)
from cadair.seasons.formbook import CHOOSING, free_key
from cadair.seasons.models import FormSection, Question, Season
from cadair.seasons.ordering import moved, settle
from cadair.seasons.sections import draft_held, question_of, require_as_shown
from cadair.seasons.soundness import require_nothing_follows, require_sound_form
from cadair.seasons.states import QuestionKind
from cadair.seasons.validators import RESERVED_QUESTIONS

NOTHING: Final = BilingualText()
MOST_WORDS: Final = 5000
MOST_ROWS: Final = 30
MOST_OPTIONS: Final = 50
WRITTEN: Final = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
MANY: Final = (
    QuestionKind.SEVERAL,
    QuestionKind.PERSON,
    QuestionKind.ORGANISATION,
    QuestionKind.LINK,
    QuestionKind.FILE,
)


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An answer to choose: its words, and its key once it has one."""

    label: BilingualText
    key: str = ""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """What an organiser writes of a question.

    Criterion and categories are named by their keys; `asked_if` is the key of the earlier question
    on whose answers, `asked_if_answers`, it depends.
    """

    kind: QuestionKind
    label: BilingualText
    help: BilingualText = NOTHING
    options: tuple[OptionWords, ...] = ()
    words: int | None = None
    most: int | None = None
    is_required: bool = False
    is_for_judges: bool = True
    is_personal: bool = False
    criterion: str = ""
    categories: tuple[str, ...] = ()
    asked_if: str = ""
    asked_if_answers: tuple[str, ...] = ()

    def as_stored(self) -> QuestionWords:
        """The same, checked and cleaned; what does nothing for this kind is left out.

        Raises:
            Refusal: a language is missing, something is too long or out of range.
        """
        kind = QuestionKind(self.kind)
        return replace(
            self,
            kind=kind,
            label=_line(_("Question"), self.label, longest=LONGEST_TITLE),
            help=in_both(_("Help with a question"), self.help, written_passage),
            options=_checked_options(self.options) if kind in CHOOSING else (),
            words=_in_range(self.words, MOST_WORDS) if kind in WRITTEN else None,
            most=_in_range(self.most, MOST_ROWS) if kind in MANY else None,
            is_for_judges=self.is_for_judges and not self.is_personal,
            asked_if_answers=self.asked_if_answers if self.asked_if else (),
        )


def _line(field: Promise, text: BilingualText, *, longest: int = LONGEST_NAME) -> BilingualText:
    return in_both(
        field,
        text,
        lambda name, side: written_line(name, side, longest=longest, is_required=True),
    )


def _in_range(number: int | None, highest: int) -> int | None:
    if number is not None and not 1 <= number <= highest:
        raise Refusal(
            "strange-number",
            _("This number is out of range. Lowest: %(lowest)s. Highest: %(highest)s.")
            % {"lowest": 1, "highest": highest},
        )
    return number


def _checked_options(options: Iterable[OptionWords]) -> tuple[OptionWords, ...]:
    """The answers, each in both languages and with a key; a key that is there stays."""
    written = [each for each in options if each.label]
    if len(written) > MOST_OPTIONS:
        raise Refusal(
            "too-many-options",
            _("These are too many answers to choose from. At most: %(most)s.")
            % {"most": MOST_OPTIONS},
        )
    taken = {each.key for each in written if each.key}
    kept = []
    for each in written:
        label = _line(_("Answer to choose"), each.label)
        key = each.key or free_key(slugify(label.en, "en"), taken, "answer")
        taken.add(key)
        kept.append(OptionWords(label, key))
    return tuple(kept)


@transaction.atomic
def add_question(*, section: FormSection, words: QuestionWords, by: Actor) -> Question:
    """Add a question at the end of a part of the form.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the section is gone.
        Refusal: a language is missing, something is too long, or it could not be answered.
    """
    season = draft_held(section.season, by)
    question = place_question(season, section, words)
    record(
        actor=by,
        action="add_question",
        subject=question.ref,
        season=season.public_id,
        facts={"key": question.key, "kind": question.kind},
    )
    return question


@transaction.atomic
def change_question(
    *,
    question: Question,
    section: FormSection,
    words: QuestionWords,
    by: Actor,
    shown: str | None = None,
) -> Question:
    """Ask otherwise, or in another part of the form.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone.
        Refusal: a language is missing, something is too long, it or one that depends on it could
            not be answered; somebody changed it meanwhile.
    """
    question = _held(question, by)
    require_as_shown(shown, question_of(question))
    season = question.season
    _put_into(question, _section_of(season, section))
    _write(question, words.as_stored())
    question.save()
    _connect(question, words)
    require_sound_form(season)
    record(
        actor=by,
        action="change_question",
        subject=question.ref,
        season=season.public_id,
        facts={"question_sha256": sha256_of(question_of(question))},
    )
    return question


@transaction.atomic
def move_question(*, question: Question, is_up: bool, by: Actor) -> Question:
    """Move a question one place up or down in its part; at its end nothing changes.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone.
        Refusal: it would come before the one it depends on, or after one that depends on it.
    """
    question = _held(question, by)
    settle(moved(_in_order(question.section), question, is_up=is_up))
    require_sound_form(question.season)
    record(
        actor=by,
        action="move_question",
        subject=question.ref,
        season=question.season.public_id,
        facts={"is_up": is_up},
    )
    return question


@transaction.atomic
def remove_question(*, question: Question, by: Actor) -> Season:
    """Take a question out of the form.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the season has opened; the question is gone, or
            another one depends on it.
    """
    question = _held(question, by)
    season, section, ref, key = question.season, question.section, question.ref, question.key
    require_nothing_follows(question)
    question.delete()
    settle(_in_order(section))
    record(
        actor=by,
        action="remove_question",
        subject=ref,
        season=season.public_id,
        facts={"key": key},
    )
    return season


def place_question(season: Season, section: FormSection, words: QuestionWords) -> Question:
    """Write a new question at the end of a part of the form; part of an action.

    Raises:
        NotNow: the section is gone.
        Refusal: a language is missing, something is too long, or it could not be answered.
    """
    section = _section_of(season, section)
    question = Question(season=season, section=section, position=section.questions.count())
    _write(question, words.as_stored())
    taken = {*RESERVED_QUESTIONS, *season.questions.values_list("key", flat=True)}
    question.key = free_key(slugify(question.label_en, "en"), taken, "question")
    question.save()
    _connect(question, words)
    require_sound_form(season)
    return question


def _in_order(section: FormSection) -> list[Question]:
    return list(section.questions.order_by("position"))


def _section_of(season: Season, section: FormSection) -> FormSection:
    found = season.form_sections.filter(pk=section.pk).first()
    if found is None:
        raise NotNow("section-gone", _("Somebody has removed this section."))
    return found


def _put_into(question: Question, section: FormSection) -> None:
    """Move a question to the end of another part, if it is another one."""
    if question.section_id == section.pk:
        return
    left = question.section
    question.section, question.position = section, section.questions.count()
    question.save(update_fields=["section", "position"])
    settle(_in_order(left))


def _held(question: Question, by: Actor) -> Question:
    season = draft_held(question.season, by)
    found = season.questions.select_related("section").filter(pk=question.pk).first()
    if found is None:
        raise NotNow("question-gone", _("Somebody has removed this question."))
    found.season = season
    return found


def _write(question: Question, words: QuestionWords) -> None:
    question.kind = words.kind
    question.label, question.help = words.label, words.help
    question.options = [{"key": each.key, **each.label.as_dict()} for each in words.options]
    question.words, question.most = words.words, words.most
    question.is_required = words.is_required
    question.is_for_judges, question.is_personal = words.is_for_judges, words.is_personal


def _connect(question: Question, words: QuestionWords) -> None:
    """Tie a question to its criterion, its categories and the question it depends on."""
    season = question.season
    question.criterion = season.criteria.filter(key=words.criterion or None).first()
    question.asked_if = season.questions.filter(key=words.asked_if or None).first()
    question.asked_if_answers = list(words.asked_if_answers) if question.asked_if else []
    if question.asked_if == question:
        raise Refusal("depends-on-itself", _("A question cannot depend on itself."))
    question.save(update_fields=["criterion", "asked_if", "asked_if_answers"])
    question.categories.set(season.categories.filter(key__in=words.categories))
