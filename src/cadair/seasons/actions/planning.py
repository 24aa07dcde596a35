"""The plan of a season: what is to be done by when, and by whom."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import in_both, written_line
from cadair.people.models import Account
from cadair.seasons.models import PlanStep, Role, Season
from cadair.seasons.plan import USUAL_STEPS, usual_days
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonRole

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@transaction.atomic
def make_plan(*, season: Season, owner: Account | None, by: Actor) -> Season:
    """Give a season the usual steps it does not have yet, counted back from its ceremony.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the date of the ceremony is not known.
        Refusal: `owner` is no organiser of the season.
    """
    season = locked(season)
    require_organiser(by, season)
    days = usual_days(season)
    if not days:
        raise NotNow(
            "no-ceremony-date",
            _("The plan is counted back from the ceremony. Set the date of the ceremony first."),
        )
    _check_owner(season, owner)
    there = set(season.plan.values_list("key", flat=True))
    made = PlanStep.objects.bulk_create(
        PlanStep(season=season, key=step.key, due_date=days[step.key], owner=owner)
        for step in USUAL_STEPS
        if step.key not in there
    )
    record(
        actor=by,
        action="make_plan",
        subject=season.ref,
        season=season.public_id,
        facts={"steps": len(made), "ceremony_on": days["ceremony"].isoformat()},
    )
    return season


def _check_owner(season: Season, owner: Account | None) -> None:
    organisers = Role.objects.filter(season=season, role=SeasonRole.ORGANISER)
    if owner is not None and not organisers.filter(account=owner).exists():
        raise Refusal("not-an-organiser", _("Only an organiser of the season can own a step."))


def _held(step: PlanStep, by: Actor) -> PlanStep:
    """The step read afresh under the lock of its season, when `by` may change it."""
    season = locked(step.season)
    require_organiser(by, season)
    found = season.plan.filter(pk=step.pk).first()
    if found is None:
        raise NotNow("step-gone", _("Somebody has removed this step."))
    found.season = season
    return found


def _checked_day(day: date) -> date:
    if not EARLIEST <= day < LATEST:
        raise Refusal("strange-date", _("This is no date for a plan. Check the year."))
    return day


@transaction.atomic
def add_plan_step(
    *, season: Season, title: BilingualText, due_date: date, owner: Account | None, by: Actor
) -> PlanStep:
    """Add a step of one’s own.

    Raises:
        NotAllowed: `by` is no organiser.
        Refusal: words are missing in a language or too long; `owner` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    _check_owner(season, owner)
    step = PlanStep(season=season, due_date=_checked_day(due_date), owner=owner)
    step.title = _checked_title(title)
    step.save()
    record(
        actor=by,
        action="add_plan_step",
        subject=step.ref,
        season=season.public_id,
        facts={"due_on": step.due_date.isoformat()},
    )
    return step


def _checked_title(title: BilingualText) -> BilingualText:
    return in_both(
        _("What is to be done"),
        title,
        lambda field, side: written_line(field, side, is_required=True),
    )


@transaction.atomic
def change_plan_step(
    *,
    step: PlanStep,
    due_date: date,
    owner: Account | None,
    by: Actor,
    title: BilingualText | None = None,
) -> PlanStep:
    """Move a step to another day, give it to somebody else, or word one’s own otherwise.

    The words of a usual step are fixed; a `title` for one is refused.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the step is gone.
        Refusal: words are missing or not to be changed; `owner` is no organiser.
    """
    step = _held(step, by)
    _check_owner(step.season, owner)
    if title is not None and step.key:
        raise Refusal("usual-step", _("The words of a usual step stay. Add a step of your own."))
    if title is not None:
        step.title = _checked_title(title)
    step.due_date, step.owner = _checked_day(due_date), owner
    step.save()
    record(
        actor=by,
        action="change_plan_step",
        subject=step.ref,
        season=step.season.public_id,
        facts={"due_on": due_date.isoformat(), "owner": owner.ref if owner else None},
    )
    return step


@transaction.atomic
def tick_plan_step(*, step: PlanStep, is_done: bool, by: Actor) -> PlanStep:
    """Say that a step is done, or that it is not after all; saying so twice changes nothing.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the step is gone.
    """
    step = _held(step, by)
    if is_done != (step.done_at is not None):
        step.done_at = clock.now() if is_done else None
        step.save(update_fields=["done_at"])
    record(
        actor=by,
        action="tick_plan_step",
        subject=step.ref,
        season=step.season.public_id,
        facts={"is_done": is_done},
    )
    return step


@transaction.atomic
def remove_plan_step(*, step: PlanStep, by: Actor) -> Season:
    """Take a step out of the plan; a usual one comes back when the plan is made again.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the step is gone.
    """
    step = _held(step, by)
    season, ref, key = step.season, step.ref, step.key
    step.delete()
    record(
        actor=by,
        action="remove_plan_step",
        subject=ref,
        season=season.public_id,
        facts={"key": key or None},
    )
    return season
