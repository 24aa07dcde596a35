"""Every change to a season that is not somebody else's."""

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

__all__ = [
    "NewDate",
    "Told",
    "add_plan_step",
    "cancel_ceremony",
    "change_facts",
    "change_plan_step",
    "close_nominations",
    "correct_text",
    "extend_deadline",
    "follow_timetable",
    "freeze_rules",
    "give_part",
    "grant_role",
    "invite_person",
    "make_plan",
    "move_ceremony",
    "note_change",
    "open_season",
    "remove_plan_step",
    "revoke_role",
    "tick_plan_step",
]
