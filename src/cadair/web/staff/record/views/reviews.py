"""Reviews: somebody asks whether the rules were kept, and somebody off the panel looks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.outcomes.actions import answer_review, log_review
from cadair.outcomes.models import ProcessReview
from cadair.outcomes.states import ReviewFinding
from cadair.seasons.states import SeasonRole, SeasonState
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.record.forms import AnswerForm, ReviewForm


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def reviews(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/reviews`: what was asked, by when it is answered, and what came out."""
    season, sent = visit.season, request.method == "POST"
    form = ReviewForm(request.POST if sent else None, season=season)
    more: dict[str, Any] = {}
    if sent and form.is_valid() and form.entry is not None:
        cleaned = {key: value for key, value in form.cleaned_data.items() if key != "number"}
        try:
            log_review(entry=form.entry, by=visit.actor, **cleaned)
        except Refusal as refusal:
            more = refused(refusal)
        else:
            messages.success(request, _("Written down."))
            return redirect("staff_reviews", season=season.key)
    context = {
        "form": form,
        "is_released": season.state == SeasonState.RELEASED,
        "reviews": ProcessReview.objects.filter(entry__season=season).select_related("entry"),
        **more,
    }
    status = 422 if sent else 200
    return render_desk(request, visit, "staff_record/reviews.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def answer(request: HttpRequest, visit: Visit, review: str) -> HttpResponse:
    """`desk/…/reviews/…`: what the reviewer found."""
    known = ProcessReview.objects.filter(entry__season=visit.season).select_related("entry")
    found, sent = get_object_or_404(known, public_id=review), request.method == "POST"
    before = {"finding": found.finding, "answer": found.answer}
    form = AnswerForm(request.POST if sent else None, initial=before)
    more: dict[str, Any] = {}
    if sent and form.is_valid():
        try:
            answer_review(
                review=found,
                finding=ReviewFinding(form.cleaned_data["finding"]),
                answer=form.cleaned_data["answer"],
                by=visit.actor,
            )
        except Refusal as refusal:
            more = refused(refusal)
        else:
            messages.success(request, _("Written down. Now tell whoever asked, by e-mail."))
            return redirect("staff_reviews", season=visit.season.key)
    context = {"form": form, "review": found, **more}
    status = 422 if sent else 200
    return render_desk(request, visit, "staff_record/review.html", context, status=status)
