"""Declaring interests: a list that shows no more than one needs, and one signature."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.plurals import counted
from cadair.judging.actions import sign_declaration
from cadair.judging.desks import is_anything_undeclared
from cadair.judging.models import Judge
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import Entry
from cadair.seasons.states import SeasonState
from cadair.web.jury.declarations import declarations
from cadair.web.jury.guards import judges_page
from cadair.web.jury.nameless import Names
from cadair.web.jury.signing import Choice, Signed, signed_by
from cadair.web.jury.views.nameless import DECLARING as BY_NAMES
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit

NOTHING_CHOSEN = "nothing-chosen"


@judges_page(*READ_AND_WRITE)
def declare(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """Say for each entry whether I have an interest, and sign; may be changed while judging.

    While the panel decides, an interest that is recognised late can still be declared.
    """
    if request.method != "POST":
        return _page(request, visit, judge)
    signed = signed_by(judge, request.POST)
    try:
        _require_something(signed)
        sign_declaration(
            judge=judge, interests=signed.interests, notes=signed.notes, by=visit.actor
        )
    except Refusal as refusal:
        return _page(request, visit, judge, signed, refusal)
    _say(request, signed.interests)
    is_deciding = visit.season.state == SeasonState.DECIDING
    if is_anything_undeclared(judge) and not is_deciding:
        return redirect("jury_declare", season=visit.season.key)
    return redirect("jury_desk", season=visit.season.key)


def _require_something(signed: Signed) -> None:
    if signed.problems:
        raise Refusal(
            "interests-unclear",
            _("Nothing was signed yet. Some answers need a word more; they are marked below."),
        )
    if not signed.interests:
        raise Refusal(
            NOTHING_CHOSEN,
            _("Nothing was signed: you changed nothing. Choose an answer, then sign."),
        )


def _say(request: HttpRequest, interests: Mapping[Entry, Choice]) -> None:
    number = counted("entry", len(interests), active_language())
    messages.success(
        request, _("Signed. Entries in this declaration: %(entries)s.") % {"entries": number}
    )
    aside = [
        entry.reference
        for entry, (kind, _nature) in interests.items()
        if kind == InterestKind.STEP_ASIDE
    ]
    if aside:
        messages.success(
            request,
            _(
                "Thank you for saying so. You stepped aside, and what you stepped aside from has "
                "left your desk. You need not explain yourself. References: %(references)s"
            )
            % {"references": ", ".join(aside)},
        )


def _page(
    request: HttpRequest,
    visit: Visit,
    judge: Judge,
    signed: Signed | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    state = visit.season.state
    typed, problems = (signed.typed, signed.problems) if signed else (None, None)
    names = Names(judge)
    context = {
        "form_of": declarations(judge, request.GET.get("page", ""), typed, problems),
        "natures": [(each.value, each.label) for each in InterestNature],
        "nameless": bool(names.entries) and state in BY_NAMES,
        "nameless_waiting": names.is_waiting,
        "is_open": state in (SeasonState.CHECKING, SeasonState.JUDGING, SeasonState.DECIDING),
        "is_early": state in (SeasonState.DRAFT, SeasonState.OPEN),
        "is_judging": state == SeasonState.JUDGING,
        "is_late": state == SeasonState.DECIDING,
    }
    if refusal is None:
        return render_desk(request, visit, "jury/declare.html", context)
    return render_desk(
        request, visit, "jury/declare.html", {**context, **refused(refusal)}, status=422
    )
