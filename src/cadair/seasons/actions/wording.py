"""How a season words its letters, tries them, and in whose name it writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.foundation.welsh.written import in_both, written_line
from cadair.mail.actions import queue_test
from cadair.mail.letters import Letter, LetterWords, Words, require_sendable, words_of
from cadair.mail.models import OutboxMessage, SeasonSender, SeasonWording
from cadair.mail.queries import sender_of, wording_of
from cadair.mail.validators import checked_address
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.sections import Section, require_as_shown

LONGEST_SENDER = 60


def examples_of(letter: type[Letter], season: Season) -> Sequence[Letter]:
    """Examples of a letter, with the season’s own name."""
    has_season = "season" in {field.name for field in fields(letter)}
    own: dict[str, Any] = {"season": season.name} if has_season else {}
    return [replace(each, **own) for each in letter.samples()]


def letter_section(season: Season, letter: type[Letter]) -> Section:
    """A season’s words of a letter, for the stamp of a page; None while it has none."""
    stored = wording_of(season.public_id, letter.key())
    if stored is None:
        return None
    return {"subject": stored.subject.as_dict(), "body": stored.body.as_dict()}


def sender_section(season: Season) -> Section:
    """In whose name a season writes, for the stamp of a page."""
    sender = sender_of(season.public_id)
    if sender is None:
        return None
    return {"reply_to": sender.reply_to, "name": sender.name.as_dict()}


@transaction.atomic
def reword_letter(
    *,
    season: Season,
    letter: type[Letter],
    words: LetterWords,
    by: Actor,
    shown: str | None = None,
) -> SeasonWording:
    """Word a letter for this season; what is queued from now on is written like this.

    Raises:
        NotAllowed: `by` is no organiser.
        NotComplete: a language is missing, a variable is unknown, missing or out of place, or a
            subject is too long; all of it is listed.
        Refusal: somebody changed it meanwhile.
    """
    season = locked(season)
    require_organiser(by, season)
    require_as_shown(shown, letter_section(season, letter))
    words = words.cleaned()
    require_sendable(words, letter, examples_of(letter, season))
    stored, is_new = SeasonWording.objects.update_or_create(
        season=season.public_id,
        letter=letter.key(),
        defaults={
            **columns("subject", words.subject),
            **columns("body", words.body),
            "written_at": clock.now(),
            "written_by_ref": by.ref,
        },
    )
    record(
        actor=by,
        action="reword_letter",
        subject=stored.ref,
        season=season.public_id,
        facts={
            "letter": letter.key(),
            "is_new": is_new,
            "words_sha256": sha256_of([words.subject.as_dict(), words.body.as_dict()]),
        },
    )
    return stored


@transaction.atomic
def restore_letter(*, season: Season, letter: type[Letter], by: Actor) -> Season:
    """Go back to the words that a letter was delivered with.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: the season has no words of its own for it.
    """
    season = locked(season)
    require_organiser(by, season)
    stored = wording_of(season.public_id, letter.key())
    if stored is None:
        raise Refusal(
            "not-reworded", gettext_lazy("The letter has the words it was delivered with.")
        )
    reference = stored.ref
    stored.delete()
    record(
        actor=by,
        action="restore_letter",
        subject=reference,
        season=season.public_id,
        facts={"letter": letter.key()},
    )
    return season


@transaction.atomic
def try_letter(
    *, season: Season, letter: type[Letter], words: LetterWords, by: Actor
) -> OutboxMessage:
    """Send the letter with made-up values to whoever words it, in both languages; nothing is saved.

    Raises:
        NotAllowed: `by` is no organiser, or has no account.
        NotComplete: the words cannot be sent yet; what is wrong is listed.
    """
    season = locked(season)
    require_organiser(by, season)
    words, samples = words.cleaned(), examples_of(letter, season)
    require_sendable(words, letter, samples)
    message = queue_test(
        letter=samples[0],
        words=as_test(samples[0], words),
        to=own_address(by),
        once=f"test:{by.ref}:{clock.now():%Y%m%d%H%M%S%f}",
        season=season.public_id,
    )
    record(
        actor=by,
        action="try_letter",
        subject=message.ref,
        season=season.public_id,
        facts={"letter": letter.key()},
    )
    return message


def own_address(by: Actor) -> str:
    """The address of the account that acts.

    Raises:
        NotAllowed: it is no account.
    """
    account = Account.objects.filter(pk=by.account_id or 0).first()
    if account is None:
        raise NotAllowed("no-account", gettext_lazy("A test goes to your own address. Sign in."))
    return account.email


def as_test(sample: Letter, words: LetterWords) -> Mapping[Language, Words]:
    """The letter in both languages, each saying first that it is a test."""
    tried: dict[Language, Words] = {}
    for language, each in words_of(sample, LANGUAGES, words.as_wording()).items():
        with translation.override(language):
            note = _("This is a test. Nobody else was sent it, and its names are made up.")
        tried[language] = Words(each.subject, f"{note}\n\n{each.body}")
    return tried


@transaction.atomic
def name_sender(
    *,
    season: Season,
    reply_to: str,
    name: BilingualText,
    by: Actor,
    shown: str | None = None,
) -> SeasonSender:
    """Say in whose name the season writes, and which shared mailbox gets the answers.

    Letters that wait already leave under the new name.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: the address is none; a name is in one language only; somebody changed it meanwhile.
    """
    season = locked(season)
    require_organiser(by, season)
    require_as_shown(shown, sender_section(season))
    name = in_both(
        gettext_lazy("Name of the sender"),
        name,
        lambda field, text: written_line(field, text.replace("=?", ""), longest=LONGEST_SENDER),
    )
    if name and not name.is_complete:
        raise Refusal(
            "one-language",
            gettext_lazy("Write the name of the sender in Welsh and in English, or leave it out."),
        )
    address = checked_address(reply_to) if reply_to.strip() else ""
    sender, _is_new = SeasonSender.objects.update_or_create(
        season=season.public_id, defaults={"reply_to": address, **columns("name", name)}
    )
    record(
        actor=by,
        action="name_sender",
        subject=sender.ref,
        season=season.public_id,
        facts={"has_mailbox": bool(address), "name_sha256": sha256_of(name.as_dict())},
    )
    return sender
