"""Calls, e-mails and meetings about a nomination, written down for the other organisers."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.nominations.models import ContactNote, Nomination
from cadair.nominations.states import ContactKind, ContactWay
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser


@transaction.atomic
def log_contact(
    *,
    nomination: Nomination,
    kind: ContactKind,
    way: ContactWay,
    on: date,
    text: str,
    by: Actor,
) -> ContactNote:
    """Write down that somebody was spoken to, on which day, and what was said.

    A note is never changed: what was wrong is put right by another one.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: the day is still to come; nothing is written, or too much.
    """
    season = locked(nomination.season)
    require_organiser(by, season)
    text = written_passage(_("What was said"), text, is_required=True)
    now = clock.now()
    if on > clock.to_london(now).date():
        raise Refusal("day-to-come", _("This day is still to come. Enter the day it happened."))
    note = ContactNote.objects.create(
        nomination=nomination,
        kind=ContactKind(kind),
        way=ContactWay(way),
        on_date=on,
        text=text,
        written_at=now,
        written_by_ref=by.ref,
    )
    record(
        actor=by,
        action="log_contact",
        subject=nomination.ref,
        season=season.public_id,
        facts={"contact": note.kind, "way": note.way, "text_sha256": sha256_of(text)},
    )
    return note
