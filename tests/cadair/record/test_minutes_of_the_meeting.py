"""The minutes tell the meeting: who was there, how it voted, what was changed, what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import begin_sitting, change_mark, end_sitting, set_quorum
from cadair.judging.meeting_states import Answer, Presence, SittingEnd, Stance
from cadair.judging.models import Ballot, BallotLine, Scorecard
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.outcomes.actions import (
    Proposed,
    VoteCast,
    answer_motion,
    call_round,
    close_called_round,
    decide_category,
    hold_poll,
    put_motion,
    put_on_table,
)
from cadair.outcomes.states import Outcome
from cadair.record.contents import contents_of
from cadair.record.docx import as_docx
from cadair.record.minutes import minutes_of
from cadair.record.states import RecordVersion
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db

WHY = "Ann mentions Ysgol y Bryn 4471"


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """A meeting in which everything happened that can."""
    cast = a_season(SeasonState.DECIDING)
    ann, bob, cerys = (cast.judges[name] for name in ("ann", "bob", "cerys"))
    set_quorum(season=cast.season, quorum=2, by=cast.organiser)
    present = {ann: Presence.PRESENT, bob: Presence.PRESENT, cerys: Presence.PRESENT}
    sitting = begin_sitting(season=cast.season, attendance=present, by=cast.chair)
    put_on_table(season=cast.season, category=cast.category("asb"), by=cast.chair)
    hold_poll(
        category=cast.category("asb"),
        votes={
            ann: VoteCast(Stance.FOR, cast.entries[LANTERN]),
            cerys: VoteCast(Stance.FOR, cast.entries[QUIET]),
        },
        by=cast.chair,
    )
    change_mark(
        scorecard=Scorecard.objects.get(judge=ann, entry=cast.entries[LANTERN]),
        marks={"impact": 5},
        reason=WHY,
        reason_language="en",
        by=cast.actor("ann"),
    )
    _ballot(cast)
    decide(cast, "asb", award(cast, "winner", LANTERN))
    end_sitting(
        sitting=sitting,
        end=SittingEnd.ADJOURNED,
        goes_on_at=MEETING_AT + timedelta(days=1),
        by=cast.chair,
    )
    motion = put_motion(
        category=cast.category("youth"),
        proposed=Proposed(Outcome.NO_AWARD, cerys, form={"without": "no-award"}),
        needed=2,
        due_on=MEETING_AT.date(),
        by=cast.chair,
    )
    answer_motion(motion=motion, judge=ann, answer=Answer.AGREES, by=cast.actor("ann"))
    answer_motion(motion=motion, judge=cerys, answer=Answer.AGREES, by=cast.chair)
    return cast


def _ballot(cast: Cast) -> None:
    round_ = call_round(
        category=cast.category("asb"),
        method=RoundMethod.RANKED_BALLOT,
        entries=[cast.entries[LANTERN], cast.entries[QUIET]],
        judges=[cast.judges["ann"], cast.judges["cerys"]],
        by=cast.chair,
    )
    for name in ("ann", "cerys"):
        ballot = Ballot.objects.create(
            round=round_, judge=cast.judges[name], state=PaperState.LOCKED, cast_at=clock.now()
        )
        for rank, title in enumerate((QUIET, LANTERN), start=1):
            BallotLine.objects.create(ballot=ballot, entry=cast.entries[title], rank=rank)
    close_called_round(round_=round_, by=cast.chair)


def _said(cast: Cast, version: RecordVersion, language: str = "en") -> str:
    contents = contents_of(cast.season, version)
    minutes = minutes_of(cast.season, contents, "cy" if language == "cy" else "en")
    assert as_docx(minutes)[:2] == b"PK"
    return "\n".join(
        line
        for block in minutes.blocks
        for line in (block.text, *(" | ".join(row) for row in (block.head, *block.rows)))
    )


def test_the_full_minutes_tell_all_of_it(cast: Cast) -> None:
    said = _said(cast, RecordVersion.FULL)
    lantern, quiet = cast.entries[LANTERN].reference, cast.entries[QUIET].reference
    for expected in (
        "Quorum: 2.",
        "How it ended: adjourned.",
        "Judges present: 3. Apologies: 0. Absent: 0.",
        "Anti-social behaviour | Bob",
        "Vote 1. For an entry: 2. Against: 0. Abstained: 0.",
        f"Ann | for the entry | {lantern} | 1",
        "The panel asked for a further round. How: Ranked ballot. Judges: 2. Entries: 2.",
        f"Cerys | {quiet} > {lantern}",
        f"Ann | {lantern}, impact | 8 → 5 | {WHY}",
    ):
        assert expected in said, expected


def test_minutes_for_everybody_name_nobody(cast: Cast) -> None:
    said = _said(cast, RecordVersion.PUBLIC)
    assert "Judges present: 3." in said
    assert "Marks changed in the meeting: 1." in said
    assert WHY not in said
    for name in ("Ann", "Bob", "Cerys"):
        assert f"\n{name} |" not in said
        assert f"| {name}\n" not in said


def test_a_decision_by_correspondence_is_told_where_it_was_decided(cast: Cast) -> None:
    motion = cast.season.motions.get()
    decide_category(
        category=cast.category("youth"),
        outcome=Outcome.NO_AWARD,
        reason=BilingualText(en="None reached it."),
        reason_language="en",
        decided_by=cast.judges["cerys"],
        by=cast.chair,
        motion=motion,
    )
    said = _said(cast, RecordVersion.FULL)
    assert "Outcome: carried. Had to agree: 2. Agreed: 2. Did not: 0. Abstained: 0." in said
    assert "Ann | agrees" in said


@pytest.mark.parametrize("version", list(RecordVersion))
def test_they_are_there_in_welsh(cast: Cast, version: RecordVersion) -> None:
    said = _said(cast, version, "cy")
    assert "Y cyfarfod" in said
    assert "Beirniaid yn bresennol: 3." in said
