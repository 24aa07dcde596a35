"""What the panel is given to read: a list, each paper, its file."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.files.arriving import Arrived, take_in
from cadair.files.states import FileState
from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import BriefingWords, remove_briefing, write_briefing
from cadair.judging.models import Briefing
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.attachments import attachment
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE, Visit, season_page
from cadair.web.staff.gathering.forms import PaperForm

MOST_BYTES: Final = 20_000_000


@season_page(SeasonRole.ORGANISER)
def papers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/papers`: everything the panel is given to read."""
    context = {
        "papers": visit.season.briefings.select_related("file"),
        "is_over": visit.season.state == SeasonState.RELEASED,
    }
    return render_desk(request, visit, "staff_gathering/papers.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/papers/new`: one more."""
    return _edit(request, visit, None)


setattr(new_paper, TAKES_FILES, True)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def paper(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """`desk/…/papers/…`: one of them, to change or to take away."""
    row = get_object_or_404(visit.season.briefings.select_related("file"), public_id=paper)
    if request.method == "POST" and "remove" in request.POST:
        try:
            remove_briefing(briefing=row, by=visit.actor)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The paper is taken away."))
        return redirect("staff_papers", season=visit.season.key)
    return _edit(request, visit, row)


setattr(paper, TAKES_FILES, True)


def _edit(request: HttpRequest, visit: Visit, row: Briefing | None) -> HttpResponse:
    is_sent = request.method == "POST"
    form = PaperForm(request.POST if is_sent else None, request.FILES or None, paper=row)
    context: dict[str, Any] = {"form": form, "paper": row, "states": FileState}
    if is_sent and form.is_valid():
        arrived: Arrived | None = None
        try:
            arrived = _arrived(form)
            write_briefing(
                season=visit.season, words=_words(form, arrived), by=visit.actor, briefing=row
            )
        except Refusal as refusal:
            if arrived is not None:
                arrived.drop()
            context |= refused(refusal)
        else:
            messages.success(request, _("The paper is saved. Judges can read it."))
            return redirect("staff_papers", season=visit.season.key)
    status = 422 if is_sent else 200
    return render_desk(request, visit, "staff_gathering/paper.html", context, status=status)


def _arrived(form: PaperForm) -> Arrived | None:
    sent = form.cleaned_data["file"]
    return take_in(sent, most_bytes=MOST_BYTES) if sent else None


def _words(form: PaperForm, arrived: Arrived | None) -> BriefingWords:
    return BriefingWords(
        title=form.both("title"),
        text=form.both("text"),
        file=arrived,
        keeps_file=not form.cleaned_data.get("drops_file"),
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def file(request: HttpRequest, visit: Visit, paper: str) -> HttpResponse:
    """`desk/…/papers/…/file`: the file, once it was checked."""
    row = get_object_or_404(visit.season.briefings.select_related("file"), public_id=paper)
    if request.method == "POST":
        # Refused only now: what is not there is not there, whatever one sends.
        return HttpResponseNotAllowed(READ)
    return attachment(row.file, str(row.title))
