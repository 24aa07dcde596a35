"""Decisions by correspondence as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from cadair.foundation import clock
from cadair.judging.meeting_states import Answer, MotionState
from cadair.judging.models import Motion, Reply
from cadair.seasons.models import Category
from cadair.web.panel.guards import Room


@dataclass(frozen=True, slots=True)
class ReplyShown:
    """What one judge answered; empty: nothing yet."""

    name: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class MotionShown:
    """One decision that was put to the judges, without what it says."""

    motion: Motion
    name: str
    href: str
    state: str
    needed: int
    agreed: int
    replies: Sequence[ReplyShown]
    own: Reply | None
    is_past: bool

    @property
    def is_open(self) -> bool:
        """Whether judges are still asked."""
        return self.motion.state == MotionState.OPEN

    @property
    def is_carried(self) -> bool:
        """Whether enough of them agreed."""
        return self.motion.state == MotionState.CARRIED

    @property
    def due_on(self) -> date:
        """The last day for answering."""
        return self.motion.due_on


def motions_of(room: Room, category: Category) -> list[MotionShown]:
    """Those of a category, the last first."""
    found = category.motions.order_by("-put_at", "-pk").prefetch_related("replies__judge")
    return [_shown(room, each, category) for each in found]


def open_motions(room: Room) -> list[MotionShown]:
    """What judges are asked about now, or agreed to and nobody wrote down; nothing closed."""
    waiting = room.season.motions.filter(state__in=(MotionState.OPEN, MotionState.CARRIED))
    rows = waiting.select_related("category").prefetch_related("replies__judge")
    return [
        _shown(room, each, each.category)
        for each in rows
        if not room.is_closed(each.category) and not is_written(each)
    ]


def is_written(motion: Motion) -> bool:
    """Whether the decision was written down since."""
    decision = getattr(motion.category, "decision", None)
    ended = motion.ended_at
    decided = decision.decided_at if decision is not None else None
    return ended is not None and decided is not None and decided >= ended


def _shown(room: Room, motion: Motion, category: Category) -> MotionShown:
    replies = sorted(motion.replies.all(), key=lambda each: each.judge.position)
    own = room.judge.pk if room.judge is not None else None
    return MotionShown(
        motion=motion,
        name=str(category.name),
        href=reverse(
            "panel_correspondence", kwargs={"season": room.season.key, "category": category.key}
        ),
        state=str(MotionState(motion.state).label),
        needed=motion.needed,
        agreed=sum(each.answer == Answer.AGREES for each in replies),
        replies=[
            ReplyShown(
                each.judge.name, str(Answer(each.answer).label) if each.answer else "", each.note
            )
            for each in replies
        ],
        own=next((each for each in replies if each.judge_id == own), None),
        is_past=motion.due_on < clock.to_london(clock.now()).date(),
    )
