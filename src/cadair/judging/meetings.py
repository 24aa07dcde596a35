"""Reading the panel’s meeting: which sitting is on, who is there, whether they are enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.db.models import Count, Exists, Q, QuerySet, Subquery

from cadair.foundation.prepared import Prepared
from cadair.judging.meeting_states import Presence
from cadair.judging.models import (
    Attendance,
    Judge,
    MarkChange,
    Meeting,
    OutOfRoom,
    Poll,
    Round,
    Sitting,
)
from cadair.seasons.models import Category, Season


class Now(NamedTuple):
    """Where a meeting is, for every page of the room; asked in one statement.

    `table` is a category’s id; `present` is None where no sitting is on.
    """

    quorum: int | None
    table: int | None
    version: int
    present: int | None
    has_begun: bool


_NOW: Final = Prepared(
    lambda season: (
        Season.objects.filter(pk=season)
        .annotate(
            sitting=Subquery(Sitting.objects.filter(season=season, ended_at=None).values("pk")[:1]),
            present=Count(
                "sittings__attendance",
                filter=Q(
                    sittings__ended_at=None,
                    sittings__attendance__presence=Presence.PRESENT.value,
                    sittings__attendance__left_at=None,
                ),
            ),
            begun=Exists(Sitting.objects.filter(season=season)),
        )
        .order_by()
        .values_list(
            "meeting__quorum", "meeting__table", "meeting__version", "sitting", "present", "begun"
        )
    )
)


def now_in(season: Season) -> Now:
    """Where the meeting of a season is."""
    quorum, table, version, sitting, present, begun = _NOW.rows(season=season.pk)[0]
    return Now(quorum, table, version or 0, present if sitting else None, bool(begun))


class Done(NamedTuple):
    """What the meeting did on a category, before anything of it is read."""

    polls: bool
    rounds: bool
    changes: bool
    out: bool


_DONE: Final = Prepared(
    lambda category: (
        Category.objects.filter(pk=category)
        .annotate(
            has_polls=Exists(Poll.objects.filter(category=category)),
            has_rounds=Exists(Round.objects.filter(category=category, is_called=True)),
            has_changes=Exists(MarkChange.objects.filter(scorecard__category=category)),
            has_out=Exists(OutOfRoom.objects.filter(category=category)),
        )
        .order_by()
        .values_list("has_polls", "has_rounds", "has_changes", "has_out")
    )
)


def done_on(category: Category) -> Done:
    """Which kinds of thing the meeting did on a category."""
    return Done(*map(bool, _DONE.rows(category=category.pk)[0]))


def meeting_of(season: Season) -> Meeting:
    """The meeting of a season; before anybody wrote of it, one that asks for nothing."""
    found = Meeting.objects.filter(season=season).select_related("table").first()
    return found or Meeting(season=season, version=0)


def current_sitting(season: Season) -> Sitting | None:
    """The sitting that is on, or None: none was begun, or it was adjourned."""
    return Sitting.objects.filter(season=season, ended_at=None).first()


def present_in(sitting: Sitting) -> QuerySet[Judge]:
    """The judges who are in the room now, in their order; some may be out for one category."""
    there = Attendance.objects.filter(
        sitting=sitting, presence=Presence.PRESENT, left_at=None
    ).values("judge")
    return Judge.objects.filter(pk__in=there).order_by("position")


def judges_present(season: Season) -> list[Judge]:
    """Who is in the room; the whole panel where no attendance is kept.

    Substitutes are asked for single entries, so they count only where they are there.
    """
    sitting = current_sitting(season)
    if sitting is not None:
        return list(present_in(sitting))
    return list(season.judges.filter(is_substitute=False).order_by("position"))


def missing_for_quorum(season: Season) -> int:
    """How many more judges must be there for a decision; 0: enough, or no quorum is asked."""
    quorum = meeting_of(season).quorum
    if not quorum:
        return 0
    sitting = current_sitting(season)
    there = present_in(sitting).count() if sitting is not None else 0
    return max(quorum - there, 0)


def out_of_room(category: Category) -> list[str]:
    """Who was out of the room while a category was on the table, by name."""
    out = Judge.objects.filter(out_of_room__category=category)
    return list(out.order_by("position").values_list("name", flat=True).distinct())


def changed_marks(category: Category, hidden: Sequence[int] = ()) -> QuerySet[MarkChange]:
    """The marks of a category that were changed in the meeting, but for `hidden` entries."""
    changes = MarkChange.objects.filter(
        scorecard__category=category, scorecard__entry__is_test=False
    ).exclude(scorecard__entry__in=list(hidden))
    return changes.select_related(
        "scorecard__judge", "scorecard__entry", "criterion", "scorecard__category"
    )
