"""Feedback, the letters on how nominations fared, and reviews of how it was done."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.mail.actions import queue_letter, take_back_waiting
from cadair.nominations.models import Entry, Nomination
from cadair.outcomes.feedback import HELD_FOR, SAMPLES, fates_of, owed, sha256_of_fates
from cadair.outcomes.letters import letters_for
from cadair.outcomes.models import Feedback, OutcomeLetters, ProcessReview
from cadair.outcomes.states import LettersState, ReviewFinding
from cadair.outcomes.telling import (
    check_letters_move,
    check_reviewer,
    require_as_prepared,
    require_may_send,
    require_published,
    require_without_award,
)
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def write_feedback(
    *, entry: Entry, strengths: BilingualText, next_steps: BilingualText, by: Actor
) -> Feedback:
    """Write what the nominators of an entry without an award are told; a later text replaces it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not published, or the letters have been sent off.
        Refusal: the entry was not judged, or has an award; a text is too long.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    require_published(season)
    require_without_award(season, entry)
    texts = {
        **columns("strengths", in_both(_("What was good"), strengths, written_passage)),
        **columns("next_steps", in_both(_("What would help"), next_steps, written_passage)),
    }
    before = Feedback.objects.filter(entry=entry).first()
    feedback, _is_new = Feedback.objects.update_or_create(
        entry=entry,
        defaults={
            **texts,
            "version": before.version + 1 if before else 1,
            "written_at": clock.now(),
            "written_by_ref": by.ref,
        },
    )
    record(
        actor=by,
        action="write_feedback",
        subject=feedback.ref,
        season=season.public_id,
        facts={"entry": entry.ref, "version": feedback.version, "texts_sha256": sha256_of(texts)},
    )
    return feedback


@transaction.atomic
def prepare_outcome_letters(*, season: Season, by: Actor) -> OutcomeLetters:
    """Work out who hears what, and choose the letters that somebody must look at first.

    What was prepared before is withdrawn; whoever got a letter gets no second one.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not published, or the letters have been sent off.
        NotComplete: an entry without an award has no feedback in a language that is asked for.
    """
    season = locked(season)
    require_organiser(by, season)
    require_published(season)
    fates = fates_of(season)
    problems = tuple(
        _("Feedback missing: %(reference)s") % {"reference": each.entry.reference}
        for each in owed(season, fates)
        if not each.is_ready and each.languages
    )
    if problems:
        raise NotComplete(
            "feedback-missing",
            _("Everybody hears on the same day, so every entry needs its feedback. Missing:"),
            problems,
        )
    season.outcome_letters.filter(state=LettersState.PREPARED).update(state=LettersState.WITHDRAWN)
    letters = OutcomeLetters(
        season=season,
        sha256=sha256_of_fates(season, fates.told),
        number=len(fates.told),
        prepared_at=clock.now(),
        prepared_by_ref=by.ref,
    )
    letters.samples = _drawn(letters, [fate.nomination.public_id for fate in fates.told])
    letters.save()
    record(
        actor=by,
        action="prepare_outcome_letters",
        subject=letters.ref,
        season=season.public_id,
        facts={
            "letters": letters.number,
            "awarded": fates.awarded,
            "nominations": fates.whole,
            "letters_sha256": letters.sha256,
        },
    )
    return letters


def _drawn(letters: OutcomeLetters, nominations: list[str]) -> list[str]:
    """A random sample, by the random identity of these letters."""

    def lot(nomination: str) -> str:
        return hashlib.sha256(f"{letters.public_id}\n{nomination}".encode()).hexdigest()

    return sorted(nominations, key=lot)[:SAMPLES]


@transaction.atomic
def open_outcome_sample(
    *, letters: OutcomeLetters, nomination: Nomination, by: Actor
) -> OutcomeLetters:
    """Say that somebody has looked at one of the letters drawn.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the letters were sent off or withdrawn.
        Refusal: it is none of those drawn.
    """
    season = locked(letters.season)
    require_organiser(by, season)
    letters = season.outcome_letters.get(pk=letters.pk)
    check_letters_move(letters, LettersState.SENT)
    if nomination.public_id not in letters.samples:
        raise Refusal("no-sample", _("This letter is none of those to look at."))
    letters.opened = sorted({*letters.opened, nomination.public_id})
    letters.save(update_fields=["opened"])
    record(
        actor=by,
        action="open_outcome_sample",
        subject=letters.ref,
        season=season.public_id,
        facts={"nomination": nomination.ref, "opened": len(letters.opened)},
    )
    return letters


@transaction.atomic
def send_outcome_letters(*, letters: OutcomeLetters, by: Actor) -> OutcomeLetters:
    """Send every letter off; they wait half an hour, in which they can be held back (PRO-19).

    Sending again writes to nobody twice about the same nomination.

    Raises:
        NotAllowed: `by` is no organiser, or in a strict season prepared them.
        NotNow: they were sent off or withdrawn, or something has changed since.
        NotComplete: not all of those drawn were looked at.
    """
    season = locked(letters.season)
    require_organiser(by, season)
    letters = season.outcome_letters.get(pk=letters.pk)
    check_letters_move(letters, LettersState.SENT)
    require_may_send(by, letters)
    fates = fates_of(season)
    require_as_prepared(letters, sha256_of_fates(season, fates.told))
    for fate, letter in letters_for(season, fates.told):
        queue_letter(
            letter=letter,
            to=fate.nomination.nominator_email,
            once=f"outcome:{season.public_id}:{fate.nomination.public_id}",
            season=season.public_id,
            after=HELD_FOR,
        )
    letters.state = LettersState.SENT
    letters.sent_at = clock.now()
    letters.sent_by_ref = by.ref
    letters.save(update_fields=["state", "sent_at", "sent_by_ref"])
    record(
        actor=by,
        action="send_outcome_letters",
        subject=letters.ref,
        season=season.public_id,
        facts={"letters": letters.number, "letters_sha256": letters.sha256},
    )
    return letters


@transaction.atomic
def hold_outcome_letters(*, letters: OutcomeLetters, by: Actor) -> OutcomeLetters:
    """Take back the letters that have not left; they can be prepared and sent off again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: they were not sent off, or are held back already.
    """
    season = locked(letters.season)
    require_organiser(by, season)
    letters = season.outcome_letters.get(pk=letters.pk)
    check_letters_move(letters, LettersState.HELD)
    held = take_back_waiting(occasion=f"outcome:{season.public_id}")
    letters.state = LettersState.HELD
    letters.save(update_fields=["state"])
    record(
        actor=by,
        action="hold_outcome_letters",
        subject=letters.ref,
        season=season.public_id,
        facts={"held": held},
    )
    return letters


@transaction.atomic
def log_review(
    *, entry: Entry, asked_on: date, question: str, reviewer: str, due_on: date, by: Actor
) -> ProcessReview:
    """Write down that somebody asks whether the rules were kept, and who looks at it until when.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are not published.
        Refusal: nothing is asked, the reviewer sits on the panel, or is due before the question.
    """
    season = locked(entry.season)
    require_organiser(by, season)
    require_published(season, may_be_told=True)
    reviewer = written_line(_("Who looks at it"), reviewer)
    question = written_passage(_("What is asked"), question)
    check_reviewer(season, reviewer)
    if not question:
        raise Refusal("nothing-asked", _("Write what is asked."))
    if due_on < asked_on:
        raise Refusal("due-before-asked", _("The answer cannot be due before the question came."))
    review = ProcessReview.objects.create(
        entry=entry, asked_on=asked_on, question=question, reviewer=reviewer, due_on=due_on
    )
    record(
        actor=by,
        action="log_review",
        subject=review.ref,
        season=season.public_id,
        facts={"entry": entry.ref, "due_on": due_on.isoformat()},
    )
    return review


@transaction.atomic
def answer_review(
    *, review: ProcessReview, finding: ReviewFinding, answer: str, by: Actor
) -> ProcessReview:
    """Write down what came out of a review; whoever asked is answered by e-mail outside Cadair.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: it says nothing.
    """
    season = locked(review.entry.season)
    require_organiser(by, season)
    text = written_passage(_("Answer"), answer)
    if not text:
        raise Refusal("no-answer", _("Write what the reviewer found, and why."))
    review.finding, review.answer, review.answered_at = finding, text, clock.now()
    review.save(update_fields=["finding", "answer", "answered_at"])
    record(
        actor=by,
        action="answer_review",
        subject=review.ref,
        season=season.public_id,
        facts={"finding": finding.value, "answer_sha256": sha256_of(text)},
    )
    return review
