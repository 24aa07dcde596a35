"""One score from an entry's scores in several categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from adjudication.scorecards import Entry, Scorecard
from adjudication.scoring import CardTotal, EntryScore, Score, ScoreState


def combined(
    entry: Entry,
    category: str,
    combines: Sequence[tuple[str, int]],
    scores: Mapping[tuple[str, str], EntryScore],
) -> EntryScore | None:
    """The weighted mean of the entry's scores in these categories, exact, or None.

    None where a score is missing. It stands in `category`. A judge counts with the same mean of
    their totals, if they finished the entry in every one of the categories.
    """
    parts = [(scores[name, entry.id], weight) for name, weight in combines]
    if any(part.score is None for part, _weight in parts):
        return None
    whole = sum(weight for _part, weight in parts)
    points = sum((part.required().points * weight for part, weight in parts), Fraction(0)) / whole
    totals = [
        ({total.card.judge: total.score.points for total in part.counted}, weight)
        for part, weight in parts
    ]
    finished = set.intersection(*(set(given) for given, _weight in totals))
    counted = tuple(
        CardTotal(
            Scorecard(judge, entry.id, category),
            Score(sum((given[judge] * weight for given, weight in totals), Fraction(0)) / whole),
        )
        for judge in sorted(finished)
    )
    return EntryScore(entry.id, category, ScoreState.SCORED, Score(points), counted)
