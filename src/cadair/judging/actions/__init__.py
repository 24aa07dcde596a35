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
from cadair.judging.actions.seating import (
    JudgeWords,
    change_judge,
    invite_judge,
    seat_judge,
    unseat_judge,
)

__all__ = [
    "JudgeWords",
    "ScorecardChanged",
    "abstain",
    "begin_deciding",
    "begin_judging",
    "change_judge",
    "invite_judge",
    "lock_scorecards",
    "practise",
    "save_scorecard",
    "seat_judge",
    "sign_declaration",
    "unseat_judge",
]
