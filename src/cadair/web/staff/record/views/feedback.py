"""Feedback on every entry without an award, and the letters to everybody on one day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.refusals import NotNow, Refusal
from cadair.mail.actions import season_words
from cadair.mail.queries import languages_for
from cadair.nominations.models import Nomination
from cadair.outcomes.actions import (
    hold_outcome_letters,
    open_outcome_sample,
    prepare_outcome_letters,
    send_outcome_letters,
    write_feedback,
)
from cadair.outcomes.feedback import Fate, Owed, bands_of, fates_of, owed
from cadair.outcomes.letters import letters_for
from cadair.outcomes.models import OutcomeLetters
from cadair.outcomes.states import LettersState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.record.forms import FeedbackForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def feedback(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/feedback`: what is written, what is missing, and the letters."""
    if request.method != "POST":
        return _page(request, visit)
    try:
        messages.success(request, _act(request, visit))
    except Refusal as refusal:
        return _page(request, visit, refused(refusal), status=422)
    return redirect("staff_feedback", season=visit.season.key)


def _act(request: HttpRequest, visit: Visit) -> str:
    """Do what the button says; what to say when it is done."""
    season, by = visit.season, visit.actor
    if "prepare" in request.POST:
        prepare_outcome_letters(season=season, by=by)
        return _("Prepared. Now look at the letters that were drawn.")
    letters = season.outcome_letters.filter(public_id=request.POST.get("letters", "")).first()
    if letters is None:
        raise NotNow("letters-gone", _("These letters were replaced. Load the page again."))
    if "send" in request.POST:
        send_outcome_letters(letters=letters, by=by)
        return _("Sent off. They leave in half an hour; until then you can hold them back.")
    hold_outcome_letters(letters=letters, by=by)
    return _("Held back. What had not left yet was taken back.")


def _page(
    request: HttpRequest, visit: Visit, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    season = visit.season
    context: dict[str, Any] = {"is_released": season.state == SeasonState.RELEASED}
    if context["is_released"]:
        fates = fates_of(season)
        lines = owed(season, fates)
        context |= {
            "fates": fates,
            "without": len(fates.told) - fates.awarded,
            "lines": lines,
            "written": sum(line.is_ready or not line.languages for line in lines),
            "letters": _current(season),
            "samples": list(_samples(season)),
        }
    template = "staff_record/feedback.html"
    return render_desk(request, visit, template, {**context, **(more or {})}, status=status)


def _current(season: Season) -> OutcomeLetters | None:
    """The letters that count: prepared, sent off, or the last that were held back."""
    found = season.outcome_letters.exclude(state=LettersState.WITHDRAWN)
    return found.order_by("-prepared_at", "-pk").first()


def _samples(season: Season) -> list[dict[str, Any]]:
    letters = _current(season)
    if letters is None or letters.state != LettersState.PREPARED:
        return []
    drawn = season.nominations.filter(public_id__in=letters.samples).order_by("reference")
    return [{"nomination": each, "is_open": each.public_id in letters.opened} for each in drawn]


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def write(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """`desk/…/feedback/…`: what was good and what would help, on one entry."""
    line = _line(visit.season, entry)
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        languages=line.languages or (active_language(),),
        before=line.feedback,
    )
    more: dict[str, Any] = {}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            write_feedback(
                entry=line.entry,
                strengths=form.text("strengths"),
                next_steps=form.text("next_steps"),
                by=visit.actor,
            )
        except Refusal as refusal:
            more, status = refused(refusal), 422
        else:
            messages.success(request, _("Saved."))
            return redirect("staff_feedback", season=visit.season.key)
    elif request.method == "POST":
        status = 422
    context = {
        "form": form,
        "line": line,
        "band": bands_of(visit.season).get(line.entry.reference),
        **more,
    }
    return render_desk(request, visit, "staff_record/write.html", context, status=status)


def _line(season: Season, entry: str) -> Owed:
    """The entry of this address, among those without an award, after publication."""
    found = get_object_or_404(season.entries, public_id=entry)
    lines = owed(season) if season.state == SeasonState.RELEASED else []
    line = next((line for line in lines if line.entry.pk == found.pk), None)
    if line is None:
        raise Http404
    return line


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def letter(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """`desk/…/feedback/letter/…`: one of the letters drawn, as it would leave."""
    season = visit.season
    letters = _current(season)
    found = get_object_or_404(season.nominations, public_id=nomination)
    if letters is None or found.public_id not in letters.samples:
        raise Http404
    more: dict[str, Any] = {}
    if request.method == "POST":
        try:
            open_outcome_sample(letters=letters, nomination=found, by=visit.actor)
        except Refusal as refusal:
            more = refused(refusal)
        else:
            return redirect("staff_feedback", season=season.key)
    context = {"nomination": found, "words": _words(season, found), **more}
    status = 422 if more else 200
    return render_desk(request, visit, "staff_record/letter.html", context, status=status)


def _words(season: Season, nomination: Nomination) -> list[dict[str, Any]]:
    fates: list[Fate] = [f for f in fates_of(season).told if f.nomination.pk == nomination.pk]
    languages = languages_for(nomination.nominator_email)
    return [
        {"language": language, "words": words}
        for _fate, each in letters_for(season, fates)
        for language, words in season_words(each, languages, season.public_id).items()
    ]
