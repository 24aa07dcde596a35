"""Messages to many: written in both languages, counted, tried, sent, stopped on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.mail.actions import hold_back, queue_test, queue_to_many
from cadair.mail.letters import LetterWords, require_sendable
from cadair.mail.models import Mailing, OutboxMessage
from cadair.mail.states import MAILING_MOVES, Delivery, MailingState
from cadair.nominations.audiences import TOPIC_OF, Narrowed, people_in
from cadair.nominations.letters import ToMany, letter_to_many
from cadair.nominations.states import Audience
from cadair.seasons.actions import as_test, own_address
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.sections import Section, require_as_shown

LEAVES_AFTER: Final = timedelta(minutes=5)
"""How long everything waits before the first copy leaves: the time to think again."""


def mailing_section(mailing: Mailing | None) -> Section:
    """What a page shows of a message, for its stamp; None before it is written."""
    if mailing is None:
        return None
    return {
        "audience": mailing.audience,
        "narrowed": mailing.narrowed,
        "subject": mailing.subject.as_dict(),
        "body": mailing.body.as_dict(),
    }


@transaction.atomic
def write_mailing(
    *,
    season: Season,
    audience: Audience,
    narrowed: Narrowed,
    words: LetterWords,
    by: Actor,
    mailing: Mailing | None = None,
    shown: str | None = None,
) -> Mailing:
    """Keep a message as it is written so far: one language may follow later.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it has left.
        Refusal: a text is far too long; the category is none; somebody changed it meanwhile.
    """
    season = locked(season)
    require_organiser(by, season)
    if mailing is not None:
        mailing = _unsent(season, mailing)
        require_as_shown(shown, mailing_section(mailing))
    if narrowed.category and not season.categories.filter(key=narrowed.category).exists():
        raise Refusal("no-such-category", _("Choose one of the categories of this season."))
    words = words.cleaned()
    mailing = mailing or Mailing(season=season.public_id)
    mailing.audience = audience.value
    mailing.narrowed = narrowed.as_dict() if audience == Audience.NOMINATORS else {}
    mailing.subject, mailing.body = words.subject, words.body
    mailing.written_at, mailing.written_by_ref = clock.now(), by.ref
    mailing.save()
    record(
        actor=by,
        action="write_mailing",
        subject=mailing.ref,
        season=season.public_id,
        facts=_facts(mailing),
    )
    return mailing


@transaction.atomic
def discard_mailing(*, season: Season, mailing: Mailing, by: Actor) -> Mailing:
    """Throw a message away that has not left.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it has left.
    """
    season = locked(season)
    require_organiser(by, season)
    mailing = _unsent(season, mailing)
    gone = Mailing.objects.filter(pk=mailing.pk)
    gone.delete()
    record(actor=by, action="discard_mailing", subject=mailing.ref, season=season.public_id)
    return mailing


@transaction.atomic
def try_mailing(*, season: Season, mailing: Mailing, by: Actor) -> OutboxMessage:
    """Send the message to oneself alone, in both languages.

    Raises:
        NotAllowed: `by` is no organiser, or has no account.
        NotNow: it has left.
        NotComplete: it is not written in both languages, or cannot be sent like this.
    """
    season = locked(season)
    require_organiser(by, season)
    mailing = _unsent(season, mailing)
    words, sample = _words(mailing), letter_to_many(season)
    require_sendable(words, ToMany, [sample])
    message = queue_test(
        letter=sample,
        words=as_test(sample, words),
        to=own_address(by),
        once=f"test:{by.ref}:{clock.now():%Y%m%d%H%M%S%f}",
        season=season.public_id,
    )
    record(actor=by, action="try_mailing", subject=mailing.ref, season=season.public_id)
    return message


@transaction.atomic
def send_mailing(*, season: Season, mailing: Mailing, number: int, by: Actor) -> Mailing:
    """Send the message to everybody on its list, Welsh and English in the same moment (WEL-08).

    Args:
        season: whose message.
        mailing: what is sent.
        number: how many people the page said there are.
        by: who sends it.

    Raises:
        NotAllowed: `by` is no organiser.
        NotComplete: it is not written in both languages, or cannot be sent like this.
        NotNow: it has left; the list has changed since the page counted it, or is empty.
    """
    season = locked(season)
    require_organiser(by, season)
    mailing = _unsent(season, mailing)
    words, audience = _words(mailing), Audience(mailing.audience)
    require_sendable(words, ToMany, [letter_to_many(season)])
    _require_a_way_to_stop(audience)
    people = people_in(season, audience, Narrowed.from_dict(mailing.narrowed))
    _require_as_counted(people.number, number)
    _start(mailing, people.number, by)
    queue_to_many(
        letter=letter_to_many(season, TOPIC_OF[audience]),
        wording=words.as_wording(),
        to=people.addresses,
        occasion=mailing.ref,
        season=season.public_id,
        mailing=mailing,
        after=LEAVES_AFTER,
    )
    record(
        actor=by,
        action="send_mailing",
        subject=mailing.ref,
        season=season.public_id,
        facts={**_facts(mailing), "number": people.number, "stopped_before": people.stopped},
    )
    return mailing


@transaction.atomic
def stop_mailing(*, season: Season, mailing: Mailing, by: Actor) -> Mailing:
    """Keep back every copy that has not left yet.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: all of it has left, or it was never sent.
    """
    season = locked(season)
    require_organiser(by, season)
    mailing = _held(season, mailing)
    held_back = hold_back(mailing=mailing)
    if MailingState.STOPPED not in MAILING_MOVES[MailingState(mailing.state)] or not held_back:
        raise NotNow("nothing-to-stop", _("Nothing of this message waits any more."))
    mailing.state, mailing.stopped_at = MailingState.STOPPED, clock.now()
    mailing.save(update_fields=["state", "stopped_at"])
    sent = mailing.messages.filter(state=Delivery.SENT).count()
    record(
        actor=by,
        action="stop_mailing",
        subject=mailing.ref,
        season=season.public_id,
        facts={"held_back": held_back, "sent": sent},
    )
    return mailing


def _held(season: Season, mailing: Mailing) -> Mailing:
    """The message read afresh; the season is held, and nobody writes it otherwise."""
    found = Mailing.objects.filter(pk=mailing.pk, season=season.public_id).first()
    if found is None:
        raise NotNow("mailing-gone", _("This message was thrown away. Write a new one."))
    return found


def _unsent(season: Season, mailing: Mailing) -> Mailing:
    found = _held(season, mailing)
    if found.state != MailingState.DRAFT:
        raise NotNow("mailing-left", _("This message was sent. It cannot be changed any more."))
    return found


def _words(mailing: Mailing) -> LetterWords:
    return LetterWords(subject=mailing.subject, body=mailing.body)


def _start(mailing: Mailing, number: int, by: Actor) -> None:
    mailing.state, mailing.number = MailingState.SENT, number
    mailing.sent_at, mailing.sent_by_ref = clock.now(), by.ref
    mailing.save()


def _require_as_counted(number: int, shown: int) -> None:
    if number == 0:
        raise NotNow("nobody-there", _("Nobody is on this list now. There is nobody to write to."))
    if number != shown:
        raise NotNow(
            "list-changed",
            _("The list has changed. It was: %(shown)s. It is now: %(number)s. Look at it again.")
            % {"shown": shown, "number": number},
        )


def _require_a_way_to_stop(audience: Audience) -> None:
    if TOPIC_OF[audience] and not getattr(settings, "CADAIR_LETTER_ROOT", ""):
        raise NotNow(
            "no-way-to-stop",
            _(
                "Such a message needs a link by which people stop it, and this service does not "
                "know its own address. Ask whoever runs it to set CADAIR_HOSTS."
            ),
        )


def _facts(mailing: Mailing) -> dict[str, str]:
    words = [mailing.subject.as_dict(), mailing.body.as_dict()]
    return {"audience": mailing.audience, "words_sha256": sha256_of(words)}
