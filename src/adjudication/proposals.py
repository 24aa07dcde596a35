"""Award rules applied to scores: what they suggest for each category, step by step.

A proposal is never a decision. It says who would get an award, or why it cannot say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudication.criteria import Scheme
from adjudication.explain import Step
from adjudication.profiles import Pool
from adjudication.scorecards import Category, Entry, EntryKind, Judge, Scorecard
from adjudication.scoring import EntryScore, Rank, Score
from adjudication.ties import TieBreak, TieChain


@dataclass(frozen=True, slots=True)
class AwardRule:
    """How one kind of award is given, as data. See `docs/methods/award-rules.md`.

    kind: the key of the kind of award. groups, categories: where it is given.
    method: a choosing profile. pool, entry_kinds: whom it is chosen from (no kinds: all).
    maximum: places, None for no limit. joint: equal scores at the last place share it.
    threshold: the lowest score that can be proposed, in points. minimum_entries: in the pool.
    near_tie: points within which "discuss" is said instead of a name. within: points below the
    winner that may be proposed. after: the kind given first, in the same category.
    may_withhold: the panel may give none. holders_of: which kinds make an award holder (none
    listed: all that are not themselves chosen from award holders). ties: the tie chain.
    """

    kind: str
    method: str
    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    pool: Pool = Pool.CATEGORY
    entry_kinds: tuple[EntryKind, ...] = ()
    maximum: int | None = 1
    joint: bool = False
    threshold: Fraction | None = None
    minimum_entries: int = 1
    near_tie: Fraction | None = None
    within: Fraction | None = None
    after: str | None = None
    may_withhold: bool = True
    holders_of: tuple[str, ...] = ()
    ties: TieChain = TieChain()

    @classmethod
    def from_dict(cls, kind: str, mapping: Mapping[str, object]) -> AwardRule:
        """Read a rule from plain data: points as decimal text ("1.5"), whole numbers as numbers.

        Raises:
            InvalidRule: names the field and the problem.
            UnknownProfile: no method has the name given.
        """
        raise NotImplementedError

    def as_dict(self) -> dict[str, object]:
        """The rule as plain data; `from_dict(rule.kind, rule.as_dict()) == rule`."""
        raise NotImplementedError

    def applies_to(self, category: Category) -> bool:
        """Whether this kind of award is given in the category."""
        return category.id in self.categories or category.group in self.groups


class ProposalState(StrEnum):
    """What the rules and marks can say.

    CLEAR: `winners` are suggested. CLOSE: near-tie, discuss. TIED: equal, and the rules do not
    share the place: the panel decides. NONE: no award, with its reason. NOT_ENOUGH: entries
    without enough scorecards. WAITS: depends on a suggestion that is not clear. PANEL_CHOOSES:
    only candidates are listed.
    """

    CLEAR = "clear"
    CLOSE = "close"
    TIED = "tied"
    NONE = "none"
    NOT_ENOUGH = "not-enough-scorecards"
    WAITS = "waits"
    PANEL_CHOOSES = "panel-chooses"


class NoAwardReason(StrEnum):
    """Why a proposal is NONE."""

    TOO_FEW_ENTRIES = "too-few-entries"
    NOBODY_LEFT = "nobody-left"
    THRESHOLD_NOT_REACHED = "threshold-not-reached"
    NOBODY_WITHIN = "nobody-within"
    NO_WINNER = "no-winner"


@dataclass(frozen=True, slots=True)
class Contender:
    """An entry the panel should look at, with the score and category it competes with."""

    entry: str
    category: str | None
    score: Score | None
    rank: Rank | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules and marks suggest for one kind of award in one category.

    winners: suggested beyond doubt, best first (may be part of the places: see `open_places`).
    shared: those of the winners who share the last place, because their scores are equal.
    leaders: who would hold the places by the marks alone, whatever the state; never a suggestion.
    contenders: whom to discuss, best first. unscored: entries without enough scorecards.
    decided_by: the tie-break that parted equal scores, if one did.
    """

    category: str
    kind: str
    state: ProposalState
    winners: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    open_places: int = 0
    contenders: tuple[Contender, ...] = ()
    unscored: tuple[str, ...] = ()
    reason: NoAwardReason | None = None
    decided_by: TieBreak | None = None
    may_withhold: bool = True
    steps: tuple[Step, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether winners share a place."""
        return bool(self.shared)

    def as_dict(self) -> dict[str, object]:
        """The proposal as JSON values, without floats; key order is fixed."""
        raise NotImplementedError


def check_rules(rules: Sequence[AwardRule], categories: Sequence[Category]) -> None:
    """See that the rules of a season fit its categories and each other.

    Raises:
        RepeatedId, UnknownCategory, UnknownKind, InvalidRule, CircularRules: what does not fit.
    """
    raise NotImplementedError


def propose(
    *,
    categories: Sequence[Category],
    rules: Sequence[AwardRule],
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    cards: Sequence[Scorecard],
    scheme: Scheme,
    holders: Collection[str] | None = None,
    lot_seed: str | None = None,
) -> tuple[Proposal, ...]:
    """Apply every rule in every category it is for, in the order of `categories`, then `rules`.

    `holders` are the entries that hold awards once decided; None: take those suggested here.

    Raises:
        AdjudicationError: rules, entries, judges and cards contradict each other (see `errors`).
    """
    raise NotImplementedError


def propose_from_scores(
    *,
    categories: Sequence[Category],
    rules: Sequence[AwardRule],
    entries: Sequence[Entry],
    scores: Sequence[EntryScore],
    scheme: Scheme,
    chair: str | None = None,
    holders: Collection[str] | None = None,
    lot_seed: str | None = None,
) -> tuple[Proposal, ...]:
    """As `propose`, on scores computed before."""
    raise NotImplementedError
