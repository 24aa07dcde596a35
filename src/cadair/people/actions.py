"""Every change to accounts and organisations."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.foundation.welsh.slugs import slugify
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.foundation.welsh.written import in_both, written_line
from cadair.mail.actions import remember_language
from cadair.mail.states import MailLanguage
from cadair.mail.validators import checked_address
from cadair.people.models import Account, Organisation, SignedInSession
from cadair.people.queries import account_by_email, organisation_called
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
    account = account_by_email(address)
    if account is None:
        account = Account(email=address, name=name)
        account.set_unusable_password()
        account.save()
    if not account.is_active:
        raise NotNow(
            "account-closed", _("The account with that address is closed. Ask the operator.")
        )
    if name and not account.name:
        account.name = name
        account.save(update_fields=["name"])
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


def named_organisation(*, name: str) -> Organisation:
    """The organisation of the register that somebody means, or a new one nobody has checked yet.

    A name is the same in either language, with or without its accents and capitals. Part of the
    actions that take in what people type.

    Raises:
        UnfitText: the name is missing or too long.
    """
    name = written_line(_("Name"), name, is_required=True)
    known = organisation_called(name)
    if known is not None:
        return known
    # The key is made of the name alone: of two who type it at once the second finds the first.
    key = f"{slugify(name, 'en')[:60].strip('-')}-{sha256_of(search_fold(name))[:12]}".strip("-")
    organisation, _is_new = Organisation.objects.get_or_create(
        key=key,
        defaults={
            **columns("name", BilingualText(name, name)),
            "sort_cy": sort_key_cy(name),
            "sort_en": sort_key_en(name),
            "is_checked": False,
        },
    )
    return organisation


@transaction.atomic
def register_organisation(*, key: str, name: BilingualText, by: Actor) -> Organisation:
    """Enter a body in the register, or correct its names; the key never changes.

    Raises:
        NotAllowed: `by` is not the operator.
        Refusal: the name is missing in a language or too long.
    """
    require_operator(by)
    name = in_both(_("Name"), name, written_line)
    if not name.is_complete:
        raise Refusal(
            "name-in-one-language",
            _("Give the name in both languages. A body with one name has it twice."),
        )
    organisation, _is_new = Organisation.objects.update_or_create(
        key=key,
        defaults={
            **columns("name", name),
            "sort_cy": sort_key_cy(name.cy),
            "sort_en": sort_key_en(name.en),
        },
    )
    record(
        actor=by,
        action="register_organisation",
        subject=organisation.ref,
        facts={"name_sha256": sha256_of(name.as_dict())},
    )
    return organisation
