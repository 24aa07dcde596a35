"""Questions to nominators: asked, answered once and in time, taken back, lapsed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    answer_clarification,
    ask_clarification,
    lapse_clarification,
    withdraw_clarification,
)
from cadair.nominations.models import Clarification, Nomination
from cadair.nominations.queries import CLARIFICATION
from cadair.nominations.states import ClarificationState
from cadair.nominations.tasks import lapse_questions
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season
from tests.progress import bring_to

pytestmark = pytest.mark.django_db

QUESTION = BilingualText("Pwy dalodd am y gwaith?", "Who paid for the work?")
UNTIL = CHECKING_AT.date() + timedelta(days=7)
WORKER = Actor.system("worker")


@pytest.fixture
def cast() -> Cast:
    made = a_season()
    bring_to(made, SeasonState.CHECKING)
    return made


def _sent(cast: Cast) -> Nomination:
    return Nomination.objects.get(entry=cast.entries[LANTERN])


def _ask(cast: Cast, until: date = UNTIL) -> Clarification:
    with clock.at(CHECKING_AT):
        return ask_clarification(
            nomination=_sent(cast), question=QUESTION, answer_by=until, by=cast.organiser
        )


def _holder() -> Actor:
    return actor_by_link(AccessLink.objects.get(purpose=CLARIFICATION))


def _answer(asked: Clarification, at: datetime, by: Actor | None = None) -> Clarification:
    with clock.at(at):
        return answer_clarification(
            clarification=asked, text="The council.", language="en", by=by or _holder()
        )


def test_whoever_holds_the_link_answers_once(cast: Cast) -> None:
    asked = _answer(_ask(cast), CHECKING_AT + timedelta(days=1))
    assert asked.state == ClarificationState.ANSWERED
    assert asked.answer == "The council."
    with pytest.raises(NotNow):
        _answer(asked, CHECKING_AT + timedelta(days=2))


def test_the_link_of_one_question_answers_no_other(cast: Cast) -> None:
    asked = _ask(cast)
    stranger = Actor(ref="link:" + "0" * 32)
    for by in (stranger, cast.organiser, cast.actor("bob")):
        with pytest.raises(NotAllowed):
            _answer(asked, CHECKING_AT, by)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-1, True), (0, False)])
def test_an_answer_is_taken_until_the_day_is_over_in_wales(
    cast: Cast, seconds: int, *, is_taken: bool
) -> None:
    asked = _ask(cast)
    midnight = clock.from_london(datetime.combine(UNTIL + timedelta(days=1), datetime.min.time()))
    at = midnight + timedelta(seconds=seconds)
    if is_taken:
        assert _answer(asked, at).state == ClarificationState.ANSWERED
    else:
        with pytest.raises((NotNow, NotAllowed)):
            _answer(asked, at)


def test_a_question_that_is_taken_back_waits_no_more(cast: Cast) -> None:
    asked, holder = _ask(cast), _holder()
    with clock.at(CHECKING_AT):
        withdrawn = withdraw_clarification(clarification=asked, by=cast.organiser)
    assert withdrawn.state == ClarificationState.WITHDRAWN
    with pytest.raises((NotNow, NotAllowed)):
        _answer(asked, CHECKING_AT, holder)


def test_the_worker_notes_what_nobody_answered_and_says_how_many(cast: Cast) -> None:
    asked = _ask(cast)
    with clock.at(CHECKING_AT):
        assert lapse_questions() == 0
        with pytest.raises(NotNow):
            lapse_clarification(clarification=asked, by=WORKER)
    with clock.at(CHECKING_AT + timedelta(days=8)):
        assert lapse_questions() == 1
        assert lapse_questions() == 0
    asked.refresh_from_db()
    assert asked.state == ClarificationState.LAPSED


def test_only_time_lets_a_question_lapse(cast: Cast) -> None:
    asked = _ask(cast)
    with clock.at(CHECKING_AT + timedelta(days=30)), pytest.raises(NotAllowed):
        lapse_clarification(clarification=asked, by=cast.organiser)


@pytest.mark.parametrize("days", [-1, 61])
def test_the_day_to_answer_is_soon_and_not_past(cast: Cast, days: int) -> None:
    with pytest.raises(Refusal, match="two months"):
        _ask(cast, CHECKING_AT.date() + timedelta(days=days))


def test_a_nominator_has_no_second_form_to_fill_in(cast: Cast) -> None:
    for _number in range(5):
        _ask(cast)
    with pytest.raises(Refusal, match="wait for an answer"):
        _ask(cast)


def test_each_question_is_one_letter_with_a_link_of_its_own(cast: Cast) -> None:
    before = OutboxMessage.objects.count()
    _ask(cast)
    _ask(cast)
    letters = OutboxMessage.objects.filter(once__startswith="question:")
    assert letters.count() == OutboxMessage.objects.count() - before == 2
    assert AccessLink.objects.filter(purpose=CLARIFICATION).count() == 2
