"""To whom a message to many goes, counted before it leaves.

An audience is one of four lists, narrowed by what is known of the nominations. Nobody is on a list
twice; nobody is on it who stopped such messages; who nominated in earlier years is on it only with
their own yes (PRI-18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from cadair.foundation.refusals import Refusal
from cadair.mail.queries import (
    consenting_among,
    languages_of_many,
    stopped_among,
    wanting_news_of,
)
from cadair.mail.states import Topic
from cadair.mail.validators import checked_address
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.queries import counted_nominations
from cadair.nominations.states import Audience, Eligibility, NominationState
from cadair.people.models import OrganisationContact
from cadair.seasons.models import Season

TOPIC_OF: Final[Mapping[Audience, Topic | None]] = {
    Audience.DRAFTS: Topic.REMINDERS,
    Audience.NOMINATORS: None,
    Audience.LAST_YEAR: Topic.NEWS,
    Audience.PARTNERS: Topic.NEWS,
}
"""What can be stopped; what nominators hear about their own nomination cannot."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of an audience: of one category, language of writing, verdict; empty: all.

    Only nominators can be narrowed: of the others that much is not known.
    """

    category: str = ""
    language: str = ""
    eligibility: str = ""

    def as_dict(self) -> dict[str, str]:
        """Only what narrows."""
        found = {
            "category": self.category,
            "language": self.language,
            "eligibility": self.eligibility,
        }
        return {key: value for key, value in found.items() if value}

    @classmethod
    def from_dict(cls, value: Mapping[str, str]) -> Narrowed:
        """The reverse of `as_dict`."""
        return cls(**{str(key): str(each) for key, each in value.items()})


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who gets a message, in order; how many are left out because they stopped such messages."""

    addresses: Sequence[str]
    stopped: int

    @property
    def number(self) -> int:
        """How many get it."""
        return len(self.addresses)

    def by_language(self) -> dict[str, int]:
        """How many get it in Welsh (`cy`), in English (`en`), in both (`both`)."""
        counts = {"cy": 0, "en": 0, "both": 0}
        for languages in languages_of_many(self.addresses).values():
            counts["both" if len(languages) == 2 else languages[0]] += 1
        return counts


def people_in(season: Season, audience: Audience, narrowed: Narrowed) -> Recipients:
    """Who would get a message to this list now."""
    found = sorted({normal for each in _FIND[audience](season, narrowed) if (normal := _fit(each))})
    topic = TOPIC_OF[audience]
    if audience == Audience.LAST_YEAR:
        asked = consenting_among(found)
        found = [address for address in found if address in asked]
    stopped = stopped_among(found, topic) if topic else set()
    return Recipients([each for each in found if each not in stopped], len(stopped))


def unsent_drafts(season: Season) -> QuerySet[Draft]:
    """The forms that somebody with an account has begun and never sent."""
    return season.drafts.filter(is_test=False, nomination=None, account__is_active=True)


def _fit(address: str) -> str:
    """The address as mail takes it; empty for what an old file says in place of one."""
    with suppress(Refusal):
        return checked_address(address)
    return ""


def _with_drafts(season: Season, _narrowed: Narrowed) -> Iterable[str]:
    return unsent_drafts(season).values_list("account__email", flat=True)


def _nominators(season: Season, narrowed: Narrowed) -> Iterable[str]:
    sent: QuerySet[Nomination] = counted_nominations(season).filter(state=NominationState.SUBMITTED)
    if narrowed.category:
        sent = sent.filter(entry__places__category__key=narrowed.category)
    if narrowed.language:
        sent = sent.filter(language=narrowed.language)
    if narrowed.eligibility in Eligibility.values:
        sent = sent.filter(entry__eligibility=narrowed.eligibility)
    return sent.values_list("nominator_email", flat=True)


def _earlier(season: Season, _narrowed: Narrowed) -> Iterable[str]:
    sent = Nomination.objects.filter(
        season__programme=season.programme_id,
        season__year__lt=season.year,
        entry__is_test=False,
        state=NominationState.SUBMITTED,
    )
    kept = wanting_news_of(season.programme.public_id)
    return [*sent.values_list("nominator_email", flat=True), *kept]


def _partners(_season: Season, _narrowed: Narrowed) -> Iterable[str]:
    return OrganisationContact.objects.values_list("address", flat=True)


_FIND: Final[Mapping[Audience, Callable[[Season, Narrowed], Iterable[str]]]] = {
    Audience.DRAFTS: _with_drafts,
    Audience.NOMINATORS: _nominators,
    Audience.LAST_YEAR: _earlier,
    Audience.PARTNERS: _partners,
}
