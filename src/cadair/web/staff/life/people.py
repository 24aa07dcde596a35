"""Who has which part in a season, and whether they can come in."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.sorting import sort_key_cy, sort_key_en
from cadair.people.models import Account
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonRole

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with one or more parts."""

    account: Account
    roles: tuple[Role, ...]
    has_factor: bool

    @property
    def name(self) -> str:
        """What they are called; their address while nobody has said."""
        return self.account.name or self.account.email

    @property
    def has_signed_in(self) -> bool:
        """Whether they were ever here."""
        return self.account.last_login is not None


def people_of(season: Season) -> list[Person]:
    """Everybody with a part, by name."""
    roles = Role.objects.filter(season=season).select_related("account").order_by("id")
    by_account: dict[int, list[Role]] = {}
    for role in roles:
        by_account.setdefault(role.account_id, []).append(role)
    secured = set(
        Authenticator.objects.filter(user__in=by_account, type__in=FACTORS).values_list(
            "user_id", flat=True
        )
    )
    people = [
        Person(held[0].account, tuple(held), account in secured)
        for account, held in by_account.items()
    ]
    key = sort_key_cy if active_language() == "cy" else sort_key_en
    return sorted(people, key=lambda person: key(person.name))


def organisers_of(season: Season) -> list[Account]:
    """Who may own a step of the plan."""
    roles = Role.objects.filter(season=season, role=SeasonRole.ORGANISER).select_related("account")
    return [role.account for role in roles.order_by("id")]
