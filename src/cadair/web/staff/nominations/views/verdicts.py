"""What an organiser finds of an entry: eligible, not eligible, elsewhere, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.actions import (
    declare_eligible,
    move_entry,
    propose_exclusion,
    withdraw_nomination,
)
from cadair.nominations.models import Entry
from cadair.nominations.states import IneligibleReason
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.forms import MoveForm, NotedForm, NotEligibleForm
from cadair.web.staff.nominations.rows import title_of
from cadair.web.staff.nominations.sheet import can_be_checked, told_about


def entry_of(season: Season, public_id: str) -> Entry:
    """The entry of the season with this identity.

    Raises:
        Http404: there is none.
    """
    found = get_object_or_404(season.entries.select_related("grouped_into"), public_id=public_id)
    found.season = season
    return found


def page_of(entry: Entry) -> str:
    """The page on which the entry stands: that of its first nomination, else the list."""
    first = entry.nominations.order_by("submitted_at", "pk").first()
    season = entry.season.key
    if first is None:
        return reverse("staff_nominations", kwargs={"season": season})
    return reverse("staff_nomination", kwargs={"season": season, "nomination": first.public_id})


def gone_on(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Back to the entry, or, from the checking desk, on to the next one."""
    if _is_from_desk(request):
        there = redirect("staff_check", season=entry.season.key)
        there["Location"] += f"?after={entry.public_id}"
        return there
    return redirect(page_of(entry))


def _is_from_desk(request: HttpRequest) -> bool:
    return "desk" in (request.GET.get("from"), request.POST.get("from"))


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def eligible(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """One press: the entry may be judged."""
    found = entry_of(visit.season, entry)
    try:
        declare_eligible(entry=found, by=visit.actor)
    except NotNow as refusal:
        messages.warning(request, str(refusal.message))
    else:
        words = _("Eligible: %(reference)s") % {"reference": found.reference}
        messages.success(request, words)
    return gone_on(request, found)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def not_eligible(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """The published reason, words to the nominators, and until when they can ask for a review."""
    found = entry_of(visit.season, entry)
    about = told_about(found)
    form = NotEligibleForm(_sent(request), languages=about["languages"])

    def act() -> None:
        propose_exclusion(
            entry=found,
            reason=IneligibleReason(form.cleaned_data["reason"]),
            note=form.note(),
            review_by=form.cleaned_data["review_by"],
            by=visit.actor,
        )

    words = _("Not eligible, once a second person has confirmed it: %(reference)s.") % {
        "reference": found.reference
    }
    return _asked(request, visit, found, form, act, words, "staff_nominations/not_eligible.html")


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def move(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """Other categories for the entry, and why."""
    found = entry_of(visit.season, entry)
    form = MoveForm(
        _sent(request), season=visit.season, entry=found, languages=told_about(found)["languages"]
    )

    def act() -> None:
        move_entry(entry=found, categories=form.categories(), reason=form.note(), by=visit.actor)

    words = _("Moved: %(reference)s. The nominator is told.") % {"reference": found.reference}
    if _is_from_desk(request):
        # It is still unchecked: the next page is this entry again.
        return _asked(
            request, visit, found, form, act, words, "staff_nominations/move.html", stays=True
        )
    return _asked(request, visit, found, form, act, words, "staff_nominations/move.html")


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def withdraw(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """Withdraw a nomination for its nominator, who is told."""
    sent = get_object_or_404(visit.season.nominations.select_related("entry"), public_id=nomination)
    sent.entry.season = visit.season
    title, language = title_of(sent.entry)
    context: dict[str, Any] = {
        "nomination": sent,
        "title": title,
        "title_language": language,
        "is_open": can_be_checked(sent.entry, visit.season),
        "back": page_of(sent.entry),
    }
    if request.method != "POST":
        return render_desk(request, visit, "staff_nominations/withdraw.html", context)
    try:
        withdraw_nomination(nomination=sent, by=visit.actor)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, "staff_nominations/withdraw.html", context, status=422)
    words = _("Withdrawn: %(reference)s. The nominator is told.") % {"reference": sent.reference}
    messages.success(request, words)
    return redirect("staff_nomination", season=visit.season.key, nomination=sent.public_id)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _asked(
    request: HttpRequest,
    visit: Visit,
    entry: Entry,
    form: NotedForm,
    act: Callable[[], None],
    done: str,
    template: str,
    *,
    stays: bool = False,
) -> HttpResponse:
    """The page with a form; once it is filled in, the action and the way on."""
    title, language = title_of(entry)
    context: dict[str, Any] = {
        "entry": entry,
        "title": title,
        "title_language": language,
        "form": form,
        "is_open": can_be_checked(entry, visit.season),
        "origin": "desk" if _is_from_desk(request) else "",
        "back": page_of(entry),
        **told_about(entry),
    }
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, done)
            return (
                redirect("staff_check", season=visit.season.key)
                if stays
                else gone_on(request, entry)
            )
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, template, context, status=status)
