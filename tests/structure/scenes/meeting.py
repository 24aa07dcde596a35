"""Scenes: the panel’s meeting, its votes and fresh ballots, marks changed in it."""

from __future__ import annotations

from cadair.judging.actions import (
    begin_sitting,
    change_mark,
    end_sitting,
    keep_attendance,
    set_quorum,
)
from cadair.judging.meeting_states import Answer, Presence, SittingEnd, Stance
from cadair.judging.models import Scorecard
from cadair.judging.round_states import RoundMethod
from cadair.outcomes.actions import (
    Proposed,
    VoteCast,
    answer_motion,
    call_round,
    close_called_round,
    end_motion,
    hold_poll,
    put_motion,
    put_on_table,
)
from cadair.outcomes.states import Outcome
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast
from tests.structure.scenes.scene import Scene

MEET, AT = SeasonState.DECIDING, MEETING_AT


def present(cast: Cast) -> object:
    """Everybody is in the room."""
    everybody = dict.fromkeys(cast.judges.values(), Presence.PRESENT)
    return begin_sitting(season=cast.season, attendance=everybody, by=cast.chair)


def _call(cast: Cast) -> object:
    return call_round(
        category=cast.category("asb"),
        method=RoundMethod.RANKED_BALLOT,
        entries=[cast.entries[LANTERN], cast.entries[QUIET]],
        judges=[cast.judges["ann"], cast.judges["cerys"]],
        by=cast.chair,
    )


def _vote(cast: Cast) -> object:
    return hold_poll(
        category=cast.category("asb"),
        votes={
            cast.judges["ann"]: VoteCast(Stance.FOR, cast.entries[LANTERN]),
            cast.judges["cerys"]: VoteCast(Stance.ABSTAINS),
        },
        by=cast.chair,
    )


def _change(cast: Cast) -> object:
    card = Scorecard.objects.get(judge=cast.judges["ann"], entry=cast.entries[LANTERN])
    return change_mark(
        scorecard=card,
        marks={"impact": 7},
        reason="Read again.",
        reason_language="en",
        by=cast.actor("ann"),
    )


def _ask(cast: Cast) -> object:
    return put_motion(
        category=cast.category("youth"),
        proposed=Proposed(Outcome.NO_AWARD, cast.judges["cerys"], form={"without": "no-award"}),
        needed=2,
        due_on=MEETING_AT.date(),
        by=cast.chair,
    )


SCENES: dict[str, Scene] = {
    "cadair.judging.actions.set_quorum": Scene(
        MEET, AT, lambda c: set_quorum(season=c.season, quorum=2, by=c.organiser)
    ),
    "cadair.judging.actions.begin_sitting": Scene(MEET, AT, present),
    "cadair.judging.actions.keep_attendance": Scene(
        MEET,
        AT,
        lambda c: keep_attendance(
            sitting=c.season.sittings.get(),
            attendance={c.judges["bob"]: Presence.ABSENT},
            by=c.chair,
        ),
        present,
    ),
    "cadair.judging.actions.end_sitting": Scene(
        MEET,
        AT,
        lambda c: end_sitting(
            sitting=c.season.sittings.get(), end=SittingEnd.ADJOURNED, by=c.chair
        ),
        present,
    ),
    "cadair.judging.actions.change_mark": Scene(MEET, AT, _change),
    "cadair.outcomes.actions.put_on_table": Scene(
        MEET,
        AT,
        lambda c: put_on_table(season=c.season, category=c.category("asb"), by=c.chair),
        present,
    ),
    "cadair.outcomes.actions.hold_poll": Scene(MEET, AT, _vote),
    "cadair.outcomes.actions.call_round": Scene(MEET, AT, _call),
    "cadair.outcomes.actions.close_called_round": Scene(
        MEET,
        AT,
        lambda c: close_called_round(
            round_=c.category("asb").rounds.get(is_called=True), by=c.chair
        ),
        _call,
    ),
    "cadair.outcomes.actions.put_motion": Scene(MEET, AT, _ask),
    "cadair.outcomes.actions.answer_motion": Scene(
        MEET,
        AT,
        lambda c: answer_motion(
            motion=c.season.motions.get(),
            judge=c.judges["ann"],
            answer=Answer.AGREES,
            by=c.actor("ann"),
        ),
        _ask,
    ),
    "cadair.outcomes.actions.end_motion": Scene(
        MEET, AT, lambda c: end_motion(motion=c.season.motions.get(), by=c.chair), _ask
    ),
}
