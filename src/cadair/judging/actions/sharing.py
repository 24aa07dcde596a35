"""Sharing out the reading of a round: ask for a plan, look at it, accept it, change it by hand.

The worker computes a plan and nothing stands until an organiser accepts it. What a judge has begun
stays theirs whatever a plan says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.letters import ReadingGiven, judging_page
from cadair.judging.models import Assignment, Judge, Round, SharingPlan
from cadair.judging.round_states import AssignmentSource, PlanState, RoundState
from cadair.judging.rounds import entries_in
from cadair.judging.sharing import Facts, Wishes, facts_of, why_not
from cadair.mail.actions import queue_letter
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.seasons.sections import draft_held
from cadair.seasons.states import SeasonState

WHILE_SHARING: Final = (SeasonState.CHECKING, SeasonState.JUDGING, SeasonState.DECIDING)
WAITING: Final = (PlanState.COMPUTING, PlanState.READY)
MOST_READERS: Final = 50


@transaction.atomic
def ask_for_plan(
    *, round_: Round, wishes: Wishes, by: Actor, seed: int = 0, is_top_up: bool = False
) -> SharingPlan:
    """Have the worker compute who reads what; a plan that waits is dropped for the new one.

    `is_top_up`: what stands moves as little as possible, e.g. when a judge is late or leaves.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging is not prepared or over, the round closed.
        Refusal: everybody reads everything in this round, nobody or nothing is there to share out,
            or the loads cannot be given out.
    """
    round_ = _held(round_, by)
    judges = _judges(round_)
    _check_wishes(round_, wishes, judges)
    round_.plans.filter(state__in=WAITING).update(state=PlanState.DROPPED)
    plan = SharingPlan.objects.create(
        round=round_,
        is_top_up=is_top_up,
        seed=seed,
        wishes=wishes.stored(),
        asked_at=clock.now(),
    )
    record(
        actor=by,
        action="ask_for_plan",
        subject=plan.ref,
        season=round_.season.public_id,
        facts={
            "round": round_.ref,
            "readers": wishes.per_entry,
            "judges": len(judges),
            "leaving": len(wishes.leaving),
            "seed": seed,
            "top_up": is_top_up,
            "wishes_sha256": sha256_of(wishes.stored()),
        },
    )
    return plan


@transaction.atomic
def finish_plan(
    *, plan: SharingPlan, found: Mapping[str, Any], inputs_sha256: str, problem: str, by: Actor
) -> SharingPlan:
    """Keep what the worker computed; with a `problem` nothing came of it and the plan is dropped.

    Raises:
        NotAllowed: `by` is not the worker.
    """
    if by.account_id is not None:
        raise NotAllowed("worker-only", _("Only the worker finishes a plan."))
    plan = SharingPlan.objects.select_for_update().select_related("round__season").get(pk=plan.pk)
    if plan.state == PlanState.COMPUTING:
        plan.state = PlanState.DROPPED if problem else PlanState.READY
        plan.found, plan.inputs_sha256, plan.problem = dict(found), inputs_sha256, problem
        plan.ready_at = clock.now()
        plan.save(update_fields=["state", "found", "inputs_sha256", "problem", "ready_at"])
    record(
        actor=by,
        action="finish_plan",
        subject=plan.ref,
        season=plan.round.season.public_id,
        facts={
            "state": plan.state,
            "assigned": len(found.get("pairs", ())),
            "unfilled": len(found.get("unfilled", ())),
            "found_sha256": sha256_of(plan.found),
        },
    )
    return plan


@transaction.atomic
def drop_plan(*, plan: SharingPlan, by: Actor) -> SharingPlan:
    """Leave everything as it stands.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the plan was accepted or dropped already.
    """
    plan = _waiting(plan, by)
    plan.state = PlanState.DROPPED
    plan.save(update_fields=["state"])
    record(
        actor=by,
        action="drop_plan",
        subject=plan.ref,
        season=plan.round.season.public_id,
        facts={"round": plan.round.ref},
    )
    return plan


@transaction.atomic
def accept_plan(*, plan: SharingPlan, by: Actor) -> SharingPlan:
    """Let the plan stand: from now on these judges read these entries in the round.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; the plan is not ready, or somebody declared,
            marked or was given something since it was computed.
    """
    plan = _waiting(plan, by)
    if plan.state != PlanState.READY:
        raise NotNow(
            "plan-not-ready", _("The plan is still being computed. Look again in a while.")
        )
    wishes = Wishes.of(plan.wishes)
    facts = facts_of(plan.round, wishes)
    pairs = {(entry, judge) for entry, judge in plan.found["pairs"]}
    if facts.sha256() != plan.inputs_sha256 or not facts.still_allow(pairs):
        raise NotNow(
            "plan-is-old",
            _(
                "Since this plan was computed, a judge has declared, marked or left, or an entry "
                "has changed. Have it computed again; what is done stays."
            ),
        )
    source = AssignmentSource.TOP_UP if plan.is_top_up else AssignmentSource.PLANNED
    changed = _write(plan.round, facts, pairs, source)
    plan.state = PlanState.ACCEPTED
    plan.save(update_fields=["state"])
    record(
        actor=by,
        action="accept_plan",
        subject=plan.ref,
        season=plan.round.season.public_id,
        facts={"round": plan.round.ref, **changed, **_as_it_stands(plan.round)},
    )
    return plan


@transaction.atomic
def assign_by_hand(
    *, round_: Round, entry: Entry, judges: Collection[Judge], by: Actor
) -> list[Assignment]:
    """Say who reads one entry in a round, whatever was shared out.

    Raises:
        NotAllowed, NotNow: `by` is no organiser; judging is not prepared or over, the round closed.
        Refusal: the entry is not in the round, a judge stepped aside from it, has not declared or
            cannot read it, or one who is left out has begun on it.
    """
    round_ = _held(round_, by)
    if round_.readers is None:
        raise _not_shared()
    if not entries_in(round_).filter(pk=entry.pk).exists():
        raise Refusal("not-in-round", _("This entry is not in the round."))
    facts = facts_of(round_, Wishes(round_.readers))
    chosen = {(entry.pk, judge.pk) for judge in judges}
    _check_by_hand(facts, entry, chosen)
    others = {pair for pair in facts.told | facts.begun if pair[0] != entry.pk}
    changed = _write(round_, facts, others | chosen, AssignmentSource.BY_HAND)
    record(
        actor=by,
        action="assign_by_hand",
        subject=round_.ref,
        season=round_.season.public_id,
        facts={"entry": entry.ref, "readers": len(chosen), **changed, **_as_it_stands(round_)},
    )
    return list(round_.assignments.filter(entry=entry))


def take_back_assignments(judge: Judge, entries: Collection[int]) -> int:
    """Take from a judge what they stepped aside from; returns how many assignments it was."""
    number, _rows = Assignment.objects.filter(judge=judge, entry__in=list(entries)).delete()
    return number


def _check_by_hand(facts: Facts, entry: Entry, chosen: Collection[tuple[int, int]]) -> None:
    wanted = next(each for each in facts.entries if each.id == entry.pk)
    readers = {each.id: each for each in facts.readers}
    for pair in chosen:
        reader = readers.get(pair[1])
        why = why_not(facts, wanted, reader) if reader else "elsewhere"
        if why is not None:
            raise Refusal(why, WHY_NOT[why])
    begun = [pair for pair in facts.begun if pair[0] == entry.pk and pair not in chosen]
    if begun:
        raise Refusal(
            "has-begun",
            _("A judge whom you left out has begun to mark this entry. Their work stays."),
        )


WHY_NOT: Final = {
    "elsewhere": _("This person does not judge in the round."),
    "aside": _("This judge stepped aside from the entry. Choose somebody else."),
    "abstained": _("This judge abstained on the entry. Choose somebody else."),
    "undeclared": _(
        "This judge has not declared on the entry yet. Ask them to declare, or choose another."
    ),
    "unread": _(
        "This judge cannot read the entry, and its translation is not approved. Choose somebody "
        "who reads its language."
    ),
}


def _held(round_: Round, by: Actor) -> Round:
    """The round, with its season held, while reading can be shared out in it."""
    season: Season = draft_held(round_.season, by, WHILE_SHARING)
    found = Round.objects.select_related("category").get(pk=round_.pk)
    found.season = season
    if found.state == RoundState.CLOSED:
        raise NotNow("round-closed", _("This round is closed. Nothing more is shared out in it."))
    return found


def _waiting(plan: SharingPlan, by: Actor) -> SharingPlan:
    round_ = _held(plan.round, by)
    found = SharingPlan.objects.select_for_update().get(pk=plan.pk)
    found.round = round_
    if found.state not in WAITING:
        raise NotNow("plan-is-over", _("This plan was accepted or dropped already."))
    return found


def _judges(round_: Round) -> list[str]:
    everybody = Wishes(1)
    ids = [each.id for each in facts_of(round_, everybody).readers]
    return list(Judge.objects.filter(pk__in=ids).values_list("public_id", flat=True))


def _not_shared() -> Refusal:
    return Refusal(
        "all-read-all",
        _("In this round everybody reads everything. Say first how many readers each entry has."),
    )


def _check_wishes(round_: Round, wishes: Wishes, judges: Collection[str]) -> None:
    if round_.readers is None or round_.by_staff:
        raise _not_shared()
    number = entries_in(round_).count()
    if not judges or not number:
        raise Refusal(
            "nothing-to-share",
            _("There is nothing to share out yet: the round needs judges and eligible entries."),
        )
    if not 1 <= wishes.per_entry <= MOST_READERS:
        raise Refusal("readers", _("Each entry needs at least one reader, and at most fifty."))
    if set(wishes.leaving) >= set(judges):
        raise Refusal("nobody-stays", _("Somebody has to go on. Not every judge can leave."))
    bounds = {key: each for key, each in wishes.loads.items() if key in judges}
    if any(low < 0 or low > high for low, high in bounds.values()):
        raise Refusal(
            "least-above-most",
            _("The least that a judge reads cannot be more than the most. Change one of them."),
        )
    if sum(low for low, _high in bounds.values()) > wishes.per_entry * number:
        raise Refusal(
            "least-above-all",
            _("Together, judges are to read more than there is. Lower what they read at least."),
        )


def _write(
    round_: Round, facts: Facts, pairs: Collection[tuple[int, int]], source: AssignmentSource
) -> dict[str, int]:
    """Make the rows say this; rows of work that is begun, or abstained from, stay."""
    stands = facts.told | facts.begun
    new, old = sorted(set(pairs) - stands), sorted(facts.told - set(pairs))
    rows = {
        (entry, judge): pk
        for pk, entry, judge in round_.assignments.values_list("pk", "entry_id", "judge_id")
    }
    round_.assignments.filter(pk__in=[rows[pair] for pair in old]).delete()
    missing = [pair for pair in {*new, *facts.begun} if pair not in rows]
    Assignment.objects.bulk_create(
        Assignment(
            round=round_, entry_id=entry, judge_id=judge, source=source, given_at=clock.now()
        )
        for entry, judge in sorted(missing)
    )
    _tell(round_, new)
    return {"given": len(new), "taken": len(old)}


def _tell(round_: Round, new: Collection[tuple[int, int]]) -> None:
    """Write to whoever gets something to read while they mark already."""
    season = round_.season
    if season.state != SeasonState.JUDGING or round_.state != RoundState.OPEN:
        return
    numbers = Counter(judge for _entry, judge in new)
    judges = Judge.objects.filter(pk__in=numbers, account__is_active=True)
    for judge in judges.select_related("account"):
        if judge.account is None:
            continue
        letter = ReadingGiven(
            season=season.name, entries=numbers[judge.pk], page=judging_page(season)
        )
        given = Assignment.objects.filter(round=round_, judge=judge).aggregate(last=Max("pk"))
        once = f"reading:{round_.public_id}:{judge.public_id}:{given['last'] or 0}"
        queue_letter(letter=letter, to=judge.account.email, once=once, season=season.public_id)


def _as_it_stands(round_: Round) -> dict[str, Any]:
    """What the record keeps of who reads what: how many, and a hash."""
    rows = round_.assignments.order_by("entry__public_id", "judge__public_id")
    stands = [list(row) for row in rows.values_list("entry__public_id", "judge__public_id")]
    return {"assigned": len(stands), "assigned_sha256": sha256_of(stands)}
