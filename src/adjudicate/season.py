"""A season file as values of the judging core."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from adjudicate.reading import refuse
from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.errors import AdjudicationError
from adjudication.proposals import AwardRule, check_rules
from adjudication.scorecards import (
    Category,
    Entry,
    EntryKind,
    Judge,
    Mark,
    Scorecard,
    ScorecardStatus,
)
from seasonfile import EntryPart, SeasonDocument

_STATUS: Final = {
    "open": ScorecardStatus.INCOMPLETE,
    "locked": ScorecardStatus.COMPLETE,
    "abstained": ScorecardStatus.ABSTAINED,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that suggestions are made from."""

    categories: tuple[Category, ...]
    rules: tuple[AwardRule, ...]
    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    cards: tuple[Scorecard, ...]
    scheme: Scheme
    unchecked: tuple[str, ...]

    @property
    def chair(self) -> str | None:
        """Who leads the panel."""
        return next((judge.id for judge in self.judges if judge.is_chair), None)


def judged_of(file: str, document: SeasonDocument) -> Judged:
    """What a season file gives the judging core: the entries found eligible.

    Where nobody checked any entry, as in an archive, all are taken that are not withdrawn.

    Raises:
        Refused: there is nothing to judge by, or a rule cannot be carried out.
    """
    categories = tuple(Category(part.key, part.group) for part in document.categories)
    by_state: dict[str, list[EntryPart]] = {"eligible": [], "unchecked": []}
    for part in document.entries:
        by_state.setdefault(part.eligibility.state, []).append(part)
    unchecked = by_state["unchecked"]
    taken = by_state["eligible"] or unchecked
    entries = tuple(_entry(document, part) for part in taken)
    judges = tuple(
        Judge(judge.key, is_chair=judge.chair) for seat in document.panel for judge in seat.judges
    )
    return Judged(
        categories=categories,
        rules=_rules(file, document, categories),
        entries=entries,
        judges=judges,
        cards=_cards(document, entries),
        scheme=_scheme(file, document),
        unchecked=() if taken is unchecked else tuple(part.reference for part in unchecked),
    )


def _entry(document: SeasonDocument, part: EntryPart) -> Entry:
    routes = {
        nomination.relation
        for nomination in document.nominations
        if nomination.entry == part.reference and nomination.state == "submitted"
    }
    place = part.place
    return Entry(
        id=part.reference,
        categories=part.categories,
        kind=EntryKind(part.kind) if part.kind else None,
        organisations=tuple(body.organisation for body in part.organisations),
        people=len(part.people),
        area="" if place is None else place.en or place.cy,
        routes=tuple(sorted(routes)),
    )


def _rules(
    file: str, document: SeasonDocument, categories: tuple[Category, ...]
) -> tuple[AwardRule, ...]:
    try:
        rules = tuple(
            AwardRule.from_dict(
                kind.key,
                {**kind.rule.as_dict(), "groups": kind.groups, "categories": kind.categories},
            )
            for kind in document.award_kinds
            if kind.rule is not None
        )
        check_rules(rules, categories)
    except AdjudicationError as wrong:
        refuse(file, 1, f"an award rule cannot be carried out ({wrong})", "mend the rule it names")
    return rules


def _scheme(file: str, document: SeasonDocument) -> Scheme:
    if not document.criteria or len(document.scale) < 2:
        what = "the season has no criteria, or no scale with a lowest and a highest mark"
        refuse(file, 1, what, "add criteria and scale: without them no mark means anything")
    marks = [anchor.mark for anchor in document.scale]
    return Scheme(
        criteria=tuple(Criterion(part.key, part.weight) for part in document.criteria),
        scale=Scale(min(marks), max(marks)),
        minimum_scorecards=document.minimum_scorecards or 1,
    )


def _cards(document: SeasonDocument, entries: tuple[Entry, ...]) -> tuple[Scorecard, ...]:
    """Scorecards on entries that are judged; one without marks where a judge steps aside."""
    stands = {(entry.id, category) for entry in entries for category in entry.categories}
    aside = {(part.judge, part.entry) for part in document.interests if part.kind == "step-aside"}
    recused = [
        Scorecard(judge, entry, category, (), ScorecardStatus.RECUSED)
        for judge, entry in sorted(aside)
        for at, category in sorted(stands)
        if at == entry
    ]
    given = [
        Scorecard(
            part.judge,
            part.entry,
            part.category,
            tuple(Mark(key, mark) for key, mark in part.marks),
            _STATUS[part.state],
        )
        for part in document.scorecards
        if (part.entry, part.category) in stands and (part.judge, part.entry) not in aside
    ]
    return (*recused, *given)
