"""Asking people to vouch for what one has sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import ask_referee, end_asking, remind_referee
from cadair.nominations.models import Nomination
from cadair.nominations.notices import is_referee_asked_for, is_referee_required
from cadair.nominations.queries import nominations_sent_by
from cadair.nominations.states import NominationState
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.web.nominate.frame import render_season
from cadair.web.shared.desk import refused
from cadair.web.shared.guards import signed_in_page


class AskForm(forms.Form):
    """Who is asked."""

    name = forms.CharField(
        label=gettext_lazy("Name of the person who can vouch"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        help_text=gettext_lazy("They get a letter with a link. They need no account."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def can_ask(nomination: Nomination) -> bool:
    """Whether the season asks for people who vouch, and the nomination stands."""
    stands = nomination.state == NominationState.SUBMITTED
    return stands and is_referee_asked_for(nomination.season)


@signed_in_page()
def referees(request: HttpRequest, account: Account, nomination: str) -> HttpResponse:
    """Who was asked, how far they have come, and asking another."""
    found = nominations_sent_by(account).filter(public_id=nomination).first()
    if found is None:
        raise Http404
    if not can_ask(found):
        return redirect("nominate_mine")
    is_asking = request.method == "POST" and "which" not in request.POST
    form = AskForm(request.POST if is_asking else None)
    about: dict[str, Any] = {
        "nomination": found,
        "asked": list(found.endorsements.all()),
        "form": form,
        "is_required": is_referee_required(found.season),
    }
    if request.method == "POST" and (not is_asking or form.is_valid()):
        try:
            done = _ask(found, form, account) if is_asking else _move(request, found, account)
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, done)
            return redirect("nominate_referees", nomination=found.public_id)
    status = 422 if request.method == "POST" else 200
    return render_season(request, found.season, "web_nominate/referees.html", about, status=status)


def _ask(nomination: Nomination, form: AskForm, account: Account) -> str:
    typed = form.cleaned_data
    ask_referee(
        nomination=nomination, name=typed["name"], email=typed["email"], by=actor_of(account)
    )
    return _("We have written to this person.")


def _move(request: HttpRequest, nomination: Nomination, account: Account) -> str:
    asked = nomination.endorsements.filter(public_id=request.POST["which"][:40]).first()
    if asked is None:
        raise Http404
    if "remind" in request.POST:
        remind_referee(endorsement=asked, by=actor_of(account))
        return _("The reminder was sent.")
    end_asking(endorsement=asked, by=actor_of(account))
    return _("This person is asked no longer.")
