"""Named, frozen, versioned methods with their sources: added to, never edited.

A season names the method it uses; the name must mean the same for ever. A change of behaviour is
a new profile with the next number; a test holds the digest of each one that was published.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from adjudication.errors import UnknownProfile


class Stage(StrEnum):
    """Where a method is used: marks to scores, or scores to suggestions."""

    SCORING = "scoring"
    CHOOSING = "choosing"


class MissingMark(StrEnum):
    """What a scoring method does with a finished scorecard that lacks a mark."""

    REFUSE = "refuse"
    RESCALE = "rescale"


class Compares(StrEnum):
    """Which score of an entry a choosing method compares; `nothing`: it only lists candidates."""

    CATEGORY_SCORE = "category-score"
    BEST_CATEGORY_SCORE = "best-category-score"
    COMBINED_SCORE = "combined-score"
    BALLOTS = "ballots"
    NOTHING = "nothing"

    @property
    def has_scores(self) -> bool:
        """Whether points decide, so that a rule may ask for some."""
        return self not in {Compares.BALLOTS, Compares.NOTHING}


class Pool(StrEnum):
    """Whom an award is chosen from; PEOPLE: persons within entries; DISCRETION: anybody."""

    CATEGORY = "category"
    ALL_ENTRIES = "all-entries"
    AWARD_HOLDERS = "award-holders"
    PEOPLE = "people"
    DISCRETION = "discretion"


@dataclass(frozen=True, slots=True)
class Profile:
    """A method: its name with version, what it does, in one statement, and where it comes from."""

    name: str
    stage: Stage
    statement: str
    sources: tuple[str, ...]
    missing_mark: MissingMark | None = None
    compares: Compares | None = None
    pools: tuple[Pool, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of everything the profile says: 64 hexadecimal digits."""
        said = {
            "name": self.name,
            "stage": self.stage,
            "statement": self.statement,
            "sources": self.sources,
            "missing_mark": self.missing_mark,
            "compares": self.compares,
            "pools": self.pools,
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


_PUBLISHED = (
    "Wales Safer Communities Network, Safer Communities Awards 2025: published results and rules"
)

MEAN = Profile(
    name="mean/1",
    stage=Stage.SCORING,
    statement=(
        "A scorecard's total is the weighted mean of its marks, the lowest mark being 0 points "
        "and the highest 100. An entry's score in a category is the mean of the totals of the "
        "judges who were eligible and finished. Every criterion must be marked. Recusals, "
        "abstentions and missing scorecards are left out, never counted as 0. Below the minimum "
        "number of scorecards there is no score."
    ),
    sources=(
        (
            "On judges who mark higher or lower than others, which cancels out where every judge "
            "marked every entry: S. R. Paul, Bayesian methods for calibration of examiners, "
            "British Journal of Mathematical and Statistical Psychology 34, 1981"
        ),
    ),
    missing_mark=MissingMark.REFUSE,
)

RESCALED_MEAN = Profile(
    name="rescaled-mean/1",
    stage=Stage.SCORING,
    statement=(
        "As mean/1, but a finished scorecard may lack marks that do not apply: its total is the "
        "weighted mean of the marks it has, and it is shown as re-scaled. A finished scorecard "
        "without any mark is refused."
    ),
    sources=("mean/1; weights of the marks given are scaled to add up to 1 again",),
    missing_mark=MissingMark.RESCALE,
)

HIGHEST_MEAN = Profile(
    name="highest-mean/1",
    stage=Stage.CHOOSING,
    statement=(
        "Entries of one category are compared by their score in that category, highest first. "
        "Equal scores share a place and the places after it stay empty (1, 2, 2, 4)."
    ),
    sources=(_PUBLISHED,),
    compares=Compares.CATEGORY_SCORE,
    pools=(Pool.CATEGORY,),
)

HIGHEST_SCORE = Profile(
    name="highest-score/1",
    stage=Stage.CHOOSING,
    statement=(
        "Entries of several categories are compared by the highest score each has in any "
        "category it stands in; a category where it lacks scorecards does not count for it. The "
        "scores come from different fields of competition: a season that compares them says so."
    ),
    sources=(
        _PUBLISHED,
        "The 2025 results page gives the reason for the joint overall winners: both scored highly",
    ),
    compares=Compares.BEST_CATEGORY_SCORE,
    pools=(Pool.ALL_ENTRIES, Pool.AWARD_HOLDERS),
)

PANEL_CHOOSES = Profile(
    name="panel-chooses/1",
    stage=Stage.CHOOSING,
    statement=(
        "The candidates are listed by id, without scores and without an order of merit. The "
        "panel chooses among them, by discussion or by a vote of its own."
    ),
    sources=(
        (
            "Scores from different fields of competition do not compare: candidates are listed "
            "and the panel judges them afresh"
        ),
    ),
    compares=Compares.NOTHING,
    pools=(Pool.CATEGORY, Pool.ALL_ENTRIES, Pool.AWARD_HOLDERS),
)

PANEL_CHOOSES_2 = Profile(
    name="panel-chooses/2",
    stage=Stage.CHOOSING,
    statement=(
        "As panel-chooses/1; the candidates may also be the persons within entries, listed by "
        "entry and by their number in it, and the panel may give an award at its discretion to "
        "somebody or something that is no entry."
    ),
    sources=("panel-chooses/1; awards to a person within an entry, as on the 2025 results page",),
    compares=Compares.NOTHING,
    pools=(
        Pool.CATEGORY,
        Pool.ALL_ENTRIES,
        Pool.AWARD_HOLDERS,
        Pool.PEOPLE,
        Pool.DISCRETION,
    ),
)

COMBINED_SCORE = Profile(
    name="combined-score/1",
    stage=Stage.CHOOSING,
    statement=(
        "Entries are compared by the weighted mean of their scores in the categories the rule "
        "names. An entry that does not stand in all of them does not compete; one that lacks "
        "scorecards in one of them has no score. A judge's total is the same mean of the totals "
        "of a judge who finished the entry in all of them."
    ),
    sources=("Weighted means of marks as in mean/1, one level higher",),
    compares=Compares.COMBINED_SCORE,
    pools=(Pool.CATEGORY, Pool.ALL_ENTRIES, Pool.AWARD_HOLDERS),
)

RANKED_BALLOT = Profile(
    name="ranked-ballot/1",
    stage=Stage.CHOOSING,
    statement=(
        "The judges rank the candidates on ballots, which are counted as the rule says: by "
        "Schulze's method, by Borda's, or by the single transferable vote. Where the rule allows "
        "it no award stands on the ballot like a candidate, and nobody it is preferred to is "
        "suggested. Without ballots the candidates are listed."
    ),
    sources=(
        "M. Schulze, Social Choice and Welfare 36, 2011",
        "J.-C. de Borda, 1781",
        "The Scottish Local Government Elections Order 2007, schedule 1",
    ),
    compares=Compares.BALLOTS,
    pools=(Pool.CATEGORY, Pool.ALL_ENTRIES, Pool.AWARD_HOLDERS),
)

PROFILES: tuple[Profile, ...] = (
    MEAN,
    RESCALED_MEAN,
    HIGHEST_MEAN,
    HIGHEST_SCORE,
    PANEL_CHOOSES,
    PANEL_CHOOSES_2,
    COMBINED_SCORE,
    RANKED_BALLOT,
)
_BY_NAME = {profile.name: profile for profile in PROFILES}


def profile_named(name: str) -> Profile:
    """The method of that name, e.g. "mean/1".

    Raises:
        UnknownProfile: no method has this name.
    """
    try:
        return _BY_NAME[name]
    except (KeyError, TypeError):
        raise UnknownProfile(name=str(name)) from None
