"""The rail beside every page of the room: which category is decided and how, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cadair.foundation.bilingual import active_language
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.states import CategoryGroup
from cadair.web.panel.guards import Room


@dataclass(frozen=True, slots=True)
class Line:
    """One category of the rail; of a closed one nothing but whether it is decided."""

    category: Category
    name: str
    href: str
    is_decided: bool
    is_closed: bool
    is_current: bool
    outcome: str
    awards: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rail:
    """Every category in the order of the meeting, the overall one last."""

    lines: Sequence[Line]
    totals: Sequence[tuple[str, int]]

    @property
    def decided(self) -> int:
        """How many are decided."""
        return sum(line.is_decided for line in self.lines)

    @property
    def left(self) -> int:
        """How many are left."""
        return len(self.lines) - self.decided

    @property
    def awards(self) -> int:
        """How many awards the visitor may know of."""
        return sum(number for _kind, number in self.totals)

    @property
    def next(self) -> Line | None:
        """The first undecided category behind the current one, else the first of all."""
        here = next((n for n, line in enumerate(self.lines) if line.is_current), -1)
        behind = [*self.lines[here + 1 :], *self.lines[: max(here, 0)]]
        return next((line for line in behind if not line.is_decided and not line.is_closed), None)


def in_meeting_order(season: Season) -> list[Category]:
    """Themes, then the cross-cutting ones, then overall: it needs the others decided."""
    order = (CategoryGroup.THEME, CategoryGroup.CROSS_CUTTING, CategoryGroup.OVERALL)
    return sorted(
        season.categories.all(),
        key=lambda each: (order.index(CategoryGroup(each.group)), each.position),
    )


def rail_of(room: Room, current: Category | None = None) -> Rail:
    """The rail as the visitor may see it; four statements."""
    season = room.season
    decisions = dict(Decision.objects.filter(season=season).values_list("category_id", "outcome"))
    kinds = {kind.pk: kind for kind in season.award_kinds.all()}
    given: dict[int, list[Award]] = {}
    for award in season.awards.defer("text_cy", "text_en"):
        if not room.is_closed_for(award):
            given.setdefault(award.category_id, []).append(award)
    base = reverse("panel_room", kwargs={"season": season.key})
    lines = [
        _line(room, each, decisions.get(each.pk), given.get(each.pk, []), kinds, current, base)
        for each in in_meeting_order(season)
    ]
    return Rail(lines, _totals(given, kinds))


def _line(
    room: Room,
    category: Category,
    outcome: str | None,
    awards: Sequence[Award],
    kinds: dict[int, AwardKind],
    current: Category | None,
    base: str,
) -> Line:
    is_closed = room.is_closed(category)
    return Line(
        category=category,
        name=str(category.name),
        href=f"{base}{category.key}/",
        is_decided=outcome is not None,
        is_closed=is_closed,
        is_current=current is not None and current.pk == category.pk,
        outcome="" if outcome is None or is_closed else str(Outcome(outcome).label),
        awards=[] if is_closed else [_given(award, kinds) for award in awards],
    )


def kind_name(kind: AwardKind | None, *, is_joint: bool) -> str:
    """The name of a kind as this award bears it."""
    if kind is None:
        return ""
    return str(kind.joint_name if is_joint else kind.name)


def title_of_award(award: Award) -> str:
    """The title in the reader’s language, or as far as it is written."""
    sides = award.title.as_dict()
    return sides[active_language()] or award.title.cy or award.title.en or award.key


def _given(award: Award, kinds: dict[int, AwardKind]) -> str:
    kind = kinds.get(award.kind_id) if award.kind_id else None
    return f"{kind_name(kind, is_joint=award.is_joint)}: {title_of_award(award)}"


def _totals(
    given: dict[int, list[Award]], kinds: dict[int, AwardKind]
) -> Sequence[tuple[str, int]]:
    counts = Counter(award.kind_id for awards in given.values() for award in awards)
    return [(str(kind.name), counts[pk]) for pk, kind in kinds.items() if counts[pk]]
