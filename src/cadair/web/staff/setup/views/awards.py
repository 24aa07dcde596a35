"""Kinds of award and their rules."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.seasons.actions import (
    add_award_kind,
    change_award_kind,
    move_award_kind,
    remove_award_kind,
)
from cadair.seasons.models import AwardKind
from cadair.seasons.sections import kind_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.award_form import KindForm
from cadair.web.staff.setup.editing import DRAFT, Editing, carried_out, edit
from cadair.web.staff.setup.rule_words import in_both_languages
from cadair.web.staff.setup.views.lists import moved_row


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def awards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/awards`: every kind of award with what its rule means."""
    season = visit.season
    if request.method == "POST":
        moved_row(
            request,
            season.award_kinds,
            lambda row, is_up: move_award_kind(kind=row, is_up=is_up, by=visit.actor),
        )
        return redirect("staff_setup_awards", season=season.key)
    rows = [
        {"row": row, "meaning": in_both_languages(season, row.rule)}
        for row in season.award_kinds.all()
    ]
    context = {"rows": rows, "back": "staff_setup", "is_fixed": season.state not in DRAFT}
    return render_desk(request, visit, "staff_setup/awards.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_award(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/awards/new`: one more kind of award."""
    return _edit(request, visit, None)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def award(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """`desk/…/set-up/awards/…`: one kind of award, to change or to remove."""
    row = get_object_or_404(visit.season.award_kinds, public_id=kind)
    if request.method == "POST" and "remove" in request.POST:
        is_done = carried_out(
            request,
            lambda: remove_award_kind(kind=row, by=visit.actor),
            _("The kind of award is removed."),
        )
        if is_done:
            return redirect("staff_setup_awards", season=visit.season.key)
        return redirect("staff_setup_award", season=visit.season.key, kind=row.public_id)
    return _edit(request, visit, row)


def _edit(request: HttpRequest, visit: Visit, row: AwardKind | None) -> HttpResponse:
    season = visit.season
    editing = _editing(visit, row)
    if request.method == "POST" and "preview" in request.POST:
        form = KindForm(request.POST, season=season, kind=row)
        meaning = in_both_languages(season, form.rule()) if form.is_valid() else None
        context = {
            "heading": editing.heading,
            "lead": editing.lead,
            "form": form,
            "stamp": request.POST.get("shown", ""),
            "back": editing.back,
            "meaning": meaning,
            "is_preview": True,
        }
        status = 200 if meaning else 422
        return render_desk(request, visit, editing.template, context, status=status)
    return edit(request, visit, editing)


def _editing(visit: Visit, row: AwardKind | None) -> Editing:
    season = visit.season

    def save(form: KindForm, shown: str | None) -> object:
        if row is None:
            return add_award_kind(season=season, words=form.words(), by=visit.actor)
        return change_award_kind(kind=row, words=form.words(), by=visit.actor, shown=shown)

    removal = {
        "heading": _("Remove this kind of award"),
        "text": _("It can then not be given this season."),
        "button": _("Remove the kind of award"),
    }
    more = {"removal": removal, "meaning": in_both_languages(season, row.rule)} if row else {}
    return Editing(
        heading=str(row.name) if row else _("A new kind of award"),
        lead=_(
            "Where it is given, and by which rule the marks suggest who receives it. The rule is "
            "published and frozen when the season opens."
        ),
        make=lambda data: KindForm(data, season=season, kind=row),
        section=kind_of(row) if row else None,
        save=save,
        done=_("The kind of award is saved."),
        back="staff_setup_awards",
        template="staff_setup/award.html",
        more=more,
    )
