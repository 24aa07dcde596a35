"""Questions to a nominator and what they add; a nomination as sent in, opened for a reason."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.dates import long_date
from cadair.foundation.welsh.written import written_passage
from cadair.mail.actions import queue_letter
from cadair.nominations.actions.panel_copies import renew_panel_answer
from cadair.nominations.actions.telling import noted
from cadair.nominations.letters import QuestionAsked
from cadair.nominations.models import Clarification, Nomination, OriginalReading
from cadair.nominations.notice_letters import page_of_link
from cadair.nominations.panel_words import taken_out
from cadair.nominations.queries import CLARIFICATION
from cadair.nominations.redacting import places_of
from cadair.nominations.rules import is_nominator, require_asking, require_reading
from cadair.nominations.states import CLARIFICATION_MOVES, ClarificationState, NominationState
from cadair.nominations.validators import check_language
from cadair.people.actions import end_links, issue_link
from cadair.people.queries import is_holder_of_link
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser

LONGEST_WAIT: Final = timedelta(days=60)
MOST_OPEN: Final = 5
"""Questions that wait at one time; more would be a second form."""


@transaction.atomic
def ask_clarification(
    *,
    nomination: Nomination,
    question: BilingualText,
    answer_by: date,
    by: Actor,
    is_from_panel: bool = False,
) -> Clarification:
    """Ask the nominator something, by a letter with a link; they can answer until a day is over.

    Raises:
        NotAllowed: `by` is neither an organiser nor, for the panel, the chair or the stand-in.
        NotNow: the results are confirmed, or the nomination was withdrawn.
        Refusal: the question is missing in a language in which the nominator is written to; the
            day has passed or is more than two months away; five questions wait already; an
            organiser quotes what was taken out of the nomination.
    """
    season = locked(nomination.season)
    require_asking(by, season)
    require_reading(season)
    nomination = season.nominations.select_related("entry").get(pk=nomination.pk)
    nomination.season = season
    _check_asking(nomination, answer_by)
    if not is_from_panel:
        _require_nothing_taken_out(nomination, question)
    asked = Clarification.objects.create(
        nomination=nomination,
        **columns("question", noted(question, [nomination], is_required=True)),
        is_from_panel=is_from_panel,
        asked_by=by.ref,
        asked_at=clock.now(),
        answer_by=answer_by,
    )
    _write_to(asked)
    record(
        actor=by,
        action="ask_clarification",
        subject=nomination.ref,
        season=season.public_id,
        facts={
            "question": asked.ref,
            "answer_by": answer_by.isoformat(),
            "is_from_panel": is_from_panel,
            "question_sha256": sha256_of(asked.question.as_dict()),
        },
    )
    return asked


def _check_asking(nomination: Nomination, answer_by: date) -> None:
    if nomination.state == NominationState.WITHDRAWN or nomination.entry.is_test:
        raise NotNow("nobody-to-ask", _("There is nobody to ask about this nomination."))
    today = clock.to_london(clock.now()).date()
    if not today <= answer_by <= today + LONGEST_WAIT:
        raise Refusal("answer-day", _("Choose a day from today to two months from now."))
    waiting = nomination.clarifications.filter(state=ClarificationState.ASKED)
    if waiting.count() >= MOST_OPEN:
        raise Refusal(
            "too-many-questions",
            _("Several questions wait for an answer already. Take one back first."),
        )


def _require_nothing_taken_out(nomination: Nomination, question: BilingualText) -> None:
    """The panel reads the question, and a letter carries it: it must not tell what was taken out.

    The panel is not asked: it never saw those words, and a refusal would confirm a guess. Whatever
    it asks is shown without them.
    """
    for passage, _reason in taken_out(nomination):
        if any(places_of(passage, side) for side in question.as_dict().values()):
            raise Refusal(
                "question-tells",
                _("These words were taken out of the nomination. Ask without them: %(words)s")
                % {"words": passage},
            )


def _write_to(asked: Clarification) -> None:
    nomination = asked.nomination
    token = issue_link(
        purpose=CLARIFICATION, subject_ref=asked.ref, until=end_of_day(asked.answer_by)
    )
    days = asked.answer_by
    letter = QuestionAsked.about(
        nomination,
        question=asked.question,
        answer_by=BilingualText(cy=long_date(days, "cy"), en=long_date(days, "en")),
        page=page_of_link("respond_question", token),
    )
    queue_letter(
        letter=letter,
        to=nomination.nominator_email,
        once=f"question:{asked.public_id}",
        season=nomination.season.public_id,
    )


def end_of_day(day: date) -> datetime:
    """When a day is over in Wales."""
    return clock.from_london(datetime.combine(day + timedelta(days=1), time()))


@transaction.atomic
def answer_clarification(
    *, clarification: Clarification, text: str, language: str, by: Actor
) -> Clarification:
    """Add what was asked for; the panel reads it once an organiser has read it.

    Raises:
        NotAllowed: `by` is neither the nominator nor holds the link.
        NotNow: it is answered, taken back or too late, or the nomination was withdrawn.
        Refusal: nothing is written, or it is too long.
    """
    asked = _locked(clarification)
    if not (is_holder_of_link(by, CLARIFICATION, asked.ref) or is_nominator(asked.nomination, by)):
        raise NotAllowed("not-asked", _("This question is for somebody else."))
    _require_move(asked, ClarificationState.ANSWERED)
    if clock.now() >= end_of_day(asked.answer_by):
        raise NotNow("answer-too-late", _("The day to answer has passed. Write to the organisers."))
    asked.answer = written_passage(_("Answer"), text, is_required=True)
    asked.answer_language = check_language(language)
    asked.answered_at = clock.now()
    asked.state = ClarificationState.ANSWERED
    asked.save()
    renew_panel_answer(asked)
    record(
        actor=by,
        action="answer_clarification",
        subject=asked.nomination.ref,
        season=asked.nomination.season.public_id,
        facts={"question": asked.ref, "answer_sha256": sha256_of(asked.answer)},
    )
    return asked


@transaction.atomic
def withdraw_clarification(*, clarification: Clarification, by: Actor) -> Clarification:
    """Take a question back; its link opens nothing any more.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it waits no longer.
    """
    asked = _locked(clarification)
    require_organiser(by, asked.nomination.season)
    _require_move(asked, ClarificationState.WITHDRAWN)
    asked.state = ClarificationState.WITHDRAWN
    asked.save(update_fields=["state"])
    end_links(purpose=CLARIFICATION, subject_ref=asked.ref)
    record(
        actor=by,
        action="withdraw_clarification",
        subject=asked.nomination.ref,
        season=asked.nomination.season.public_id,
        facts={"question": asked.ref},
    )
    return asked


@transaction.atomic
def lapse_clarification(*, clarification: Clarification, by: Actor) -> Clarification:
    """Note that the day to answer has passed; the worker does it.

    Raises:
        NotAllowed: `by` is not the system.
        NotNow: it waits no longer, or the day is not over.
    """
    asked = _locked(clarification)
    if not by.is_operator:
        raise NotAllowed("system-only", _("Time does this by itself."))
    _require_move(asked, ClarificationState.LAPSED)
    if clock.now() < end_of_day(asked.answer_by):
        raise NotNow("not-lapsed", _("The day to answer is not over yet."))
    asked.state = ClarificationState.LAPSED
    asked.save(update_fields=["state"])
    record(
        actor=by,
        action="lapse_clarification",
        subject=asked.nomination.ref,
        season=asked.nomination.season.public_id,
        facts={"question": asked.ref},
    )
    return asked


@transaction.atomic
def open_original(*, nomination: Nomination, why: str, by: Actor) -> OriginalReading:
    """Read a nomination as it was sent in; that it was read, by whom and why, is kept (PRI-06).

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: no reason is given, or it is too long.
    """
    season = locked(nomination.season)
    require_organiser(by, season)
    reading = OriginalReading.objects.create(
        nomination=nomination,
        why=written_passage(_("Reason"), why, is_required=True),
        read_by=by.ref,
        read_at=clock.now(),
    )
    record(
        actor=by,
        action="open_original",
        subject=nomination.ref,
        season=season.public_id,
        facts={"reading": reading.ref, "why_sha256": sha256_of(reading.why)},
    )
    return reading


def _locked(clarification: Clarification) -> Clarification:
    season = locked(clarification.nomination.season)
    found = Clarification.objects.select_for_update(of=("self",)).select_related(
        "nomination__entry"
    )
    asked = found.get(pk=clarification.pk)
    asked.nomination.season = season
    return asked


def _require_move(asked: Clarification, target: ClarificationState) -> None:
    is_over = asked.nomination.state == NominationState.WITHDRAWN
    if is_over or target not in CLARIFICATION_MOVES[ClarificationState(asked.state)]:
        raise NotNow("question-over", _("This question does not wait for an answer any more."))
