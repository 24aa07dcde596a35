"""What needs an organiser of rounds whose reading is shared out, or whose names are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext as _

from cadair.judging.models import Assignment, Round, SharingPlan
from cadair.judging.round_states import PlanState, RoundState
from cadair.judging.rounds import entries_in
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.need import Need, Urgency, address_of, number_of

SHARING = (SeasonState.CHECKING, SeasonState.JUDGING)


def plans_that_wait(season: Season) -> Iterator[Need]:
    """Plans of who reads what that nobody has accepted or dropped."""
    ready = SharingPlan.objects.filter(round__season=season, state=PlanState.READY)
    if season.state in SHARING and (number := ready.count()):
        yield Need(
            Urgency.NOW,
            _("Plans of who reads what that wait for you"),
            str(number),
            href=address_of("staff_sharing", season),
        )


def too_few_readers(season: Season) -> Iterator[Need]:
    """Entries of shared-out rounds that lack readers."""
    if season.state not in SHARING:
        return
    rounds = season.rounds.filter(readers__isnull=False, by_staff=False)
    missing = sum(_lacking(each) for each in rounds.exclude(state=RoundState.CLOSED))
    if missing:
        yield Need(
            Urgency.NOW if season.state == SeasonState.JUDGING else Urgency.SOON,
            _("Entries that lack readers: share out the reading"),
            number_of("entry", missing),
            href=address_of("staff_sharing", season),
        )


def _lacking(round_: Round) -> int:
    entries = entries_in(round_)
    rows = Assignment.objects.filter(round=round_, entry__in=entries).order_by()
    numbers = rows.values("entry").annotate(number=Count("pk"))
    return entries.count() - numbers.filter(number__gte=round_.readers or 0).count()
