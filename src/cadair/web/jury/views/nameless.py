"""Declaring by a list of names, where the entries behind them are read without names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.refusals import Refusal
from cadair.judging.actions import sign_declaration
from cadair.judging.models import Judge
from cadair.judging.states import InterestNature
from cadair.seasons.states import SeasonState
from cadair.web.jury.guards import judges_page
from cadair.web.jury.nameless import Names, Signed, signed_by
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit

DECLARING = (SeasonState.CHECKING, SeasonState.JUDGING)
_LIST_HAS_CHANGED = gettext_lazy(
    "The list of names has changed since you opened it. Read it once more; what you ticked is kept."
)


@judges_page(*READ_AND_WRITE)
def declare_names(request: HttpRequest, visit: Visit, judge: Judge) -> HttpResponse:
    """First tick the names that one knows, then say how they tie one, and sign."""
    names = Names(judge)
    if not names.entries or visit.season.state not in DECLARING:
        return redirect("jury_declare", season=visit.season.key)
    if request.method != "POST":
        return _page(request, visit, names)
    signed = signed_by(names, request.POST)
    try:
        _require_whole(names, signed, request.POST.get("shown", ""))
        sign_declaration(
            judge=judge, interests=signed.interests, notes=signed.notes, by=visit.actor
        )
    except Refusal as refusal:
        return _page(request, visit, names, signed, refusal)
    messages.success(
        request,
        _("Signed. What you stepped aside from does not come to your desk."),
    )
    return redirect("jury_desk", season=visit.season.key)


def _require_whole(names: Names, signed: Signed, shown: str) -> None:
    """What is signed was read, says what it has to, and says something.

    Raises:
        Refusal: it does not.
    """
    if shown != names.stamp:
        raise Refusal("list-has-changed", _LIST_HAS_CHANGED)
    if signed.has_problems:
        raise Refusal(
            "interests-unclear",
            _("Nothing was signed yet. Some answers need a word more; they are marked below."),
        )
    if not signed.interests:
        raise Refusal(
            "nothing-chosen", _("Nothing was signed: you had declared this, or more, before.")
        )


def _page(
    request: HttpRequest,
    visit: Visit,
    names: Names,
    signed: Signed | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    is_read = (request.POST if signed else request.GET).get("shown", "") == names.stamp
    is_second = is_read and (signed is not None or "next" in request.GET)
    if "next" in request.GET and not is_read and signed is None:
        messages.warning(request, _LIST_HAS_CHANGED)
    lines = signed.lines if signed else names.ticked(request.GET.getlist("tie"))
    context: dict[str, Any] = {
        "bodies": [line for line in names.lines if line.is_body],
        "people": [line for line in names.lines if not line.is_body],
        "ticked": {line.key for line in lines},
        "lines": lines,
        "is_second": is_second,
        "stamp": names.stamp,
        "is_waiting": names.is_waiting,
        "natures": [(each.value, each.label) for each in InterestNature],
        "must_step_aside": names.must_step_aside,
        **(refused(refusal) if refusal else {}),
    }
    status = 422 if refusal else 200
    return render_desk(request, visit, "jury/declare_names.html", context, status=status)
