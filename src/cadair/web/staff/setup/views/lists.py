"""Categories, criteria and the scale: lists whose rows are moved, changed and removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.seasons.actions import (
    add_category,
    add_criterion,
    change_category,
    change_criterion,
    move_category,
    move_criterion,
    remove_category,
    remove_criterion,
    set_scale,
)
from cadair.seasons.models import Category, Criterion
from cadair.seasons.sections import category_of, criterion_of, scale_of
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.editing import DRAFT, Editing, carried_out, edit
from cadair.web.staff.setup.list_forms import CategoryForm, CriterionForm, ScaleForm


def moved_row(request: HttpRequest, rows: Any, move: Callable[[Any, bool], object]) -> bool:
    """Move the row that a press of “up” or “down” names; whether that was done.

    Raises:
        Http404: the season has no such row.
    """
    pressed = request.POST.get("up") or request.POST.get("down") or ""
    row = next((row for row in rows.all() if row.public_id == pressed), None)
    if row is None:
        raise Http404
    return carried_out(request, lambda: move(row, "up" in request.POST), _("The order is changed."))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def categories(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/categories`: the list, and its order."""
    season = visit.season
    if request.method == "POST":
        moved_row(
            request,
            season.categories,
            lambda row, is_up: move_category(category=row, is_up=is_up, by=visit.actor),
        )
        return redirect("staff_setup_categories", season=season.key)
    rows = [
        {
            "row": row,
            "group": CategoryGroup(row.group).label,
            "missing": [side for side in ("cy", "en") if not getattr(row.definition, side)],
        }
        for row in season.categories.all()
    ]
    context = {"rows": rows, "back": "staff_setup", "is_fixed": season.state not in DRAFT}
    return render_desk(request, visit, "staff_setup/categories.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_category(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/categories/new`: one more category."""
    return edit(request, visit, _category(visit, None))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def category(request: HttpRequest, visit: Visit, category: str) -> HttpResponse:
    """`desk/…/set-up/categories/…`: one category, to change or to remove."""
    row = get_object_or_404(visit.season.categories, public_id=category)
    if request.method == "POST" and "remove" in request.POST:
        carried_out(
            request,
            lambda: remove_category(category=row, by=visit.actor),
            _("The category is removed."),
        )
        return redirect("staff_setup_categories", season=visit.season.key)
    return edit(request, visit, _category(visit, row))


def _category(visit: Visit, row: Category | None) -> Editing:
    def save(form: CategoryForm, shown: str | None) -> object:
        if row is None:
            return add_category(season=visit.season, words=form.words(), by=visit.actor)
        return change_category(category=row, words=form.words(), by=visit.actor, shown=shown)

    removal = {
        "heading": _("Remove this category"),
        "text": _("Nothing has been nominated yet, so nothing is lost but these words."),
        "button": _("Remove the category"),
    }
    return Editing(
        heading=str(row.name) if row else _("A new category"),
        lead=_("What one competes in. The name needs both languages; the rest may follow."),
        make=lambda data: CategoryForm(data, initial=CategoryForm.before(row)),
        section=category_of(row) if row else None,
        save=save,
        done=_("The category is saved."),
        back="staff_setup_categories",
        more={"removal": removal} if row else {},
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def criteria(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/criteria`: what is judged, in which order, and on which marks."""
    season = visit.season
    if request.method == "POST":
        moved_row(
            request,
            season.criteria,
            lambda row, is_up: move_criterion(criterion=row, is_up=is_up, by=visit.actor),
        )
        return redirect("staff_setup_criteria", season=season.key)
    context = {
        "rows": list(season.criteria.all()),
        "scale": list(season.scale.all()),
        "back": "staff_setup",
        "is_fixed": season.state not in DRAFT,
    }
    return render_desk(request, visit, "staff_setup/criteria.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_criterion(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/criteria/new`: one more criterion."""
    return edit(request, visit, _criterion(visit, None))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def criterion(request: HttpRequest, visit: Visit, criterion: str) -> HttpResponse:
    """`desk/…/set-up/criteria/…`: one criterion, to change or to remove."""
    row = get_object_or_404(visit.season.criteria, public_id=criterion)
    if request.method == "POST" and "remove" in request.POST:
        carried_out(
            request,
            lambda: remove_criterion(criterion=row, by=visit.actor),
            _("The criterion is removed."),
        )
        return redirect("staff_setup_criteria", season=visit.season.key)
    return edit(request, visit, _criterion(visit, row))


def _criterion(visit: Visit, row: Criterion | None) -> Editing:
    asks, before = CriterionForm.before(row)

    def save(form: CriterionForm, shown: str | None) -> object:
        if row is None:
            return add_criterion(season=visit.season, words=form.words(), by=visit.actor)
        return change_criterion(criterion=row, words=form.words(), by=visit.actor, shown=shown)

    removal = {
        "heading": _("Remove this criterion"),
        "text": _("Practice marks on it are removed with it. Nobody has given real ones yet."),
        "button": _("Remove the criterion"),
    }
    return Editing(
        heading=str(row.name) if row else _("A new criterion"),
        lead=_("What is judged: judges read its questions beside every entry and give it a mark."),
        make=lambda data: CriterionForm(data, asks=asks, initial=before),
        section=criterion_of(row) if row else None,
        save=save,
        done=_("The criterion is saved."),
        back="staff_setup_criteria",
        more={"removal": removal} if row else {},
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def scale(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/scale`: which marks there are, and what they mean."""
    season = visit.season
    marks, before = ScaleForm.before(season)
    editing = Editing(
        heading=_("The scale"),
        lead=_(
            "Judges choose a mark by its words. Every whole mark from the lowest to the highest "
            "can be given; those between need no words. An empty row is left out."
        ),
        make=lambda data: ScaleForm(data, marks=marks, initial=before),
        section=scale_of(season),
        save=lambda form, shown: set_scale(
            season=season, words=form.scale(), by=visit.actor, shown=shown
        ),
        done=_("The scale is saved."),
        back="staff_setup_criteria",
        template="staff_setup/scale.html",
    )
    return edit(request, visit, editing)
