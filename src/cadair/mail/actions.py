"""Putting letters into the outbox, and remembering languages: parts of other apps' actions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.mail.letters import Letter, Words, words_of
from cadair.mail.models import LanguagePreference, OutboxMessage
from cadair.mail.queries import languages_for, languages_of_many
from cadair.mail.states import MailLanguage
from cadair.mail.validators import checked_address


@transaction.atomic
def queue_letter(*, letter: Letter, to: str, once: str) -> OutboxMessage:
    """Put a letter into the outbox, in the language or languages this address chose.

    It leaves only when the transaction of the caller is committed.

    Args:
        letter: what to say.
        to: one plain address.
        once: names the occasion, `nomination-received:<public id>`; queueing the same occasion
            again returns the message of the first time.

    Raises:
        Refusal: `to` is not one plain address.
        ValueError: the letter has a subject that cannot stand in the head of a message.
    """
    address = checked_address(to)
    words = words_of(letter, languages_for(address))
    message, _is_new = OutboxMessage.objects.get_or_create(
        once=once, defaults={"to_address": address, **_message(letter, words)}
    )
    return message


def _message(letter: Letter, words: Mapping[Language, Words]) -> dict[str, Any]:
    """The columns of a message that are not about whom it goes to."""
    empty, now = Words("", ""), clock.now()
    return {
        "letter": letter.folder,
        "subject_cy": words.get("cy", empty).subject,
        "subject_en": words.get("en", empty).subject,
        "body_cy": words.get("cy", empty).body,
        "body_en": words.get("en", empty).body,
        "queued_at": now,
        "next_attempt_at": now,
        "forget_at": now + letter.kept_for,
    }


@transaction.atomic
def queue_to_many(*, letter: Letter, to: Iterable[str], occasion: str) -> int:
    """The same letter to many, each in their language: written once, kept in one go.

    `occasion` is new; with the address it names what a message is about. Returns how many.

    Raises:
        Refusal: an address is none.
        ValueError: the letter has a subject that cannot stand in the head of a message.
    """
    addresses = sorted({checked_address(address) for address in to})
    words = words_of(letter, LANGUAGES)
    chosen = languages_of_many(addresses)
    OutboxMessage.objects.bulk_create(
        (
            OutboxMessage(
                once=f"{occasion}:{hashlib.sha256(address.encode()).hexdigest()[:32]}",
                to_address=address,
                **_message(letter, {each: words[each] for each in chosen[address]}),
            )
            for address in addresses
        ),
        batch_size=500,
    )
    return len(addresses)


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
