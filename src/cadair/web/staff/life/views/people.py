"""Who has which part in the season: invite, and take a part back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.seasons.actions import invite_person, revoke_role
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.life.forms import InviteForm
from cadair.web.staff.life.people import people_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def people(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/people`: everybody with a part, and the form that invites somebody."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            invite_person(
                season=visit.season,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=SeasonRole(form.cleaned_data["role"]),
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Invited. The e-mail is on its way."))
            return redirect("staff_people", season=visit.season.key)
    context["people"] = people_of(visit.season)
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_life/people.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def take_part_back(request: HttpRequest, visit: Visit, role: str) -> HttpResponse:
    """`desk/…/people/<role>/remove`: what it means to take a part back, and doing so."""
    held = get_object_or_404(
        Role.objects.filter(season=visit.season).select_related("account"), public_id=role
    )
    context: dict[str, Any] = {
        "role": held,
        "name": held.account.name or held.account.email,
        "is_self": held.account_id == visit.account.pk,
        "others": Role.objects.filter(season=visit.season, account=held.account)
        .exclude(pk=held.pk)
        .order_by("id"),
    }
    if request.method != "POST":
        return render_desk(request, visit, "staff_life/take_back.html", context)
    try:
        revoke_role(role=held, by=visit.actor)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, "staff_life/take_back.html", context, status=422)
    messages.success(request, _("The part was taken back."))
    return redirect("staff_people", season=visit.season.key)
