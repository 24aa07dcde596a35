"""Marks from outside: the table to fill in, bringing it, comparing it, confirming it (PRO-06)."""

from __future__ import annotations

import csv
from collections import defaultdict
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.files.uploads import TAKES_FILES
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.judging.actions import bring_marks, refuse_marks
from cadair.judging.gathering_states import ImportState
from cadair.judging.marks_table import MOST_BYTES, doubts_of, places_to_bring, template
from cadair.judging.models import MarksImport, Scorecard
from cadair.judging.outside import take_in_marks
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.gathering.forms import TableForm

CHECKERS = (SeasonRole.ORGANISER, SeasonRole.SCRUTINEER)


@season_page(*CHECKERS, methods=READ_AND_WRITE)
def marks(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/marks-from-outside`: fetch the table, bring it back; what became of those before."""
    context: dict[str, Any] = {
        "form": TableForm(),
        "can_bring": SeasonRole.ORGANISER in visit.roles,
        "is_judging": visit.season.state == SeasonState.JUDGING,
        "before": visit.season.marks_imports.defer("rows").order_by("-brought_at"),
    }
    status = 200
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            there = bring_marks(
                season=visit.season,
                data=file.read(MOST_BYTES + 1) if file else b"",
                by=visit.actor,
            )
        except NotComplete as refusal:
            context |= refused(refusal)
            status = 422
        except Refusal as refusal:
            context |= refused(refusal)
            status = 422
        else:
            messages.success(request, _("Nothing counts yet: somebody else compares it first."))
            return redirect(
                "staff_outside_brought", season=visit.season.key, brought=there.public_id
            )
    if context["is_judging"]:
        context["places"] = len(places_to_bring(visit.season))
    return render_desk(request, visit, "staff_gathering/marks.html", context, status=status)


setattr(marks, TAKES_FILES, True)


@season_page(SeasonRole.ORGANISER)
def table(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """`desk/…/marks-from-outside/table`: the table to fill in, as CSV."""
    text = StringIO()
    csv.writer(text).writerows(template(visit.season))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{visit.season.key}-marks.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@season_page(*CHECKERS, methods=READ_AND_WRITE)
def brought(request: HttpRequest, visit: Visit, brought: str) -> HttpResponse:
    """`desk/…/marks-from-outside/…`: what a table says, for whoever compares it with what came."""
    there = get_object_or_404(visit.season.marks_imports, public_id=brought)
    there.season = visit.season
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            messages.success(request, _settled(request, visit, there))
        except Refusal as refusal:
            context = refused(refusal)
        else:
            return redirect("staff_outside", season=visit.season.key)
    context |= {
        "there": there,
        "is_waiting": there.state == ImportState.WAITING,
        "is_own": there.brought_by_ref == visit.actor.ref,
        **_shown(there),
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, "staff_gathering/brought.html", context, status=status)


def _settled(request: HttpRequest, visit: Visit, there: MarksImport) -> str:
    if "refuse" in request.POST:
        refuse_marks(brought=there, by=visit.actor)
        return _("The table is not taken in.")
    entered, left_out = take_in_marks(
        brought=there, seen=request.POST.get("seen", ""), by=visit.actor
    )
    said = _("Scorecards filled in: %(number)s. The judges lock them themselves.") % {
        "number": entered
    }
    if left_out:
        said += " " + _("Left out, because the judge has marked or left them: %(number)s.") % {
            "number": left_out
        }
    return said


def _shown(there: MarksImport) -> dict[str, Any]:
    """The rows by judge, with names; which of them would be left out, never what is there."""
    season = there.season
    judges = {judge.public_id: judge for judge in season.judges.all()}
    names = {row.public_id: row.name for row in season.categories.all()}
    entries = dict(season.entries.values_list("public_id", "reference"))
    criteria = list(season.criteria.all())
    cards = Scorecard.objects.filter(judge__season=season, marks__isnull=False)
    marked = set(cards.values_list("judge__public_id", "category__public_id", "entry__public_id"))
    parts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for judge, category, entry, marks, comment in there.rows:
        parts[judge].append(
            {
                "category": names.get(category, ""),
                "entry": entries.get(entry, ""),
                "marks": [marks.get(criterion.key, "") for criterion in criteria],
                "comment": comment,
                "is_left_out": (judge, category, entry) in marked,
            }
        )
    return {
        "criteria": criteria,
        "parts": [(judges[key].name, rows) for key, rows in parts.items() if key in judges],
        "doubts": doubts_of(there),
    }
