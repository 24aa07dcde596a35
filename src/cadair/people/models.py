"""Accounts and organisations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import import_module
from typing import ClassVar, Final, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower

from cadair.foundation.bilingual import Bilingual
from cadair.foundation.models import Record
from cadair.mail.validators import normalised_address
from cadair.people.states import Sector

SESSION_BEGAN: Final = "began_at"
SESSION_SEEN: Final = "seen_at"
"""Kept in a session: when somebody signed in and was last here, in seconds since 1970."""


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by address, whatever the letter case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this e-mail address.

        Raises:
            Account.DoesNotExist: there is none.
        """
        return self.get(email__iexact=normalised_address(username or ""))


class Account(AbstractBaseUser, Record):
    """Somebody who can sign in, with a code sent by e-mail; nobody needs a password.

    `on_demand_at` is set while nobody responsible has opened or asked for the account: then it is
    when the owner of the address last asked for a code.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    can_start_awards = models.BooleanField(default=False)
    on_demand_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_account"),
        ]

    def __str__(self) -> str:
        # Not the name or the address: this is what ends up in logs and error reports (PRI-21).
        return self.ref

    @classmethod
    def ties(cls) -> Iterator[str]:
        """By which names rows of other tables are about somebody, sessions left out."""
        return (each.name for each in cls._meta.related_objects if each.name != "sessions")


class SignedInSession(AbstractBaseSession):
    """A browser that is signed in, or about to be; with its account, so that it can be ended."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    @property
    def handle(self) -> str:
        """What a page may show to name this session; the key itself opens it."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:32]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Whoever reads and writes these rows."""
        store = import_module(settings.SESSION_ENGINE).SessionStore
        return cast("type[SessionBase]", store)


class Organisation(Record):
    """A body that nominates, is nominated, holds a panel seat or employs somebody.

    A body with one official name has the same text in both languages. What a nominator typed stays
    unchecked (`is_checked`) until an organiser has looked at it. `sector` is empty where nobody
    has said it.
    """

    key = models.SlugField(max_length=80, unique=True)
    name_cy = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    sort_cy = models.BinaryField()
    sort_en = models.BinaryField()
    is_checked = models.BooleanField(default=True)
    sector = models.CharField(max_length=12, choices=Sector.choices, blank=True)

    name = Bilingual()

    def __str__(self) -> str:
        return self.key


class OrganisationAlias(Record):
    """Another name of an organisation: short, former, or as people say it, in either language.

    `fold` is the name without accents and capitals, by which it is found; a name means one body.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    fold = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.ref


class OrganisationContact(Record):
    """Where an organisation wants to hear of the awards, as it told the organisers."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts"
    )
    address = models.EmailField()
    noted_at = models.DateTimeField()
    noted_by_ref = models.CharField(max_length=128)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "address"], name="a_contact_is_noted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class AccessLink(Record):
    """A link in a letter that opens one thing to whoever holds it, and nothing else (SEC-05).

    `purpose` names the page, `subject_ref` the object; only a hash of the secret is kept.
    """

    purpose = models.CharField(max_length=24)
    subject_ref = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["purpose", "subject_ref"], name="links_by_what_they_open"),
        ]
