"""Changes after the rules were frozen: form, preview, confirmation; and those made so far."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.publishing.actions import announce_season
from cadair.seasons.models import Season
from cadair.seasons.passages import Passage, passage_by_name, passages_of
from cadair.seasons.states import ChangeKind, SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.life.changing import BY_KIND, FORMS, WAYS, Offer
from cadair.web.staff.life.forms import ToldForm
from cadair.web.staff.life.record import names_of
from cadair.web.staff.life.rehearsal import previewed
from cadair.web.staff.life.wording import groups_of, label_of


@season_page(SeasonRole.ORGANISER)
def changes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/changes`: what can still be changed, and what was."""
    season = visit.season
    made = list(season.changes.select_related("rules_version").order_by("-changed_at", "-id"))
    names = names_of(change.changed_by_ref for change in made)
    context = {
        "offers": [{"offer": offer, "is_open": offer.is_open(season)} for offer in WAYS],
        "made": [{"change": each, "who": names[each.changed_by_ref]} for each in made],
    }
    return render_desk(request, visit, "staff_life/changes.html", context)


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def change(request: HttpRequest, visit: Visit, kind: ChangeKind) -> HttpResponse:
    """`desk/…/changes/<which>`: fill in, look at what comes of it, confirm."""
    offer = BY_KIND[kind]
    passage = _passage(request, visit.season) if kind == ChangeKind.TEXT else None
    if kind == ChangeKind.TEXT and passage is None:
        context = {"offer": offer, "groups": groups_of(passages_of(visit.season))}
        return render_desk(request, visit, "staff_life/choose_text.html", context)
    is_sent = request.method == "POST"
    form = _form(kind, visit.season, passage, request.POST if is_sent else None)
    context = {"offer": offer, "form": form, "is_open": offer.is_open(visit.season)}
    if passage is not None:
        context |= {"passage": passage, "label": label_of(passage)}
    if not is_sent or "edit" in request.POST or not form.is_valid():
        # Whoever goes back to edit sees no errors: nothing was refused.
        status = 422 if is_sent and "edit" not in request.POST else 200
        return render_desk(request, visit, "staff_life/change.html", context, status=status)
    try:
        return _confirmed(request, visit, offer, form, context)
    except Refusal as refusal:
        context |= refused(refusal)
        return render_desk(request, visit, "staff_life/change.html", context, status=422)


def _form(
    kind: ChangeKind, season: Season, passage: Passage | None, data: QueryDict | None
) -> ToldForm:
    more: dict[str, Any] = {}
    if kind == ChangeKind.CATEGORIES:
        more["season"] = season
    if passage is not None:
        more["passage"] = passage
    return FORMS[kind](data, **more)


def _passage(request: HttpRequest, season: Season) -> Passage | None:
    """Which text is meant: the address says; None: it is still to be chosen."""
    name = request.GET.get("text", "")
    if not name:
        return None
    try:
        return passage_by_name(season, name)
    except Refusal as refusal:
        raise Http404 from refusal


def _confirmed(
    request: HttpRequest, visit: Visit, offer: Offer, form: ToldForm, context: dict[str, Any]
) -> HttpResponse:
    """The preview; or, once it was seen, the change itself and the public page with it.

    Raises:
        Refusal: whatever the action refuses.
    """
    if "confirm" not in request.POST:
        context |= {"preview": previewed(lambda: offer.act(visit, form))}
        return render_desk(request, visit, "staff_life/confirm_change.html", context)
    with transaction.atomic():
        offer.act(visit, form)
        announce_season(season=visit.season, by=visit.actor)
    messages.success(request, _("Changed. The public page shows it, and the e-mails go out."))
    return redirect("staff_changes", season=visit.season.key)
