"""More time for one person: given with a reason, told by letter, and ended again (PRO-23)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.foundation.welsh.written import written_line
from cadair.mail.actions import queue_letter
from cadair.mail.validators import checked_address
from cadair.nominations.letters import MoreTime
from cadair.nominations.models import Extension
from cadair.nominations.rules import require_checking
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time, locked
from cadair.seasons.rules import require_organiser

LONGEST_REASON = 300


@transaction.atomic
def give_extension(
    *,
    season: Season,
    email: str,
    until: datetime,
    reason: str,
    page: BilingualText,
    by: Actor,
) -> Extension:
    """Let one person send until a moment after closing; they are told where and until when.

    It is bound to the address with which they sign in. What they send is marked as late. `page`
    is the address of the page on which a nomination begins.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging has begun, or this person has more time already.
        Refusal: there is no closing time, the moment is not after it or is past, the address is
            none, or the reason is missing.
    """
    season = locked(season)
    require_organiser(by, season)
    require_checking(season)
    email = checked_address(email)
    reason = written_line(_("Reason"), reason, longest=LONGEST_REASON, is_required=True)
    _check_moment(season, until)
    if season.extensions.filter(
        email__iexact=email, ended_at=None, until__gte=clock.now()
    ).exists():
        raise NotNow("has-more-time", _("This person has more time already. End that first."))
    extension = Extension.objects.create(
        season=season,
        email=email,
        until=until,
        reason=reason,
        given_at=clock.now(),
        given_by_ref=by.ref,
    )
    words = BilingualText(cy=weekday_date_time(until, "cy"), en=weekday_date_time(until, "en"))
    letter = MoreTime(season=season.name, until=words, page=page)
    once = f"more-time:{extension.public_id}"
    queue_letter(letter=letter, to=email, once=once, season=season.public_id)
    record(
        actor=by,
        action="give_extension",
        subject=extension.ref,
        season=season.public_id,
        facts={"until": until.isoformat(), "reason_sha256": sha256_of(reason)},
    )
    return extension


def _check_moment(season: Season, until: datetime) -> None:
    closes_at = closing_time(season)
    if closes_at is None:
        raise Refusal("no-closing-time", _("Nominations have no closing time: nobody is late."))
    if until <= closes_at or until <= clock.now():
        raise Refusal(
            "not-more-time", _("Choose a moment that is still to come and after closing.")
        )


@transaction.atomic
def end_extension(*, extension: Extension, by: Actor) -> Extension:
    """Take more time back; what was sent in it stays.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: it was ended before.
    """
    season = locked(extension.season)
    require_organiser(by, season)
    held = Extension.objects.select_for_update().get(pk=extension.pk)
    if held.ended_at is not None:
        raise NotNow("extension-ended", _("Somebody has ended this already."))
    held.ended_at, held.ended_by_ref = clock.now(), by.ref
    held.save(update_fields=["ended_at", "ended_by_ref"])
    record(actor=by, action="end_extension", subject=held.ref, season=season.public_id)
    return held
