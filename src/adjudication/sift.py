"""Pass or fail by several readers: how likely is it that an entry reaches the bar?

Every reader of an entry passes it with the same unknown chance θ, one reader like another. Before
anybody reads, every θ is as likely as any other, or as likely as after `prior` earlier readings.
After p passes and f fails θ has the Beta(p + 1, f + 1) distribution (T. Bayes, 1763; Gelman et al.,
Bayesian Data Analysis, 3rd edition, §2.1–2.4). The entry truly passes where θ is at least the bar.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudication.errors import InvalidSift
from adjudication.figures import Exact, exact


class SiftVerdict(StrEnum):
    """What the readings say: through, not through, or so uncertain that one more should read."""

    PASS = "pass"  # noqa: S105 – a verdict, no password
    FAIL = "fail"
    READ_AGAIN = "read-again"


@dataclass(frozen=True, slots=True)
class SiftRule:
    """When an entry is through.

    bar: the share of readers who would pass it, above 0 and below 1. sure: how probable either
    side must be, from 1/2 to 1. readers: after so many nobody else is asked, and the likelier side
    is taken; a tie is through, because a front-runner lost here is lost for good.
    prior: passes and fails that are taken as read already, whole numbers.
    """

    bar: Exact = Fraction(1, 2)
    sure: Exact = Fraction(8, 10)
    readers: int = 5
    prior: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        """Refuse a rule that cannot decide."""
        if not 0 < exact(self.bar) < 1:
            raise InvalidSift(field="bar", problem="not-between-0-and-1")
        if not Fraction(1, 2) <= exact(self.sure) <= 1:
            raise InvalidSift(field="sure", problem="not-between-half-and-1")
        if self.readers < 1:
            raise InvalidSift(field="readers", problem="below-one")
        if min(self.prior) < 0:
            raise InvalidSift(field="prior", problem="below-zero")


@dataclass(frozen=True, slots=True)
class Sifted:
    """The verdict on one entry with the probability it comes from: P(true ≥ bar), exact."""

    verdict: SiftVerdict
    probability: Fraction


def sift(passes: int, fails: int, rule: SiftRule) -> Sifted:
    """What so many passes and fails say under the rule.

    Raises:
        InvalidSift: a number below 0.
    """
    probability = probability_of_reaching(passes, fails, rule.bar, rule.prior)
    if probability >= exact(rule.sure):
        return Sifted(SiftVerdict.PASS, probability)
    if 1 - probability >= exact(rule.sure):
        return Sifted(SiftVerdict.FAIL, probability)
    if passes + fails < rule.readers:
        return Sifted(SiftVerdict.READ_AGAIN, probability)
    is_through = probability >= Fraction(1, 2)
    return Sifted(SiftVerdict.PASS if is_through else SiftVerdict.FAIL, probability)


def probability_of_reaching(
    passes: int, fails: int, bar: Exact, prior: tuple[int, int] = (0, 0)
) -> Fraction:
    """P(θ ≥ bar) after the readings, exact.

    For whole numbers the Beta distribution is a sum of binomial terms: P(Beta(a, b) ≥ x) is the
    chance of at most a − 1 successes in a + b − 1 trials that succeed with probability x.

    Raises:
        InvalidSift: a number below 0.
    """
    if passes < 0 or fails < 0:
        raise InvalidSift(field="passes", problem="below-zero")
    share = Fraction(exact(bar))
    successes = passes + prior[0]
    trials = successes + fails + prior[1] + 1
    return sum(
        (
            math.comb(trials, hits) * share**hits * (1 - share) ** (trials - hits)
            for hits in range(successes + 1)
        ),
        Fraction(0),
    )


def probability_of_score(adjusted: float, se: float, bar: float) -> float:
    """P(true score ≥ bar) for a calibrated score with its posterior standard error, in its units.

    The normal posterior of `docs/methods/calibration.md`. With se 0 the score is certain.

    Raises:
        InvalidSift: a negative or missing standard error.
    """
    if not se >= 0:
        raise InvalidSift(field="se", problem="below-zero")
    if se == 0:
        return 1.0 if adjusted >= bar else 0.0
    return 0.5 * math.erfc((bar - adjusted) / (se * math.sqrt(2)))
