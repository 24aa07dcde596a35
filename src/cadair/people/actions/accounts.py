"""Every change to accounts: who can sign in, and where they are signed in."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.foundation.welsh.written import written_line
from cadair.mail.actions import remember_language
from cadair.mail.states import MailLanguage
from cadair.mail.validators import checked_address
from cadair.people.models import Account, SignedInSession
from cadair.people.queries import account_by_email
from cadair.people.rules import require_operator


@transaction.atomic
def open_account(*, email: str, name: str, by: Actor) -> Account:
    """Let somebody sign in. There is no open sign-up: somebody who is responsible does this.

    Raises:
        NotAllowed: `by` is not the operator.
        NotNow: the address has an account already.
        Refusal: the address is none, or the name is too long.
    """
    require_operator(by)
    address = checked_address(email)
    name = written_line(_("Your name"), name)
    if account_by_email(address) is not None:
        raise NotNow("account-exists", _("There is an account with that address already."))
    account = Account(email=address, name=name)
    account.set_unusable_password()
    account.save()
    record(actor=by, action="open_account", subject=account.ref)
    return account


def account_for(*, email: str, name: str = "") -> Account:
    """The open account with this address, made when there is none; part of an action.

    A name is filled in only where none is known.

    Raises:
        NotNow: the account was closed; the operator can tell why.
        Refusal: the address is none, or the name is too long.
    """
    address = checked_address(email)
    name = written_line(_("Your name"), name)
    account = account_by_email(address) or _new_account(address)
    if not account.is_active:
        raise NotNow(
            "account-closed", _("The account with that address is closed. Ask the operator.")
        )
    account.name = account.name or name
    account.on_demand_at = None
    account.save(update_fields=["name", "on_demand_at"])
    return account


def open_on_demand(*, email: str) -> Account | None:
    """The open account with this address, made when there is none; None when it was closed.

    Part of signing in, for people who nominate: the code that is sent to the address shows whose
    it is. `people.tasks.forget_accounts` deletes those of which nothing came.
    """
    address = checked_address(email)
    account = account_by_email(address)
    if account is None:
        try:
            with transaction.atomic():
                return _new_account(address, on_demand_at=clock.wall())
        except IntegrityError:
            # Two asked at once: the other one has opened it.
            account = account_by_email(address)
    return account if account is not None and account.is_active else None


def _new_account(address: str, *, on_demand_at: datetime | None = None) -> Account:
    account = Account(email=address, on_demand_at=on_demand_at)
    account.set_unusable_password()
    account.save()
    return account


@transaction.atomic
def close_account(*, account: Account, by: Actor) -> Account:
    """End somebody's access; what they did stays theirs. Closing twice changes nothing.

    Raises:
        NotAllowed: `by` is not the operator.
    """
    require_operator(by)
    account.is_active = False
    account.save(update_fields=["is_active"])
    SignedInSession.objects.filter(account=account).delete()
    record(actor=by, action="close_account", subject=account.ref)
    return account


@transaction.atomic
def choose_mail_language(*, account: Account, language: MailLanguage, by: Actor) -> Account:
    """Say in which language somebody wants to be written to: Welsh, English or both.

    Raises:
        NotAllowed: `by` is neither this person nor the operator.
    """
    if by.account_id != account.pk:
        require_operator(by)
    remember_language(address=account.email, language=language, by=by)
    record(
        actor=by,
        action="choose_mail_language",
        subject=account.ref,
        facts={"language": language.value},
    )
    return account


@transaction.atomic
def end_sessions(*, account: Account, handle: str, kept: str, by: Actor) -> int:
    """Sign somebody out elsewhere: in one browser, by its handle, or with `others` in all but one.

    Args:
        account: whose sessions.
        handle: the handle of a session, or `others`.
        kept: the key of the session that asks, which stays.
        by: who asks.

    Returns:
        how many were ended; one that has ended already counts as none.

    Raises:
        NotAllowed: `by` is neither this person nor the operator.
    """
    if by.account_id != account.pk:
        require_operator(by)
    elsewhere = SignedInSession.objects.filter(account=account).exclude(session_key=kept)
    ended = [s.session_key for s in elsewhere if handle in {"others", s.handle}]
    SignedInSession.objects.filter(session_key__in=ended).delete()
    record(actor=by, action="end_sessions", subject=account.ref, facts={"sessions": len(ended)})
    return len(ended)


@transaction.atomic
def allow_starting_awards(*, account: Account, is_allowed: bool, by: Actor) -> Account:
    """Say whether somebody may start a season for which nobody organises yet.

    Raises:
        NotAllowed: `by` is not the operator.
    """
    require_operator(by)
    account.can_start_awards = is_allowed
    account.save(update_fields=["can_start_awards"])
    record(
        actor=by,
        action="allow_starting_awards",
        subject=account.ref,
        facts={"is_allowed": is_allowed},
    )
    return account
