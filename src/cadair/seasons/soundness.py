"""Whether the questions of a form can be answered in their order; asked after every change."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import NotNow, Refusal
from cadair.seasons.formbook import CHOOSING, sections_of
from cadair.seasons.models import Question, Season
from cadair.seasons.states import QuestionKind

SUMMARY = "summary"


def require_nothing_follows(question: Question) -> None:
    """Go on only where no question depends on this one; part of an action.

    Raises:
        NotNow: one does.
    """
    follower = question.followed_by.filter(is_retired=False).first()
    if follower is not None:
        raise NotNow(
            "question-needed",
            _("Another question depends on this one. Change that one first: %(name)s")
            % {"name": follower.label},
        )


def require_sound_form(season: Season) -> None:
    """Go on only when every question can be answered and every condition can come true.

    Part of an action, after its writing: what is refused is taken back with it.

    Raises:
        Refusal: says which question stands in the way, and what to do.
    """
    before: dict[int, Question] = {}
    for _section, questions in sections_of(season):
        for question in questions:
            _require_options(question)
            _require_plain_summary(question)
            _require_condition(question, before)
            before[question.pk] = question


def _require_options(question: Question) -> None:
    number = len(question.options)
    if question.kind in (QuestionKind.CHOICE, QuestionKind.SEVERAL) and number < 2:
        raise Refusal(
            "options-few",
            _("Write at least two answers to choose from. Question: %(name)s")
            % {"name": question.label},
        )
    if question.kind == QuestionKind.YES_NO and number != 2:
        raise Refusal(
            "options-not-two",
            _("Write exactly two answers, in words of this question’s own. Question: %(name)s")
            % {"name": question.label},
        )


def _require_plain_summary(question: Question) -> None:
    is_plain = (
        question.kind == QuestionKind.LONG_TEXT
        and question.is_required
        and question.is_for_judges
        and not question.is_retired
        and question.asked_if_id is None
        and not question.categories.all()
    )
    if question.key == SUMMARY and not is_plain:
        raise Refusal(
            "summary-not-plain",
            _(
                "The work in short is asked of everybody and read by the judges: a long text, "
                "required, in every category, without a condition."
            ),
        )


def _require_condition(question: Question, before: Mapping[int, Question]) -> None:
    if question.asked_if_id is None or question.is_retired:
        return
    earlier = before.get(question.asked_if_id)
    if earlier is None:
        raise Refusal(
            "condition-later",
            _("A question can depend only on one that comes before it. Question: %(name)s")
            % {"name": question.label},
        )
    known = {option["key"] for option in earlier.options}
    answers = set(question.asked_if_answers)
    if earlier.is_retired or earlier.kind not in CHOOSING or not answers or answers - known:
        raise Refusal(
            "condition-impossible",
            _(
                "Another question is asked only after certain answers to this one. Change that "
                "question first: %(name)s"
            )
            % {"name": question.label},
        )
