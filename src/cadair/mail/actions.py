"""Putting letters into the outbox, and remembering languages: parts of other apps' actions."""

from __future__ import annotations

from django.db import transaction

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.letters import Letter, Words, words_of
from cadair.mail.models import LanguagePreference, OutboxMessage
from cadair.mail.queries import languages_for
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
    empty = Words("", "")
    now = clock.now()
    message, _is_new = OutboxMessage.objects.get_or_create(
        once=once,
        defaults={
            "letter": letter.folder,
            "to_address": address,
            "subject_cy": words.get("cy", empty).subject,
            "subject_en": words.get("en", empty).subject,
            "body_cy": words.get("cy", empty).body,
            "body_en": words.get("en", empty).body,
            "queued_at": now,
            "next_attempt_at": now,
            "forget_at": now + letter.kept_for,
        },
    )
    return message


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
