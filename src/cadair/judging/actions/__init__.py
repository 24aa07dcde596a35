"""Every write of the panel: who sits on it, what they declare and mark, the moves of judging."""

from cadair.judging.actions.carrying import (
    end_device_copies,
    keep_bookmark,
    take_along,
    take_pack,
)
from cadair.judging.actions.declaring import sign_declaration
from cadair.judging.actions.interest_rules import list_members, set_interest_rules
from cadair.judging.actions.keeping import ScorecardChanged
from cadair.judging.actions.marking import (
    abstain,
    lock_scorecards,
    practise,
    save_scorecard,
)
from cadair.judging.actions.meeting import (
    begin_sitting,
    end_sitting,
    keep_attendance,
    set_quorum,
)
from cadair.judging.actions.meeting_marks import change_mark
from cadair.judging.actions.moving import begin_deciding, begin_judging
from cadair.judging.actions.reminding import judges_to_remind, marks_wanted_by, remind_judges
from cadair.judging.actions.seating import (
    JudgeWords,
    change_judge,
    invite_judge,
    seat_judge,
    unseat_judge,
)
from cadair.judging.actions.sharing import (
    accept_plan,
    ask_for_plan,
    assign_by_hand,
    drop_plan,
    finish_plan,
)
from cadair.judging.actions.sharing_names import find_nameless, show_names
from cadair.judging.actions.substituting import NewSubstitute, name_substitute

__all__ = [
    "JudgeWords",
    "NewSubstitute",
    "ScorecardChanged",
    "abstain",
    "accept_plan",
    "ask_for_plan",
    "assign_by_hand",
    "begin_deciding",
    "begin_judging",
    "begin_sitting",
    "change_judge",
    "change_mark",
    "drop_plan",
    "end_device_copies",
    "find_nameless",
    "finish_plan",
    "end_sitting",
    "invite_judge",
    "judges_to_remind",
    "keep_attendance",
    "keep_bookmark",
    "list_members",
    "lock_scorecards",
    "marks_wanted_by",
    "name_substitute",
    "practise",
    "remind_judges",
    "save_scorecard",
    "seat_judge",
    "set_interest_rules",
    "set_quorum",
    "show_names",
    "sign_declaration",
    "take_along",
    "take_pack",
    "unseat_judge",
]
