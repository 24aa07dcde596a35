"""What follows once a second step was shown or set up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.people.actions import make_recovery_codes
from cadair.people.models import Account
from cadair.people.queries import actor_of, unused_recovery_codes
from cadair.web.account.security import note
from cadair.web.account.work import first_place, own_path
from cadair.web.shared.guards import SECOND_FACTOR


def has_shown(request: HttpRequest) -> None:
    """From here on the session is worth more, so it gets a new key."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR] = int(clock.wall().timestamp())


def welcome(request: HttpRequest, me: Account) -> HttpResponse:
    """A step was added: it counts as shown, and whoever has no recovery codes gets some."""
    has_shown(request)
    if unused_recovery_codes(me):
        messages.success(request, _("Added. From now on you can sign in with it."))
        return redirect(own_path(request.GET.get("next")) or "account_second_factor")
    return show_codes(request, me, then=first_place(me, request.GET.get("next")))


def show_codes(request: HttpRequest, me: Account, then: str) -> HttpResponse:
    """New recovery codes, shown once: in the answer to the form that makes them."""
    codes = make_recovery_codes(account=me, by=actor_of(me))
    note("recovery-codes-made", me)
    shown = [f"{code[:4]}-{code[4:]}" for code in codes]
    context = {"codes": "\n".join(shown), "rows": len(shown), "then": then}
    return render(request, "web_account/recovery_codes.html", context)


def with_next(request: HttpRequest, name: str) -> str:
    """The address of a page that goes on to where somebody wanted to go."""
    wanted = own_path(request.GET.get("next"))
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return reverse(name) + query
