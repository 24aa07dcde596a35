"""How sure the order of a category is: the figures, one press away from its page."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cadair.outcomes.queries import candidates, kinds_given_in
from cadair.web.panel.certainty import certainty_of
from cadair.web.panel.figures import figures_in_words
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.rail import rail_of
from cadair.web.panel.ranking import ranking
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE


@panel_page(*READ_AND_WRITE, for_judges=True)
def figures(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/how-sure`: not there for whoever stepped aside in the category."""
    prefetch_related_objects([room.season], "judges", "award_kinds")
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    if room.is_closed(found):
        raise Http404
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    base = reverse("panel_category", kwargs={"season": room.season.key, "category": found.key})
    listed = ranking(room, found, candidates(found, kinds_given_in(found)), base)
    sure = certainty_of(room, found, listed)
    if sure is None or sure.document is None or not listed.judges:
        # Nothing is worked out, or marks have changed since: the page of the category says so.
        return redirect(base)
    context = {
        "category": found,
        "room": room,
        "rail": rail_of(room, found),
        "sure": sure,
        "figures": figures_in_words(room.season, sure.document, listed),
    }
    return render_desk(request, room.visit, "panel/figures.html", context)
