"""A panel of four and the short ways in which the tests write its marks, entries and rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.proposals import AwardRule, Proposal, propose
from adjudication.scorecards import (
    Category,
    Entry,
    EntryKind,
    Judge,
    Mark,
    Scorecard,
    ScorecardStatus,
)
from adjudication.scoring import EntryScore, entry_scores

Points: TypeAlias = Mapping[str, int | str | Fraction]

CRITERIA = ("prevention", "innovation", "impact")
SCHEME = Scheme(tuple(Criterion(key) for key in CRITERIA), Scale(0, 10), minimum_scorecards=3)
ONE_QUESTION = Scheme((Criterion("worth"),), Scale(0, 100), minimum_scorecards=1)
PANEL = (Judge("ann", is_chair=True), Judge("bob"), Judge("cai"), Judge("dee"))
ALONE = (Judge("ann", is_chair=True),)
THEME = Category("theme", "theme")


def card(
    judge: str,
    entry: str,
    *marks: int | Fraction,
    category: str = "theme",
    status: ScorecardStatus = ScorecardStatus.COMPLETE,
) -> Scorecard:
    """A scorecard with marks for the first of the three criteria, in their order."""
    given = tuple(Mark(key, mark) for key, mark in zip(CRITERIA, marks, strict=False))
    return Scorecard(judge, entry, category, given, status)


def stepped_aside(judge: str, entry: str, category: str = "theme") -> Scorecard:
    """The card of a judge who declared an interest and stepped aside."""
    return Scorecard(judge, entry, category, (), ScorecardStatus.RECUSED)


def marks_of_panel(entry: str, *rows: tuple[int, ...], category: str = "theme") -> list[Scorecard]:
    """A card of each judge of the panel in turn, one row of marks each."""
    return [
        card(judge.id, entry, *row, category=category)
        for judge, row in zip(PANEL, rows, strict=False)
    ]


def in_theme(*ids: str) -> tuple[Entry, ...]:
    """Projects that stand in the one category."""
    return tuple(Entry(name, ("theme",), EntryKind.PROJECT) for name in ids)


def score_of(scores: Iterable[EntryScore], entry: str, category: str = "theme") -> EntryScore:
    """The one score of an entry in a category."""
    (found,) = (s for s in scores if (s.entry, s.category) == (entry, category))
    return found


def scored(points: Points) -> tuple[EntryScore, ...]:
    """Scores of exactly so many points in the one category, given by the chair alone."""
    cards = [
        Scorecard("ann", entry, "theme", (Mark("worth", Fraction(value)),))
        for entry, value in points.items()
    ]
    return entry_scores(in_theme(*points), ALONE, cards, ONE_QUESTION)


def rule(kind: str = "winner", **fields: object) -> AwardRule:
    """A rule for the one theme category: highest mean, one place, joint, nothing else."""
    plain: dict[str, object] = {
        "groups": ["theme"],
        "method": "highest-mean/1",
        "pool": "category",
        "maximum": 1,
        "joint": True,
    }
    return AwardRule.from_dict(kind, {**plain, **fields})


def suggest(points: Points, *rules: AwardRule) -> tuple[Proposal, ...]:
    """What the rules suggest in the one category for entries of exactly so many points."""
    return suggest_in({"theme": points}, rules, categories=(THEME,))


def suggest_in(
    points: Mapping[str, Points],
    rules: Iterable[AwardRule],
    *,
    categories: Iterable[Category],
    kinds: Mapping[str, EntryKind] | None = None,
    holders: Collection[str] | None = None,
) -> tuple[Proposal, ...]:
    """The same over several categories: `points[category][entry]`."""
    names = {entry for given in points.values() for entry in given}
    entries = [
        Entry(
            name,
            tuple(category for category, given in points.items() if name in given),
            (kinds or {}).get(name, EntryKind.PROJECT),
        )
        for name in sorted(names)
    ]
    cards = [
        Scorecard("ann", entry, category, (Mark("worth", Fraction(value)),))
        for category, given in points.items()
        for entry, value in given.items()
    ]
    return propose(
        categories=tuple(categories),
        rules=tuple(rules),
        entries=entries,
        judges=ALONE,
        cards=cards,
        scheme=ONE_QUESTION,
        holders=holders,
    )


@st.composite
def panels(
    draw: st.DrawFn, *, most_entries: int = 7, highest: int = 4
) -> tuple[tuple[Entry, ...], tuple[Judge, ...], tuple[Scorecard, ...]]:
    """Entries in one category, a panel, and cards of every status; ties are frequent."""
    entries = in_theme(*(f"e{n}" for n in range(draw(st.integers(1, most_entries)))))
    judges = tuple(Judge(f"j{n}", is_chair=n == 0) for n in range(draw(st.integers(1, 5))))
    cards = []
    for entry in entries:
        for judge in judges:
            status = draw(st.sampled_from([*ScorecardStatus, *[ScorecardStatus.COMPLETE] * 9]))
            is_full = status is ScorecardStatus.COMPLETE
            marks = draw(st.lists(st.integers(0, highest), min_size=3, max_size=3))
            cards.append(card(judge.id, entry.id, *(marks if is_full else ()), status=status))
    return entries, judges, tuple(cards)


def short_scheme(
    highest: int = 4, minimum: int = 1, weights: tuple[int, ...] = (1, 2, 1)
) -> Scheme:
    """The three criteria on a short scale, so that equal scores are common."""
    criteria = tuple(Criterion(key, w) for key, w in zip(CRITERIA, weights, strict=True))
    return Scheme(criteria, Scale(0, highest), minimum_scorecards=minimum)
