"""Deciding by correspondence: put to the judges, answered by each, then it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.actions import set_quorum, sign_declaration
from cadair.judging.meeting_states import Answer, MotionState
from cadair.judging.models import Motion
from cadair.judging.states import InterestKind, InterestNature
from cadair.mail.models import OutboxMessage
from cadair.outcomes.actions import answer_motion
from cadair.outcomes.models import Decision
from cadair.retention.erasing import forget_reasons
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """Three must be present, and nobody is: only correspondence is left."""
    cast = a_season(SeasonState.DECIDING)
    set_quorum(season=cast.season, quorum=3, by=cast.organiser)
    return cast


def address(cast: Cast, key: str = "youth", language: str = "en") -> str:
    """Where judges answer."""
    words = {"cy": "gohebiaeth", "en": "correspondence"}
    return f"{pages.category(cast, key, language)}{words[language]}/"


def put(cast: Cast, needed: int = 2) -> Motion:
    """Cerys asks the judges to give Night Kickabout the award."""
    sent = pages.form(cast, {KICKABOUT: "winner"}, step="ask")
    sent |= {"due_on": "2026-11-08", "needed": str(needed)}
    answer = pages.browser(cast, "cerys").post(address(cast), sent)
    assert answer.status_code == 302, answer.content.decode()
    return cast.season.motions.get()


def test_with_too_few_present_nothing_is_decided_and_everything_typed_stays(cast: Cast) -> None:
    sent = pages.form(cast, {KICKABOUT: "winner"})
    answer = pages.browser(cast, "cerys").post(pages.category(cast, "youth"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Too few judges are present" in page
    assert "The marks were clear." in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_it_is_looked_at_before_it_is_put(cast: Cast, language: str) -> None:
    sent = pages.form(cast, {KICKABOUT: "winner"}, step="put")
    answer = pages.browser(cast, "cerys").post(address(cast, language=language), sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert KICKABOUT in page
    assert 'name="due_on"' in page
    assert not Motion.objects.exists()


def test_every_judge_gets_a_letter_that_says_nothing_of_the_decision(cast: Cast) -> None:
    put(cast)
    letters = OutboxMessage.objects.filter(once__startswith="decision-asked:")
    assert {each.to_address for each in letters} == {f"{name}@example.org" for name in cast.judges}
    assert not any(KICKABOUT in str(vars(each)) for each in letters)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_judge_reads_the_decision_and_answers_on_their_own_page(
    cast: Cast, language: str
) -> None:
    motion = put(cast)
    ann = pages.browser(cast, "ann")
    page = ann.get(address(cast, language=language)).content.decode()
    assert KICKABOUT in page
    assert "The marks were clear." in page
    answer = ann.post(
        address(cast, language=language),
        {"motion": motion.public_id, "step": "answer", "answer": "agrees", "note": "Gladly."},
    )
    assert answer.status_code == 302
    reply = motion.replies.get(judge=cast.judges["ann"])
    assert (reply.answer, reply.note) == ("agrees", "Gladly.")


def test_once_enough_agree_it_is_carried_and_can_be_written_down(cast: Cast) -> None:
    motion = put(cast)
    chair = pages.browser(cast, "cerys")
    early = chair.post(address(cast), {"motion": motion.public_id, "step": "write"})
    assert early.status_code == 422
    assert not Decision.objects.exists()
    for name in ("ann", "bob"):
        answer_motion(
            motion=motion, judge=cast.judges[name], answer=Answer.AGREES, by=cast.actor(name)
        )
    motion.refresh_from_db()
    assert motion.state == MotionState.CARRIED
    chair.post(address(cast), {"motion": motion.public_id, "step": "write"})
    decision = Decision.objects.get(category=cast.category("youth"))
    assert decision.reason_en == "The marks were clear."
    assert [each.entry for each in decision.awards.all()] == [cast.entries[KICKABOUT]]


def test_it_is_lost_as_soon_as_too_few_can_still_agree(cast: Cast) -> None:
    motion = put(cast, needed=3)
    answer_motion(
        motion=motion, judge=cast.judges["ann"], answer=Answer.DISAGREES, by=cast.actor("ann")
    )
    motion.refresh_from_db()
    assert motion.state == MotionState.LOST
    with pytest.raises(NotNow):
        answer_motion(
            motion=motion, judge=cast.judges["bob"], answer=Answer.AGREES, by=cast.actor("bob")
        )


def test_nobody_answers_for_another_or_after_the_day(cast: Cast) -> None:
    motion = put(cast)
    with pytest.raises(NotAllowed):
        answer_motion(
            motion=motion, judge=cast.judges["ann"], answer=Answer.AGREES, by=cast.organiser
        )
    with clock.at(MEETING_AT + timedelta(days=5)), pytest.raises(NotNow) as refused:
        answer_motion(
            motion=motion, judge=cast.judges["ann"], answer=Answer.AGREES, by=cast.actor("ann")
        )
    assert refused.value.code == "motion-over"


def test_who_stepped_aside_is_neither_asked_nor_shown_anything(cast: Cast) -> None:
    sent = pages.form(cast, {LANTERN: "winner"}, step="ask")
    sent |= {"due_on": "2026-11-08", "needed": "2"}
    pages.browser(cast, "cerys").post(address(cast, "asb"), sent)
    motion = cast.season.motions.get()
    assert set(motion.replies.values_list("judge__key", flat=True)) == {"ann", "cerys"}
    assert pages.browser(cast, "bob").get(address(cast, "asb")).status_code == 404
    assert (
        "asb/correspondence"
        not in pages.browser(cast, "bob").get(pages.room(cast)).content.decode()
    )


def test_a_late_step_aside_takes_the_answer_along(cast: Cast) -> None:
    motion = put(cast)
    answer_motion(
        motion=motion, judge=cast.judges["ann"], answer=Answer.AGREES, by=cast.actor("ann")
    )
    sign_declaration(
        judge=cast.judges["ann"],
        interests={cast.entries[KICKABOUT]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    assert not motion.replies.filter(judge=cast.judges["ann"]).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"needed": "9"}, "at most all who are asked"),
        ({"needed": "many"}, "Enter a whole number"),
        ({"due_on": "2026-11-01"}, "has not passed"),
        ({"due_on": "soon"}, "Enter a date"),
    ],
)
def test_what_cannot_be_is_said_and_the_decision_is_kept(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    sent = pages.form(cast, {KICKABOUT: "winner"}, step="ask")
    sent |= {"due_on": "2026-11-08", "needed": "2", **typed}
    answer = pages.browser(cast, "cerys").post(address(cast), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'name="reason" value="The marks were clear."' in page
    assert not Motion.objects.exists()


def test_what_was_put_goes_with_the_reasons_and_the_page_says_so(cast: Cast) -> None:
    motion = put(cast, needed=1)
    answer_motion(
        motion=motion,
        judge=cast.judges["ann"],
        answer=Answer.AGREES,
        note="It helped my neighbour.",
        by=cast.actor("ann"),
    )
    chair = pages.browser(cast, "cerys")
    chair.post(address(cast), {"motion": motion.public_id, "step": "write"})
    assert forget_reasons(Decision.objects.all()) == 1
    page = chair.get(address(cast)).content.decode()
    assert "The marks were clear." not in page
    assert "my neighbour" not in page
    assert "fits the season no more" in page
