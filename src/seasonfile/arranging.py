"""The one order of what has no order of its own, so that equal seasons are equal files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from seasonfile.document import (
    ControllerPart,
    DeclaringPart,
    FormPart,
    Given,
    InterestPart,
    NominationPart,
    RoundPart,
    ScorecardPart,
    SeasonDocument,
    SenderPart,
    StatedPart,
)

Positions = Mapping[str, int]
Value = TypeVar("Value")


def arranged(document: SeasonDocument) -> SeasonDocument:
    """The same document with its registers, declarations, marks and decisions in order.

    Sorted are papers by kind; letters and organisations by key; entries and nominations by
    reference; interests and scorecards by judge, entry and category; decisions by category;
    answers and marks by criterion or question. What has an order of its own keeps it: categories,
    criteria, the form, kinds, panel, awards.
    """
    judges = _positions(judge.key for seat in document.panel for judge in seat.judges)
    categories = _positions(category.key for category in document.categories)
    criteria = _positions(criterion.key for criterion in document.criteria)
    return replace(
        document,
        stated=None if document.stated == StatedPart() else document.stated,
        papers=tuple(sorted(document.papers, key=lambda each: each.kind)),
        controller=None if document.controller == ControllerPart() else document.controller,
        sender=None if document.sender == SenderPart() else document.sender,
        letters=tuple(sorted(document.letters, key=lambda each: each.letter)),
        form=_form(document.form, categories),
        organisations=tuple(sorted(document.organisations, key=lambda each: each.key)),
        declaring=_declaring(document.declaring),
        entries=tuple(sorted(document.entries, key=lambda each: each.reference)),
        nominations=_nominations(document.nominations, _asked(document.form) or criteria),
        interests=_interests(document.interests, judges),
        scorecards=_scorecards(document.scorecards, judges, categories, criteria),
        rounds=_rounds(document.rounds, judges, categories),
        decisions=tuple(
            sorted(document.decisions, key=lambda each: _place(categories, each.category))
        ),
    )


def _positions(keys: Iterable[str]) -> Positions:
    return {key: position for position, key in enumerate(keys)}


def _place(positions: Positions, key: str) -> tuple[int, str]:
    return positions.get(key, len(positions)), key


def _pairs(
    pairs: tuple[tuple[str, Value], ...], criteria: Positions
) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(pairs, key=lambda pair: _place(criteria, pair[0])))


def _form(form: FormPart, categories: Positions) -> FormPart:
    """The form with the categories of each question in the order of the season."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(
                    each,
                    categories=tuple(
                        sorted(each.categories, key=lambda key: _place(categories, key))
                    ),
                )
                for each in section.questions
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def _asked(form: FormPart) -> Positions:
    return _positions(question.key for part in form.sections for question in part.questions)


def _nominations(parts: Iterable[NominationPart], asked: Positions) -> tuple[NominationPart, ...]:
    return tuple(
        replace(
            part,
            answers=tuple((key, _given(answer)) for key, answer in _pairs(part.answers, asked)),
        )
        for part in sorted(parts, key=lambda each: each.reference)
    )


def _given(answer: Given) -> Given:
    """An answer with the columns of its rows in order."""
    if isinstance(answer, str):
        return answer
    ordered: Any = tuple(each if isinstance(each, str) else tuple(sorted(each)) for each in answer)
    given: Given = ordered
    return given


def _declaring(part: DeclaringPart) -> DeclaringPart:
    """Memberships by organisation, and members by key."""
    listed = sorted(part.memberships, key=lambda each: each.organisation)
    return replace(
        part,
        memberships=tuple(
            replace(each, members=tuple(sorted(each.members))) for each in listed if each.members
        ),
    )


def _interests(parts: Iterable[InterestPart], judges: Positions) -> tuple[InterestPart, ...]:
    return tuple(sorted(parts, key=lambda each: (_place(judges, each.judge), each.entry)))


def _rounds(
    parts: Iterable[RoundPart], judges: Positions, categories: Positions
) -> tuple[RoundPart, ...]:
    """Rounds by category, in their order; what is in each by judge and entry."""

    def by_judge(part: Any) -> Any:
        return _place(judges, part.judge or ""), getattr(part, "entry", ""), _pair(part)

    return tuple(
        replace(
            part,
            judges=tuple(sorted(part.judges, key=lambda key: _place(judges, key))),
            entries=tuple(sorted(part.entries, key=lambda each: each.entry)),
            assignments=tuple(sorted(part.assignments, key=by_judge)),
            answers=tuple(sorted(part.answers, key=by_judge)),
            ballots=tuple(sorted(part.ballots, key=by_judge)),
            comparisons=tuple(sorted(part.comparisons, key=by_judge)),
        )
        for part in sorted(parts, key=lambda each: _place(categories, each.category))
    )


def _pair(part: Any) -> tuple[str, str]:
    """What tells two lines of one judge apart: two entries compared, or what was said of one."""
    if hasattr(part, "winner"):
        return part.winner, part.loser
    return str(getattr(part, "verdict", "")), str(getattr(part, "reason", ""))


def _scorecards(
    parts: Iterable[ScorecardPart], judges: Positions, categories: Positions, criteria: Positions
) -> tuple[ScorecardPart, ...]:
    in_order = sorted(
        parts,
        key=lambda each: (
            _place(judges, each.judge),
            each.entry,
            _place(categories, each.category),
        ),
    )
    return tuple(
        replace(part, marks=_pairs(part.marks, criteria), remarks=_pairs(part.remarks, criteria))
        for part in in_order
    )
