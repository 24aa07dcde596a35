"""Reading the outbox, who is written to, in which language, and how a season words letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from cadair.audit.queries import held_seasons
from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.mail.models import (
    LanguagePreference,
    MailingConsent,
    OutboxMessage,
    SeasonSender,
    SeasonWording,
    StoppedMail,
)
from cadair.mail.states import Delivery, MailLanguage, Topic
from cadair.mail.validators import normalised_address

ADDRESS_KEPT: Final = timedelta(days=365)
CONSENT_LASTS: Final = timedelta(days=3 * 365)


def preference_of(address: str) -> LanguagePreference | None:
    """What this address answered, or None when it was never asked."""
    return LanguagePreference.objects.filter(address=normalised_address(address)).first()


def languages_for(address: str) -> Sequence[Language]:
    """In which languages to write to this address, Welsh first; unknown means both (WEL-08)."""
    preference = preference_of(address)
    return _languages(preference.language if preference else MailLanguage.BOTH)


def _languages(chosen: str) -> Sequence[Language]:
    if chosen == MailLanguage.BOTH:
        return LANGUAGES
    return ("cy",) if chosen == MailLanguage.WELSH else ("en",)


def languages_of_many(addresses: Sequence[str]) -> Mapping[str, Sequence[Language]]:
    """The same for many addresses in their stored form, with a question for each 500."""
    chosen: dict[str, str] = {}
    for start in range(0, len(addresses), 500):
        some = addresses[start : start + 500]
        known = LanguagePreference.objects.filter(address__in=some)
        chosen.update(known.values_list("address", "language"))
    return {each: _languages(chosen.get(each, MailLanguage.BOTH)) for each in addresses}


def due_for_delivery(moment: datetime) -> QuerySet[OutboxMessage]:
    """Waiting messages whose time has come and that no living worker holds, oldest first."""
    is_free = Q(held_until=None) | Q(held_until__lte=moment)
    return OutboxMessage.objects.filter(
        is_free, state=Delivery.WAITING, next_attempt_at__lte=moment
    )


def due_to_be_forgotten(moment: datetime) -> QuerySet[OutboxMessage]:
    """Messages that wait no more and whose words have been kept long enough."""
    has_words = ~Q(body_cy="", body_en="")
    return _settled().filter(has_words, forget_at__lte=moment)


def due_to_lose_addresses(moment: datetime) -> QuerySet[OutboxMessage]:
    """Messages of so long ago that nobody needs to know any more to whom they went."""
    return _settled().filter(queued_at__lte=moment - ADDRESS_KEPT).exclude(to_address="")


def _settled() -> QuerySet[OutboxMessage]:
    """Messages that wait no more, but for those of seasons that are held back."""
    settled = OutboxMessage.objects.exclude(state=Delivery.WAITING)
    return settled.exclude(season__in=held_seasons())


def newest_messages(limit: int) -> Sequence[OutboxMessage]:
    """The last messages, newest first, for the demo's outbox page."""
    return list(OutboxMessage.objects.order_by("-queued_at", "-id")[:limit])


def sender_of(season: str) -> SeasonSender | None:
    """In whose name a season writes, and where answers go; `season` is its public id."""
    return SeasonSender.objects.filter(season=season).first() if season else None


def wording_of(season: str, letter: str) -> SeasonWording | None:
    """How a season words a letter, or None where it has left it as it was delivered."""
    return SeasonWording.objects.filter(season=season, letter=letter).first() if season else None


def worded_letters(season: str) -> Mapping[str, SeasonWording]:
    """The letters that a season has worded anew, by their keys."""
    return {each.letter: each for each in SeasonWording.objects.filter(season=season)}


def is_stopped(address: str, topic: str) -> bool:
    """Whether this address wants nothing more on the topic."""
    found = StoppedMail.objects.filter(address=normalised_address(address))
    return found.filter(topic__in=(topic, Topic.ALL)).exists()


def stopped_among(addresses: Sequence[str], topic: str) -> set[str]:
    """Which of many addresses in their stored form want nothing more on the topic."""
    found: set[str] = set()
    for start in range(0, len(addresses), 500):
        some = StoppedMail.objects.filter(address__in=addresses[start : start + 500])
        found.update(some.filter(topic__in=(topic, Topic.ALL)).values_list("address", flat=True))
    return found


def consenting_among(addresses: Sequence[str]) -> set[str]:
    """Which of many addresses in their stored form asked to hear when nominations open again."""
    found: set[str] = set()
    for start in range(0, len(addresses), 500):
        some = MailingConsent.objects.filter(address__in=addresses[start : start + 500])
        found.update(some.filter(is_given=True).values_list("address", flat=True))
    return found


def wanting_news_of(programme: str) -> list[str]:
    """The addresses that said yes and of which only that, and these awards, is still known."""
    asked = MailingConsent.objects.filter(is_given=True).exclude(programmes=[])
    rows = asked.values_list("address", "programmes")
    return [address for address, programmes in rows if programme in programmes]


def old_consents(moment: datetime) -> QuerySet[MailingConsent]:
    """What was said about news so long ago that it counts no longer, yes or no."""
    return MailingConsent.objects.filter(said_at__lt=moment - CONSENT_LASTS)


def consent_of(address: str) -> MailingConsent | None:
    """What this address answered about news, or None when it was never asked."""
    return MailingConsent.objects.filter(address=normalised_address(address)).first()


def already_queued(occasions: Sequence[str]) -> set[str]:
    """Which of many occasions have their message already."""
    found: set[str] = set()
    for start in range(0, len(occasions), 500):
        some = OutboxMessage.objects.filter(once__in=occasions[start : start + 500])
        found.update(some.values_list("once", flat=True))
    return found
