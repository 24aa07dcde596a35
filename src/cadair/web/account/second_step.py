"""The second step: shown at sign-in, set up the first time, looked after later (SEC-03)."""

from __future__ import annotations

from typing import Any, Final, cast

from allauth.core.internal.ratelimit import RateLimitUsage, consume
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cadair.foundation.refusals import Refusal
from cadair.people.actions import (
    add_app,
    check_second_step,
    remove_second_step,
    rename_passkey,
)
from cadair.people.models import Account
from cadair.people.queries import actor_of, second_steps_of, unused_recovery_codes
from cadair.web.account import passkeys
from cadair.web.account.forms import AppCodeForm, StepCodeForm
from cadair.web.account.guards import not_stopped_halfway, signed_in
from cadair.web.account.passing import has_shown, show_codes, welcome, with_next
from cadair.web.account.pictures import app_address, picture_of
from cadair.web.account.security import note
from cadair.web.account.work import first_place
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import SECOND_FACTOR

RATES: Final = {"second_step": "10/10m/key,60/10m/ip"}
SECONDS_TO_WAIT: Final = 600
BEING_SET_UP: Final = "app_secret"
"""Kept in a session while an app is being set up."""

READ_AND_WRITE: Final = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@signed_in
def second_step(request: HttpRequest) -> HttpResponse:
    """Show the second step at sign-in; later, see and change what one has."""
    me = cast("Account", request.user)
    steps = second_steps_of(me)
    if SECOND_FACTOR in request.session:
        return _look_after(request, me)
    if not steps:
        return redirect(with_next(request, "account_app"))
    return _check(request, me) if request.method == "POST" else _ask(request, me)


def _ask(
    request: HttpRequest, me: Account, form: StepCodeForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form or StepCodeForm(),
        "passkey": passkeys.options_to_show(me),
        "has_app": any(step.type == "totp" for step in second_steps_of(me)),
    }
    return render(request, "web_account/second_step.html", context, status=status)


def _check(request: HttpRequest, me: Account) -> HttpResponse:
    usage = _one_more_try(request, me)
    if usage is None:
        return _too_many(request, me)
    form = StepCodeForm(request.POST)
    try:
        if "credential" in request.POST:
            how = passkeys.shown(request, me)
        elif form.is_valid():
            how = check_second_step(account=me, code=form.cleaned_data["code"])
        else:
            usage.rollback()
            return _ask(request, me, form, 422)
    except Refusal as refusal:
        note("second-step-failed", me)
        form = StepCodeForm({"code": request.POST.get("code", "") or "-"})
        form.add_error("code", str(refusal.message))
        return _ask(request, me, form, 422)
    usage.rollback()
    note("second-step-shown", me, how=how)
    has_shown(request)
    if how == "recovery":
        left = unused_recovery_codes(me)
        messages.warning(request, _("Recovery codes you have left: %(count)s") % {"count": left})
    return redirect(first_place(me, request.GET.get("next")))


def _too_many(request: HttpRequest, me: Account) -> HttpResponse:
    """After ten wrong codes only waiting helps (SEC-07)."""
    note("second-step-refused", me, why="too-many")
    form = StepCodeForm({"code": request.POST.get("code", "") or "-"})
    form.add_error("code", _("Too many tries. Wait ten minutes, then enter the newest code."))
    response = _ask(request, me, form, 429)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


@require_http_methods(READ_AND_WRITE)
@not_stopped_halfway
def app(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app, or the one of a new phone."""
    me = cast("Account", request.user)
    secret = request.session.get(BEING_SET_UP) or generate_totp_secret()
    request.session[BEING_SET_UP] = secret
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        usage = _one_more_try(request, me)
        try:
            if usage is None:
                return _set_up(request, me, secret, form, 429)
            add_app(account=me, secret=secret, code=form.cleaned_data["code"], by=actor_of(me))
        except Refusal as refusal:
            note("second-step-failed", me, how="set-up")
            form.add_error("code", str(refusal.message))
        else:
            usage.rollback()
            del request.session[BEING_SET_UP]
            note("second-step-added", me, how="app")
            return welcome(request, me)
    return _set_up(request, me, secret, form, 422 if form.is_bound else 200)


def _set_up(
    request: HttpRequest, me: Account, secret: str, form: AppCodeForm, status: int
) -> HttpResponse:
    if status == 429:
        note("second-step-refused", me, why="too-many")
        form.add_error("code", _("Too many tries. Wait ten minutes, then enter the newest code."))
    address = app_address(me, secret)
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    context: dict[str, Any] = {
        "form": form,
        "secret": groups,
        "address": address,
        "picture": picture_of(address),
        "is_first": not second_steps_of(me),
        "passkey_page": with_next(request, "account_passkey"),
    }
    response = render(request, "web_account/app.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


@require_http_methods(READ_AND_WRITE)
@not_stopped_halfway
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """What recovery codes are for, how many are left, and new ones."""
    me = cast("Account", request.user)
    if not second_steps_of(me):
        return redirect("account_app")
    if request.method == "POST":
        return show_codes(request, me, "")
    context = {"left": unused_recovery_codes(me)}
    return render(request, "web_account/recovery_codes.html", context)


def _look_after(request: HttpRequest, me: Account) -> HttpResponse:
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _change(request, me)
        except Refusal as refusal:
            context = refused(refusal)
    context |= {
        "steps": [(handle_of(step), step) for step in second_steps_of(me)],
        "left": unused_recovery_codes(me),
    }
    status = 422 if "refusal" in context else 200
    return render(request, "web_account/second_steps.html", context, status=status)


def _change(request: HttpRequest, me: Account) -> HttpResponse:
    handle = request.POST.get("step", "")
    step = next((each for each in second_steps_of(me) if handle_of(each) == handle), None)
    if step is None:
        raise Http404
    if "remove" in request.POST:
        remove_second_step(account=me, step=step, by=actor_of(me))
        note("second-step-removed", me)
        messages.success(request, _("Removed."))
    else:
        name = request.POST.get("name", "")
        rename_passkey(account=me, passkey=step, name=name, by=actor_of(me))
        messages.success(request, _("Saved."))
    return redirect("account_second_factor")


def handle_of(step: Any) -> str:
    """What a page calls an app or a passkey; the number of its row says how many there are."""
    return salted_hmac("cadair second step", str(step.pk), algorithm="sha256").hexdigest()[:24]


def _one_more_try(request: HttpRequest, me: Account) -> RateLimitUsage | None:
    return consume(
        request, app="cadair.account", action="second_step", config=RATES, key=str(me.pk)
    )
