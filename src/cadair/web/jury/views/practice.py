"""What the panel gave to test entries, side by side, once everybody has marked them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from cadair.judging.models import Judge
from cadair.judging.practice import practice_together
from cadair.judging.rules import PRACTISING
from cadair.web.jury.guards import judges_page
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit


@judges_page()
def practice(request: HttpRequest, visit: Visit, _judge: Judge) -> HttpResponse:
    """Nothing of an entry before everybody has marked all of it (PRO-05)."""
    if visit.season.state not in PRACTISING:
        raise Http404
    context = {"together": practice_together(visit.season)}
    return render_desk(request, visit, "jury/practice.html", context)
