"""Every change to a season that is not somebody else's."""

from cadair.seasons.actions.controller import write_controller_record
from cadair.seasons.actions.following import follow_timetable
from cadair.seasons.actions.noting import Told, change_facts, note_change
from cadair.seasons.actions.opening import close_nominations, freeze_rules, open_season
from cadair.seasons.actions.planning import (
    add_plan_step,
    change_plan_step,
    make_plan,
    remove_plan_step,
    tick_plan_step,
)
from cadair.seasons.actions.roles import give_part, grant_role, invite_person, revoke_role
from cadair.seasons.actions.running import (
    NewDate,
    cancel_ceremony,
    correct_text,
    extend_deadline,
    move_ceremony,
)
from cadair.seasons.actions.setting_up import (
    describe_ceremony,
    keep_paper,
    name_season,
    set_procedure,
    set_timetable,
    write_season_text,
)
from cadair.seasons.actions.setting_up_awards import (
    KindWords,
    add_award_kind,
    change_award_kind,
    move_award_kind,
    remove_award_kind,
)
from cadair.seasons.actions.setting_up_categories import (
    CategoryWords,
    add_category,
    change_category,
    move_category,
    remove_category,
)
from cadair.seasons.actions.setting_up_criteria import (
    CriterionWords,
    add_criterion,
    change_criterion,
    move_criterion,
    remove_criterion,
    set_scale,
)
from cadair.seasons.actions.starting import NewAwards, start_awards

__all__ = [
    "CategoryWords",
    "CriterionWords",
    "KindWords",
    "NewAwards",
    "NewDate",
    "Told",
    "add_award_kind",
    "add_category",
    "add_criterion",
    "add_plan_step",
    "cancel_ceremony",
    "change_award_kind",
    "change_category",
    "change_criterion",
    "change_facts",
    "change_plan_step",
    "close_nominations",
    "correct_text",
    "describe_ceremony",
    "extend_deadline",
    "follow_timetable",
    "freeze_rules",
    "give_part",
    "grant_role",
    "invite_person",
    "keep_paper",
    "make_plan",
    "move_award_kind",
    "move_category",
    "move_ceremony",
    "move_criterion",
    "name_season",
    "note_change",
    "open_season",
    "remove_award_kind",
    "remove_category",
    "remove_criterion",
    "remove_plan_step",
    "revoke_role",
    "set_procedure",
    "set_scale",
    "set_timetable",
    "start_awards",
    "tick_plan_step",
    "write_controller_record",
    "write_season_text",
]
