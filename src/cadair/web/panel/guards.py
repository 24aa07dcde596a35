"""Who is in the panel room: organisers, chair and stand-in, and while the panel decides every judge
to look on; each without what they left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadair.foundation.prepared import remembering
from cadair.judging.desks import judge_of
from cadair.judging.models import Judge
from cadair.outcomes.models import Award
from cadair.outcomes.queries import closed_to, left_by
from cadair.seasons.models import Category, Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.guards import READ, Visit, season_page

P = ParamSpec("P")
MEETING: Final = (SeasonState.DECIDING, SeasonState.SEALED, SeasonState.RELEASED)


@dataclass(frozen=True)
class Room:
    """The panel room as one visitor may see it (PRO-03)."""

    visit: Visit
    judge: Judge | None
    left: frozenset[int]

    @property
    def season(self) -> Season:
        """The season that is decided."""
        return self.visit.season

    @property
    def is_organiser(self) -> bool:
        """Whether they may write down what somebody else decided, and ask for confirmation."""
        return SeasonRole.ORGANISER in self.visit.roles

    @property
    def leads(self) -> bool:
        """Whether they decide themselves: as chair or as the named stand-in."""
        return self.judge is not None and (self.judge.is_chair or self.judge.is_stand_in)

    @property
    def looks_on(self) -> bool:
        """Whether they are there as one of the judges: reading what the others see."""
        return not self.is_organiser and not self.leads

    @property
    def is_deciding(self) -> bool:
        """Whether the panel is deciding now."""
        return self.season.state == SeasonState.DECIDING

    @cached_property
    def closed(self) -> frozenset[int]:
        """The categories in which something they stepped aside from can be in question: ids.

        Nothing of them is shown: a gap among the others would give the place away.
        """
        return closed_to(self.judge, self.season) if self.left else frozenset()

    def is_closed(self, category: Category) -> bool:
        """Whether nothing of this category is for their eyes."""
        return category.pk in self.closed

    def is_closed_for(self, award: Award) -> bool:
        """Whether nothing of this award is for their eyes."""
        return award.category_id in self.closed or award.entry_id in self.left


View = Callable[Concatenate[HttpRequest, Room, P], HttpResponse]


def panel_page(
    *methods: str, from_meeting_on: bool = True, for_judges: bool = False
) -> Callable[[View[P]], Any]:
    """The view gets the room: `view(request, room, **rest)`; before the meeting only the door.

    `for_judges`: every judge comes here while the panel decides, and at no other time.
    """
    leads = (SeasonRole.ORGANISER, SeasonRole.CHAIR, SeasonRole.STAND_IN)
    roles = (*leads, SeasonRole.JUDGE) if for_judges else leads

    def decorate(view: View[P]) -> Any:
        @season_page(*roles, methods=methods or READ)
        @wraps(view)
        def inside(
            request: HttpRequest, visit: Visit, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            state = visit.season.state
            if visit.roles.isdisjoint(leads) and state != SeasonState.DECIDING:
                return redirect("jury_desk", season=visit.season.key)
            if from_meeting_on and state not in MEETING:
                return redirect("panel_room", season=visit.season.key)
            judge = judge_of(visit.season, visit.account)
            if judge is None and SeasonRole.ORGANISER not in visit.roles:
                # A part without a seat: nothing was declared, so nothing is theirs to see (PRO-02).
                raise Http404
            room = Room(visit, judge, left_by(judge))
            if request.method not in READ:
                return view(request, room, *args, **kwargs)
            with remembering():
                return view(request, room, *args, **kwargs)

        return inside

    return decorate
