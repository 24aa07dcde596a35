"""What the worker looks after here: judges who still owe marks, plans of who reads what."""

from __future__ import annotations

from cadair.foundation.actors import Actor
from cadair.judging.actions import finish_plan, judges_to_remind, remind_judges
from cadair.judging.models import SharingPlan
from cadair.judging.planning import shared_out
from cadair.judging.round_states import PlanState
from cadair.judging.sharing import Wishes, facts_of
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState


def remind_judges_due() -> int:
    """Write to judges who owe marks, where it is time; returns how many letters."""
    worker = Actor.system("worker")
    return sum(
        len(remind_judges(season=season, by=worker))
        for season in Season.objects.filter(state=SeasonState.JUDGING)
        if judges_to_remind(season)
    )


def share_out_due() -> int:
    """Compute the plans that organisers asked for; returns how many."""
    waiting = SharingPlan.objects.filter(state=PlanState.COMPUTING)
    plans = list(waiting.select_related("round__season", "round__category").order_by("pk"))
    for plan in plans:
        _share_out(plan)
    return len(plans)


def _share_out(plan: SharingPlan) -> None:
    """Nothing is locked while it is computed; a plan dropped meanwhile stays dropped."""
    wishes = Wishes.of(plan.wishes)
    facts = facts_of(plan.round, wishes)
    found, problem = shared_out(facts, wishes, seed=plan.seed, is_top_up=plan.is_top_up)
    finish_plan(
        plan=plan,
        found=found,
        inputs_sha256=facts.sha256(),
        problem=problem,
        by=Actor.system("worker"),
    )
