"""Writing a form together, and handing it to somebody else.

A letter goes to an address; whoever signs in with that address can say yes, nobody else. Co-authors
write on every page; sending, sharing and deleting stay with the owner.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.actions import queue_letter
from cadair.mail.validators import checked_address, normalised_address
from cadair.nominations.actions.filled_forms import YOU, FilledForm
from cadair.nominations.models import Coauthor, Draft
from cadair.nominations.notice_letters import (
    CoauthorInvited,
    FormOffered,
    FormTakenOver,
    page_of_link,
)
from cadair.nominations.notices import COAUTHOR
from cadair.nominations.rules import require_owner, require_taking
from cadair.nominations.states import CoauthorState
from cadair.people.actions import end_links, issue_link
from cadair.people.models import Account
from cadair.seasons.queries import locked

OPENS_FOR: Final = timedelta(days=14)
MOST_COAUTHORS: Final = 5
"""People who write one form besides its owner, and are asked to."""

MOST_LETTERS: Final = 12
"""Letters sent about sharing one form in all, so that nobody pesters strangers with it."""


@transaction.atomic
def invite_coauthor(*, draft: Draft, email: str, by: Actor) -> Coauthor:
    """Ask somebody by e-mail to write a form too.

    Raises:
        NotAllowed: the form is somebody else's.
        NotNow: it was sent in, or nominations are closed, or it is a rehearsal.
        Refusal: the address is none, the owner's, or was asked already, or five people write it,
            or the form is not kept for an account yet.
    """
    draft = _shared(draft, by)
    address = _new_address(draft, email, takes_over=False)
    there = draft.coauthors.exclude(state=CoauthorState.ENDED).filter(takes_over=False)
    if there.count() >= MOST_COAUTHORS:
        raise Refusal("too-many-coauthors", _("Enough people write this form. Remove one first."))
    coauthor = Coauthor.objects.create(
        draft=draft, email=address, asked_at=clock.now(), asked_by_ref=by.ref
    )
    _write_to(coauthor, CoauthorInvited)
    record(
        actor=by,
        action="invite_coauthor",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"coauthor": coauthor.ref},
    )
    return coauthor


@transaction.atomic
def offer_draft(*, draft: Draft, email: str, by: Actor) -> Coauthor:
    """Ask somebody by e-mail to take a form over; it stays the owner's until they say yes.

    Whoever was asked before is asked no longer.

    Raises:
        NotAllowed: the form is somebody else's.
        NotNow: it was sent in once, or nominations are closed, or it is a rehearsal.
        Refusal: the address is none, the owner's, or was asked already, or the form is not kept
            for an account yet.
    """
    draft = _shared(draft, by)
    if draft.nomination_id is not None:
        raise NotNow(
            "sent-once",
            _("This form was sent in once, so it stays with you. Somebody can write in it too."),
        )
    address = _new_address(draft, email, takes_over=True)
    _end_offers(draft)
    coauthor = Coauthor.objects.create(
        draft=draft, email=address, takes_over=True, asked_at=clock.now(), asked_by_ref=by.ref
    )
    _write_to(coauthor, FormOffered)
    record(
        actor=by,
        action="offer_draft",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"coauthor": coauthor.ref},
    )
    return coauthor


@transaction.atomic
def join_draft(*, coauthor: Coauthor, account: Account, by: Actor) -> Coauthor:
    """Say yes: from now on `account` writes the form too.

    Raises:
        NotAllowed: the letter went to another address than that of `account`.
        NotNow: they are asked no longer, have answered, or the form was sent in.
    """
    coauthor, draft = _asked(coauthor, account, by, takes_over=False)
    _say_yes(coauthor, account)
    record(
        actor=by,
        action="join_draft",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"coauthor": coauthor.ref},
    )
    return coauthor


@transaction.atomic
def take_over_draft(*, coauthor: Coauthor, account: Account, by: Actor) -> Draft:
    """Say yes: from now on the form is that of `account`, and no longer its owner's.

    What the owner wrote about themselves is taken out of it.

    Raises:
        NotAllowed: the letter went to another address than that of `account`.
        NotNow: they are asked no longer, have answered, or the form was sent in.
    """
    coauthor, draft = _asked(coauthor, account, by, takes_over=True)
    _say_yes(coauthor, account)
    for before in draft.coauthors.filter(account=account, takes_over=False):
        _end(before)
    _tell_former_owner(coauthor, draft)
    draft.account = account
    draft.answers = {key: page for key, page in draft.answers.items() if key != YOU}
    draft.finished_pages = [key for key in draft.finished_pages if key != YOU]
    draft.version += 1
    draft.save()
    record(
        actor=by,
        action="take_over_draft",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"coauthor": coauthor.ref},
    )
    return draft


@transaction.atomic
def end_coauthor(*, coauthor: Coauthor, by: Actor) -> Coauthor:
    """Take somebody off a form, or take back what they were asked; a co-author may leave.

    What they wrote stays.

    Raises:
        NotAllowed: the form is somebody else's.
        NotNow: they are off it already, or have it now.
    """
    coauthor, draft = _held(coauthor)
    if coauthor.account_id is None or coauthor.account_id != by.account_id:
        require_owner(draft, by)
    has_it = coauthor.takes_over and coauthor.state == CoauthorState.JOINED
    if has_it or coauthor.state == CoauthorState.ENDED:
        raise NotNow("not-a-coauthor", _("This person does not write this form any more."))
    _end(coauthor)
    record(
        actor=by,
        action="end_coauthor",
        subject=draft.ref,
        season=draft.season.public_id,
        facts={"coauthor": coauthor.ref},
    )
    return coauthor


def _shared(draft: Draft, by: Actor) -> Draft:
    """The draft read afresh and held, where its owner may ask others to it now."""
    season = locked(draft.season)
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise NotNow("draft-gone", _("This form was deleted. Begin a new one."))
    found.season = season
    require_owner(found, by)
    if found.account_id is None:
        raise Refusal("no-account-yet", _("Sign in first, so that this form is kept for you."))
    if found.is_test:
        raise NotNow("no-sharing-of-rehearsals", _("A rehearsal cannot be shared."))
    _require_unsent(found)
    require_taking(season, by, is_test=False, begun_at=found.started_at)
    return found


def _require_unsent(draft: Draft) -> None:
    if draft.is_sent:
        raise NotNow("sent-already", _("This form was sent in. It cannot be changed any more."))


def _new_address(draft: Draft, email: str, *, takes_over: bool) -> str:
    address = checked_address(email)
    owner = Account.objects.get(pk=draft.account_id or 0)
    if address == normalised_address(owner.email):
        raise Refusal("own-form", _("This form is yours already. Give another address."))
    asked = draft.coauthors.filter(email=address, takes_over=takes_over)
    if asked.exclude(state=CoauthorState.ENDED).exists():
        raise Refusal("coauthor-asked", _("This person was asked already."))
    if draft.coauthors.count() >= MOST_LETTERS:
        raise Refusal("too-many-letters", _("Enough people were asked. Write to the organisers."))
    return address


def _write_to(coauthor: Coauthor, letter: type[CoauthorInvited]) -> None:
    draft = coauthor.draft
    token = issue_link(purpose=COAUTHOR, subject_ref=coauthor.ref, until=clock.now() + OPENS_FOR)
    queue_letter(
        letter=letter.about(
            draft.season,
            title=FilledForm(draft).title,
            owner=Account.objects.get(pk=draft.account_id or 0).email,
            page=page_of_link("respond_form", token),
        ),
        to=coauthor.email,
        once=f"coauthor-asked:{coauthor.public_id}",
        season=draft.season.public_id,
    )


def _tell_former_owner(coauthor: Coauthor, draft: Draft) -> None:
    queue_letter(
        letter=FormTakenOver(
            season=draft.season.name, title=FilledForm(draft).title, taken_by=coauthor.email
        ),
        to=Account.objects.get(pk=draft.account_id or 0).email,
        once=f"form-taken-over:{coauthor.public_id}",
        season=draft.season.public_id,
    )


def _held(coauthor: Coauthor) -> tuple[Coauthor, Draft]:
    season = locked(coauthor.draft.season)
    draft = Draft.objects.select_for_update().get(pk=coauthor.draft_id)
    draft.season = season
    return Coauthor.objects.select_for_update().get(pk=coauthor.pk), draft


def _asked(
    coauthor: Coauthor, account: Account, by: Actor, *, takes_over: bool
) -> tuple[Coauthor, Draft]:
    """The question and its form, held, where this account may say yes to it."""
    coauthor, draft = _held(coauthor)
    is_theirs = normalised_address(account.email) == coauthor.email
    if by.account_id != account.pk or not is_theirs:
        raise NotAllowed("asked-somebody-else", _("Sign in with the address we wrote to."))
    if coauthor.state != CoauthorState.ASKED or coauthor.takes_over != takes_over:
        raise NotNow("asked-no-longer", _("You are not asked any more, or have answered before."))
    _require_unsent(draft)
    if takes_over and draft.nomination_id is not None:
        raise NotNow("asked-no-longer", _("You are not asked any more, or have answered before."))
    return coauthor, draft


def _say_yes(coauthor: Coauthor, account: Account) -> None:
    coauthor.state = CoauthorState.JOINED
    coauthor.account = account
    coauthor.answered_at = clock.now()
    coauthor.save()
    end_links(purpose=COAUTHOR, subject_ref=coauthor.ref)


def _end(coauthor: Coauthor) -> None:
    coauthor.state = CoauthorState.ENDED
    coauthor.save(update_fields=["state"])
    end_links(purpose=COAUTHOR, subject_ref=coauthor.ref)


def _end_offers(draft: Draft) -> None:
    for before in draft.coauthors.filter(takes_over=True, state=CoauthorState.ASKED):
        _end(before)
