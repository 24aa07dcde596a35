"""A file that was sent with an entry, for a judge who may read the entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from cadair.judging.desks import place_on_desk, undeclared_in
from cadair.judging.masking import is_hidden, without_names
from cadair.judging.models import Judge
from cadair.judging.rules import PRACTISING
from cadair.nominations.evidence import panel_evidence
from cadair.seasons.states import SeasonState
from cadair.web.jury.guards import judges_page
from cadair.web.shared.attachments import attachment
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit

READING = (SeasonState.JUDGING, SeasonState.DECIDING)


@judges_page(*READ_AND_WRITE)
def evidence(
    request: HttpRequest,
    _visit: Visit,
    judge: Judge,
    *,
    category: str,
    entry: str,
    evidence: str,
) -> HttpResponse:
    """As a download; not there before one has declared, nor for whoever stepped aside."""
    place = place_on_desk(judge, category, entry)
    if place is None or (not place.entry.is_test and undeclared_in(judge, place)):
        raise Http404
    if judge.season.state not in (PRACTISING if place.entry.is_test else READING):
        raise Http404
    there = panel_evidence(place.entry)
    if is_hidden(judge, place.entry):
        there = without_names(there)
    for number, each in enumerate(there, 1):
        if each.public_id == evidence:
            if request.method == "POST":
                # Refused only now: what is not there is not there, whatever one sends.
                return HttpResponseNotAllowed(READ)
            # Not the name its sender gave it, which may name anybody.
            return attachment(each.file, f"{place.entry.reference}-{number}")
    raise Http404
