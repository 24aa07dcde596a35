"""Whom a change to a running season concerns, and what stands against it.

Apps above register what only they know: nominators, drafts, marks, an order to publish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.mail.validators import checked_address
from cadair.seasons.models import Role, Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import ChangeKind, SeasonState

Readers = Callable[[Season, ChangeKind], Iterable[str]]
Obstacles = Callable[[Season, ChangeKind], Iterable[str | Promise]]

_readers: list[Readers] = []
_obstacles: list[Obstacles] = []


def register_readers(find: Readers) -> None:
    """Let an app above say who else is written to about a change; called at start."""
    _readers.append(find)


def register_obstacles(look: Obstacles) -> None:
    """Let an app above say why a change cannot be made now; called at start."""
    _obstacles.append(look)


def readers_of(season: Season, kind: ChangeKind) -> list[str]:
    """Every address that is written to about such a change, each once, in order."""
    found = set(_people_with_a_part(season))
    for find in _readers:
        found.update(find(season, kind))
    return sorted({normal for address in found if (normal := _fit_for_mail(address))})


def _fit_for_mail(address: str) -> str:
    """The address as mail takes it; empty for what an old file says in place of one."""
    with suppress(Refusal):
        return checked_address(address)
    return ""


def _people_with_a_part(season: Season) -> Iterator[str]:
    roles = Role.objects.filter(season=season, account__is_active=True)
    yield from roles.values_list("account__email", flat=True)


def require_no_obstacle(season: Season, kind: ChangeKind) -> None:
    """Go on only where nothing stands against the change.

    Raises:
        NotComplete: lists what does, a sentence each.
    """
    problems = tuple(problem for look in _obstacles for problem in look(season, kind))
    if problems:
        raise NotComplete(
            "change-not-possible",
            _("This cannot be changed now. What stands against it:"),
            problems,
        )


def changeable(
    season: Season, kind: ChangeKind, states: tuple[SeasonState, ...], by: Actor
) -> Season:
    """The season held, when `by` may make such a change to it now; a rule’s text has more to ask.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season has not come so far, has gone further, or its rules were tampered with.
        NotComplete: something stands against it.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state not in states:
        raise NotNow(
            "season-state",
            _("This cannot be done now. State of the season: %(state)s.")
            % {"state": SeasonState(season.state).label},
        )
    if kind != ChangeKind.TEXT:
        require_frozen_rules(season)
        require_no_obstacle(season, kind)
    return season
