"""The history of a season: its part of the record, in words."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from cadair.audit.queries import entries_of, head
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import render_desk
from cadair.web.shared.guards import Visit, season_page
from cadair.web.staff.life.record import PAGE, REF, Filter, lines_of, names_of
from cadair.web.staff.life.sentences import sentence_of


@season_page(SeasonRole.ORGANISER, SeasonRole.SCRUTINEER)
def history(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/history`: who did what, when; `?who=`, `?action=`, `?subject=`, `?day=` narrow it."""
    season = visit.season
    asked = _asked(request)
    page = Paginator(asked.applied(season), PAGE).get_page(request.GET.get("page"))
    chosen = {
        "who": asked.who,
        "action": asked.action,
        "subject": asked.subject,
        "day": asked.day.isoformat() if asked.day else "",
    }
    context = {
        "lines": lines_of(
            page.object_list, season, knows_results=SeasonRole.ORGANISER in visit.roles
        ),
        "page_of": page,
        "asked": chosen,
        "is_filtered": any(chosen.values()),
        "query": urlencode({key: value for key, value in chosen.items() if value}),
        "people": _people(season),
        "actions": _actions(season),
        "head": head(),
        "command": "cadair audit verify",
    }
    return render_desk(request, visit, "staff_life/history.html", context)


def _asked(request: HttpRequest) -> Filter:
    """What the address asks for; what is no reference and no day asks for nothing."""
    ask = request.GET
    return Filter(
        who=_ref(ask.get("who", "")),
        action=ask.get("action", "") if ask.get("action", "").isidentifier() else "",
        subject=_ref(ask.get("subject", "")),
        day=_day(ask.get("day", "")),
    )


def _ref(text: str) -> str:
    return text if REF.fullmatch(text) else ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def _people(season: Season) -> list[tuple[str, str]]:
    refs = entries_of(season.public_id).order_by().values_list("actor_ref", flat=True).distinct()
    return sorted(names_of(refs).items(), key=lambda item: item[1].casefold())


def _actions(season: Season) -> list[tuple[str, str]]:
    names = entries_of(season.public_id).order_by().values_list("action", flat=True).distinct()
    return sorted(((name, sentence_of(name)) for name in names), key=lambda item: item[1])
