"""Who gets to a judge’s desk: whoever has a part on the panel, and a seat of their own on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from cadair.judging.desks import judge_of
from cadair.judging.models import Judge
from cadair.seasons.states import SeasonRole
from cadair.web.shared.guards import READ, Visit, season_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Visit, Judge, P], HttpResponse]


def judges_page(*methods: str) -> Callable[[View[P]], Any]:
    """The view gets the judge too: `view(request, visit, judge, **rest)`; others get 404."""

    def decorate(view: View[P]) -> Any:
        @season_page(
            SeasonRole.JUDGE, SeasonRole.CHAIR, SeasonRole.STAND_IN, methods=methods or READ
        )
        @wraps(view)
        def at_desk(
            request: HttpRequest, visit: Visit, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            judge = judge_of(visit.season, visit.account)
            if judge is None:
                raise Http404
            return view(request, visit, judge, *args, **kwargs)

        return at_desk

    return decorate
