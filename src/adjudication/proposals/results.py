"""What a proposal says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from adjudication.explain import Step
from adjudication.scoring import Rank, Score
from adjudication.ties import TieBreak


class ProposalState(StrEnum):
    """What the rules and marks can say.

    CLEAR: `winners` are suggested. CLOSE: near-tie, discuss. TIED: equal, and the rules do not
    share the place: the panel decides. NONE: no award, with its reason. NOT_ENOUGH: entries
    without enough scorecards. WAITS: depends on a suggestion that is not clear. PANEL_CHOOSES:
    only candidates are listed. SECOND_ROUND: the lead is smaller than the rule asks for: those
    contested are marked or voted on once more.
    """

    CLEAR = "clear"
    CLOSE = "close"
    TIED = "tied"
    NONE = "none"
    NOT_ENOUGH = "not-enough-scorecards"
    WAITS = "waits"
    PANEL_CHOOSES = "panel-chooses"
    SECOND_ROUND = "second-round"

    @property
    def is_settled(self) -> bool:
        """Whether the suggestion leaves nothing open that other suggestions depend on."""
        return self in {ProposalState.CLEAR, ProposalState.NONE}


class NoAwardReason(StrEnum):
    """Why a proposal is NONE.

    TOO_FEW_ENTRIES: fewer in the pool than the rule asks for. NOBODY_LEFT: all hold the award
    given before. THRESHOLD_NOT_REACHED: nobody has the points. NO_WINNER: the award it is measured
    against is not given. NOBODY_WITHIN: nobody is close enough to it. REQUIREMENT_NOT_REACHED:
    nobody meets all the conditions. PLACE_SHARED: those before share this place.
    NOT_ON_THIS_PATH: the kind is given only where the one before is, or only where it is not.
    BALLOTS_SAY_NONE: the judges rank no award before everybody.
    """

    TOO_FEW_ENTRIES = "too-few-entries"
    NOBODY_LEFT = "nobody-left"
    THRESHOLD_NOT_REACHED = "threshold-not-reached"
    NO_WINNER = "no-winner"
    NOBODY_WITHIN = "nobody-within"
    REQUIREMENT_NOT_REACHED = "requirement-not-reached"
    PLACE_SHARED = "place-shared"
    NOT_ON_THIS_PATH = "not-on-this-path"
    BALLOTS_SAY_NONE = "ballots-say-none"


@dataclass(frozen=True, slots=True)
class Contender:
    """An entry the panel should look at, with the score and category it competes with.

    `rank` is its place among all in the pool. All three are None where nothing is compared.
    `person` is the number, from 1, of the person within the entry who would be given the award.
    """

    entry: str
    category: str | None = None
    score: Score | None = None
    rank: Rank | None = None
    person: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The contender as JSON values; `person` only where there is one."""
        person = {} if self.person is None else {"person": self.person}
        return {
            **person,
            "entry": self.entry,
            "category": self.category,
            "score": self.score.rounded() if self.score else None,
            "score_exact": self.score.exact if self.score else None,
            "place": self.rank.place if self.rank else None,
            "shared_by": self.rank.shared_by if self.rank else None,
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules and marks suggest for one kind of award in one category.

    winners: suggested beyond doubt, best first (may be part of the places: see `open_places`).
    leaders: who would hold the places by the marks alone, whatever the state; no suggestion.
    shared: those of the leaders who share the last place, because their scores are equal.
    open_places: places left to the panel; 0 when settled, None when it may give any number.
    contenders: whom to look at, best first. unscored: entries without enough scorecards.
    reason: why no award is suggested, exactly when the state is NONE.
    decided_by: the tie-break that parted equal scores, or declared them joint, if one did.
    """

    category: str
    kind: str
    state: ProposalState
    winners: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    open_places: int | None = 0
    contenders: tuple[Contender, ...] = ()
    unscored: tuple[str, ...] = ()
    reason: NoAwardReason | None = None
    decided_by: TieBreak | None = None
    may_withhold: bool = True
    steps: tuple[Step, ...] = ()

    @property
    def joint(self) -> bool:
        """Whether winners share a place."""
        return bool(self.shared) and set(self.shared) <= set(self.winners)

    def as_dict(self) -> dict[str, object]:
        """The proposal as JSON values, without floats; the order of keys is fixed."""
        return {
            "category": self.category,
            "kind": self.kind,
            "state": self.state.value,
            "winners": list(self.winners),
            "joint": self.joint,
            "shared": list(self.shared),
            "leaders": list(self.leaders),
            "open_places": self.open_places,
            "contenders": [contender.as_dict() for contender in self.contenders],
            "unscored": list(self.unscored),
            "reason": self.reason.value if self.reason else None,
            "decided_by": self.decided_by.value if self.decided_by else None,
            "may_withhold": self.may_withhold,
            "steps": [step.as_dict() for step in self.steps],
        }
