"""Reminding judges of entries that wait for them: by rule, and never who asked not to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.clock import from_london
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.judging.desks import desk_of
from cadair.judging.letters import MarksWaiting, judging_page
from cadair.judging.models import Judge
from cadair.judging.states import PlaceState
from cadair.mail.actions import queue_letter
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import already_queued, stopped_among
from cadair.mail.states import Topic
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

DAYS_BEFORE: Final = (2, 7)
"""So many days before marks are wanted, judges who owe some are reminded; the nearest first."""

ENDS: Final = ("judging_ends", "panel_meets")
_FINAL: Final = frozenset({PlaceState.LOCKED, PlaceState.ABSTAINED})


@dataclass(frozen=True, slots=True)
class JudgeReminder:
    """One letter to one judge: how many entries wait for them."""

    judge: Judge
    address: str
    once: str
    entries: int


def marks_wanted_by(season: Season) -> datetime | None:
    """When judging ends; where that is not set, when the panel meets; or None."""
    moments = {each.key: each for each in season.moments.filter(key__in=ENDS)}
    for key in ENDS:
        moment = moments.get(key)
        if moment is None:
            continue
        if moment.at is not None:
            return moment.at
        if moment.on_date is not None:
            # A day on which marks are wanted lasts to its end; on the day of a meeting it is late.
            last = time(23, 59) if key == ENDS[0] else time(0, 0)
            return from_london(datetime.combine(moment.on_date, last))
    return None


def judges_to_remind(season: Season) -> list[JudgeReminder]:
    """Whom it is time to remind and was not yet: once for each rule and each end of judging.

    Who was asked to judge only after the moment of a rule is not reminded by it.
    """
    ends, now = marks_wanted_by(season), clock.now()
    if season.state != SeasonState.JUDGING or ends is None or now > ends:
        return []
    due = next((days for days in DAYS_BEFORE if now >= ends - timedelta(days=days)), None)
    if due is None:
        return []
    found = {each.once: each for each in _waiting(season, due, ends)}
    done = already_queued(list(found))
    left = [each for once, each in found.items() if once not in done]
    stopped = stopped_among([each.address for each in left], Topic.MARKING)
    return [each for each in left if each.address not in stopped]


def _waiting(season: Season, days: int, ends: datetime) -> Iterator[JudgeReminder]:
    moment = ends - timedelta(days=days)
    for judge in season.judges.filter(account__is_active=True).select_related("account"):
        begun = f"judging-begun:{season.public_id}:{judge.public_id}"
        if OutboxMessage.objects.filter(once=begun, queued_at__gt=moment).exists():
            continue
        waiting = sum(place.state not in _FINAL for place in desk_of(judge))
        if waiting and judge.account is not None:
            once = f"marks-waiting:{season.public_id}:{judge.public_id}:{days}:{ends:%Y%m%d%H%M}"
            yield JudgeReminder(judge, judge.account.email, once, waiting)


@transaction.atomic
def remind_judges(*, season: Season, by: Actor) -> list[JudgeReminder]:
    """Write to every judge whom it is time to remind; repeated, it writes to nobody.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    due = judges_to_remind(season)
    ends = marks_wanted_by(season)
    for each in due:
        letter = MarksWaiting(
            season=season.name,
            entries=each.entries,
            ends=_in_words(ends),
            page=judging_page(season),
        )
        queue_letter(letter=letter, to=each.address, once=each.once, season=season.public_id)
    record(
        actor=by,
        action="remind_judges",
        subject=season.ref,
        season=season.public_id,
        facts={"judges": len(due)},
    )
    return due


def _in_words(moment: datetime | None) -> BilingualText:
    if moment is None:
        return BilingualText()
    return BilingualText(cy=weekday_date_time(moment, "cy"), en=weekday_date_time(moment, "en"))
