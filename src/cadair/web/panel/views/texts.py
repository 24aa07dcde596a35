"""Award texts: the list, and one award’s words in both languages side by side.

A translator sees these two pages and nothing else of the season: no mark, no reason, no nomination.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.nominations.publicity import Consent, NamedPerson, people_named_in
from cadair.outcomes.actions import approve_award_text, write_award_text
from cadair.outcomes.models import Award
from cadair.outcomes.queries import words_sha256
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.panel.wording import TextState, WordsForm, text_line, text_lines, word_counts
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page

MEANWHILE = 409


@season_page(SeasonRole.ORGANISER, SeasonRole.TRANSLATOR)
def texts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`texts/…`: every award with how far its words have come."""
    lines = text_lines(visit.season)
    approved = sum(line.state == TextState.APPROVED for line in lines)
    context = {
        "lines": lines,
        "approved": approved,
        "is_deciding": visit.season.state == SeasonState.DECIDING,
        "is_organiser": SeasonRole.ORGANISER in visit.roles,
    }
    return render_desk(request, visit, "panel/texts.html", context)


@season_page(SeasonRole.ORGANISER, SeasonRole.TRANSLATOR, methods=READ_AND_WRITE)
def text(request: HttpRequest, visit: Visit, award: str) -> HttpResponse:
    """`texts/…/<award>`: write it; an organiser may approve it too."""
    awards = visit.season.awards.select_related("category", "kind", "entry")
    found = get_object_or_404(awards, public_id=award)
    if request.method != "POST":
        return _page(request, visit, found, WordsForm.of(found))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, found, form, status=422)
    is_approving = "approve" in request.POST
    if is_approving and "silent" not in request.POST and _silent(visit, form):
        return _page(request, visit, found, form, {"asks_of_silent": True}, status=422)
    try:
        _keep(visit, found, form, is_approving=is_approving)
    except Refusal as refusal:
        return _refused(request, visit, found, refusal)
    said = _("Saved and approved.") if is_approving else _("Saved.")
    messages.success(request, said)
    if is_approving:
        return redirect("panel_texts", season=visit.season.key)
    return redirect("panel_text", season=visit.season.key, award=found.public_id)


def _named(visit: Visit, texts: Iterable[str]) -> list[NamedPerson]:
    """Who is named in full, for organisers: a translator learns nothing of anybody."""
    if SeasonRole.ORGANISER not in visit.roles:
        return []
    return people_named_in(visit.season, texts)


def _silent(visit: Visit, form: WordsForm) -> bool:
    """Whether the text to be approved names somebody who has not said that it may."""
    return any(each.consent == Consent.SILENT for each in _named(visit, _words(form)))


def _words(form: WordsForm) -> list[str]:
    names = ("title_cy", "title_en", "text_cy", "text_en")
    return [str(form[name].value() or "") for name in names]


def _keep(visit: Visit, award: Award, form: WordsForm, *, is_approving: bool) -> None:
    """Written, and where it was asked for approved: both or neither."""
    with transaction.atomic():
        if not is_approving or (award.title, award.text) != (form.title(), form.text()):
            award = write_award_text(
                award=award,
                title=form.title(),
                text=form.text(),
                by=visit.actor,
                seen_sha256=form.cleaned_data["seen"],
            )
        if is_approving:
            approve_award_text(award=award, by=visit.actor, seen_sha256=words_sha256(award))


def _refused(request: HttpRequest, visit: Visit, award: Award, refusal: Refusal) -> HttpResponse:
    """Everything typed stays; what somebody else wrote stands beside it."""
    now = Award.objects.select_related("category", "kind", "entry").filter(pk=award.pk).first()
    form, more, status = WordsForm(request.POST), refused(refusal), 422
    if now is not None and refusal.code == "text-changed":
        form = WordsForm(_with(request.POST, words_sha256(now)))
        more, status = {**more, "theirs": now}, MEANWHILE
    return _page(request, visit, now or award, form, more, status=status)


def _with(sent: QueryDict, seen: str) -> QueryDict:
    fresh = sent.copy()
    fresh["seen"] = seen
    return fresh


def _page(
    request: HttpRequest,
    visit: Visit,
    award: Award,
    form: WordsForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "award": award,
        "named": _named(visit, _words(form)),
        "line": text_line(award),
        "counts": word_counts(award.text),
        "is_deciding": visit.season.state == SeasonState.DECIDING,
        "is_organiser": SeasonRole.ORGANISER in visit.roles,
    }
    return render_desk(
        request, visit, "panel/text.html", {**context, **(more or {})}, status=status
    )
