"""Every write of the panel: who sits on it, what they declare and mark, the moves of judging."""

from cadair.judging.actions.declaring import sign_declaration
from cadair.judging.actions.marking import (
    ScorecardChanged,
    abstain,
    lock_scorecards,
    practise,
    save_scorecard,
)
from cadair.judging.actions.moving import begin_deciding, begin_judging

__all__ = [
    "ScorecardChanged",
    "abstain",
    "begin_deciding",
    "begin_judging",
    "lock_scorecards",
    "practise",
    "save_scorecard",
    "sign_declaration",
]
