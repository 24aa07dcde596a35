"""Signing in through one's organisation, for people whose laptops block authenticators."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cadair.foundation.bilingual import active_language
from cadair.people.models import Account
from cadair.people.queries import account_by_email
from cadair.web.account.adapter import Adapter
from cadair.web.account.openid import (
    NotVouchedFor,
    Question,
    address_to_ask,
    address_vouched_for,
)
from cadair.web.account.passing import has_shown
from cadair.web.account.security import note
from cadair.web.account.work import first_place, own_path
from cadair.web.shared.page import site_root

ASKED: Final = "asked_organisation"


def name_of_organisation() -> str:
    """What the button says, or nothing where no organisation signs anybody in."""
    organisation = settings.CADAIR_ORGANISATION_SIGN_IN
    if organisation is None:
        return ""
    names = {"cy": organisation.name_cy, "en": organisation.name_en}
    return str(names[active_language()])


@never_cache
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """Send the browser to the organisation; what it was sent with waits in the session."""
    organisation = _organisation()
    back = site_root(request) + reverse("account_organisation_answer")
    question = Question.new(back=back, wanted=own_path(request.GET.get("next")))
    try:
        there = address_to_ask(organisation, question)
    except NotVouchedFor as problem:
        return _failed(request, problem.why)
    request.session[ASKED] = asdict(question)
    return redirect(there)


@never_cache
@require_GET
def answer(request: HttpRequest) -> HttpResponse:
    """Sign in whom the organisation vouches for, if they have an account; each question once."""
    organisation = _organisation()
    asked = request.session.pop(ASKED, None)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    if asked is None or not code or not _same(state, asked["state"]):
        return _failed(request, "state")
    question = Question(**asked)
    try:
        address = address_vouched_for(organisation, question, code)
    except NotVouchedFor as problem:
        return _failed(request, problem.why)
    account = account_by_email(address)
    if account is None or not account.is_active:
        return _failed(request, "no-account")
    return _signed_in(request, account, question.wanted)


def _signed_in(request: HttpRequest, account: Account, wanted: str) -> HttpResponse:
    """The organisation has asked for a second step of its own."""
    Adapter(request).login(request, account)
    has_shown(request)
    note("second-step-shown", account, how="organisation")
    return redirect(first_place(account, wanted))


def _failed(request: HttpRequest, why: str) -> HttpResponse:
    note("sign-in-failed", how="organisation", why=why)
    if why == "no-account":
        said = _(
            "Your organisation knows you, but there is no account here with your address. "
            "Ask whoever invited you which address they used."
        )
    else:
        said = _(
            "Your organisation could not sign you in. Try again, or have a code sent to "
            "your address."
        )
    messages.error(request, said)
    return redirect("account_login")


def _organisation() -> Any:
    if settings.CADAIR_ORGANISATION_SIGN_IN is None:
        raise Http404
    return settings.CADAIR_ORGANISATION_SIGN_IN


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())
