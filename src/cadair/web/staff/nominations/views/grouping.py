"""Repeat nominations of one thing: grouped by hand, after a look at both; and apart again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.actions import group_entries, ungroup_entry
from cadair.nominations.models import Entry
from cadair.nominations.queries import nominations_behind, redacted_answers
from cadair.seasons.questions import questions_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.hints import entry_called, similar_entries
from cadair.web.staff.nominations.rows import title_of
from cadair.web.staff.nominations.sheet import can_be_checked
from cadair.web.staff.nominations.views.verdicts import entry_of, page_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def group(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """Choose the other entry (`?into=` its reference), look at both, confirm."""
    found = entry_of(visit.season, entry)
    wanted = clean_line(request.GET.get("into", ""))[:80]
    into = entry_called(visit.season, wanted) if wanted else None
    context: dict[str, Any] = {
        "entry": found,
        "this": _side(found),
        "similar": [_side(each) for each in similar_entries(found)],
        "wanted": wanted,
        "is_unknown": bool(wanted) and into is None,
        "is_open": can_be_checked(found, visit.season),
        "back": page_of(found),
    }
    if into is not None:
        context["into"] = _side(into)
        context["together"] = nominations_behind(found).count() + context["into"]["count"]
    if request.method != "POST" or into is None:
        return render_desk(request, visit, "staff_nominations/group.html", context)
    try:
        group_entries(entry=found, into=into, by=visit.actor)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, "staff_nominations/group.html", context, status=422)
    words = _("Grouped: %(reference)s counts with %(into)s. The nominator is told.") % {
        "reference": found.reference,
        "into": into.reference,
    }
    messages.success(request, words)
    return redirect(page_of(into))


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def ungroup(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """Let an entry stand on its own again."""
    found = entry_of(visit.season, entry)
    try:
        ungroup_entry(entry=found, by=visit.actor)
    except NotNow as refusal:
        messages.warning(request, str(refusal.message))
    else:
        words = _("On its own again: %(reference)s. The nominator is told.") % {
            "reference": found.reference
        }
        messages.success(request, words)
    return redirect(page_of(found))


def _side(entry: Entry) -> dict[str, Any]:
    """One of two entries that are compared."""
    title, language = title_of(entry)
    behind = list(nominations_behind(entry))
    asked = questions_of(entry.season)
    return {
        "entry": entry,
        "title": title,
        "title_language": language,
        "places": [each.category for each in entry.places.select_related("category")],
        "bodies": [each.organisation for each in entry.bodies.select_related("organisation")],
        "nominations": [(each, list(redacted_answers(each, asked))) for each in behind],
        "count": len(behind),
        "href": page_of(entry),
    }
