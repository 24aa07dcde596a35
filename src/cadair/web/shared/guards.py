"""Who gets in where: a page of a season is for people with a part in it (SEC-01, SEC-03).

Everybody else gets what an unknown address gets, so that nobody learns what exists. A form that
comes when nobody is signed in any more is kept and offered again after sign-in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cadair.foundation.actors import Actor
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.models import Season
from cadair.seasons.rules import parts_in
from cadair.web.shared.kept_forms import keep, offer_again

P = ParamSpec("P")
SECOND_FACTOR: Final = "second_factor_at"
"""Kept in a session: when a code of an app or a passkey was shown, in seconds since 1970."""

READ: Final = ("GET", "HEAD")
READ_AND_WRITE: Final = ("GET", "HEAD", "POST")
WRITE: Final = ("POST",)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody on a page of a season: who, where, with which parts."""

    season: Season
    account: Account
    actor: Actor
    roles: frozenset[str]


def signed_in_page(*methods: str) -> Callable[[Callable[..., HttpResponse]], Any]:
    """For everybody who has signed in; the view gets their account: `view(request, account)`."""

    def decorate(view: Callable[Concatenate[HttpRequest, Account, P], HttpResponse]) -> Any:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            stopped = _stopped(request, methods or READ_AND_WRITE)
            if stopped is not None:
                return stopped
            return view(request, cast("Account", request.user), *args, **kwargs)

        return guarded

    return decorate


def season_page(*roles: str, methods: tuple[str, ...] = READ) -> Callable[..., Any]:
    """For people who hold one of `roles` in the season that the address names (`season`: its key).

    The view gets a visit instead of the key: `view(request, visit, **rest)`. Somebody without a
    part gets 404, whoever has not shown a second factor yet is asked for it first.
    """

    def decorate(view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]) -> Any:
        @never_cache
        @wraps(view)
        def guarded(
            request: HttpRequest, /, season: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request, methods)
            visit = _visit(request.user, season, roles)
            if SECOND_FACTOR not in request.session:
                return _to_second_factor(request)
            stopped = _stopped(request, methods)
            return view(request, visit, *args, **kwargs) if stopped is None else stopped

        guarded.season_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def _visit(account: Account, key: str, roles: tuple[str, ...]) -> Visit:
    found = parts_in(key, account)
    if found is None or found[1].isdisjoint(roles):
        raise Http404
    season, held = found
    return Visit(season=season, account=account, actor=actor_of(account), roles=held)


def _stopped(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse | None:
    """Why the view does not get this request, or None."""
    if not request.user.is_authenticated:
        return _to_sign_in(request, methods)
    offered = offer_again(request)
    if offered is None and request.method not in methods:
        return HttpResponseNotAllowed(methods)
    return offered


def _to_sign_in(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    if request.method == "POST" and "POST" in methods:
        keep(request)
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        keep(request)
    address = reverse("account_second_factor")
    there = redirect(address)
    there["Location"] = redirect_to_login(request.get_full_path(), address)["Location"]
    return there
