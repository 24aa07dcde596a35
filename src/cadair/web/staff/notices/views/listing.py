"""Everybody who is nominated by name: who knows of it, and telling many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.mail.states import Delivery
from cadair.nominations.actions import except_from_notice, note_told, send_notices
from cadair.nominations.models import Nominee
from cadair.nominations.notices import (
    ALERT_AFTER,
    NEVER_ARRIVED,
    addresses_of,
    nominees_of,
    notice_figures,
    untold,
    waiting_sayings,
)
from cadair.nominations.states import ExceptionReason, NoticeState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import WRITE, Visit, season_page
from cadair.web.staff.notices.forms import ExceptedForm, ToldForm

ON_A_PAGE: Final = 100
MOST_SHOWN: Final = 30
SEND, TOLD, EXCEPTED = "send", "told", "excepted"


def _shown(season: Season, show: str) -> QuerySet[Nominee]:
    everybody = nominees_of(season)
    if show == "all":
        return everybody
    if show == "told":
        return everybody.exclude(pk__in=untold(everybody).values("pk"))
    return untold(everybody)


@season_page(SeasonRole.ORGANISER)
def nominees(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominees`: those who wait first, with the last day on which they must be told."""
    show = request.GET.get("show", "")
    page = Paginator(_shown(visit.season, show), ON_A_PAGE).get_page(request.GET.get("page"))
    return render_desk(
        request,
        visit,
        "staff_notices/nominees.html",
        {
            "figures": notice_figures(visit.season),
            "sayings": list(waiting_sayings(visit.season)),
            "rows": [_row(each) for each in page],
            "sheet": page,
            "show": show,
        },
    )


def _row(nominee: Nominee) -> dict[str, Any]:
    now = clock.now()
    is_waiting = nominee.state == NoticeState.WAITING
    return {
        "nominee": nominee,
        "addresses": addresses_of(nominee),
        "is_late": is_waiting and nominee.due_at < now,
        "is_soon": is_waiting and nominee.received_at <= now - ALERT_AFTER,
        "is_waiting": is_waiting,
        "is_lost": nominee.state == NoticeState.SENT and _is_lost(nominee),
        "is_leaving": nominee.state == NoticeState.SENT and _is_leaving(nominee),
    }


def _is_lost(nominee: Nominee) -> bool:
    return nominee.message is not None and nominee.message.state in NEVER_ARRIVED


def _is_leaving(nominee: Nominee) -> bool:
    return nominee.message is not None and nominee.message.state == Delivery.WAITING


@season_page(SeasonRole.ORGANISER, methods=WRITE)
def tell(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who it would be and how many; then, confirmed, done."""
    chosen = _chosen(request, visit.season)
    how = request.POST.get("how", "")
    if not chosen or how not in {SEND, TOLD, EXCEPTED}:
        messages.warning(
            request, _("Tick at least one person who has not been told, or choose all.")
        )
        return redirect("staff_notices", season=visit.season.key)
    is_confirmed = "confirm" in request.POST
    form = _form(how, request.POST if is_confirmed else None)
    about: dict[str, Any] = {
        "how": how,
        "form": form,
        "chosen": chosen,
        "shown": chosen[:MOST_SHOWN],
        "more": max(len(chosen) - MOST_SHOWN, 0),
        "reachable": sum(bool(addresses_of(each)) for each in chosen),
        "is_all": request.POST.get("scope") == "all",
    }
    if is_confirmed and (form is None or form.is_valid()):
        try:
            done = _ACTS[how](visit, chosen, form)
        except Refusal as refusal:
            about |= refused(refusal)
        else:
            messages.success(request, _("Done. People: %(number)s") % {"number": done})
            return redirect("staff_notices", season=visit.season.key)
    status = 422 if is_confirmed else 200
    return render_desk(request, visit, "staff_notices/tell.html", about, status=status)


def _chosen(request: HttpRequest, season: Season) -> list[Nominee]:
    """Those who are ticked, or everybody who waits; only who has not been told."""
    waiting = untold(nominees_of(season))
    if request.POST.get("scope") == "all":
        return list(waiting)
    return list(
        waiting.filter(
            public_id__in=[each for each in request.POST.getlist("who")[:5000] if each.isalnum()]
        )
    )


def _form(how: str, data: Any) -> forms.Form | None:
    if how == TOLD:
        return ToldForm(data)
    return ExceptedForm(data) if how == EXCEPTED else None


def _send(visit: Visit, chosen: list[Nominee], _form: forms.Form | None) -> int:
    return len(send_notices(season=visit.season, nominees=chosen, by=visit.actor))


def _note(visit: Visit, chosen: list[Nominee], form: forms.Form | None) -> int:
    evidence = cast("ToldForm", form).cleaned_data["evidence"]
    return len(note_told(season=visit.season, nominees=chosen, evidence=evidence, by=visit.actor))


def _except(visit: Visit, chosen: list[Nominee], form: forms.Form | None) -> int:
    form = cast("ExceptedForm", form)
    excepted = except_from_notice(
        season=visit.season,
        nominees=chosen,
        reason=ExceptionReason(form.cleaned_data["reason"]),
        evidence=form.cleaned_data["evidence"],
        public_note=form.note(),
        by=visit.actor,
    )
    return len(excepted)


_ACTS: Final[dict[str, Callable[[Visit, list[Nominee], forms.Form | None], int]]] = {
    SEND: _send,
    TOLD: _note,
    EXCEPTED: _except,
}
