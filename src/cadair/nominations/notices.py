"""The clock of the notice to nominees (PRI-02), and who waits for theirs.

A nominee is told at the latest a month after their data came in, and always before a judge reads
it. No setting stops this clock (PRI-03): only a letter, evidence that they know, or a reason that
is written down.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from cadair.foundation import clock
from cadair.mail.states import Delivery
from cadair.nominations.models import Endorsement, Entry, Nominee, Saying
from cadair.nominations.queries import judgeable_entries
from cadair.nominations.states import (
    AgeBand,
    Eligibility,
    EndorsementState,
    IneligibleReason,
    NominationState,
    NoticeState,
    SayingKind,
    SayingState,
)
from cadair.seasons.models import Season
from cadair.seasons.states import RefereeRule

LONGEST: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=7)
"""So long before the last moment a letter leaves by itself, whatever anybody forgot."""

ALERT_AFTER: Final = timedelta(days=21)
"""From then on an organiser is told today and every day."""

STOPPING: Final = (SayingKind.DECLINE, SayingKind.OBJECTION)
"""What a nominee says that keeps the judges from reading until it is answered."""

NEITHER_READ: Final = (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN)
NEVER_ARRIVED: Final = (Delivery.FAILED, Delivery.STOPPED)
_IS_SPAM: Final = Q(
    nomination__entry__grouped_into=None,
    nomination__entry__ineligible_reason=IneligibleReason.SPAM,
) | Q(nomination__entry__grouped_into__ineligible_reason=IneligibleReason.SPAM)
"""What is grouped is read with the entry it counts with, whatever was found of it before."""

NOMINEE: Final = "nominee"
GUARDIAN: Final = "guardian"
REFEREE: Final = "referee"
COAUTHOR: Final = "coauthor"
"""What the links of nominees, of their parents or carers, and of referees are for."""

PAGE: Final = (NOMINEE, GUARDIAN)
"""Either opens the page of a nominee; what can be said there differs."""


def due_by(received: datetime) -> datetime:
    """The last moment to tell somebody: the same day of the next month, at most 30 days on."""
    here = clock.to_london(received)
    year, month = (here.year + 1, 1) if here.month == 12 else (here.year, here.month + 1)
    last = calendar.monthrange(year, month)[1]
    there = here.replace(year=year, month=month, day=min(here.day, last))
    return min(there.astimezone(received.tzinfo), received + LONGEST)


def nominees_of(season: Season) -> QuerySet[Nominee]:
    """Everybody whom a standing nomination names; rehearsals and what was withdrawn are left out.

    Nor is anybody named by what was found to be spam: nobody is written to about that.
    """
    found = Nominee.objects.filter(
        nomination__season=season,
        nomination__state=NominationState.SUBMITTED,
        nomination__entry__is_test=False,
        is_gone=False,
    ).exclude(_IS_SPAM)
    return found.select_related("nomination__entry", "nomination__season__programme", "message")


def untold(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    """Those of them who have not been told: no letter, or one that could not be delivered."""
    is_lost = Q(state=NoticeState.SENT, message__state__in=NEVER_ARRIVED)
    return nominees.filter(Q(state=NoticeState.WAITING) | is_lost)


def leaving_before_judging(season: Season) -> QuerySet[Nominee]:
    """Whose letter is written and has not left yet: nobody knows of what waits in the outbox."""
    waits = nominees_of(season).filter(state=NoticeState.SENT, message__state=Delivery.WAITING)
    return _for_judges(waits)


def untold_before_judging(season: Season) -> QuerySet[Nominee]:
    """Who must be told before the judges read: the untold of entries that may go to them."""
    return _for_judges(untold(nominees_of(season)))


def _for_judges(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    own = Q(nomination__entry__grouped_into=None, nomination__entry__eligibility__in=NEITHER_READ)
    other = Q(nomination__entry__grouped_into__eligibility__in=NEITHER_READ)
    return nominees.exclude(own).exclude(other)


def due_to_be_sent(moment: datetime) -> QuerySet[Nominee]:
    """Who can be told by e-mail and has waited until a week before the last moment."""
    return (
        Nominee.objects.filter(
            state=NoticeState.WAITING,
            is_gone=False,
            due_at__lte=moment + AHEAD,
            nomination__state=NominationState.SUBMITTED,
            nomination__entry__is_test=False,
        )
        .exclude(_IS_SPAM)
        .exclude(email="", guardian_email="")
    )


def waiting_sayings(season: Season) -> QuerySet[Saying]:
    """What nominees said and nobody has answered yet, the oldest first."""
    found = Saying.objects.filter(
        nominee__nomination__season=season,
        nominee__nomination__state=NominationState.SUBMITTED,
        nominee__nomination__entry__is_test=False,
        state=SayingState.WAITING,
    )
    return found.select_related("nominee__nomination__entry", "nominee__nomination__season")


def unsettled_before_judging(season: Season) -> QuerySet[Saying]:
    """Who declined or objected, without an answer yet, in an entry that may go to the judges."""
    asked = _for_judges(Nominee.objects.filter(nomination__season=season))
    stopping = waiting_sayings(season).filter(kind__in=STOPPING)
    return stopping.filter(nominee__in=asked)


def addresses_of(nominee: Nominee) -> list[str]:
    """Where a nominee is told: a child through a parent or carer, everybody else themselves."""
    return [address for address, _purpose in told_at(nominee)]


def told_at(nominee: Nominee) -> list[tuple[str, str]]:
    """The same with what the link to each address is for: nobody answers in the other’s name."""
    own, guardian = (nominee.email, NOMINEE), (nominee.guardian_email, GUARDIAN)
    there = [guardian] if nominee.age_band == AgeBand.CHILD else [own, guardian]
    return [each for each in there if each[0]]


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """How it stands with the notices of a season."""

    people: int
    untold: int
    unreachable: int
    alerted: int
    overdue: int
    leaving: int
    sayings: int


def notice_figures(season: Season) -> NoticeFigures:
    """The figures of the desk: how many are named, untold, without an address, late."""
    now, everybody = clock.now(), nominees_of(season)
    waiting = untold(everybody)
    return NoticeFigures(
        people=everybody.count(),
        untold=waiting.count(),
        unreachable=waiting.filter(email="", guardian_email="").count(),
        alerted=waiting.filter(received_at__lte=now - ALERT_AFTER).count(),
        overdue=waiting.filter(due_at__lt=now).count(),
        leaving=leaving_before_judging(season).count(),
        sayings=waiting_sayings(season).count(),
    )


def is_referee_required(season: Season) -> bool:
    """Whether somebody must vouch before an entry can be eligible."""
    rules = getattr(season, "form_rules", None)
    return rules is not None and rules.referee == RefereeRule.REQUIRED


def is_referee_asked_for(season: Season) -> bool:
    """Whether a nominator may ask somebody to vouch."""
    rules = getattr(season, "form_rules", None)
    return rules is not None and rules.referee != RefereeRule.NOT_ASKED


def unvouched_before_judging(season: Season) -> QuerySet[Entry]:
    """Eligible entries for which nobody vouches any more, where the season asks that somebody do.

    One that was eligible may have lost it: who vouched was for a nomination withdrawn since.
    """
    eligible = judgeable_entries(season)
    if not is_referee_required(season):
        return eligible.none()
    given = Endorsement.objects.filter(
        state=EndorsementState.GIVEN, nomination__state=NominationState.SUBMITTED
    )
    own, grouped = (
        given.values("nomination__entry"),
        given.values("nomination__entry__grouped_into"),
    )
    return eligible.exclude(pk__in=own).exclude(
        pk__in=grouped.exclude(nomination__entry__grouped_into=None)
    )


def lacks_referee(entry: Entry) -> bool:
    """Whether somebody has yet to vouch for an entry before it can be found eligible."""
    if entry.is_test or not is_referee_required(entry.season):
        return False
    behind = Q(nomination__entry=entry) | Q(nomination__entry__grouped_into=entry)
    given = Endorsement.objects.filter(behind, state=EndorsementState.GIVEN)
    return not given.filter(nomination__state=NominationState.SUBMITTED).exists()
