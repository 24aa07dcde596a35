"""Every write of the panel: who sits on it, what they declare and mark, the moves of judging."""

from cadair.judging.actions.analysing import keep_analyses, note_look, set_certainty_words
from cadair.judging.actions.answering import (
    answer_paper,
    lock_papers,
    lock_sift,
    sift_as_staff,
)
from cadair.judging.actions.answering_ballots import cast_ballot, save_ballot
from cadair.judging.actions.answering_finals import confirm_paper, key_paper
from cadair.judging.actions.answering_pairs import (
    compare_two,
    keep_pair_order,
    lock_comparisons,
    take_back_comparison,
)
from cadair.judging.actions.briefing import BriefingWords, remove_briefing, write_briefing
from cadair.judging.actions.bringing import (
    bring_marks,
    confirm_marks,
    enter_marks,
    refuse_marks,
)
from cadair.judging.actions.carrying import (
    end_device_copies,
    keep_bookmark,
    take_along,
    take_pack,
)
from cadair.judging.actions.declaring import sign_declaration
from cadair.judging.actions.gathering import (
    Dates,
    answer_dates,
    ask_for_dates,
    choose_date,
    remind_of_dates,
)
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
from cadair.judging.actions.papers import AnswerChanged, PaperAnswer
from cadair.judging.actions.reminding import judges_to_remind, marks_wanted_by, remind_judges
from cadair.judging.actions.rounds import name_round_judges, set_rounds
from cadair.judging.actions.rounds_running import begin_round, close_round
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
    "AnswerChanged",
    "BriefingWords",
    "Dates",
    "JudgeWords",
    "NewSubstitute",
    "PaperAnswer",
    "ScorecardChanged",
    "abstain",
    "accept_plan",
    "answer_dates",
    "answer_paper",
    "ask_for_dates",
    "ask_for_plan",
    "assign_by_hand",
    "begin_deciding",
    "begin_judging",
    "begin_round",
    "begin_sitting",
    "bring_marks",
    "cast_ballot",
    "change_judge",
    "change_mark",
    "choose_date",
    "close_round",
    "compare_two",
    "confirm_marks",
    "confirm_paper",
    "drop_plan",
    "end_device_copies",
    "end_sitting",
    "enter_marks",
    "find_nameless",
    "finish_plan",
    "invite_judge",
    "judges_to_remind",
    "keep_analyses",
    "keep_attendance",
    "keep_bookmark",
    "keep_pair_order",
    "key_paper",
    "list_members",
    "lock_comparisons",
    "lock_papers",
    "lock_scorecards",
    "lock_sift",
    "marks_wanted_by",
    "name_round_judges",
    "name_substitute",
    "note_look",
    "practise",
    "refuse_marks",
    "remind_judges",
    "remind_of_dates",
    "remove_briefing",
    "save_ballot",
    "save_scorecard",
    "seat_judge",
    "set_certainty_words",
    "set_interest_rules",
    "set_quorum",
    "set_rounds",
    "show_names",
    "sift_as_staff",
    "sign_declaration",
    "take_along",
    "take_back_comparison",
    "take_pack",
    "unseat_judge",
    "write_briefing",
]
