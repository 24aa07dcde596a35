"""What organisers add to a nomination: flags, and a log of calls, e-mails and meetings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.actions import clear_flag, log_contact, raise_flag
from cadair.nominations.models import Flag, Nomination
from cadair.nominations.states import ContactKind, ContactWay, FlagKind
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, WRITE, Visit, season_page
from cadair.web.staff.nominations.forms import ContactForm, FlagForm
from cadair.web.staff.nominations.rows import title_of


def _sent(season: Season, public_id: str) -> Nomination:
    found = get_object_or_404(season.nominations.select_related("entry"), public_id=public_id)
    found.season = season
    return found


def _context(sent: Nomination, form: Any) -> dict[str, Any]:
    title, language = title_of(sent.entry)
    keys = {"season": sent.season.key, "nomination": sent.public_id}
    return {
        "nomination": sent,
        "title": title,
        "title_language": language,
        "form": form,
        "back": reverse("staff_nomination", kwargs=keys),
    }


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def flag(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """Put a flag on a nomination."""
    sent = _sent(visit.season, nomination)
    form = FlagForm(request.POST if request.method == "POST" else None)
    context = _context(sent, form)
    if form.is_valid():
        said = form.cleaned_data
        try:
            raise_flag(
                nomination=sent, kind=FlagKind(said["kind"]), note=said["note"], by=visit.actor
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("The flag is up. Only organisers see it."))
            return redirect(context["back"])
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_nominations/flag.html", context, status=status)


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def unflag(request: HttpRequest, visit: Visit, nomination: str, flag: str) -> HttpResponse:
    """Take a flag down; a POST."""
    sent = _sent(visit.season, nomination)
    found = get_object_or_404(Flag.objects.filter(nomination=sent), public_id=flag)
    found.nomination = sent
    try:
        clear_flag(flag=found, by=visit.actor)
    except NotNow as refusal:
        messages.warning(request, str(refusal.message))
    else:
        messages.success(request, _("The flag is down. The history keeps it."))
    return redirect("staff_nomination", season=visit.season.key, nomination=sent.public_id)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def contact(request: HttpRequest, visit: Visit, nomination: str) -> HttpResponse:
    """Write down a call, an e-mail or a meeting."""
    sent = _sent(visit.season, nomination)
    form = ContactForm(request.POST if request.method == "POST" else None)
    context = _context(sent, form)
    if form.is_valid():
        said = form.cleaned_data
        try:
            log_contact(
                nomination=sent,
                kind=ContactKind(said["kind"]),
                way=ContactWay(said["way"]),
                on=said["on"],
                text=said["text"],
                by=visit.actor,
            )
        except Refusal as refusal:
            context |= refused(refusal)
        else:
            messages.success(request, _("Noted. Every organiser can read it below."))
            return redirect(context["back"])
    status = 422 if form.is_bound else 200
    return render_desk(request, visit, "staff_nominations/contact.html", context, status=status)
