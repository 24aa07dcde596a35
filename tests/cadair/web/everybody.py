"""Everybody of the role matrix, in one season that has come as far as a page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.test import Client

from cadair.foundation.bilingual import BilingualText, columns
from cadair.judging.models import Judge, Seat
from cadair.people.models import Account
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import Cast, a_season, an_account, an_organisation
from tests.progress import bring_to
from tests.structure.matrix import row

ACCOUNTS: Final = {
    row.STRANGER: "someone",
    row.NOMINATOR: "eirian",
    row.JUDGE: "dai",
    row.RECUSED: "bob",
    row.CHAIR: "cerys",
    row.STAND_IN: "ann",
    row.ORGANISER: "olwen",
    row.TRANSLATOR: "tegid",
    row.SCRUTINEER: "sian",
    row.OTHER_ORGANISER: "owain",
}
"""Who of the cast stands for whom in the matrix. Bob stepped aside from Operation Lantern."""


@dataclass(frozen=True)
class Everybody:
    """The season, and a browser for each person of the matrix."""

    cast: Cast
    browsers: dict[str, Client]


def everybody_in(state: SeasonState) -> Everybody:
    """The cast, a fourth judge, a translator, a stranger and another season's organiser."""
    cast = a_season()
    for name in ("someone", "dai", "tegid", "owain"):
        cast.accounts[name] = an_account(name)
    _seat(cast, "dai")
    for name, role in (
        ("dai", SeasonRole.JUDGE),
        ("ann", SeasonRole.STAND_IN),
        ("tegid", SeasonRole.TRANSLATOR),
    ):
        Role.objects.get_or_create(season=cast.season, account=cast.accounts[name], role=role)
    _another_season(cast, cast.accounts["owain"])
    if state != SeasonState.DRAFT:
        bring_to(cast, state)
    browsers = {who: signed_in(cast.accounts[name]) for who, name in ACCOUNTS.items()}
    return Everybody(cast, {row.PUBLIC: Client(), **browsers})


def _seat(cast: Cast, name: str) -> None:
    seat = Seat.objects.create(
        season=cast.season,
        key=f"seat-{name}",
        position=9,
        organisation=an_organisation(f"body-{name}"),
    )
    cast.judges[name] = Judge.objects.create(
        season=cast.season,
        seat=seat,
        key=name,
        position=9,
        name=name.title(),
        account=cast.accounts[name],
    )


def _another_season(cast: Cast, organiser: Account) -> None:
    other = Season.objects.create(
        programme=cast.season.programme,
        key="valley-2027",
        year=2027,
        **columns("name", BilingualText("Gwobrau’r Cwm 2027", "Valley Awards 2027")),
    )
    Role.objects.create(season=other, account=organiser, role=SeasonRole.ORGANISER)
