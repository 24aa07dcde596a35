"""Deciding by correspondence: put to the judges, answered by each, written down once carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.judging.meeting_states import Answer
from cadair.judging.meetings import meeting_of
from cadair.judging.models import Judge, Motion
from cadair.nominations.models import Entry
from cadair.outcomes.actions import (
    Proposed,
    answer_motion,
    decide_category,
    end_motion,
    put_motion,
)
from cadair.outcomes.queries import candidates, free_judges, kinds_given_in
from cadair.seasons.models import AwardKind, Category
from cadair.web.panel.choosing import AwardLine, Said, proposed_lines, proposed_said
from cadair.web.panel.deciding import Typed, arguments, who_decides
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.motions import is_written, motions_of
from cadair.web.panel.rail import rail_of
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE

DAYS = 3
"""How long judges have to answer, where nobody says otherwise."""


class PutForm(forms.Form):
    """Until when judges answer, and how many must agree."""

    due_on = forms.DateField(
        label=gettext_lazy("Answers by the end of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Enter the last day for answers"),
            "invalid": gettext_lazy("Enter a date such as 2/10/2026"),
        },
    )
    needed = forms.IntegerField(
        label=gettext_lazy("How many judges must agree"),
        min_value=1,
        max_value=999,
        error_messages={
            "required": gettext_lazy("Enter how many judges must agree"),
            "invalid": gettext_lazy("Enter a whole number"),
        },
    )


@dataclass(frozen=True)
class _Case:
    """A category with what can be given in it."""

    room: Room
    category: Category
    entries: Sequence[Entry]
    kinds: Sequence[AwardKind]

    @property
    def asked(self) -> list[Judge]:
        """Who would be asked."""
        panel = self.room.season.judges.filter(is_substitute=False).order_by("position")
        return free_judges(self.category, panel)

    def arguments(self, typed: Typed, deciders: Sequence[Judge]) -> dict[str, Any]:
        """What `decide_category` is given."""
        return arguments(typed, self.category, self.entries, self.kinds, deciders)

    def typed(self, form: dict[str, str]) -> Typed:
        """What stands in the form of a decision that was put to the judges."""
        sent = QueryDict(mutable=True)
        sent.update(form)
        return Typed.sent(sent, self.entries)


@panel_page(*READ_AND_WRITE, for_judges=True)
def correspondence(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/correspondence`: what the judges are asked, and what they answered."""
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    if room.is_closed(found):
        if room.looks_on:
            raise Http404
        return redirect("panel_category", season=room.season.key, category=found.key)
    kinds = kinds_given_in(found)
    entries = list(candidates(found, kinds).prefetch_related("people"))
    case = _Case(room, found, entries, kinds)
    if request.method != "POST":
        return _page(request, case)
    step = request.POST.get("step", "")
    if step in ("preview", "put", "ask") and not room.looks_on:
        return _put(request, case, is_sent=step == "ask")
    try:
        _act(request, case, step)
    except Refusal as refusal:
        return _page(request, case, refusal)
    return redirect("panel_correspondence", season=room.season.key, category=found.key)


def _form(request: HttpRequest, case: _Case, asked: int, *, is_sent: bool) -> PutForm:
    usual = {
        "due_on": clock.to_london(clock.now()).date() + timedelta(days=DAYS),
        "needed": meeting_of(case.room.season).quorum or asked,
    }
    return PutForm(request.POST if is_sent else None, initial=usual)


def _put(request: HttpRequest, case: _Case, *, is_sent: bool) -> HttpResponse:
    """The decision as it would be put, with the day and the number; then it is put."""
    typed = Typed.sent(request.POST, case.entries)
    asked = case.asked
    form = _form(request, case, len(asked), is_sent=is_sent)
    refusal: Refusal | None = None
    try:
        deciders = who_decides(case.room, case.category)
        said = case.arguments(typed, deciders)
        if is_sent and form.is_valid():
            put_motion(
                category=case.category,
                proposed=Proposed(
                    said["outcome"],
                    said["decided_by"],
                    said["awards"],
                    {**dict(typed.hidden), "decided_by": said["decided_by"].public_id},
                ),
                needed=form.cleaned_data["needed"],
                due_on=form.cleaned_data["due_on"],
                by=case.room.visit.actor,
            )
            messages.success(request, _("The judges are asked. Each has an e-mail with a link."))
            return redirect(
                "panel_correspondence", season=case.room.season.key, category=case.category.key
            )
    except Refusal as caught:
        refusal, said = caught, None
    context: dict[str, Any] = {
        "category": case.category,
        "room": case.room,
        "form": form,
        "hidden": typed.hidden,
        "asked": [each.name for each in asked],
        "said": proposed_said(typed, said["decided_by"], said["outcome"]) if said else None,
        "lines": proposed_lines(said["awards"]) if said else [],
        **(refused(refusal) if refusal else {}),
    }
    status = 422 if refusal or form.errors else 200
    return render_desk(request, case.room.visit, "panel/put.html", context, status=status)


def _act(request: HttpRequest, case: _Case, step: str) -> None:
    sent, room = request.POST, case.room
    motion = get_object_or_404(case.category.motions, public_id=sent.get("motion", ""))
    if step == "answer" and room.judge is not None:
        if sent.get("answer") not in Answer.values:
            raise Refusal("nothing-chosen", _("Say whether you agree."))
        answer_motion(
            motion=motion,
            judge=room.judge,
            answer=Answer(sent["answer"]),
            note=sent.get("note", ""),
            by=room.visit.actor,
        )
        messages.success(request, _("Your answer is kept."))
    elif step == "end":
        end_motion(motion=motion, by=room.visit.actor)
        messages.success(request, _("Ended. Nothing was decided."))
    elif step == "write":
        _write(case, motion)
        messages.success(request, _("Decided. Category: %(name)s") % {"name": case.category.name})
    else:
        raise Http404


def _write(case: _Case, motion: Motion) -> None:
    typed = case.typed(motion.form)
    deciders = list(case.room.season.judges.filter(public_id=typed.decided_by))
    deciders = deciders or who_decides(case.room, case.category)
    motion.category = case.category
    decide_category(**case.arguments(typed, deciders), by=case.room.visit.actor, motion=motion)


def _page(request: HttpRequest, case: _Case, refusal: Refusal | None = None) -> HttpResponse:
    shown = [
        {
            "motion": each,
            "said": said,
            "lines": lines,
            "is_written": is_written(each.motion),
        }
        for each in motions_of(case.room, case.category)
        for said, lines in [_said(case, each.motion)]
    ]
    context: dict[str, Any] = {
        "room": case.room,
        "category": case.category,
        "rail": rail_of(case.room, case.category),
        "motions": shown,
        "answers": [(each.value, each.label) for each in Answer],
        "sent": request.POST if refusal else {},
    }
    if refusal is None:
        return render_desk(request, case.room.visit, "panel/correspondence.html", context)
    return render_desk(
        request,
        case.room.visit,
        "panel/correspondence.html",
        {**context, **refused(refusal)},
        status=422,
    )


def _said(case: _Case, motion: Motion) -> tuple[Said | None, Sequence[AwardLine]]:
    """The decision that was put; nothing where what it names is there no more."""
    typed = case.typed(motion.form)
    judges = list(case.room.season.judges.all())
    try:
        said = case.arguments(
            typed, [each for each in judges if each.public_id == typed.decided_by]
        )
    except Refusal:
        return None, ()
    return (
        proposed_said(typed, said["decided_by"], said["outcome"]),
        proposed_lines(said["awards"]),
    )
