"""The panel, the rounds of its judging, what its judges declare, mark and rank."""

from cadair.judging.models.panel import (
    BodyMember,
    Bookmark,
    DeviceCopy,
    Interest,
    InterestRules,
    InterestVersion,
    Judge,
    Mark,
    Remark,
    Scorecard,
    Seat,
    Substitution,
)
from cadair.judging.models.rounds import (
    Assignment,
    Ballot,
    BallotLine,
    Comparison,
    Paper,
    Round,
    RoundEntry,
    RoundJudge,
)
from cadair.judging.models.sharing import NamelessFile, NamesShown, SharingPlan

__all__ = [
    "Assignment",
    "Ballot",
    "BallotLine",
    "BodyMember",
    "Bookmark",
    "Comparison",
    "DeviceCopy",
    "Interest",
    "InterestRules",
    "InterestVersion",
    "Judge",
    "Mark",
    "NamelessFile",
    "NamesShown",
    "Paper",
    "Remark",
    "Round",
    "RoundEntry",
    "RoundJudge",
    "Scorecard",
    "Seat",
    "SharingPlan",
    "Substitution",
]
