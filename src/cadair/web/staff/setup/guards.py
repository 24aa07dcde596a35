"""Who may start a season: whom the operator allowed it, and organisers of any season."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.rules import may_start
from cadair.web.shared.guards import READ_AND_WRITE, SECOND_FACTOR, signed_in_page


def starters_page(view: Callable[..., HttpResponse]) -> Any:
    """Everybody else gets what an unknown address gets; a second factor is asked for first."""

    @signed_in_page(*READ_AND_WRITE)
    @wraps(view)
    def guarded(request: HttpRequest, account: Account, **rest: str) -> HttpResponse:
        if not may_start(actor_of(account)):
            raise Http404
        if SECOND_FACTOR not in request.session:
            return redirect_to_login(request.get_full_path(), reverse("account_second_factor"))
        return view(request, account, **rest)

    return guarded
