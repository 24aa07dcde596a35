"""Entries that somebody proposed as not eligible: a second person confirms them in one press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.plurals import counted
from cadair.nominations.actions import confirm_exclusion, drop_exclusion
from cadair.nominations.models import ProposedExclusion
from cadair.nominations.rules import is_second_person
from cadair.nominations.states import IneligibleReason
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.life.record import names_of
from cadair.web.staff.nominations.rows import title_of
from cadair.web.staff.nominations.sheet import CHECKED_IN
from cadair.web.staff.nominations.views.verdicts import page_of

LEADS = (SeasonRole.ORGANISER, SeasonRole.CHAIR, SeasonRole.STAND_IN)


def proposed_in(season: Season) -> list[ProposedExclusion]:
    """What waits for a second person, by the reference of the entry."""
    waiting = ProposedExclusion.objects.filter(entry__season=season).select_related("entry")
    found: list[ProposedExclusion] = list(waiting.order_by("entry__reference"))
    for each in found:
        each.entry.season = season
    return found


@season_page(*LEADS, methods=READ_AND_WRITE)
def exclusions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations/not-eligible`: all that waits; a POST confirms what is ticked."""
    waiting = proposed_in(visit.season)
    ticked = {each for each in request.POST.getlist("pick") if each.isalnum()}
    names = names_of(each.proposed_by_ref for each in waiting)
    lines = [_line(each, visit, names) for each in waiting]
    context: dict[str, Any] = {
        "lines": lines,
        "ticked": ticked,
        "can_confirm": any(line["is_mine_to_confirm"] for line in lines),
        "is_time": visit.season.state in CHECKED_IN or not waiting,
        "is_organiser": SeasonRole.ORGANISER in visit.roles,
        "seal": _seal(waiting),
    }
    if request.method != "POST":
        return render_desk(request, visit, "staff_nominations/exclusions.html", context)
    chosen = [each for each in waiting if each.public_id in ticked]
    if request.POST.get("seal") != context["seal"]:
        context["has_changed"] = True
    elif not chosen:
        context["is_empty"] = True
    else:
        try:
            return _confirmed(request, visit, chosen)
        except Refusal as refusal:
            context |= refused(refusal)
    return render_desk(request, visit, "staff_nominations/exclusions.html", context, status=422)


def _confirmed(
    request: HttpRequest, visit: Visit, chosen: Sequence[ProposedExclusion]
) -> HttpResponse:
    with transaction.atomic():
        for each in chosen:
            confirm_exclusion(proposed=each, by=visit.actor)
    words = counted("entry", len(chosen), active_language())
    done = _("Confirmed as not eligible: %(number)s. The nominators are told.")
    messages.success(request, done % {"number": words})
    return redirect("staff_exclusions", season=visit.season.key)


@season_page(*LEADS, methods=WRITE)
def drop(request: HttpRequest, visit: Visit, entry: str) -> HttpResponse:
    """Take a proposal back; a POST."""
    waiting = ProposedExclusion.objects.filter(entry__season=visit.season, entry__public_id=entry)
    proposed = waiting.select_related("entry__season").first()
    if proposed is None:
        if not visit.season.entries.filter(public_id=entry).exists():
            raise Http404
        messages.warning(request, _("Somebody has confirmed this or taken it back already."))
        return redirect("staff_exclusions", season=visit.season.key)
    try:
        drop_exclusion(proposed=proposed, by=visit.actor)
    except NotNow as refusal:
        messages.warning(request, str(refusal.message))
    else:
        words = _("Taken back: %(reference)s.") % {"reference": proposed.entry.reference}
        messages.success(request, words)
    return redirect("staff_exclusions", season=visit.season.key)


def _seal(waiting: Sequence[ProposedExclusion]) -> str:
    """What somebody looked at: who waits, why, with which words."""
    return sha256_of(
        [
            [each.public_id, each.reason, each.note_cy, each.note_en, each.review_by.isoformat()]
            for each in waiting
        ]
    )


def _line(proposed: ProposedExclusion, visit: Visit, names: dict[str, str]) -> dict[str, Any]:
    title, language = title_of(proposed.entry)
    return {
        "proposed": proposed,
        "entry": proposed.entry,
        "title": title,
        "title_language": language,
        "reason": str(IneligibleReason(proposed.reason).label),
        "who": names[proposed.proposed_by_ref],
        "is_mine_to_confirm": is_second_person(visit.actor, proposed.proposed_by_ref),
        "href": page_of(proposed.entry) if SeasonRole.ORGANISER in visit.roles else "",
    }
