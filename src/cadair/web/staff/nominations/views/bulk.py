"""One thing done to many: what is ticked, or the whole list, after a look at it and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.plurals import counted
from cadair.nominations.models import Entry, Nomination
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ_AND_WRITE, Visit, season_page
from cadair.web.staff.nominations.asking import Ask
from cadair.web.staff.nominations.deeds import DEEDS, Asked, Deed, languages_of
from cadair.web.staff.nominations.rows import Named, named

AT_ONCE: Final = 500
"""So many are done with one press; more would keep everybody waiting."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """To what it is done, to what it cannot be done, and how many are left for the next press."""

    things: list[Any]
    others: int
    left: int


@season_page(SeasonRole.ORGANISER, methods=READ_AND_WRITE)
def act(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`desk/…/nominations/act?do=…`: a preview with the number; a POST does it."""
    key, ask = request.GET.get("do", "eligible"), Ask.of(request.GET)
    deed = DEEDS.get(key)
    if deed is None:
        raise Http404
    picked = request.GET.getlist("pick")[:AT_ONCE] if request.GET.get("of") != "all" else []
    # An identity is letters and figures; PostgreSQL takes no NUL for a question either.
    ticked = [each if each.isalnum() else "none" for each in picked]
    chosen = _chosen(visit.season, ask, deed, ticked)
    form = _form(request, visit.season, deed, chosen.things)
    context: dict[str, Any] = {
        "ask": ask,
        "deed": deed,
        "noun": "entry" if deed.is_about_entries else "nomination",
        "lines": [_named(each) for each in chosen.things],
        "chosen": chosen,
        "is_ticked": bool(ticked),
        "is_time": deed.can_be_done(visit.season, is_test=ask.show == "test"),
        "form": form,
        "seal": sha256_of([key, *(each.public_id for each in chosen.things)]),
    }
    if request.method != "POST":
        return render_desk(request, visit, "staff_nominations/act.html", context)
    if request.POST.get("seal") != context["seal"]:
        context["has_changed"] = True
    elif form is None or form.is_valid():
        try:
            return _done(request, visit, ask, deed, chosen.things, form)
        except Refusal as refusal:
            context |= refused(refusal)
    return render_desk(request, visit, "staff_nominations/act.html", context, status=422)


def _form(request: HttpRequest, season: Season, deed: Deed, things: Sequence[Any]) -> Any:
    if deed.form is None:
        return None
    languages = languages_of(things) if deed.is_about_entries else []
    data = request.POST if request.method == "POST" else None
    return deed.form(data, Asked(season, things, languages))


def _done(
    request: HttpRequest, visit: Visit, ask: Ask, deed: Deed, things: Sequence[Any], form: Any
) -> HttpResponse:
    said = form.said() if form is not None else {}
    with transaction.atomic():
        for each in things:
            deed.act(each, said, visit)
    noun = "entry" if deed.is_about_entries else "nomination"
    words = counted(noun, len(things), active_language())
    messages.success(request, str(deed.done) % {"number": words})
    there = redirect("staff_nominations", season=visit.season.key)
    there["Location"] += ask.query
    return there


def _chosen(season: Season, ask: Ask, deed: Deed, ticked: Sequence[str]) -> Chosen:
    found = ask.found(season)
    if ticked:
        found = found.filter(public_id__in=ticked)
    things = _entries(season, found) if deed.is_about_entries else _nominations(season, found)
    fit = [each for each in things if deed.applies(each)]
    return Chosen(fit[:AT_ONCE], len(things) - len(fit), max(len(fit) - AT_ONCE, 0))


def _entries(season: Season, found: Any) -> list[Entry]:
    """The entries that stand before these nominations, by reference."""
    rows = found.values_list("entry_id", "entry__grouped_into_id")
    stands = {together or entry for entry, together in rows}
    entries = [each for each in season.entries.order_by("reference") if each.pk in stands]
    for entry in entries:
        entry.season = season
    return entries


def _nominations(season: Season, found: Any) -> list[Nomination]:
    sent = list(found.select_related("entry").defer("summary", "answers"))
    for nomination in sent:
        nomination.season = season
    return sent


def _named(thing: Entry | Nomination) -> Named:
    if isinstance(thing, Entry):
        return named(thing)
    of_entry = named(thing.entry)
    return Named(thing.reference, of_entry.title, of_entry.language)
