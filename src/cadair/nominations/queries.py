"""Reading entries and nominations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.mail.queries import languages_for
from cadair.nominations.models import Draft, Entry, Nomination
from cadair.nominations.states import Eligibility, NominationState
from cadair.people.models import Account, Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import ChangeKind


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
    """The entries behind which no nomination stands any more, be it their own or a grouped one."""
    own = standing_entries(season).exclude(nominations__state=NominationState.SUBMITTED)
    return own.exclude(grouped__nominations__state=NominationState.SUBMITTED)


def nominations_behind(entry: Entry) -> QuerySet[Nomination]:
    """What was sent in for an entry and for those grouped into it, and not withdrawn."""
    sent = Nomination.objects.filter(Q(entry=entry) | Q(entry__grouped_into=entry))
    return sent.filter(state=NominationState.SUBMITTED).order_by("submitted_at", "pk")


def languages_written_in(nominations: Iterable[Nomination]) -> list[Language]:
    """In which languages these nominators are written to, Welsh first."""
    wanted = {each for one in nominations for each in languages_for(one.nominator_email)}
    return [language for language in LANGUAGES if language in wanted]


def unchecked_organisations(season: Season) -> QuerySet[Organisation]:
    """The bodies of the season whose names, as somebody typed them, nobody has checked.

    They stand behind an entry, hold a seat on the panel or run the awards.
    """
    in_an_entry = Q(entry_parts__entry__season=season, entry_parts__entry__is_test=False)
    of_the_season = in_an_entry | Q(seats__season=season) | Q(programmes=season.programme_id)
    named = Organisation.objects.filter(of_the_season, is_checked=False)
    return named.distinct().order_by("name_en", "pk")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How much of a rehearsal is, or was, there."""

    entries: int
    nominations: int
    drafts: int

    @property
    def is_empty(self) -> bool:
        """There is no rehearsal."""
        return not (self.entries or self.nominations or self.drafts)


def rehearsal_of(season: Season) -> Rehearsal:
    """What of the season is a rehearsal: what wiping takes away."""
    return Rehearsal(
        entries=season.entries.filter(is_test=True).count(),
        nominations=season.nominations.filter(entry__is_test=True).count(),
        drafts=season.drafts.filter(is_test=True).count(),
    )


def written_to_about(season: Season, kind: ChangeKind) -> Iterator[str]:
    """Whom a change to the season concerns here: nominators, and owners of unfinished forms."""
    if kind == ChangeKind.TEXT:
        return
    standing = counted_nominations(season).filter(state=NominationState.SUBMITTED)
    yield from standing.values_list("nominator_email", flat=True)
    if kind in (ChangeKind.DEADLINE, ChangeKind.CATEGORIES):
        drafts = season.drafts.filter(is_test=False, nomination=None, account__is_active=True)
        yield from drafts.values_list("account__email", flat=True)


def nominations_sent_by(account: Account) -> QuerySet[Nomination]:
    """What somebody sent, newest first: with their address, or with a form of their account."""
    is_theirs = Q(nominator_email__iexact=account.email) | Q(draft__account=account)
    found = Nomination.objects.filter(is_theirs).select_related("season__programme", "entry")
    return found.order_by("-submitted_at", "-id")


def drafts_of(account: Account) -> QuerySet[Draft]:
    """The forms somebody has begun and not sent, the last one first."""
    return account.drafts.filter(nomination=None).select_related("season__programme")
