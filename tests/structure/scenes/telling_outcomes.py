"""Scenes: feedback, the letters on how nominations fared, reviews."""

from __future__ import annotations

from cadair.nominations.models import Nomination
from cadair.outcomes.actions import (
    answer_review,
    hold_outcome_letters,
    log_review,
    open_outcome_sample,
    prepare_outcome_letters,
    send_outcome_letters,
    write_feedback,
)
from cadair.outcomes.feedback import owed
from cadair.outcomes.models import OutcomeLetters, ProcessReview
from cadair.outcomes.states import ReviewFinding
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, MEETING_AT, Cast, words
from tests.structure.scenes.scene import Scene


def write_all(cast: Cast) -> None:
    """Feedback on everything without an award."""
    for line in owed(cast.season):
        write_feedback(
            entry=line.entry,
            strengths=words("They listened."),
            next_steps=words("Show the numbers."),
            by=cast.organiser,
        )


def prepared(cast: Cast) -> OutcomeLetters:
    """Everything is written, the letters are prepared."""
    write_all(cast)
    return prepare_outcome_letters(season=cast.season, by=cast.organiser)


def looked_at(cast: Cast) -> OutcomeLetters:
    """Every letter drawn was looked at."""
    letters = prepared(cast)
    for nomination in Nomination.objects.filter(public_id__in=letters.samples):
        open_outcome_sample(letters=letters, nomination=nomination, by=cast.organiser)
    return letters


def sent_off(cast: Cast) -> OutcomeLetters:
    """All of them are on their way."""
    return send_outcome_letters(letters=looked_at(cast), by=cast.organiser)


def asked(cast: Cast) -> ProcessReview:
    """Somebody asks about Night Kickabout."""
    return log_review(
        entry=cast.entries[KICKABOUT],
        asked_on=MEETING_AT.date(),
        question="Was it read at all?",
        reviewer="Rhian Reviewer",
        due_on=MEETING_AT.date(),
        by=cast.organiser,
    )


def _letters(cast: Cast) -> OutcomeLetters:
    return cast.season.outcome_letters.latest("pk")


def _one(cast: Cast) -> Nomination:
    return Nomination.objects.get(public_id=_letters(cast).samples[0])


_AT = (SeasonState.RELEASED, MEETING_AT)

SCENES: dict[str, Scene] = {
    "cadair.outcomes.actions.write_feedback": Scene(
        *_AT,
        lambda c: write_feedback(
            entry=c.entries[KICKABOUT],
            strengths=words("They listened."),
            next_steps=words("Show the numbers."),
            by=c.organiser,
        ),
    ),
    "cadair.outcomes.actions.prepare_outcome_letters": Scene(
        *_AT, lambda c: prepare_outcome_letters(season=c.season, by=c.organiser), write_all
    ),
    "cadair.outcomes.actions.open_outcome_sample": Scene(
        *_AT,
        lambda c: open_outcome_sample(letters=_letters(c), nomination=_one(c), by=c.organiser),
        prepared,
    ),
    "cadair.outcomes.actions.send_outcome_letters": Scene(
        *_AT, lambda c: send_outcome_letters(letters=_letters(c), by=c.organiser), looked_at
    ),
    "cadair.outcomes.actions.hold_outcome_letters": Scene(
        *_AT, lambda c: hold_outcome_letters(letters=_letters(c), by=c.organiser), sent_off
    ),
    "cadair.outcomes.actions.log_review": Scene(*_AT, asked),
    "cadair.outcomes.actions.answer_review": Scene(
        *_AT,
        lambda c: answer_review(
            review=ProcessReview.objects.latest("pk"),
            finding=ReviewFinding.KEPT,
            answer="Three judges read it.",
            by=c.organiser,
        ),
        asked,
    ),
}
