"""A file that was sent with an entry, in the panel room."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from cadair.nominations.evidence import panel_evidence
from cadair.outcomes.queries import candidates, kinds_given_in
from cadair.web.panel.guards import Room, panel_page
from cadair.web.shared.attachments import attachment
from cadair.web.shared.guards import READ, READ_AND_WRITE


@panel_page(*READ_AND_WRITE, for_judges=True)
def evidence(
    request: HttpRequest, room: Room, category: str, entry: str, evidence: str
) -> HttpResponse:
    """As a download; not there for whoever stepped aside."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    asked = get_object_or_404(candidates(found, kinds_given_in(found)), public_id=entry)
    if asked.pk in room.left or room.is_closed(found):
        raise Http404
    asked.season = room.season
    for number, each in enumerate(panel_evidence(asked), 1):
        if each.public_id == evidence:
            if request.method == "POST":
                # Refused only now: what is not there is not there, whatever one sends.
                return HttpResponseNotAllowed(READ)
            return attachment(each.file, f"{asked.reference}-{number}")
    raise Http404
