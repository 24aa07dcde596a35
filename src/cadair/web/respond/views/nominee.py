"""The page of a nominee: what is held, correcting it, declining, objecting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import (
    decline_nomination,
    describe_oneself,
    object_to_use,
)
from cadair.nominations.held import held_about_nominee
from cadair.nominations.models import Nominee
from cadair.nominations.notices import PAGE
from cadair.nominations.states import AgeBand, NominationState
from cadair.seasons.controllers import FIELDS, controller_of
from cadair.web.respond.forms import DecliningForm, ObjectingForm, OneselfForm
from cadair.web.respond.frame import render_linked
from cadair.web.respond.guards import LinkVisit, linked_page
from cadair.web.shared.desk import refused
from cadair.web.shared.held import held_file


def linked_nominee(visit: LinkVisit) -> Nominee:
    """Whom the link is about.

    Raises:
        Http404: it is about nobody who is there.
    """
    kind, _colon, public_id = visit.subject.partition(":")
    found = Nominee.objects.select_related(
        "nomination__entry", "nomination__season__programme__organiser", "notice"
    ).filter(public_id=public_id)
    nominee = found.first() if kind == "nominee" else None
    if nominee is None:
        raise Http404
    return nominee


@linked_page(*PAGE, methods=("GET", "HEAD"))
def nominee(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """What is held about somebody, and what they can do about it."""
    person = linked_nominee(visit)
    return render_linked(
        request,
        person.nomination.season,
        "web_respond/nominee.html",
        {
            **about_nominee(visit, person),
            "notice": [
                (label, controller_of(person.nomination.season).words[name])
                for name, label in FIELDS.items()
            ],
        },
    )


def about_nominee(visit: LinkVisit, person: Nominee) -> dict[str, Any]:
    """What every page of a nominee shows."""
    nomination = person.nomination
    is_standing = nomination.state == NominationState.SUBMITTED and not person.is_gone
    return {
        "nominee": person,
        "nomination": nomination,
        "entry": nomination.entry,
        "token": visit.token,
        "is_standing": is_standing,
        "is_child": person.age_band == AgeBand.CHILD,
        "is_guardian": visit.is_guardian,
        "may_speak": not visit.is_guardian or person.age_band == AgeBand.CHILD,
        "is_young": person.age_band in {AgeBand.CHILD, AgeBand.SIXTEEN},
        "sayings": list(person.sayings.all()),
        "organisations": [
            body.organisation.name
            for body in nomination.entry.bodies.select_related("organisation")
        ],
        "categories": [category.name for category in nomination.entry.categories.all()],
    }


def _asked(
    request: HttpRequest,
    visit: LinkVisit,
    template: str,
    form: forms.Form,
    act: Callable[[Nominee, dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """A page with one form: shown, done, or shown again with what was typed."""
    person = linked_nominee(visit)
    about = about_nominee(visit, person)
    if not about["is_standing"]:
        return redirect("respond_nominee", token=visit.token)
    season, status = person.nomination.season, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(person, form.cleaned_data)
            except Refusal as refusal:
                about |= refused(refusal)
            else:
                messages.success(request, done)
                return redirect("respond_nominee", token=visit.token)
    return render_linked(request, season, template, {**about, "form": form}, status=status)


@linked_page(*PAGE, methods=("GET", "HEAD"))
def held(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """All that is held about them, to read."""
    person = linked_nominee(visit)
    about = {"token": visit.token, "parts": held_about_nominee(person, active_language())}
    return render_linked(request, person.nomination.season, "web_respond/held.html", about)


@linked_page(*PAGE, methods=("GET", "HEAD"))
def held_as_file(_request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """The same for programs."""
    return held_file(held_about_nominee(linked_nominee(visit), active_language()))


@linked_page(*PAGE)
def correct(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Name, how it is said, and what is not right."""
    person = linked_nominee(visit)
    known = {"own_name": person.own_name or person.name, "pronunciation": person.pronunciation}
    return _asked(
        request,
        visit,
        "web_respond/correct.html",
        OneselfForm(request.POST or None, initial=known),
        lambda nominee, typed: describe_oneself(nominee=nominee, by=visit.actor, **typed),
        _("Thank you. The organisers have what you told us."),
    )


@linked_page(*PAGE)
def decline(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Say that one does not want to be nominated."""
    if not about_nominee(visit, linked_nominee(visit))["may_speak"]:
        return redirect("respond_nominee", token=visit.token)
    return _asked(
        request,
        visit,
        "web_respond/decline.html",
        DecliningForm(request.POST if request.method == "POST" else None),
        lambda nominee, typed: decline_nomination(nominee=nominee, by=visit.actor, **typed),
        _("You have declined. Nothing about you goes to the judges. The organisers will write."),
    )


@linked_page(*PAGE)
def objection(request: HttpRequest, visit: LinkVisit) -> HttpResponse:
    """Object to the use of one's data."""
    return _asked(
        request,
        visit,
        "web_respond/object.html",
        ObjectingForm(request.POST if request.method == "POST" else None),
        lambda nominee, typed: object_to_use(nominee=nominee, by=visit.actor, **typed),
        _("We have your objection. Judges read nothing of it until the organisers have answered."),
    )
