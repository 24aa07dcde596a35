"""The sittings of the panel’s meeting: who is there, when it stops, when it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.meeting_states import Presence, SittingEnd
from cadair.judging.meetings import current_sitting
from cadair.judging.models import Attendance, Judge, Meeting, Sitting
from cadair.judging.rules import require_leads_meeting, require_meeting
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

BEFORE_CONFIRMING: Final = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
    SeasonState.DECIDING,
)


@transaction.atomic
def set_quorum(*, season: Season, quorum: int | None, by: Actor) -> Meeting:
    """Say how many judges must be present for a decision; None asks for none.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the results are confirmed.
        Refusal: none, or more than sit on the panel.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state not in BEFORE_CONFIRMING:
        raise NotNow("quorum-too-late", _("The results are confirmed. The quorum stays."))
    panel = season.judges.filter(is_substitute=False).count()
    if quorum is not None and not 1 <= quorum <= panel:
        raise Refusal(
            "quorum-impossible",
            _("Ask for at least one judge and at most the whole panel. Judges on the panel: %(n)s")
            % {"n": panel},
        )
    meeting, _is_new = Meeting.objects.update_or_create(season=season, defaults={"quorum": quorum})
    record(
        actor=by,
        action="set_quorum",
        subject=meeting.ref,
        season=season.public_id,
        facts={"quorum": quorum},
    )
    return meeting


@transaction.atomic
def begin_sitting(*, season: Season, attendance: Mapping[Judge, Presence], by: Actor) -> Sitting:
    """Begin a sitting of the meeting, or go on after an adjournment, with who is there.

    Raises:
        NotAllowed: `by` is neither organiser nor chair nor stand-in.
        NotNow: the panel is not deciding, or a sitting is on.
        Refusal: a judge of another season.
    """
    season = locked(season)
    require_leads_meeting(by, season)
    require_meeting(season)
    if current_sitting(season) is not None:
        raise NotNow("sitting-is-on", _("A sitting is on. End or adjourn it first."))
    sitting = Sitting.objects.create(
        season=season, number=season.sittings.count() + 1, began_at=clock.now()
    )
    _keep(sitting, attendance)
    record(
        actor=by,
        action="begin_sitting",
        subject=sitting.ref,
        season=season.public_id,
        facts={"number": sitting.number, **_said(attendance)},
    )
    return sitting


@transaction.atomic
def keep_attendance(
    *, sitting: Sitting, attendance: Mapping[Judge, Presence], by: Actor
) -> Sitting:
    """Write down who came later or has left for good; from when until when is kept.

    Raises:
        NotAllowed: `by` is neither organiser nor chair nor stand-in.
        NotNow: the panel is not deciding, or the sitting has ended.
        Refusal: a judge of another season.
    """
    season = locked(sitting.season)
    require_leads_meeting(by, season)
    require_meeting(season)
    sitting = _still_on(sitting)
    _keep(sitting, attendance)
    record(
        actor=by,
        action="keep_attendance",
        subject=sitting.ref,
        season=season.public_id,
        facts=_said(attendance),
    )
    return sitting


@transaction.atomic
def end_sitting(
    *, sitting: Sitting, end: SittingEnd, by: Actor, goes_on_at: datetime | None = None
) -> Sitting:
    """End a sitting: the meeting is over, or adjourned, until a moment where one is agreed.

    Raises:
        NotAllowed: `by` is neither organiser nor chair nor stand-in.
        NotNow: the sitting has ended.
        Refusal: it would go on before now.
    """
    season = locked(sitting.season)
    require_leads_meeting(by, season)
    sitting = _still_on(sitting)
    if goes_on_at is not None and (end != SittingEnd.ADJOURNED or goes_on_at <= clock.now()):
        raise Refusal("goes-on-before", _("The meeting can go on only at a moment still to come."))
    now = clock.now()
    sitting.attendance.filter(presence=Presence.PRESENT, left_at=None).update(left_at=now)
    sitting.ended_at, sitting.end, sitting.goes_on_at = now, SittingEnd(end).value, goes_on_at
    sitting.save(update_fields=["ended_at", "end", "goes_on_at"])
    record(
        actor=by,
        action="end_sitting",
        subject=sitting.ref,
        season=season.public_id,
        facts={"end": SittingEnd(end).value, "number": sitting.number},
    )
    return sitting


def _still_on(sitting: Sitting) -> Sitting:
    fresh = Sitting.objects.select_related("season").get(pk=sitting.pk)
    if fresh.ended_at is not None:
        raise NotNow("sitting-ended", _("This sitting has ended. Begin another one."))
    return fresh


def _keep(sitting: Sitting, attendance: Mapping[Judge, Presence]) -> None:
    known = {each.judge_id: each for each in sitting.attendance.all()}
    now = clock.now()
    for judge, presence in attendance.items():
        if judge.season_id != sitting.season_id:
            raise Refusal("other-season", _("This judge belongs to another season."))
        row = known.get(judge.pk) or Attendance(sitting=sitting, judge=judge)
        is_there = presence == Presence.PRESENT
        was_there = row.presence == Presence.PRESENT and row.left_at is None
        if is_there and not was_there:
            row.presence, row.left_at = Presence.PRESENT, None
            row.came_at = row.came_at or now
        elif not is_there and was_there and row.pk:
            # Was there and has gone: the minutes say from when until when.
            row.left_at = now
        elif not is_there and row.left_at is None:
            row.presence = Presence(presence)
        row.save()


def _said(attendance: Mapping[Judge, Presence]) -> dict[str, int]:
    given = [Presence(each) for each in attendance.values()]
    return {each.value: given.count(each) for each in Presence}
