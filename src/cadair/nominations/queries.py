"""Reading entries and nominations."""

from __future__ import annotations

from django.db.models import QuerySet

from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import Eligibility, NominationState
from cadair.seasons.models import Season


def standing_entries(season: Season) -> QuerySet[Entry]:
    """The entries that count: neither part of a rehearsal nor grouped into another entry."""
    return season.entries.filter(is_test=False, grouped_into=None)


def counted_nominations(season: Season) -> QuerySet[Nomination]:
    """The nominations that count: those of a rehearsal are left out."""
    return season.nominations.filter(entry__is_test=False)


def judgeable_entries(season: Season) -> QuerySet[Entry]:
    """The entries that were found eligible."""
    return standing_entries(season).filter(eligibility=Eligibility.ELIGIBLE)


def unchecked_entries(season: Season) -> QuerySet[Entry]:
    """The entries nobody has checked yet."""
    return standing_entries(season).filter(eligibility=Eligibility.UNCHECKED)


def entries_without_nomination(season: Season) -> QuerySet[Entry]:
    """The entries behind which no nomination stands any more."""
    return standing_entries(season).exclude(nominations__state=NominationState.SUBMITTED)
