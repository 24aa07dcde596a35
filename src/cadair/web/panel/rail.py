"""The rail beside every page of the room: which category is decided and how, and what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from cadair.audit.models import AuditEntry
from cadair.foundation.bilingual import active_language
from cadair.foundation.canonical import sha256_of
from cadair.foundation.prepared import Prepared
from cadair.judging.meetings import meeting_of, now_in
from cadair.outcomes.actions import put_on_table
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.states import CategoryGroup
from cadair.web.panel.discussing import NOTHING, Discussed, discussed
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
class Here:
    """Where the meeting is: what is on the table, who is there, how many are missing.

    `present` is None where no attendance is kept; `version` is that of the table.
    """

    table: Line | None
    version: int
    present: int | None
    missing: int
    has_begun: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """Every category in the order of the meeting, the overall one last."""

    room: Room
    lines: Sequence[Line]
    totals: Sequence[tuple[str, int]]
    here: Here
    current: Line | None = None
    discussed: Discussed = NOTHING
    digest: str = ""

    @property
    def is_on_table(self) -> bool:
        """Whether the page is about what the meeting has on its table."""
        return self.current is not None and self.current == self.here.table

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
    """The rail as the visitor may see it, and what was done on the current category."""
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
    line = next((each for each in lines if each.is_current), None)
    is_open = current is not None and not room.is_closed(current)
    return Rail(
        room,
        lines,
        _totals(given, kinds),
        _here(season, lines),
        line,
        discussed(room, current) if current is not None and is_open else NOTHING,
        digest_of(season),
    )


def _here(season: Season, lines: Sequence[Line]) -> Here:
    now = now_in(season)
    return Here(
        table=next((each for each in lines if each.category.pk == now.table), None),
        version=now.version,
        present=now.present,
        missing=max((now.quorum or 0) - (now.present or 0), 0),
        has_begun=now.has_begun,
    )


def take_next(room: Room, category: Category, following: Line | None) -> None:
    """Move the meeting on from a category that was decided, where it is the one on the table."""
    if meeting_of(room.season).table_id == category.pk:
        put_on_table(
            season=room.season,
            category=following.category if following is not None else None,
            by=room.visit.actor,
        )


_LAST: Final = Prepared(
    lambda season: (
        AuditEntry.objects.filter(season_ref=season)
        .order_by("-sequence")
        .values_list("sequence")[:1]
    )
)


def digest_of(season: Season) -> str:
    """Changes with every move of the meeting; says nothing of what it was.

    Every step of the meeting is an action and leaves an entry in the record: its number will do.
    """
    last = _LAST.rows(season=season.public_id)
    return sha256_of([season.public_id, last[0][0] if last else 0])[:16]


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
