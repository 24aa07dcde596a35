"""Asking people to vouch for a nomination, and what they answer on the page of their link."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.foundation.welsh.written import written_line, written_passage
from cadair.mail.actions import queue_letter
from cadair.mail.validators import checked_address
from cadair.nominations.models import Endorsement, Nomination
from cadair.nominations.notice_letters import RefereeAsked, RefereeReminded, page_of_link
from cadair.nominations.notices import REFEREE, is_referee_asked_for
from cadair.nominations.rules import require_checking, require_nominator
from cadair.nominations.states import ENDORSEMENT_MOVES, EndorsementState, NominationState
from cadair.nominations.validators import check_language
from cadair.people.actions import end_links, issue_link
from cadair.people.queries import is_holder_of_link
from cadair.seasons.queries import locked

OPENS_FOR: Final = timedelta(days=90)
MOST_ASKED: Final = 5
"""Requests a nomination may have in all, so that nobody sends letters to strangers with it."""

REMIND_AFTER: Final = timedelta(days=7)


@transaction.atomic
def ask_referee(*, nomination: Nomination, name: str, email: str, by: Actor) -> Endorsement:
    """Ask somebody by e-mail to vouch for a nomination.

    Raises:
        NotAllowed: `by` is neither the nominator nor an organiser.
        NotNow: nobody is asked in this season, or judging has begun, or it was withdrawn.
        Refusal: the address is none, or the nominator's own, or was asked already, or five people
            were.
        UnfitText: the name is missing or too long.
    """
    season = locked(nomination.season)
    nomination = Nomination.objects.select_related("entry").get(pk=nomination.pk)
    nomination.season = season
    require_nominator(nomination, by)
    require_checking(season, is_test=nomination.entry.is_test)
    if not is_referee_asked_for(season) or nomination.state != NominationState.SUBMITTED:
        raise NotNow("no-referee-asked-for", _("Nobody is asked to vouch for this nomination."))
    address = checked_address(email)
    _check_new(nomination, address)
    endorsement = Endorsement.objects.create(
        nomination=nomination,
        name=written_line(_("Name of the referee"), name, is_required=True),
        email=address,
        asked_at=clock.now(),
        asked_by_ref=by.ref,
    )
    _write_to(endorsement, RefereeAsked, "referee-asked")
    record(
        actor=by,
        action="ask_referee",
        subject=endorsement.ref,
        season=season.public_id,
        facts={"nomination": nomination.ref},
    )
    return endorsement


def _check_new(nomination: Nomination, address: str) -> None:
    if address == nomination.nominator_email:
        raise Refusal("own-referee", _("You cannot vouch for your own nomination. Ask another."))
    asked = nomination.endorsements
    if asked.filter(email=address).exclude(state=EndorsementState.ENDED).exists():
        raise Refusal("asked-already", _("This person was asked already. You can remind them."))
    if asked.count() >= MOST_ASKED:
        raise Refusal("too-many-referees", _("Enough people were asked. Write to the organisers."))


def _write_to(endorsement: Endorsement, letter: type[RefereeAsked], occasion: str) -> None:
    token = issue_link(purpose=REFEREE, subject_ref=endorsement.ref, until=clock.now() + OPENS_FOR)
    queue_letter(
        letter=letter.about(endorsement, page_of_link("respond_referee", token)),
        to=endorsement.email,
        once=f"{occasion}:{endorsement.public_id}",
        season=endorsement.nomination.season.public_id,
    )


@transaction.atomic
def remind_referee(*, endorsement: Endorsement, by: Actor) -> Endorsement:
    """Write once more, a week after the first letter or later; only once.

    Raises:
        NotAllowed: `by` is neither the nominator nor an organiser.
        NotNow: they answered, are asked no longer, were reminded, or it is too early.
    """
    season = locked(endorsement.nomination.season)
    endorsement = _read(endorsement)
    endorsement.nomination.season = season
    require_nominator(endorsement.nomination, by)
    now = clock.now()
    is_early = now < endorsement.asked_at + REMIND_AFTER
    is_waiting = endorsement.state == EndorsementState.ASKED
    if not is_waiting or endorsement.reminded_at is not None or is_early:
        raise NotNow(
            "no-reminder-now",
            _("A referee who has not answered is reminded once, after a week."),
        )
    endorsement.reminded_at = now
    endorsement.save(update_fields=["reminded_at"])
    _write_to(endorsement, RefereeReminded, "referee-reminded")
    record(actor=by, action="remind_referee", subject=endorsement.ref, season=season.public_id)
    return endorsement


def _read(endorsement: Endorsement) -> Endorsement:
    found = Endorsement.objects.select_related("nomination__entry", "nomination__season")
    return found.get(pk=endorsement.pk)


@transaction.atomic
def end_asking(*, endorsement: Endorsement, by: Actor) -> Endorsement:
    """Take the request back; the link opens nothing any more.

    Raises:
        NotAllowed: `by` is neither the nominator nor an organiser.
        NotNow: they answered, or it was taken back before.
    """
    season = locked(endorsement.nomination.season)
    endorsement = _read(endorsement)
    endorsement.nomination.season = season
    require_nominator(endorsement.nomination, by)
    _move(endorsement, EndorsementState.ENDED)
    endorsement.save()
    end_links(purpose=REFEREE, subject_ref=endorsement.ref)
    record(actor=by, action="end_asking", subject=endorsement.ref, season=season.public_id)
    return endorsement


def _move(endorsement: Endorsement, target: EndorsementState) -> None:
    if target not in ENDORSEMENT_MOVES[EndorsementState(endorsement.state)]:
        raise NotNow("answered-already", _("This request has been answered or taken back."))
    endorsement.state = target


@transaction.atomic
def answer_as_referee(
    *,
    endorsement: Endorsement,
    is_given: bool,
    relation: str,
    text: str,
    language: str,
    by: Actor,
) -> Endorsement:
    """Say what one knows of the work and vouch for it, or say that one does not.

    Raises:
        NotAllowed: `by` does not hold a valid link to this request.
        NotNow: it was answered or taken back, or the nomination was withdrawn.
        Refusal: the language is neither Welsh nor English.
        UnfitText: who vouches writes nothing; a text is too long.
    """
    season = locked(endorsement.nomination.season)
    if not is_holder_of_link(by, REFEREE, endorsement.ref):
        raise NotAllowed("not-your-page", _("This page belongs to somebody else."))
    endorsement = _read(endorsement)
    if endorsement.nomination.state != NominationState.SUBMITTED:
        raise NotNow("nomination-withdrawn", _("The nomination was withdrawn. Thank you."))
    _move(endorsement, EndorsementState.GIVEN if is_given else EndorsementState.DECLINED)
    endorsement.relation = written_line(_("How you know the work"), relation, is_required=is_given)
    endorsement.text = written_passage(_("What you can say"), text, is_required=is_given)
    endorsement.language = check_language(language)
    endorsement.answered_at = clock.now()
    endorsement.save()
    record(
        actor=by,
        action="answer_as_referee",
        subject=endorsement.ref,
        season=season.public_id,
        facts={"is_given": is_given, "language": language},
    )
    return endorsement
