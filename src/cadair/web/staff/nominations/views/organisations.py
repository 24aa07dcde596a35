"""Names of organisations as nominators typed them: accepted under their right names, or merged."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.actions import accept_organisation, merge_organisation, say_sectors
from cadair.nominations.models import Nomination
from cadair.nominations.queries import bodies_of, unchecked_organisations
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.nominations.forms import BodyForm, NameForm, SectorsForm
from cadair.web.staff.nominations.hints import likely_bodies


@season_page(SeasonRole.ORGANISER)
def organisations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/organisations`: every name nobody has checked, with what it probably means."""
    here = Q(entry_parts__entry__season=visit.season)
    waiting = unchecked_organisations(visit.season).annotate(
        entries=Count("entry_parts__entry", filter=here, distinct=True)
    )
    context = {"waiting": [(body, likely_bodies(body)[:3]) for body in waiting]}
    return render_desk(request, visit, "staff_nominations/organisations.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def organisation(request: HttpRequest, visit: Visit, organisation: str) -> HttpResponse:
    """One name: correct it in both languages and accept it, or choose the body that is meant."""
    body = get_object_or_404(unchecked_organisations(visit.season), public_id=organisation)
    search = clean_line(request.GET.get("q", ""))[:200]
    matches = likely_bodies(body, search)
    is_sent = request.method == "POST"
    is_merge = is_sent and "merge" in request.POST
    names = NameForm(
        request.POST if is_sent and not is_merge else None,
        initial={"name_cy": body.name_cy, "name_en": body.name_en},
    )
    bodies = BodyForm(request.POST if is_merge else None, bodies=matches)
    context: dict[str, Any] = {
        "body": body,
        "search": search,
        "matches": matches,
        "names": names,
        "bodies": bodies,
        "form": bodies if is_merge else names,
        "nominations": _naming(visit.season, body),
    }
    if is_sent:
        done = _done(visit, body, names, bodies, context)
        if done:
            messages.success(request, done)
            return redirect("staff_organisations", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(
        request, visit, "staff_nominations/organisation.html", context, status=status
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def sectors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/organisations/sectors`: to which part of public life each body belongs."""
    order = {"cy": "sort_cy", "en": "sort_en"}[active_language()]
    bodies = list(bodies_of(visit.season).order_by(order, "pk"))
    is_sent = request.method == "POST"
    form = SectorsForm(request.POST if is_sent else None, bodies=bodies)
    context: dict[str, Any] = {"form": form}
    if is_sent and form.is_valid():
        try:
            say_sectors(season=visit.season, sectors=form.sectors(), by=visit.actor)
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Saved. The figures count by these sectors."))
            return redirect("staff_sectors", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_nominations/sectors.html", context, status=status)


def _done(
    visit: Visit, body: Organisation, names: NameForm, bodies: BodyForm, context: dict[str, Any]
) -> str:
    """Accept or merge; what is said of it, empty where it could not be done."""
    try:
        if bodies.is_bound and bodies.is_valid():
            merge_organisation(
                season=visit.season, organisation=body, into=bodies.body(), by=visit.actor
            )
            return _("Merged. The entries name the body of the register.")
        if names.is_bound and names.is_valid():
            accept_organisation(
                season=visit.season, organisation=body, name=names.name(), by=visit.actor
            )
            return _("Accepted. The body stands in the register.")
    except Refusal as refusal:
        context.update(refused(refusal))
    return ""


def _naming(season: Season, body: Organisation) -> list[Nomination]:
    named = season.nominations.filter(entry__bodies__organisation=body, entry__is_test=False)
    return list(named.select_related("entry").order_by("reference")[:20])
