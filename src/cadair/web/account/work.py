"""What somebody has to do here: their parts, season by season, and where to go after sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from cadair.people.models import Account
from cadair.people.queries import second_steps_of
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import rooms_of
from cadair.web.shared.guards import SECOND_FACTOR
from cadair.web.shared.page import Link


@dataclass(frozen=True, slots=True)
class Part:
    """A season and what somebody does in it."""

    season: Season
    roles: tuple[Role, ...]
    rooms: tuple[Link, ...]


def parts_of(account: Account) -> list[Part]:
    """The parts of this person, the newest season first."""
    held = Role.objects.filter(account=account).select_related("season__programme")
    by_season: dict[Season, list[Role]] = {}
    for role in held.order_by("-season__year", "season__key", "pk"):
        by_season.setdefault(role.season, []).append(role)
    return [
        Part(season, tuple(roles), tuple(rooms_of(season, frozenset(r.role for r in roles))))
        for season, roles in by_season.items()
    ]


def other_places(account: Account) -> Iterator[Link]:
    """Where somebody can go besides their seasons."""
    own = address_of("nominate_mine")
    if own:
        yield Link(str(_("Your nominations")), own)
    organises = account.roles.filter(role=SeasonRole.ORGANISER).exists()
    start = address_of("staff_start")
    if start and (account.can_start_awards or organises):
        yield Link(str(_("Start a season")), start)


def needs_second_step(account: Account) -> bool:
    """Whether an e-mailed code alone is not enough: somebody has a part, or asked for more."""
    is_trusted = account.can_start_awards or Role.objects.filter(account=account).exists()
    return is_trusted or bool(second_steps_of(account))


def own_path(wanted: str | None) -> str:
    """`wanted` when it is a place of this service, else nothing (SEC-17)."""
    if not wanted or not wanted.startswith("/"):
        return ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def first_place(account: Account, wanted: str | None = None) -> str:
    """Where to go: to what was wanted, to the one season there is, or to the account."""
    found = own_path(wanted)
    if found:
        return found
    parts = parts_of(account)
    if len(parts) == 1 and parts[0].rooms:
        return parts[0].rooms[0].href
    return reverse("account")


def after_sign_in(request: HttpRequest, account: Account, wanted: str | None) -> str:
    """The next page once a code was right: the second step comes before every other."""
    if SECOND_FACTOR in request.session or not needs_second_step(account):
        return first_place(account, wanted)
    found = own_path(wanted)
    address = reverse("account_second_factor")
    return f"{address}?{urlencode({'next': found})}" if found else address


def address_of(name: str) -> str:
    """The address of a page, or nothing while there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
