"""Everything that is confirmed, on one page: awards, reasons, recusals, counts, hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cadair.judging.models import Interest
from cadair.judging.states import InterestKind
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.queries import outcome_sha256
from cadair.outcomes.readiness import Reconciliation, reconciliation
from cadair.people.models import Account
from cadair.publishing.letters import nominators_of
from cadair.seasons.models import Category, Season
from cadair.web.panel.choosing import AwardLine, Said, award_line, decision_said
from cadair.web.panel.guards import Room
from cadair.web.panel.rail import in_meeting_order


@dataclass(frozen=True, slots=True)
class Section:
    """One category as it is confirmed; of a closed one nothing is shown."""

    category: Category
    name: str
    is_closed: bool
    said: Said | None
    awards: Sequence[AwardLine]
    hidden: int
    recused: Sequence[str]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole of it; `awards` counts those that the visitor may know of."""

    sections: Sequence[Section]
    counts: Reconciliation
    sha256: str
    awards: int
    nominators: int


def overview(room: Room) -> Overview:
    """What stands now, as the visitor may see it."""
    season = room.season
    decisions = {
        each.category_id: each
        for each in Decision.objects.filter(season=season).select_related("decided_by")
    }
    awards: dict[int, list[Award]] = {}
    for award in season.awards.select_related("kind", "person", "entry", "category"):
        awards.setdefault(award.category_id, []).append(award)
    recused = _recused(season)
    sections = [
        _section(room, each, decisions.get(each.pk), awards.get(each.pk, []), recused)
        for each in in_meeting_order(season)
    ]
    return Overview(
        sections=sections,
        counts=reconciliation(season),
        sha256=outcome_sha256(season),
        awards=sum(len(each.awards) for each in sections),
        nominators=len(nominators_of(season)),
    )


def _section(
    room: Room,
    category: Category,
    decision: Decision | None,
    awards: Sequence[Award],
    recused: dict[int, list[str]],
) -> Section:
    is_closed = room.is_closed(category)
    shown = [] if is_closed else [each for each in awards if not room.is_closed_for(each)]
    hidden = len(awards) - len(shown)
    return Section(
        category=category,
        name=str(category.name),
        is_closed=is_closed,
        # A reason may speak of the award that is not shown.
        said=decision_said(decision) if decision and not hidden and not is_closed else None,
        awards=[award_line(each) for each in shown],
        hidden=hidden,
        recused=[] if is_closed else recused.get(category.pk, []),
    )


def _recused(season: Season) -> dict[int, list[str]]:
    """Who stepped aside in which category, by name (PRO-03)."""
    found: dict[int, list[str]] = {}
    aside = Interest.objects.filter(
        judge__season=season,
        kind=InterestKind.STEP_ASIDE,
        entry__is_test=False,
        entry__places__category__season=season,
    ).order_by("judge__position")
    for category, name in aside.values_list("entry__places__category_id", "judge__name"):
        names = found.setdefault(category, [])
        if name not in names:
            names.append(name)
    return found


def name_behind(ref: str) -> str:
    """The name of somebody whom the rows know by reference; empty where nobody is left."""
    account = Account.objects.filter(public_id=ref.removeprefix("account:")).first()
    return (account.name or account.email) if account else ""
