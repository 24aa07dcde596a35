"""Points from several rounds of judging, made into one score by the weights of the rounds.

A round gives an entry the mean of what its judges gave, from 0 to 100. An entry that has been
through several has the weighted mean of those means, exact. One that lacks a round has no score:
what is missing is never a zero. A rank is no points: ballots and comparisons weigh nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from adjudication.figures import exact
from adjudication.scorecards import RoundPoints
from adjudication.scoring import EntryScore, Score, ScoreState


def weighed(
    scores: Iterable[EntryScore], rounds: Mapping[tuple[str, str], Sequence[RoundPoints]]
) -> tuple[EntryScore, ...]:
    """The scores with that of every place in `rounds`, by category and entry, made from them.

    A round by criteria has no points of its own: what the scorecards came to is taken there.
    """
    return tuple(
        _weighed(score, rounds[score.category, score.entry])
        if (score.category, score.entry) in rounds
        else score
        for score in scores
    )


def _weighed(score: EntryScore, parts: Sequence[RoundPoints]) -> EntryScore:
    filled = tuple(
        replace(part, given=tuple((t.card.judge, t.score.points) for t in score.counted))
        if part.is_by_criteria
        else part
        for part in parts
    )
    means = [
        (exact(part.weight), _mean_of(part, score)) for part in filled if exact(part.weight) > 0
    ]
    total = sum(weight for weight, _mean in means)
    if not means or any(mean is None for _weight, mean in means):
        return replace(score, state=ScoreState.NOT_ENOUGH, score=None, rounds=filled)
    points = sum((weight * mean for weight, mean in means if mean is not None), Fraction(0))
    return replace(
        score, state=ScoreState.SCORED, score=Score(Fraction(points) / total), rounds=filled
    )


def _mean_of(part: RoundPoints, score: EntryScore) -> Fraction | None:
    if part.is_by_criteria:
        return score.score.points if score.score is not None else None
    return part.mean
