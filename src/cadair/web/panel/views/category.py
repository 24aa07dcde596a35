"""One category: the ranked list, what the rules suggest, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.outcomes.actions import decide_category, propose_season
from cadair.outcomes.models import Decision, Proposal
from cadair.outcomes.queries import (
    candidates,
    kinds_given_in,
    reaches_beyond,
    undecided_categories,
)
from cadair.seasons.models import AwardKind, Category
from cadair.seasons.states import CategoryGroup
from cadair.web.panel.certainty import certainty_of
from cadair.web.panel.choosing import award_lines, decision_said, pickers
from cadair.web.panel.deciding import Typed, arguments, who_decides
from cadair.web.panel.guards import Room, panel_page
from cadair.web.panel.rail import rail_of, take_next
from cadair.web.panel.ranking import ranking
from cadair.web.panel.suggesting import suggested_kinds, suggestions
from cadair.web.shared.desk import refused, render_desk
from cadair.web.shared.guards import READ, READ_AND_WRITE

MEANWHILE = 409


class _Case:
    """A category on the table: who may be given what, who may decide, what stands."""

    def __init__(self, room: Room, category: Category) -> None:
        self.room = room
        self.category = category
        self.kinds: Sequence[AwardKind] = kinds_given_in(category)
        self.decision = (
            Decision.objects.filter(category=category).select_related("decided_by").first()
        )
        found = candidates(category, self.kinds).prefetch_related("people")
        self.entries: list[Entry] = list(found)
        self.deciders: list[Judge] = who_decides(room, category) if room.is_deciding else []

    @property
    def shown(self) -> list[Entry]:
        """The candidates the visitor may see."""
        return [each for each in self.entries if each.pk not in self.room.left]

    @property
    def is_closed(self) -> bool:
        """Whether the visitor stepped aside here, or from whom this was given to."""
        awards = self.decision.awards.all() if self.decision else ()
        return self.room.is_closed(self.category) or any(
            award.entry_id in self.room.left for award in awards
        )

    def decide(self, typed: Typed) -> Decision:
        """The decision as the form says it."""
        asked = arguments(typed, self.category, self.shown, self.kinds, self.deciders)
        return decide_category(**asked, by=self.room.visit.actor)


@panel_page(*READ_AND_WRITE, for_judges=True)
def category(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>`: look, discuss, decide; then the next one."""
    prefetch_related_objects([room.season], "judges", "award_kinds")
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    case = _Case(room, found)
    if case.is_closed:
        return _aside(request, case)
    if request.method != "POST":
        return _page(request, case, Typed.kept(case.decision))
    typed = Typed.sent(request.POST, case.shown)
    step = request.POST.get("step", "preview")
    if step == "edit":
        return _page(request, case, typed)
    try:
        if step != "save":
            return _preview(request, case, typed)
        _save(case, typed)
    except Refusal as refusal:
        return _refused(request, case, typed, refusal)
    return _go_on(request, case)


def _save(case: _Case, typed: Typed) -> None:
    """The decision, and with the last of the others what it leads to in the overall ones."""
    season, actor = case.room.season, case.room.visit.actor
    with transaction.atomic():
        case.decide(typed)
        others = undecided_categories(season).exclude(group=CategoryGroup.OVERALL)
        is_overall = case.category.group == CategoryGroup.OVERALL
        is_fed = not is_overall and not others.exists()
        if is_fed or not Proposal.objects.filter(season=season).exists():
            propose_season(season=season, by=actor)


def _go_on(request: HttpRequest, case: _Case) -> HttpResponse:
    messages.success(request, _("Decided. Category: %(name)s") % {"name": case.category.name})
    following = rail_of(case.room, case.category).next
    take_next(case.room, case.category, following)
    if following is None:
        return redirect("panel_room", season=case.room.season.key)
    return redirect(following.href)


def _preview(request: HttpRequest, case: _Case, typed: Typed) -> HttpResponse:
    """What would be written down, after every rule was asked; nothing is kept yet."""
    with transaction.atomic():
        decision = case.decide(typed)
        said = decision_said(decision)
        lines = award_lines(decision)
        transaction.set_rollback(True)
    context = {
        "category": case.category,
        "said": said,
        "lines": lines,
        "hidden": typed.hidden,
        "is_again": case.decision is not None,
    }
    return render_desk(request, case.room.visit, "panel/preview.html", context)


def _refused(request: HttpRequest, case: _Case, typed: Typed, refusal: Refusal) -> HttpResponse:
    case.decision = (
        Decision.objects.filter(category=case.category).select_related("decided_by").first()
    )
    if refusal.code != "decided-meanwhile":
        return _page(request, case, typed, refused(refusal), status=422)
    if case.is_closed:
        return _aside(request, case)
    # Saving again is a choice made with both in sight.
    seen = Typed.kept(case.decision).seen
    typed = Typed(**{**{name: getattr(typed, name) for name in Typed.__slots__}, "seen": seen})
    return _page(request, case, typed, refused(refusal), status=MEANWHILE)


def _page(
    request: HttpRequest,
    case: _Case,
    typed: Typed,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    room = case.room
    context: dict[str, Any] = {
        **_seen(case, typed),
        "rail": rail_of(room, case.category),
        "typed": typed,
        "can_decide": room.is_deciding and bool(case.deciders),
        "deciders": case.deciders if room.is_organiser else [],
        "may_withhold": any((kind.rule or {}).get("may_withhold", True) for kind in case.kinds),
        "names_freely": any((kind.rule or {}).get("pool") == "discretion" for kind in case.kinds),
    }
    return render_desk(
        request, room.visit, "panel/category.html", {**context, **(more or {})}, status=status
    )


def _seen(case: _Case, typed: Typed) -> dict[str, Any]:
    """What everybody in the room sees of a category: list, suggestions, how sure, decision."""
    room, found = case.room, case.category
    base = reverse("panel_category", kwargs={"season": room.season.key, "category": found.key})
    listed = ranking(room, found, case.entries, base)
    said = suggestions(room, found)
    return {
        "room": room,
        "category": found,
        "ranking": listed,
        "sure": certainty_of(room, found, listed),
        "suggestions": said,
        "rows": pickers(listed, case.kinds, typed, suggested_kinds(said)),
        "decision": decision_said(case.decision) if case.decision else None,
        "lines": award_lines(case.decision) if case.decision else [],
        "is_overall": found.group == CategoryGroup.OVERALL,
        "is_wide": reaches_beyond(found),
    }


@panel_page(*READ_AND_WRITE, for_judges=True)
def screen(request: HttpRequest, room: Room, category: str) -> HttpResponse:
    """`panel/…/<category>/screen`: the category for a projector, with nothing to press."""
    prefetch_related_objects([room.season], "judges", "award_kinds")
    found = get_object_or_404(room.season.categories, key=category)
    found.season = room.season
    case = _Case(room, found)
    if case.is_closed:
        raise Http404
    if request.method == "POST":
        return HttpResponseNotAllowed(READ)
    seen = _seen(case, Typed.kept(case.decision))
    context = {**seen, "rail": rail_of(room, found)}
    return render_desk(request, room.visit, "panel/screen.html", context)


def _aside(request: HttpRequest, case: _Case) -> HttpResponse:
    """Nothing of what happens here, for whoever stepped aside (PRO-03)."""
    context = {
        "category": case.category,
        "rail": rail_of(case.room, case.category),
        "is_decided": case.decision is not None,
    }
    return render_desk(request, case.room.visit, "panel/aside.html", context)
