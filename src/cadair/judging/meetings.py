"""Reading the panel’s meeting: which sitting is on, who is there, whether they are enough."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from cadair.judging.meeting_states import Presence
from cadair.judging.models import Attendance, Judge, MarkChange, Meeting, Sitting
from cadair.seasons.models import Category, Season


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
