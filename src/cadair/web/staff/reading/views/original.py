"""A nomination as it was sent in and before it was changed: opened for a reason (PRI-06)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import open_original
from cadair.nominations.answers import in_words
from cadair.nominations.models import Nomination
from cadair.seasons.questions import SUMMARY, questions_of
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.reading.forms import WhyForm
from cadair.web.staff.reading.versions import steps_of
from cadair.web.staff.reading.views.reading import nomination_of, title_of


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def original(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """Ask why; then show it, once, in the answer to the form: a reload asks again."""
    return _opened(
        request,
        visit,
        nomination,
        "staff_reading/original.html",
        lambda found: {"texts": _texts(found), "titles": list(found.entry.former_titles.all())},
    )


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def versions(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """What it said before it was changed, by the same rule as the original."""
    return _opened(
        request,
        visit,
        nomination,
        "staff_reading/versions.html",
        lambda found: {"steps": steps_of(found)},
    )


def _opened(
    request: HttpRequest,
    visit: Visit,
    nomination: str,
    page: str,
    shows: Callable[[Nomination], dict[str, Any]],
) -> HttpResponse:
    found = nomination_of(visit.season, nomination)
    form = WhyForm(request.POST if request.method == "POST" else None)
    title, language = title_of(found)
    context: dict[str, Any] = {
        "nomination": found,
        "title": title,
        "title_language": language,
        "form": form,
    }
    template = "staff_reading/why.html"
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render_desk(request, visit, template, context, status=status)
    try:
        open_original(nomination=found, why=form.cleaned_data["why"], by=visit.actor)
    except Refusal as refusal:
        return render_desk(request, visit, template, {**context, **refused(refusal)}, status=422)
    response = render_desk(request, visit, page, {**context, **shows(found)})
    response["Cache-Control"] = "no-store"
    return response


def _texts(nomination: Nomination) -> list[tuple[str, str]]:
    """Every answer as it was given, also what is not for judges."""
    here = active_language()
    shown = []
    for asked in questions_of(nomination.season):
        given = nomination.summary if asked.key == SUMMARY else nomination.answers.get(asked.key)
        if given:
            shown.append((asked.label.as_dict()[here] or asked.key, in_words(asked, given, here)))
    for each in nomination.evidence.exclude(description="").select_related("file"):
        name = each.file.name if each.file else each.link
        shown.append((f"{_('Evidence')}: {name}", each.description))
    return shown
