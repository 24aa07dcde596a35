"""A row of the role matrix, and the people in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cadair.seasons.states import SeasonState
from tests.cast import Cast

PUBLIC: Final = "public"
STRANGER: Final = "stranger"
NOMINATOR: Final = "nominator"
JUDGE: Final = "judge"
RECUSED: Final = "recused judge"
CHAIR: Final = "chair"
STAND_IN: Final = "stand-in"
ORGANISER: Final = "organiser"
TRANSLATOR: Final = "translator"
SCRUTINEER: Final = "scrutineer"
OTHER_ORGANISER: Final = "organiser of another season"

PEOPLE: Final = (
    PUBLIC,
    STRANGER,
    NOMINATOR,
    JUDGE,
    RECUSED,
    CHAIR,
    STAND_IN,
    ORGANISER,
    TRANSLATOR,
    SCRUTINEER,
    OTHER_ORGANISER,
)
EVERYBODY: Final = frozenset(PEOPLE)
SIGNED_IN: Final = EVERYBODY - {PUBLIC}
PANEL: Final = frozenset({JUDGE, RECUSED, CHAIR, STAND_IN})
DEMO_ONLY: Final = frozenset({"public in demo mode"})
ASKED_FOR_A_CODE: Final = frozenset({"somebody who asked for a code"})
WHERE_AN_ORGANISATION_SIGNS_IN: Final = frozenset({"public where an organisation signs in"})


def the_season(cast: Cast) -> dict[str, str]:
    """The argument of most addresses."""
    return {"season": cast.season.key}


@dataclass(frozen=True)
class Row:
    """Who gets in at a view, everybody else being told that there is no such page.

    `arguments` are those of its address, made from the cast in `state`; None for a route with
    none. `foreign` are arguments that name something of somebody else or of another season: for
    those even whoever gets in otherwise gets 404. `is_form_only` marks a view that takes POST
    alone (a GET by whoever gets in is answered 405).
    """

    who: frozenset[str]
    state: SeasonState = SeasonState.DECIDING
    arguments: Callable[[Cast], dict[str, str]] | None = None
    foreign: Callable[[Cast], dict[str, str]] | None = None
    is_form_only: bool = False
