"""Who gets in: reading before the panel, and questions to nominators."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.foundation import clock
from cadair.nominations.hints import Hint
from cadair.nominations.models import Clarification, Nomination, Redaction
from cadair.nominations.redacting import hash_of
from cadair.nominations.states import RedactionReason
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season
from tests.structure.matrix.staff_nominations import _elsewhere

VIEWS: Final = "cadair.web.staff.reading.views"
DESK: Final = frozenset({ORGANISER})
CHECKING: Final = SeasonState.CHECKING


def _lantern(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _mine(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "nomination": _lantern(cast).public_id}


def _theirs(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "nomination": _elsewhere(cast).public_id}


def _taken_out(nomination: Nomination) -> Redaction:
    found = Hint(0, 4, RedactionReason.NAME)
    return Redaction.objects.create(
        nomination=nomination,
        field="summary",
        start=found.start,
        end=found.end,
        text_sha256=hash_of(nomination.summary),
        passage=nomination.summary[found.start : found.end],
        reason=found.reason,
        made_by="account:x",
        made_at=clock.now(),
    )


def _redaction(cast: Cast) -> dict[str, str]:
    return {**_mine(cast), "redaction": _taken_out(_lantern(cast)).public_id}


def _redaction_elsewhere(cast: Cast) -> dict[str, str]:
    """A redaction of another nomination, under mine."""
    return {**_mine(cast), "redaction": _taken_out(_elsewhere(cast)).public_id}


def a_question(nomination: Nomination) -> Clarification:
    """A question that waits."""
    now = clock.now()
    return Clarification.objects.create(
        nomination=nomination,
        question_en="How many came?",
        asked_by="account:x",
        asked_at=now,
        answer_by=clock.to_london(now + timedelta(days=7)).date(),
    )


def _question(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "question": a_question(_lantern(cast)).public_id}


def _question_elsewhere(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "question": a_question(_elsewhere(cast)).public_id}


READING: dict[str, Row] = {
    f"{VIEWS}.reading.overview": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.reading.together": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.reading.one": Row(DESK, CHECKING, _mine, foreign=_theirs),
    f"{VIEWS}.reading.has_read": Row(DESK, CHECKING, _mine, foreign=_theirs, is_form_only=True),
    f"{VIEWS}.redacting.take_out": Row(DESK, CHECKING, _mine, foreign=_theirs, is_form_only=True),
    f"{VIEWS}.redacting.give_back": Row(
        DESK, CHECKING, _redaction, foreign=_redaction_elsewhere, is_form_only=True
    ),
    f"{VIEWS}.naming.names": Row(DESK, CHECKING, _mine, foreign=_theirs),
    f"{VIEWS}.original.versions": Row(DESK, CHECKING, _mine, foreign=_theirs),
    f"{VIEWS}.original.original": Row(DESK, CHECKING, _mine, foreign=_theirs),
    f"{VIEWS}.asking.ask": Row(DESK, CHECKING, _mine, foreign=_theirs),
    f"{VIEWS}.asking.questions": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.asking.take_back": Row(
        DESK, CHECKING, _question, foreign=_question_elsewhere, is_form_only=True
    ),
}
