"""Who gets into this area: people who have signed in; everybody else is sent to sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.cache import never_cache

from cadair.people.models import Account
from cadair.people.queries import second_steps_of
from cadair.web.account.work import after_sign_in, needs_second_step
from cadair.web.shared.guards import SECOND_FACTOR
from cadair.web.shared.kept_forms import keep, offer_again

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def signed_in(view: View[P]) -> View[P]:
    """Let signed-in people pass; send others to sign in, in the language of the page."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            if request.method == "POST":
                keep(request)
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        return offer_again(request) or view(request, *args, **kwargs)

    return guarded


def fully_signed_in(view: View[P]) -> View[P]:
    """Let those pass who have shown the second step, and those who need none."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        account = request.user
        is_halfway = account.is_authenticated and SECOND_FACTOR not in request.session
        if is_halfway and needs_second_step(cast("Account", account)):
            there = after_sign_in(request, cast("Account", account), request.get_full_path())
            return redirect(there)
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def not_stopped_halfway(view: View[P]) -> View[P]:
    """For setting up a second step: whoever has one already shows it before another is added.

    So a code from somebody's e-mail is never enough to replace their phone (SEC-03).
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        account = request.user
        is_halfway = account.is_authenticated and SECOND_FACTOR not in request.session
        if is_halfway and second_steps_of(cast("Account", account)):
            return redirect("account_second_factor")
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def demo_only(view: View[P]) -> View[P]:
    """Outside the demo the page does not exist."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.CADAIR_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
