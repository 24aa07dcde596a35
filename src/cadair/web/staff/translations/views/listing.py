"""What is to be translated, who has it, and what waits for approval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.bilingual import LANGUAGES, Language, other_language
from cadair.foundation.refusals import Refusal
from cadair.judging.desks import title_of
from cadair.judging.queries import not_read_by
from cadair.nominations.actions import require_translations
from cadair.nominations.models import Nomination, TranslationBatch, TranslationRules
from cadair.nominations.orders import given_out
from cadair.nominations.states import BatchState
from cadair.nominations.translations import (
    Work,
    languages_among,
    to_translate,
    works_in,
)
from cadair.seasons.models import Season
from cadair.seasons.states import CategoryGroup, SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import WRITE, Visit, season_page
from cadair.web.staff.translations.forms import RuleForm

ON_A_PAGE: Final = 50
MISSING, OUT, WAITING, DONE = "missing", "out", "waiting", "done"


def language_asked(asked: QueryDict, season: Season) -> Language:
    """The language to translate from: as asked, or what most judges cannot read."""
    wanted = asked.get("from")
    if wanted in LANGUAGES:
        return "cy" if wanted == "cy" else "en"
    lacking = without(season)
    there = languages_among(season)
    return max(LANGUAGES, key=lambda each: (lacking[each] * bool(there[each]), each == "cy"))


def without(season: Season) -> dict[Language, int]:
    """How many judges do not read each language."""
    return {each: not_read_by(season, each) for each in LANGUAGES}


def asked_for(asked: QueryDict, season: Season) -> QuerySet[Nomination]:
    """The nominations of the category that was asked for."""
    found = to_translate(season)
    key = asked.get("category", "")
    return found.filter(entry__categories__key=key) if key else found


def state_of(work: Work, out: set[tuple[int, str]]) -> str:
    """Where a nomination stands: done, to be approved, with a translator, or missing."""
    if work.is_done:
        return DONE
    left = {(work.nomination.pk, each.source.field) for each in work.missing}
    if not left:
        return WAITING
    return OUT if left <= out else MISSING


@season_page(SeasonRole.ORGANISER, SeasonRole.TRANSLATOR)
def translations(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/translations`: each nomination with how far its translation has come."""
    return _shown(request, visit, RuleForm(season=visit.season))


def _shown(
    request: HttpRequest,
    visit: Visit,
    form: RuleForm,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    season, asked = visit.season, request.GET
    language = language_asked(asked, season)
    out = given_out(season)
    works = works_in(season, language, asked_for(asked, season))
    stated = [(work, state_of(work, out)) for work in works]
    show = asked.get("show", "")
    shown = [pair for pair in stated if not show or pair[1] == show]
    page = Paginator(shown, ON_A_PAGE).get_page(asked.get("page"))
    context: dict[str, Any] = {
        "language": language,
        "target": other_language(language),
        "category": asked.get("category", ""),
        "categories": season.categories.exclude(group=CategoryGroup.OVERALL),
        "show": show,
        "sums": _sums(stated),
        "rows": [_row(work, state) for work, state in page],
        "sheet": page,
        "lacking": without(season)[language],
        "is_organiser": SeasonRole.ORGANISER in visit.roles,
        "form": form,
        "rule": TranslationRules.objects.filter(season=season).first(),
        "batches": _batches(season) if SeasonRole.ORGANISER in visit.roles else [],
    }
    context |= more or {}
    return render_desk(
        request, visit, "staff_translations/translations.html", context, status=status
    )


def _sums(stated: Sequence[tuple[Work, str]]) -> dict[str, int]:
    found = dict.fromkeys((MISSING, OUT, WAITING, DONE), 0)
    for _work, state in stated:
        found[state] += 1
    return {**found, "words": sum(work.words_missing for work, _state in stated)}


def _row(work: Work, state: str) -> dict[str, Any]:
    entry = work.nomination.entry
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    return {
        "nomination": work.nomination,
        "title": title,
        "title_language": language,
        "words": work.words_missing,
        "state": state,
        "is_stale": any(each.is_stale for each in work.pieces),
    }


def _batches(season: Season) -> list[tuple[TranslationBatch, bool]]:
    """What was given out, newest first, and whether it is late."""
    today = clock.to_london(clock.now()).date()
    return [
        (each, each.state == BatchState.OUT and each.due_on < today)
        for each in season.translation_batches.all()[:50]
    ]


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def rule(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whether judges read and mark what is not translated for them; where they do, why."""
    form = RuleForm(request.POST, season=visit.season)
    if not form.is_valid():
        return _shown(request, visit, form, status=422)
    try:
        require_translations(
            season=visit.season,
            is_required=form.cleaned_data["required"] == "yes",
            reason=form.cleaned_data["reason"],
            by=visit.actor,
        )
    except Refusal as refusal:
        return _shown(request, visit, form, refused(refusal), status=422)
    messages.success(request, _("Saved."))
    return redirect("staff_translations", season=visit.season.key)
