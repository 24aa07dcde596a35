"""Finding people and organisations."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.searching import search_fold
from cadair.mail.validators import normalised_address
from cadair.people.models import (
    AccessLink,
    Account,
    Organisation,
    OrganisationAlias,
    SignedInSession,
)


def account_by_email(email: str) -> Account | None:
    """The account with this address, whatever the letter case, or None."""
    return Account.objects.filter(email__iexact=normalised_address(email)).first()


def actor_of(account: Account) -> Actor:
    """The account as somebody who acts."""
    return Actor.account(public_id=account.public_id, account_id=account.pk)


def required_account(email: str) -> Account:
    """The open account with this address.

    Raises:
        Refusal: nobody has an account with it, or the account is closed.
    """
    account = account_by_email(email)
    if account is None or not account.is_active:
        raise Refusal(
            "no-such-account",
            _("Nobody has an account with that address. Open one first: cadair account open"),
        )
    return account


def is_same_person(one: Actor, other: Actor) -> bool:
    """Whether two actors are one account, or two whose mail comes to the same box (PRO-10).

    What stands behind a “+” before the “@” is a note of the owner’s own.
    """
    if one.ref == other.ref:
        return True
    known = [actor.account_id for actor in (one, other) if actor.account_id is not None]
    addresses = Account.objects.filter(pk__in=known).values_list("email", flat=True)
    boxes = {_mailbox(address) for address in addresses}
    return len(addresses) > len(boxes)


def _mailbox(address: str) -> tuple[str, str]:
    name, _at, domain = normalised_address(address).rpartition("@")
    return name.partition("+")[0], domain


def actor_by_email(email: str) -> Actor:
    """Whoever has this address, as somebody who acts.

    Raises:
        Refusal: nobody has an account with it, or the account is closed.
    """
    return actor_of(required_account(email))


def sessions_of(account: Account) -> Sequence[SignedInSession]:
    """Where this person is signed in, newest first."""
    alive = SignedInSession.objects.filter(account=account, expire_date__gt=clock.wall())
    return list(alive.order_by("-seen_at"))


def second_steps_of(account: Account) -> Sequence[Authenticator]:
    """The app and the passkeys of this person, oldest first; recovery codes stand in for them."""
    steps = Authenticator.objects.filter(user=account).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return list(steps.order_by("pk"))


def unused_recovery_codes(account: Account) -> int:
    """How many of the codes still work."""
    codes = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES)
    return sum(len(each.wrap().get_unused_codes()) for each in codes)


def organisations_in_order(language: Language) -> QuerySet[Organisation]:
    """All organisations by the alphabet of `language`."""
    return Organisation.objects.order_by(f"sort_{language}", "key")


def organisation_called(name: str) -> Organisation | None:
    """The organisation with this name in either language, whatever its accents and capitals.

    One that was checked is found first, then one that is also called so.
    """
    wanted = search_fold(name)
    for body in Organisation.objects.order_by("-is_checked", "pk"):
        if wanted in {search_fold(body.name_cy), search_fold(body.name_en)}:
            return body
    alias = OrganisationAlias.objects.filter(fold=wanted[:200]).select_related("organisation")
    found = alias.first()
    return found.organisation if found else None


def other_names(ids: Collection[int]) -> dict[int, list[str]]:
    """The other names of these organisations, by id."""
    found: dict[int, list[str]] = {}
    rows = OrganisationAlias.objects.filter(organisation__in=ids)
    for body, name in rows.values_list("organisation_id", "name"):
        found.setdefault(body, []).append(name)
    return found


def is_named_by_a_season(organisation: Organisation) -> bool:
    """Whether an entry names the organisation or it holds a seat, in any season."""
    named = Organisation.objects.filter(pk=organisation.pk)
    return named.exclude(entry_parts=None, seats=None).exists()


def opened_by(token: str, purpose: str) -> AccessLink | None:
    """The link with this secret for this purpose, while it is valid, or None."""
    return AccessLink.objects.filter(
        token_hash=hash_of_token(token),
        purpose=purpose,
        ended_at=None,
        expires_at__gt=clock.now(),
    ).first()


def hash_of_token(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_holder_of_link(actor: Actor, purpose: str, subject_ref: str) -> bool:
    """Whether `actor` came with a link, still valid, that opens this thing for this purpose."""
    kind, _colon, public_id = actor.ref.partition(":")
    valid = AccessLink.objects.filter(
        public_id=public_id,
        purpose=purpose,
        subject_ref=subject_ref,
        ended_at=None,
        expires_at__gt=clock.now(),
    )
    return kind == "link" and valid.exists()


def actor_by_link(link: AccessLink) -> Actor:
    """Whoever holds the link, as somebody who acts: without an account, so without any part."""
    return Actor(ref=f"link:{link.public_id}")
