"""The nominators’ form: the list of what is asked, its sections, limits, and how it will look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.seasons.actions import (
    add_form_section,
    begin_own_form,
    move_eligibility_question,
    move_form_section,
    move_question,
    name_form_section,
    remove_form_section,
    set_form_limits,
)
from cadair.seasons.formbook import LIMITS, limits_of
from cadair.seasons.models import FormSection, Question, Season
from cadair.seasons.questions import Asked, form_of
from cadair.seasons.sections import form_limits_of, form_section_of
from cadair.seasons.states import CategoryGroup, RefereeRule, SeasonRole, SeasonState
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.setup.editing import DRAFT, Editing, carried_out, edit
from cadair.web.staff.setup.form_parts import LimitsForm, SectionForm
from cadair.web.staff.setup.form_shown import readers_of, shown_before, shown_sections
from cadair.web.staff.setup.form_words import KIND_WORDS, LIMIT_WORDS, REFEREE_WORDS


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form`: everything that is asked, in its order."""
    season = visit.season
    if request.method == "POST":
        if "begin" in request.POST:
            carried_out(
                request,
                lambda: begin_own_form(season=season, by=visit.actor),
                _("The usual questions are there as your own. Change them as you like."),
            )
        else:
            _move(request, visit)
        return redirect("staff_setup_form", season=season.key)
    context = {
        "sections": _listed(season),
        "is_own": season.form_sections.exists(),
        "before": list(season.eligibility_questions.all()),
        "limits": _limits_in_words(season),
        "back": "staff_setup",
        "is_fixed": season.state not in DRAFT,
        "is_open": season.state == SeasonState.OPEN,
    }
    return render_desk(request, visit, "staff_setup/form.html", context)


def _move(request: HttpRequest, visit: Visit) -> None:
    """Move the section or the question that a press of “up” or “down” names.

    Raises:
        Http404: the season has nothing of that name.
    """
    season, by, is_up = visit.season, visit.actor, "up" in request.POST
    pressed = request.POST.get("up") or request.POST.get("down") or ""
    movers: tuple[tuple[Any, Callable[[Any], object]], ...] = (
        (season.questions, lambda row: move_question(question=row, is_up=is_up, by=by)),
        (season.form_sections, lambda row: move_form_section(section=row, is_up=is_up, by=by)),
        (
            season.eligibility_questions,
            lambda row: move_eligibility_question(question=row, is_up=is_up, by=by),
        ),
    )
    for rows, move in movers:
        row = rows.filter(public_id=pressed).first() if len(pressed) <= 64 else None
        if row is not None:
            carried_out(request, lambda: move(row), _("The order is changed."))  # noqa: B023
            return
    raise Http404


def _listed(season: Season) -> list[dict[str, Any]]:
    """The sections as the page lists them; rows only where the form is the season’s own."""
    rows = {row.key: row for row in season.questions.all()}
    parts = form_of(season)
    known = {asked.key: asked for part in parts for asked in part.questions}
    names = {row.key: str(row.name) for row in season.categories.all()}
    lines = {
        part.key: [_line(asked, rows.get(asked.key), known, names) for asked in part.questions]
        for part in parts
    }
    sections = list(season.form_sections.all())
    if not sections:
        return [{"name": part.name, "lines": lines[part.key]} for part in parts]
    return [
        {
            "name": section.name,
            "section": section,
            "lines": lines.get(section.key, []) if rows else [],
        }
        for section in sections
    ]


def _line(
    asked: Asked, row: Question | None, known: dict[str, Asked], names: dict[str, str]
) -> dict[str, Any]:
    language = active_language()
    earlier = known.get(asked.asked_if)
    after = ""
    if earlier is not None:
        chosen = [
            option.label.in_language(language)
            for option in earlier.options
            if option.key in asked.asked_if_answers
        ]
        after = f"“{earlier.label.in_language(language)}” – {' · '.join(chosen)}"
    return {
        "asked": asked,
        "row": row,
        "kind": KIND_WORDS[asked.kind],
        "readers": readers_of(asked),
        "categories": " · ".join(names[key] for key in names if key in asked.categories),
        "after": after,
        "missing": [side for side in ("cy", "en") if asked.help and not getattr(asked.help, side)],
    }


def _limits_in_words(season: Season) -> list[tuple[Any, Any]]:
    limits = limits_of(season)
    return [
        (
            LIMIT_WORDS[name],
            REFEREE_WORDS[RefereeRule(limits.referee)]
            if name == "referee"
            else _("no limit")
            if getattr(limits, name) is None
            else getattr(limits, name),
        )
        for name in LIMITS
    ]


@season_page(SeasonRole.ORGANISER)
def preview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form/preview`: the form as nominators see it, in both languages at once."""
    season = visit.season
    entered = list(season.categories.exclude(group=CategoryGroup.OVERALL))
    wanted = request.GET.get("category", "")
    chosen = wanted if wanted in {row.key for row in entered} else ""
    context = {
        "sections": shown_sections(season, chosen),
        "before": shown_before(season),
        "categories": entered,
        "chosen": chosen,
        "back": "staff_setup_form",
    }
    return render_desk(request, visit, "staff_setup/form_preview.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def limits(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form/limits`: how much one may send, and who must vouch."""
    season = visit.season
    editing = Editing(
        heading=_("Limits, referee and late forms"),
        lead=_("Part of the rules: the same for everybody, and frozen when the season opens."),
        make=lambda data: LimitsForm(data, initial=LimitsForm.before(season)),
        section=form_limits_of(season),
        save=lambda form, shown: set_form_limits(
            season=season, limits=form.limits(), by=visit.actor, shown=shown
        ),
        done=_("The limits are saved."),
        back="staff_setup_form",
    )
    return edit(request, visit, editing)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def new_section(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/set-up/form/sections/new`: one more part of the form."""
    return edit(request, visit, _section(visit, None))


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def section(request: HttpRequest, visit: Visit, section: str) -> HttpResponse:
    """`desk/…/set-up/form/sections/…`: one part of the form, to name or to remove."""
    row = get_object_or_404(visit.season.form_sections, public_id=section)
    if request.method == "POST" and "remove" in request.POST:
        carried_out(
            request,
            lambda: remove_form_section(section=row, by=visit.actor),
            _("The section is removed."),
        )
        return redirect("staff_setup_form", season=visit.season.key)
    return edit(request, visit, _section(visit, row))


def _section(visit: Visit, row: FormSection | None) -> Editing:
    def save(form: SectionForm, shown: str | None) -> object:
        name = form.both("name")
        if row is None:
            return add_form_section(season=visit.season, name=name, by=visit.actor)
        return name_form_section(section=row, name=name, by=visit.actor, shown=shown)

    removal = {
        "heading": _("Remove this section"),
        "text": _("Only a section without questions can be removed."),
        "button": _("Remove the section"),
    }
    return Editing(
        heading=str(row.name) if row else _("A new section"),
        lead=_("Nominators read its name above its questions, and in the list of tasks."),
        make=lambda data: SectionForm(data, initial=SectionForm.before(row)),
        section=form_section_of(row) if row else None,
        save=save,
        done=_("The section is saved."),
        back="staff_setup_form",
        more={"removal": removal} if row else {},
    )
