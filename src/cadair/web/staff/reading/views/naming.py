"""The title of an entry worded otherwise, and names that the panel does not read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import reword_title, withhold_name
from cadair.nominations.models import Entry, EntryOrganisation, EntryPerson, Nomination
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.reading.forms import TitleForm
from cadair.web.staff.reading.views.reading import is_open, nomination_of

PERSON, BODY = "person", "organisation"


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def names(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """The title in a form; beside each person and organisation a button."""
    found = nomination_of(visit.season, nomination)
    is_title = request.method == "POST" and "part" not in request.POST
    form = TitleForm(request.POST if is_title else None, entry=found.entry)
    if request.method != "POST" or (is_title and not form.is_valid()):
        return _page(request, visit, found, form, status=422 if is_title else 200)
    try:
        if is_title:
            reword_title(entry=found.entry, title=form.title(), by=visit.actor)
        else:
            withhold_name(
                part=_part(found.entry, request.POST.get("part", "")),
                is_withheld=request.POST.get("withhold") == "1",
                by=visit.actor,
            )
    except Refusal as refusal:
        return _page(request, visit, found, form, more=refused(refusal), status=422)
    messages.success(request, _("Saved."))
    return redirect("staff_names", season=visit.season.key, nomination=found.public_id)


def _part(entry: Entry, wanted: str) -> EntryPerson | EntryOrganisation:
    """`person-0`: what stands at this place in the list of people, or of organisations."""
    kind, _hyphen, number = wanted.partition("-")
    if not number.isdecimal() or len(number) > 4:
        raise Http404
    rows: dict[str, list[Any]] = {
        PERSON: list(entry.people.all()),
        BODY: list(entry.bodies.select_related("organisation")),
    }
    found = rows.get(kind, [])
    if int(number) >= len(found):
        raise Http404
    part: EntryPerson | EntryOrganisation = found[int(number)]
    part.entry = entry
    return part


def _page(
    request: HttpRequest,
    visit: Visit,
    nomination: Nomination,
    form: TitleForm,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    entry = nomination.entry
    people = [
        (f"{PERSON}-{n}", each.name or str(each.description), each.is_withheld)
        for n, each in enumerate(entry.people.all())
    ]
    bodies = [
        (f"{BODY}-{n}", str(each.organisation.name), each.is_withheld)
        for n, each in enumerate(entry.bodies.select_related("organisation"))
    ]
    context = {
        "nomination": nomination,
        "entry": entry,
        "form": form,
        "people": people,
        "bodies": bodies,
        "is_open": is_open(visit.season, nomination),
        **(more or {}),
    }
    return render_desk(request, visit, "staff_reading/names.html", context, status=status)
