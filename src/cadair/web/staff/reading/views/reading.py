"""What is still to be read, one nomination after the other, and what looks harmless together."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.plurals import counted
from cadair.nominations.actions import mark_all_read, mark_read
from cadair.nominations.models import Nomination
from cadair.nominations.queries import (
    counted_nominations,
    harmless_nominations,
    panel_answers_of,
    panel_body,
    panel_person,
    state_to_read,
    unread_answers,
    unread_nominations,
)
from cadair.nominations.redacting import for_panel
from cadair.nominations.rules import READ_IN, REHEARSED_IN
from cadair.nominations.states import NominationState
from cadair.seasons.models import Season
from cadair.seasons.questions import questions_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.reading.forms import TakeOutForm
from cadair.web.staff.reading.sheet import sheet_of

PAGE: Final = 50
AT_ONCE: Final = 300
"""So many are marked with one press; more would be read by nobody."""


def title_of(nomination: Nomination) -> tuple[str, str]:
    """What is nominated, as its author called it, and the language of that."""
    entry = nomination.entry
    is_welsh = (entry.title_language or active_language()) == "cy"
    shown = (entry.title_cy, "cy") if is_welsh else (entry.title_en, "en")
    return shown if shown[0] else (entry.title_cy or entry.title_en, "cy" if not is_welsh else "en")


def nomination_of(season: Season, public_id: str) -> Nomination:
    """The nomination of the season with this identity.

    Raises:
        Http404: there is none, or it was withdrawn.
    """
    standing = season.nominations.filter(state=NominationState.SUBMITTED)
    found = get_object_or_404(standing.select_related("entry"), public_id=public_id)
    found.season = found.entry.season = season
    return found


def is_open(season: Season, nomination: Nomination) -> bool:
    """Whether the season stands where what the panel reads can still be changed."""
    return season.state in (REHEARSED_IN if nomination.entry.is_test else READ_IN)


@season_page(SeasonRole.ORGANISER)
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/reading`: how much is read, where to begin, and every nomination with its state."""
    season = visit.season
    whole = counted_nominations(season).filter(state=NominationState.SUBMITTED)
    unread = unread_nominations(season)
    shown = whole if request.GET.get("show") == "all" else unread
    ordered = shown.select_related("entry").annotate(taken=Count("redactions"))
    page = Paginator(ordered.order_by("reference"), PAGE).get_page(request.GET.get("page"))
    left, total = unread.count(), whole.count()
    answers = unread_answers(season).select_related("nomination")
    context = {
        "left": left,
        "total": total,
        "done": total - left,
        "plain": harmless_nominations(season).count(),
        "first": unread.order_by("reference").first(),
        "answers": list(answers),
        "is_all": request.GET.get("show") == "all",
        "page_of": page,
        "lines": [(each, *title_of(each)) for each in page.object_list],
    }
    return render_desk(request, visit, "staff_reading/reading.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def one(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """Read one nomination and take out of it what the panel should not read."""
    return show(request, visit, nomination_of(visit.season, nomination))


def show(
    request: HttpRequest,
    visit: Visit,
    nomination: Nomination,
    *,
    form: TakeOutForm | None = None,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one nomination; `form` is what was typed, where it was refused."""
    title, language = title_of(nomination)
    entry = nomination.entry
    context = {
        "nomination": nomination,
        "entry": entry,
        "title": title,
        "title_language": language,
        "sheet": sheet_of(nomination),
        "people": [panel_person(each) for each in entry.people.all()],
        "bodies": [panel_body(each) for each in entry.bodies.select_related("organisation")],
        "evidence": list(nomination.evidence.select_related("file")),
        "questions": list(nomination.clarifications.all()),
        "has_unread_answer": nomination.clarifications.filter(is_read=False)
        .exclude(answer="")
        .exists(),
        "form": form or TakeOutForm(),
        "shown": state_to_read(nomination),
        "changes": nomination.versions.count(),
        "is_open": is_open(visit.season, nomination),
        "left": unread_nominations(visit.season).count(),
        **(more or {}),
    }
    return render_desk(request, visit, "staff_reading/one.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def has_read(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """One press: it was read; on to the next that nobody has read."""
    found = nomination_of(visit.season, nomination)
    try:
        mark_read(nomination=found, by=visit.actor, shown=request.POST.get("shown", ""))
    except Refusal as refusal:
        found = nomination_of(visit.season, nomination)
        return show(request, visit, found, more=refused(refusal), status=422)
    messages.success(request, _("Read: %(reference)s") % {"reference": found.reference})
    waiting = unread_nominations(visit.season).order_by("reference")
    following = waiting.filter(reference__gt=found.reference).first() or waiting.first()
    if following is None:
        return redirect("staff_reading", season=visit.season.key)
    return redirect("staff_read", season=visit.season.key, nomination=following.public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def together(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All in which nothing looks as if it named anybody, with their texts; then one press."""
    waiting = harmless_nominations(visit.season).select_related("entry")
    plain = list(waiting.order_by("reference")[:AT_ONCE])
    asked = for_panel(questions_of(visit.season))
    context: dict[str, Any] = {
        "plain": [
            (each, *title_of(each), [(a.name, a.text) for a in panel_answers_of(each, asked)])
            for each in plain
        ],
        "seal": sha256_of(
            [
                [each.public_id, each.entry.title, each.panel_summary, each.panel_answers]
                for each in plain
            ]
        ),
    }
    template = "staff_reading/together.html"
    if request.method != "POST":
        return render_desk(request, visit, template, context)
    if request.POST.get("seal") != context["seal"]:
        context["has_changed"] = True
        return render_desk(request, visit, template, context, status=422)
    try:
        mark_all_read(season=visit.season, nominations=plain, by=visit.actor)
    except Refusal as refusal:
        return render_desk(request, visit, template, {**context, **refused(refusal)}, status=422)
    words = counted("nomination", len(plain), active_language())
    messages.success(request, _("Marked as read: %(nominations)s.") % {"nominations": words})
    return redirect("staff_reading", season=visit.season.key)
