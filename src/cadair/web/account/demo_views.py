"""The people of the demo: one press, and one is signed in as one of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from cadair.audit.queries import is_demo_database
from cadair.foundation import clock
from cadair.people.models import Account
from cadair.people.queries import account_by_email, actor_of
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.web.account.adapter import Adapter
from cadair.web.account.demo_people import DEMO_PEOPLE, STAGES, DemoPerson
from cadair.web.account.guards import demo_only
from cadair.web.shared.desk import rooms_of
from cadair.web.shared.guards import SECOND_FACTOR

NOMINATORS_PAGE = "nominate_mine"


@require_http_methods(["GET", "HEAD", "POST"])
@demo_only
def demo_people(request: HttpRequest) -> HttpResponse:
    """Who is in the demo, what each can try now, and where the demo stands."""
    season = Season.objects.filter(is_fictional=True).order_by("pk").first()
    if request.method == "POST":
        return _sign_in(request, season)
    context: dict[str, Any] = {
        "season": season,
        "now": clock.now(),
        "people": _people(season) if season else [],
        "stages": _lines(season),
    }
    return render(request, "web_account/demo_people.html", context)


def _people(season: Season) -> list[tuple[DemoPerson, object]]:
    known = set(Account.objects.values_list("email", flat=True))
    return [(each, each.can_try(season.state)) for each in DEMO_PEOPLE if each.email in known]


def _lines(season: Season | None) -> list[tuple[str, bool]]:
    """What to type for each stage, and whether the demo stands there."""
    states = [state.value for state in STAGES.values()]
    here = states.index(season.state) if season and season.state in states else -1
    return [
        (f"make demo STAGE={name}{' YES=1' if number < here else ''}", number == here)
        for number, name in enumerate(STAGES)
    ]


def _sign_in(request: HttpRequest, season: Season | None) -> HttpResponse:
    """Sign in as somebody of the demo, and nobody else; a real database has no such people."""
    if not (settings.CADAIR_DEMO and is_demo_database()):
        raise Http404
    key = request.POST.get("person", "")
    person = next((each for each in DEMO_PEOPLE if each.key == key), None)
    account = account_by_email(person.email) if person else None
    if account is None or not account.is_active:
        raise Http404
    Adapter(request).login(request, account)
    request.session[SECOND_FACTOR] = int(clock.wall().timestamp())
    return redirect(_first_room(account, season))


def _first_room(account: Account, season: Season | None) -> str:
    if season is not None:
        roles = roles_of(actor_of(account), season)
        for room in rooms_of(season, roles):
            return room.href
    try:
        return reverse(NOMINATORS_PAGE)
    except NoReverseMatch:
        return reverse("account")
