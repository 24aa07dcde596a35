"""What organisers see of who reads what: rounds, judges, entries, and plans with their reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.judging.models import Judge, Round, SharingPlan
from cadair.judging.round_states import PlanState
from cadair.judging.rounds import entries_in
from cadair.judging.sharing import MINUTES_EACH, Facts, Wishes, facts_of, usual_loads
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.web.staff.interests.overview import Titled, titled

ON_A_PAGE: Final = 50
LISTED: Final = 300
"""More lines of a plan than this are read by nobody: the rest is counted."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in which reading is shared out, or whose names are hidden."""

    round: Round
    category: str
    name: str
    state: str
    entries: int
    readers: int
    assigned: int
    plan: SharingPlan | None


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """A judge with how much they read, before and after a plan, and how many hours that is."""

    judge: Judge
    body: str
    reads: int
    begun: int
    hours: str
    before: int
    is_leaving: bool
    below: int = 0
    undeclared: int = 0

    @property
    def difference(self) -> str:
        """How many more or fewer than before, as it is written; empty where it is the same."""
        more = self.reads - self.before
        return f"+{more}" if more > 0 else f"−{-more}" if more else ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry with who reads it; `missing` readers are still to be found."""

    entry: Titled
    readers: Sequence[str]
    missing: int
    is_welsh: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """An entry that has too few readers, with why, and what to do."""

    entry: Titled
    missing: int
    reasons: Sequence[str]
    remedies: Sequence[str]


@dataclass(frozen=True, slots=True)
class Move:
    """An entry of which a plan changes the readers."""

    entry: Titled
    gains: Sequence[str]
    loses: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan before it is accepted."""

    judges: Sequence[JudgeLine]
    gaps: Sequence[Gap]
    no_welsh: Sequence[Titled]
    moves: Sequence[Move]
    more_moves: int
    given: int
    taken: int
    assigned: int
    least_served: Titled | None


def called(round_: Round) -> str:
    """What a round is called: its name, or how it is judged."""
    return str(round_.name) if round_.name_cy or round_.name_en else round_.get_method_display()


def round_lines(season: Season) -> list[RoundLine]:
    """The rounds of a season that share out their reading or hide names."""
    rounds = season.rounds.select_related("category").order_by("category__position", "position")
    return [_round_line(each) for each in rounds if each.readers or each.hides_names]


def _round_line(round_: Round) -> RoundLine:
    return RoundLine(
        round=round_,
        category=str(round_.category.name),
        name=called(round_),
        state=round_.get_state_display(),
        entries=entries_in(round_).count(),
        readers=round_.readers or 0,
        assigned=round_.assignments.count(),
        plan=plan_that_waits(round_),
    )


def plan_that_waits(round_: Round) -> SharingPlan | None:
    """The plan that is being computed or looked at."""
    waiting = (PlanState.COMPUTING, PlanState.READY)
    return round_.plans.filter(state__in=waiting).first()


def last_plan(round_: Round) -> SharingPlan | None:
    """The plan that was asked for last, whatever became of it."""
    return round_.plans.first()


def usual(round_: Round, facts: Facts) -> tuple[int, int]:
    """The least and the most that a judge of the round reads where nobody said otherwise."""
    return usual_loads((round_.readers or 0) * len(facts.entries), len(facts.readers))


def judges_in(facts: Facts) -> list[Judge]:
    """The judges among whom reading is shared out, in the order of the panel."""
    found = Judge.objects.select_related("seat__organisation").in_bulk(
        [each.id for each in facts.readers]
    )
    return [found[each.id] for each in facts.readers]


def judge_lines(
    facts: Facts, loads: Mapping[int, int] | None = None, below: Mapping[int, int] | None = None
) -> list[JudgeLine]:
    """Every judge with what they read now, or would read by `loads`."""
    now = Counter(judge for _entry, judge in facts.told | facts.begun)
    begun = Counter(judge for _entry, judge in facts.begun)
    leaving = {each.id for each in facts.readers if each.is_leaving}
    declared = Counter(judge for _entry, judge in facts.declared)
    return [
        JudgeLine(
            judge=judge,
            body=str(judge.seat.organisation.name),
            reads=(loads or now).get(judge.pk, 0),
            begun=begun[judge.pk],
            hours=hours((loads or now).get(judge.pk, 0)),
            before=now[judge.pk],
            is_leaving=judge.pk in leaving,
            below=(below or {}).get(judge.pk, 0),
            undeclared=len(facts.entries) - declared[judge.pk],
        )
        for judge in judges_in(facts)
    ]


def hours(entries: int) -> str:
    """How long so many entries take, in hours and halves of them."""
    halves = round(entries * MINUTES_EACH / 30)
    if not halves:
        return "0" if not entries else "½"
    return f"{halves // 2 or ''}{'½' if halves % 2 else ''}"


def entry_lines(round_: Round, facts: Facts, wanted: str) -> Page[Any]:
    """The entries of a round with their readers, one page of them."""
    page: Page[Any] = Paginator(facts.entries, ON_A_PAGE).get_page(wanted)
    entries = Entry.objects.in_bulk([each.id for each in page.object_list])
    names = {judge.pk: judge.name for judge in judges_in(facts)}
    reads = _by_entry(facts.told | facts.begun, [each.id for each in facts.readers])
    page.object_list = [
        EntryLine(
            titled(entries[each.id]),
            [names[judge] for judge in reads[each.id]],
            max(0, (round_.readers or 0) - len(reads[each.id])),
            each.is_welsh,
        )
        for each in page.object_list
    ]
    return page


def _by_entry(pairs: Iterable[Sequence[int]], order: Sequence[int]) -> Mapping[int, list[int]]:
    place = {judge: number for number, judge in enumerate(order)}
    found: dict[int, list[int]] = defaultdict(list)
    for entry, judge in sorted(pairs, key=lambda pair: place.get(pair[1], len(place))):
        if judge in place:
            found[entry].append(judge)
    return found


def preview_of(plan: SharingPlan) -> Preview:
    """A plan that is ready, in words."""
    found: Mapping[str, Any] = plan.found
    facts = facts_of(plan.round, Wishes.of(plan.wishes))
    worst = found["worst"]["entry"] if found["worst"] else None
    named = {each["entry"] for each in found["unfilled"]} | {*found["no_welsh"], worst}
    moved = sorted({entry for entry, _judge in (*found["given"], *found["taken"])})
    entries = Entry.objects.in_bulk([*filter(None, named), *moved[:LISTED]])
    order = [each.id for each in facts.readers]
    return Preview(
        judges=judge_lines(facts, _numbers(found["loads"]), _numbers(found["below"])),
        gaps=[_gap(entries[each["entry"]], each) for each in found["unfilled"]],
        no_welsh=[titled(entries[pk]) for pk in found["no_welsh"]],
        moves=_moves(found, facts, [entries[pk] for pk in moved[:LISTED]], order),
        more_moves=max(0, len(moved) - LISTED),
        given=len(found["given"]),
        taken=len(found["taken"]),
        assigned=len(found["pairs"]),
        least_served=titled(entries[worst]) if worst else None,
    )


def _numbers(stored: Mapping[str, int]) -> dict[int, int]:
    return {int(key): number for key, number in stored.items()}


def _moves(
    found: Mapping[str, Any], facts: Facts, entries: Sequence[Entry], order: Sequence[int]
) -> list[Move]:
    names = {judge.pk: judge.name for judge in judges_in(facts)}
    given, taken = _by_entry(found["given"], order), _by_entry(found["taken"], order)
    return [
        Move(
            titled(each),
            [names[judge] for judge in given.get(each.pk, ())],
            [names[judge] for judge in taken.get(each.pk, ())],
        )
        for each in entries
    ]


REASONS: Final[Mapping[str, Promise]] = {
    "judges": gettext_lazy("Judges in this round: %(number)s"),
    "reads": gettext_lazy("Read it: %(number)s"),
    "aside": gettext_lazy("Stepped aside: %(number)s"),
    "abstained": gettext_lazy("Abstained: %(number)s"),
    "undeclared": gettext_lazy("Have not declared on it yet: %(number)s"),
    "unread": gettext_lazy("Cannot read its language: %(number)s"),
    "leaving": gettext_lazy("Take nothing more: %(number)s"),
    "full": gettext_lazy("Read as much as they may already: %(number)s"),
    "kept_free": gettext_lazy("Kept out by what the plan keeps to: %(number)s"),
}
REMEDIES: Final[Mapping[str, Promise]] = {
    "undeclared": gettext_lazy("Ask those who have not declared to do so."),
    "unread": gettext_lazy("Have it translated, and approve the translation."),
    "full": gettext_lazy("Raise the most that judges read."),
    "kept_free": gettext_lazy("Take back that wish."),
}


def _gap(entry: Entry, stored: Mapping[str, int]) -> Gap:
    remedies = [str(words) for code, words in REMEDIES.items() if stored.get(code)]
    return Gap(
        entry=titled(entry),
        missing=stored["missing"],
        reasons=[
            str(words) % {"number": stored[code]}
            for code, words in REASONS.items()
            if code in stored
        ],
        remedies=remedies or [_("Name a substitute for it, or let it have fewer readers.")],
    )


PROBLEMS: Final[Mapping[str, Promise]] = {
    "not-installed": gettext_lazy(
        "Sharing out needs the numeric libraries, and they are not installed on this machine. "
        "Ask its operator to install Cadair with its “judging” extra."
    ),
    "minima-above-places": gettext_lazy(
        "Together, judges are to read more than there is. Lower what they read at least."
    ),
    "min-above-max": gettext_lazy(
        "The least that a judge reads cannot be more than the most. Change one of them."
    ),
}


def said_of(plan: SharingPlan | None) -> str:
    """Why nothing came of the last plan; empty where something did, or it was dropped by hand."""
    if plan is None or plan.state != PlanState.DROPPED or not plan.problem:
        return ""
    other = _("No plan could be made of this. Check the loads, then try again.")
    return str(PROBLEMS.get(plan.problem, other))


def language_marks(judge: Judge) -> str:
    """What a judge reads, in words."""
    if judge.reads_cy and judge.reads_en:
        return _("Welsh and English")
    return _("Welsh") if judge.reads_cy else _("English")
