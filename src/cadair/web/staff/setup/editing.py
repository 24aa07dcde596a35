"""One page that edits one section: shown with its stamp, saved under it, nothing lost (PRG)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from cadair.foundation.refusals import NotNow, Refusal
from cadair.seasons.sections import ChangedMeanwhile, Section, stamp_of
from cadair.seasons.states import SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import Visit
from cadair.web.staff.setup.fields import SetupForm

Words = str | Promise
DRAFT = (SeasonState.DRAFT,)


@dataclass(frozen=True, slots=True)
class Editing:
    """What a page edits. `make` builds the form, bound or not; `save` takes it and the stamp."""

    heading: Words
    lead: Words
    make: Callable[[Any], SetupForm]
    section: Section
    save: Callable[[Any, str | None], object]
    done: Words
    back: str = "staff_setup"
    states: tuple[SeasonState, ...] = DRAFT
    template: str = "staff_setup/edit.html"
    more: Mapping[str, Any] = field(default_factory=dict)


def edit(request: HttpRequest, visit: Visit, editing: Editing) -> HttpResponse:
    """Show the section, or save it and go back; what was typed stays until it is saved."""
    if request.method != "POST":
        return _page(request, visit, editing, editing.make(None))
    form = editing.make(request.POST)
    if not form.is_valid():
        return _page(request, visit, editing, form, stamp=request.POST.get("shown", ""))
    try:
        editing.save(form, request.POST.get("shown", ""))
    except ChangedMeanwhile as refusal:
        theirs = {"theirs": list(editing.make(None).stands()), **refused(refusal)}
        return _page(request, visit, editing, form, more=theirs)
    except Refusal as refusal:
        stamp = request.POST.get("shown", "")
        return _page(request, visit, editing, form, stamp=stamp, more=refused(refusal))
    messages.success(request, str(editing.done))
    return redirect(editing.back, season=visit.season.key)


def _page(
    request: HttpRequest,
    visit: Visit,
    editing: Editing,
    form: SetupForm,
    *,
    stamp: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "heading": editing.heading,
        "lead": editing.lead,
        "form": form,
        "stamp": stamp_of(editing.section) if stamp is None else stamp,
        "back": editing.back,
        "is_fixed": visit.season.state not in editing.states,
        "is_new": editing.section is None,
        **editing.more,
        **(more or {}),
    }
    status = 422 if request.method == "POST" else 200
    return render_desk(request, visit, editing.template, context, status=status)


def carried_out(request: HttpRequest, act: Callable[[], object], done: Words) -> bool:
    """Whether a press of a button did what it says; if not, why is said on the next page."""
    try:
        act()
    except (NotNow, Refusal) as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(done))
    return True
