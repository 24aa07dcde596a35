"""What a season asks of declarations, and whom the bodies on the panel represent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import list_members, set_interest_rules
from cadair.judging.models import BodyMember
from cadair.judging.queries import interest_rules
from cadair.judging.seats import interest_rules_of, members_of
from cadair.judging.states import AsideScope, EmployerTie
from cadair.people.models import Organisation
from cadair.seasons.sections import Section, stamp_of
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.interests.forms import MembersForm, RulesForm

UNTIL_DECIDING = (
    SeasonState.DRAFT,
    SeasonState.OPEN,
    SeasonState.CHECKING,
    SeasonState.JUDGING,
)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def rules(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/interests/rules`: part of the rules, fixed when the season opens."""
    season, stands = visit.season, interest_rules(visit.season)
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, initial={"employer": stands.employer, "scope": stands.scope})

    def save(shown: str) -> object:
        return set_interest_rules(
            season=season,
            employer=EmployerTie(form.cleaned_data["employer"]),
            scope=AsideScope(form.cleaned_data["scope"]),
            by=visit.actor,
            shown=shown,
        )

    context = {"form": form, "is_fixed": season.state != SeasonState.DRAFT}
    return _kept(request, visit, "staff_interests/rules.html", context, interest_rules_of, save)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def members(request: HttpRequest, visit: Visit, body: str) -> HttpResponse:
    """`desk/…/interests/members/…`: whom a body on the panel represents."""
    season = visit.season
    seated = Organisation.objects.filter(seats__season=season).distinct()
    found = get_object_or_404(seated, public_id=body)
    listed = BodyMember.objects.filter(season=season, body=found).select_related("member")
    names = [str(each.member.name) for each in listed.order_by(f"member__sort_{active_language()}")]
    sent = request.POST if request.method == "POST" else None
    form = MembersForm(sent, initial={"names": "\n".join(names)})

    def save(shown: str) -> object:
        return list_members(
            season=season, body=found, names=form.listed(), by=visit.actor, shown=shown
        )

    context = {
        "form": form,
        "body": found,
        "names": names,
        "is_fixed": season.state not in UNTIL_DECIDING,
    }
    return _kept(
        request,
        visit,
        "staff_interests/members.html",
        context,
        lambda season: members_of(season, found),
        save,
    )


def _kept(
    request: HttpRequest,
    visit: Visit,
    template: str,
    context: Mapping[str, Any],
    section: Callable[[Any], Section],
    save: Callable[[str], object],
) -> HttpResponse:
    """Show a form with its stamp, or save it and go back; what was typed stays."""
    form: forms.Form = context["form"]
    stamp, more = stamp_of(section(visit.season)), {}
    if request.method == "POST":
        stamp = request.POST.get("shown", "")
        if form.is_valid():
            try:
                save(stamp)
            except Refusal as refusal:
                more = refused(refusal)
                stamp = stamp_of(section(visit.season))
            else:
                messages.success(request, _("Saved."))
                return redirect("staff_interests", season=visit.season.key)
    status = 422 if request.method == "POST" else 200
    shown = {**context, **more, "stamp": stamp}
    return render_desk(request, visit, template, shown, status=status)
