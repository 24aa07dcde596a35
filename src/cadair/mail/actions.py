"""Putting letters into the outbox, remembering languages and consents: parts of other actions."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.mail.letters import Letter, Wording, Words, words_of
from cadair.mail.models import (
    LanguagePreference,
    Mailing,
    MailingConsent,
    OutboxMessage,
    StoppedMail,
)
from cadair.mail.queries import languages_for, languages_of_many, wording_of
from cadair.mail.states import Delivery, MailLanguage, StoppedHow, Topic
from cadair.mail.validators import checked_address, normalised_address

logger = logging.getLogger(__name__)


@transaction.atomic
def queue_letter(
    *, letter: Letter, to: str, once: str, season: str = "", after: timedelta = timedelta()
) -> OutboxMessage:
    """Put a letter into the outbox, in the language or languages this address chose.

    It leaves only when the transaction of the caller is committed.

    Args:
        letter: what to say.
        to: one plain address.
        once: names the occasion, `nomination-received:<public id>`; queueing the same occasion
            again returns the message of the first time.
        season: the public id of the season it is about: its wording of the letter is used, and
            answers go to its mailbox.
        after: how long it waits before it leaves.

    Raises:
        Refusal: `to` is not one plain address.
        ValueError: the letter has a subject that cannot stand in the head of a message.
    """
    address = checked_address(to)
    words = season_words(letter, languages_for(address), season)
    message, _is_new = OutboxMessage.objects.get_or_create(
        once=once,
        defaults={"to_address": address, **_message(letter, words, season, None, after)},
    )
    return message


def season_words(
    letter: Letter, languages: Sequence[Language], season: str
) -> Mapping[Language, Words]:
    """The letter as the season words it; as it was delivered, where that cannot be sent.

    What was saved fitted the examples; real values may be longer, and nobody goes without.
    """
    worded = wording_of(season, letter.key()) if letter.called else None
    if worded is not None:
        wording = {
            each: Words(getattr(worded, f"subject_{each}"), getattr(worded, f"body_{each}"))
            for each in LANGUAGES
        }
        try:
            return words_of(letter, languages, wording)
        except ValueError:
            logger.warning("%s cannot be used: its subject does not fit", worded.ref)
    return words_of(letter, languages)


def _message(
    letter: Letter,
    words: Mapping[Language, Words],
    season: str,
    mailing: Mailing | None = None,
    after: timedelta = timedelta(),
) -> dict[str, Any]:
    """The columns of a message that are not about whom it goes to."""
    empty, now = Words("", ""), clock.now()
    return {
        "letter": letter.folder,
        "season": season,
        "topic": letter.topic or "",
        "mailing": mailing,
        "subject_cy": words.get("cy", empty).subject,
        "subject_en": words.get("en", empty).subject,
        "body_cy": words.get("cy", empty).body,
        "body_en": words.get("en", empty).body,
        "queued_at": now,
        "next_attempt_at": now + after,
        "forget_at": now + letter.kept_for,
    }


@transaction.atomic
def queue_test(
    *, letter: Letter, words: Mapping[Language, Words], to: str, once: str, season: str
) -> OutboxMessage:
    """A letter to whoever wrote its words, to look at: always in both languages.

    Raises:
        Refusal: `to` is not one plain address.
    """
    message, _is_new = OutboxMessage.objects.get_or_create(
        once=once,
        defaults={"to_address": checked_address(to), **_message(letter, words, season)},
    )
    return message


@transaction.atomic
def queue_to_many(
    *,
    letter: Letter,
    to: Iterable[str],
    occasion: str,
    season: str = "",
    mailing: Mailing | None = None,
    wording: Wording | None = None,
    after: timedelta = timedelta(),
) -> int:
    """The same letter to many, each in their language: written once, kept in one go.

    Args:
        letter: what to say.
        to: plain addresses.
        occasion: is new; with the address it names what a message is about.
        season: as in `queue_letter`.
        mailing: the message to many that these are copies of.
        wording: the words, where they are neither the letter’s nor the season’s.
        after: how long all of them wait before the first leaves.

    Returns how many there are.

    Raises:
        Refusal: an address is none.
        ValueError: the letter has a subject that cannot stand in the head of a message.
    """
    addresses = sorted({checked_address(address) for address in to})
    words = words_of(letter, LANGUAGES, wording) if wording else None
    words = words or season_words(letter, LANGUAGES, season)
    chosen = {each: tuple(of) for each, of in languages_of_many(addresses).items()}
    columns = {
        languages: _message(letter, {one: words[one] for one in languages}, season, mailing, after)
        for languages in set(chosen.values())
    }
    OutboxMessage.objects.bulk_create(
        (
            OutboxMessage(
                once=f"{occasion}:{hashlib.sha256(address.encode()).hexdigest()[:32]}",
                to_address=address,
                **columns[chosen[address]],
            )
            for address in addresses
        ),
        batch_size=500,
    )
    return len(addresses)


@transaction.atomic
def hold_back(*, mailing: Mailing) -> int:
    """Keep back the copies of a message that wait and that no worker is sending; how many."""
    now = clock.now()
    free = Q(held_until=None) | Q(held_until__lte=now)
    waiting = mailing.messages.filter(free, state=Delivery.WAITING)
    return waiting.update(state=Delivery.STOPPED, last_error="stopped")


@transaction.atomic
def take_back_waiting(*, occasion: str) -> int:
    """Take letters of an occasion out of the outbox that wait and that no worker is sending.

    They can be queued again under the same names: whoever got theirs gets no other. How many.
    """
    free = Q(held_until=None) | Q(held_until__lte=clock.now())
    waiting = OutboxMessage.objects.filter(
        free, once__startswith=f"{occasion}:", state=Delivery.WAITING
    )
    number: int = waiting.delete()[0]
    return number


@transaction.atomic
def remember_language(*, address: str, language: MailLanguage, by: Actor) -> LanguagePreference:
    """Note in which language an address wants to be written to, from now on (WEL-07).

    Raises:
        Refusal: `address` is not one plain address.
    """
    preference, _is_new = LanguagePreference.objects.update_or_create(
        address=checked_address(address),
        defaults={"language": language, "set_at": clock.now(), "set_by_ref": by.ref},
    )
    return preference


@transaction.atomic
def remember_consent(*, address: str, is_given: bool, by: Actor) -> MailingConsent:
    """Note whether an address wants to hear when nominations open again (PRI-18).

    Whoever says yes after having stopped such messages gets them again.

    Raises:
        Refusal: `address` is not one plain address.
    """
    address = checked_address(address)
    consent, _is_new = MailingConsent.objects.update_or_create(
        address=address,
        defaults={"is_given": is_given, "said_at": clock.now(), "set_by_ref": by.ref},
    )
    if is_given:
        StoppedMail.objects.filter(address=address, topic=Topic.NEWS).delete()
    else:
        MailingConsent.objects.filter(address=address).update(programmes=[])
    return consent


def keep_for_news(addresses: Iterable[str], programme: str) -> int:
    """Keep of those who said yes that they once nominated in these awards; returns how many.

    Part of taking away what nominations said: of everybody else nothing stays.
    """
    wanted = {normalised_address(each) for each in addresses if each}
    kept = 0
    for consent in MailingConsent.objects.filter(is_given=True, address__in=wanted):
        if programme not in consent.programmes:
            consent.programmes = [*consent.programmes, programme]
            consent.save(update_fields=["programmes"])
        kept += 1
    return kept


@transaction.atomic
def stop_topic(address: str, topic: Topic, how: StoppedHow) -> StoppedMail:
    """Send this address nothing more on the topic; what already waits stays behind too."""
    stopped, _is_new = StoppedMail.objects.get_or_create(
        address=checked_address(address),
        topic=topic,
        defaults={"how": how, "since": clock.now()},
    )
    if topic != Topic.REMINDERS:
        MailingConsent.objects.filter(address=stopped.address).update(is_given=False, programmes=[])
    return stopped


@transaction.atomic
def stop_messages(*, message: OutboxMessage, by: Actor) -> StoppedMail:
    """Send whoever got this message nothing more on its topic; letters about their own work stay.

    Whoever holds the link of the message may do this; it asks for no account (PRI-18).
    """
    stopped = stop_topic(message.to_address, Topic(message.topic), StoppedHow.LINK)
    record(
        actor=by,
        action="stop_messages",
        subject=stopped.ref,
        season=message.season,
        facts={"topic": message.topic},
    )
    return stopped
