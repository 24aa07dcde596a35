"""Every write of the panel: who sits on it, what they declare and mark, the moves of judging."""

from cadair.judging.actions.declaring import sign_declaration
from cadair.judging.actions.interest_rules import list_members, set_interest_rules
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
from cadair.judging.actions.substituting import NewSubstitute, name_substitute

__all__ = [
    "JudgeWords",
    "NewSubstitute",
    "ScorecardChanged",
    "abstain",
    "begin_deciding",
    "begin_judging",
    "change_judge",
    "invite_judge",
    "list_members",
    "lock_scorecards",
    "name_substitute",
    "practise",
    "save_scorecard",
    "seat_judge",
    "set_interest_rules",
    "sign_declaration",
    "unseat_judge",
]
