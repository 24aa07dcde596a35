"""How each judge marks: leniency, spread used, agreement with the rest, and how surprising.

Nobody is wrong on such figures alone: a judge may see what the others missed. At most a judge's
marks are worth a look.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from adjudication.agreement import Reason, with_the_rest
from adjudication.calibration import Calibration
from adjudication.mixed import Floats, summed

_SURE = 3.0


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    """One judge's figures, in the units of the scores; None for what the scores do not tell.

    `leniency` is positive when lenient, `se` its posterior standard deviation; `spread` the
    standard deviation of the judge's scores around each category's mean, and `spread_of_all` the
    same of everybody's; `with_the_rest` is Spearman's ρ with the mean of the others; `surprise`
    the mean square of what entry and leniency do not explain, relative to that of all judges:
    1 is as usual.
    """

    judge: str
    scores: int
    leniency: float
    se: float | None
    spread: float | None
    spread_of_all: float | None
    with_the_rest: float | None
    surprise: float | None

    @property
    def is_worth_a_look(self) -> bool:
        """Whether the marks surprise more than chance lets those of one judge in 700."""
        return self.surprise is not None and self.surprise > 1 + _SURE * sqrt(2 / self.scores)


def judge_figures(calibration: Calibration) -> tuple[JudgeFigures, ...]:
    """The figures of every judge, in the order of the ratings."""
    ours = calibration.ratings
    marks = np.bincount(ours.judge, minlength=len(ours.judges))
    rest = with_the_rest(ours)
    spread, surprise = _spreads(calibration), _surprises(calibration)
    everybody = _around_means(calibration)
    whole = sqrt(float(everybody @ everybody) / len(ours)) if len(ours) else None
    return tuple(
        JudgeFigures(
            judge=name,
            scores=int(marks[at]),
            leniency=float(calibration.prediction.judge[at]),
            se=_known(calibration.judge_se[at]),
            spread=_known(spread[at]),
            spread_of_all=whole,
            with_the_rest=None if isinstance(own, Reason) else own,
            surprise=_known(surprise[at]),
        )
        for at, (name, own) in enumerate(zip(ours.judges, rest, strict=True))
    )


def _known(figure: float) -> float | None:
    return float(figure) if np.isfinite(figure) else None


def _around_means(calibration: Calibration) -> Floats:
    ours = calibration.ratings
    around: Floats = ours.score - calibration.prediction.mean[ours.category]
    return around


def _spreads(calibration: Calibration) -> Floats:
    """Standard deviations around each judge's own level; NaN for fewer than two scores."""
    ours = calibration.ratings
    around, marks = _around_means(calibration), np.bincount(ours.judge, minlength=len(ours.judges))
    level = summed(ours.judge, around, len(marks)) / np.maximum(marks, 1)
    squares = summed(ours.judge, (around - level[ours.judge]) ** 2, len(marks))
    found: Floats = np.where(marks > 1, np.sqrt(squares / np.maximum(marks - 1, 1)), np.nan)
    return found


def _surprises(calibration: Calibration) -> Floats:
    """Mean squares of the remainder by judge ÷ that of all; NaN where there is no remainder."""
    ours, effects = calibration.ratings, calibration.prediction
    marks = np.bincount(ours.judge, minlength=len(ours.judges))
    if not calibration.sd.residual:
        return np.full(len(marks), np.nan)
    left = _around_means(calibration) - effects.unit[ours.unit] - effects.judge[ours.judge]
    usual = float(left @ left) / len(ours)
    own = summed(ours.judge, left**2, len(marks)) / np.maximum(marks, 1)
    found: Floats = np.where(marks > 0, own / usual, np.nan)
    return found
