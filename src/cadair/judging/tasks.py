"""What the worker looks after here: judges who still owe marks, plans of who reads what."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from cadair.audit.queries import entries_of
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import finish_plan, judges_to_remind, keep_pair_order, remind_judges
from cadair.judging.actions.analysing import keep_analyses, note_look
from cadair.judging.analyses import can_calibrate
from cadair.judging.calibrating import Marks, worked_out
from cadair.judging.counting import comparisons_sha256
from cadair.judging.models import AnalysisLook, SharingPlan
from cadair.judging.pairing import computed_order, rounds_to_order
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
    worker, digest = Actor.system("worker"), facts.sha256()
    try:
        found, problem = shared_out(facts, wishes, seed=plan.seed, is_top_up=plan.is_top_up)
    except Exception:
        # Whoever asked is told that nothing came of it; the worker's log keeps why.
        finish_plan(plan=plan, found={}, inputs_sha256=digest, problem="failed", by=worker)
        raise
    finish_plan(plan=plan, found=found, inputs_sha256=digest, problem=problem, by=worker)


def order_pairs_due() -> int:
    """Make the order of every round of comparisons in which somebody has locked since."""
    rounds = rounds_to_order()
    for round_ in rounds:
        sha256 = comparisons_sha256(round_)
        keep_pair_order(round_=round_, found=computed_order(round_), inputs_sha256=sha256)
    return len(rounds)


LOOKED_AGAIN_AFTER: Final = timedelta(minutes=1)
"""Marks are looked at whenever something was recorded, and this often in any case."""


def work_out_due() -> int:
    """Work out how sure the order of each category is, where marks have changed since.

    Only while the panel decides, and where the libraries are installed; returns of how many
    categories.
    """
    if not can_calibrate():
        return 0
    deciding = Season.objects.filter(state=SeasonState.DECIDING)
    return sum(_work_out(season) for season in deciding.select_related("analysis_look"))


def _work_out(season: Season) -> int:
    last = entries_of(season.public_id).order_by("-sequence").values_list("sequence", flat=True)
    sequence, now = last.first() or 0, clock.now()
    look: AnalysisLook | None = getattr(season, "analysis_look", None)
    is_recent = look is not None and now - look.looked_at < LOOKED_AGAIN_AFTER
    if look is not None and is_recent and look.sequence == sequence:
        return 0
    known = look.inputs_sha256 if look is not None else ""
    # Noted first: marks that cannot be scored are not looked at again every two seconds.
    note_look(season=season, sequence=sequence, inputs_sha256="", at=now)
    marks = Marks.of(season)
    digest = marks.sha256
    kept = 0
    if digest != known:
        kept = keep_analyses(season=season, found=worked_out(marks))
    note_look(season=season, sequence=sequence, inputs_sha256=digest, at=now)
    return kept
