"""Reading entries and nominations."""

from __future__ import annotations

from django.db.models import QuerySet

from cadair.nominations.models import Entry
from cadair.nominations.states import Eligibility, NominationState
from cadair.seasons.models import Season


def judgeable_entries(season: Season) -> QuerySet[Entry]:
    """The entries that were found eligible."""
    return season.entries.filter(eligibility=Eligibility.ELIGIBLE)


def unchecked_entries(season: Season) -> QuerySet[Entry]:
    """The entries nobody has checked yet."""
    return season.entries.filter(eligibility=Eligibility.UNCHECKED)


def entries_without_nomination(season: Season) -> QuerySet[Entry]:
    """The entries behind which no nomination stands any more."""
    return season.entries.exclude(nominations__state=NominationState.SUBMITTED)
