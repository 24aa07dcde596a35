"""Typed refusals: what was wrong, where, as data; the reader's sentence is made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class AdjudicationError(Exception):
    """Something cannot be judged as asked.

    `code` is stable and one of `ERROR_CODES`; `facts` holds ids, field names and numbers, never a
    sentence. `str()` lists both, for a developer or a log.
    """

    code: ClassVar[str] = "adjudication"

    def __init__(self, **facts: str | int) -> None:
        """Keep what the refusal is about, by name."""
        self.facts: Mapping[str, str | int] = dict(facts)
        listed = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{self.code}: {listed}" if listed else self.code)


class InexactNumber(AdjudicationError):
    """A float, a truth value, an infinity or no number at all where an exact number is needed."""

    code = "inexact-number"


class InvalidScheme(AdjudicationError):
    """Criteria, weights or scale do not make a scheme. Facts: `field`, `problem`."""

    code = "invalid-scheme"


class UnknownCriterion(AdjudicationError):
    """A mark for something the scheme does not ask. Facts: `criterion`, judge, entry, category."""

    code = "unknown-criterion"


class MarkOutsideScale(AdjudicationError):
    """A mark below the lowest or above the highest. Facts: `value`, `lowest`, `highest`, …."""

    code = "mark-outside-scale"


class MissingMarks(AdjudicationError):
    """A scorecard said to be complete lacks a mark, and the method does not allow that."""

    code = "missing-marks"


class RepeatedMark(AdjudicationError):
    """One criterion marked twice on one scorecard."""

    code = "repeated-mark"


class RepeatedScorecard(AdjudicationError):
    """Two scorecards of one judge on one entry in one category."""

    code = "repeated-scorecard"


class RepeatedId(AdjudicationError):
    """Two entries, judges, categories or rules with one id. Facts: `what`, `id`."""

    code = "repeated-id"


class UnknownJudge(AdjudicationError):
    """A scorecard by somebody who is not a judge. Facts: `judge`."""

    code = "unknown-judge"


class UnknownEntry(AdjudicationError):
    """A scorecard on, or an award held by, something that is not an entry. Facts: `entry`."""

    code = "unknown-entry"


class UnknownCategory(AdjudicationError):
    """An entry, scorecard or rule names a category that does not exist. Facts: `category`."""

    code = "unknown-category"


class NotEntered(AdjudicationError):
    """A scorecard in a category the entry does not stand in. Facts: `entry`, `category`."""

    code = "not-entered"


class NotEnoughScorecards(AdjudicationError):
    """A score was asked of an entry that has none. Facts: `entry`, `category`, `counted`."""

    code = "not-enough-scorecards"


class UnknownProfile(AdjudicationError):
    """No method has this name. Facts: `name`."""

    code = "unknown-profile"


class InvalidRule(AdjudicationError):
    """An award rule is not well formed. Facts: `kind`, `field`, `problem`."""

    code = "invalid-rule"


class UnknownKind(AdjudicationError):
    """A rule refers to a kind of award that has no rule. Facts: `kind`, `field`, `refers_to`."""

    code = "unknown-kind"


class CircularRules(AdjudicationError):
    """Rules wait for each other in a circle. Facts: `kinds`."""

    code = "circular-rules"


class SeedDoesNotMatch(AdjudicationError):
    """The seed for a lot is not the one committed to in advance. Facts: `commitment`."""

    code = "seed-does-not-match"


class NotTied(AdjudicationError):
    """A tie-break was asked between entries whose scores differ. Facts: `entries`."""

    code = "not-tied"


class InvalidPoll(AdjudicationError):
    """Ballots or places that cannot be counted. Facts: `field`, `problem`, `ballot` (from 1)."""

    code = "invalid-poll"


class UnknownCandidate(AdjudicationError):
    """A ballot ranks somebody who does not stand. Facts: `candidate`, `ballot` (from 1)."""

    code = "unknown-candidate"


class RepeatedCandidate(AdjudicationError):
    """One candidate stands, or is ranked on one ballot, twice. Facts: `candidate`, `ballot`."""

    code = "repeated-candidate"


class EqualRanks(AdjudicationError):
    """A ballot ranks candidates equal where the count needs an order. Facts: `candidates`."""

    code = "equal-ranks"


class InvalidComparisons(AdjudicationError):
    """Comparisons in pairs that make no sense. Facts: `field`, `problem`, `item`."""

    code = "invalid-comparisons"


class NoMaximum(AdjudicationError):
    """No abilities fit best: some never lost to, or never won against, the others.

    Facts: `items` (how many), `groups` (that are not connected both ways), `example`.
    """

    code = "no-maximum"


class InvalidSift(AdjudicationError):
    """A rule or number of readings that cannot be. Facts: `field`, `problem`."""

    code = "invalid-sift"


class InvalidAssignment(AdjudicationError):
    """Pairs, places or loads that cannot be. Facts: `field`, `problem`, and numbers."""

    code = "invalid-assignment"


class TooManyLevels(AdjudicationError):
    """More judges (and fewer entries) than can be solved together. Facts: `levels`, `most`."""

    code = "too-many-levels"


class InvalidRatings(AdjudicationError):
    """Scores that are not numbers, or lists of different lengths. Facts: `field`, `problem`."""

    code = "invalid-ratings"


ERROR_CODES: tuple[str, ...] = tuple(
    sorted(refusal.code for refusal in AdjudicationError.__subclasses__())
)
