"""Setting up how categories are judged: their rounds, and who judges in each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import columns
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.judging.models import Judge, Round, RoundJudge
from cadair.judging.queries import has_marks_in
from cadair.judging.round_plans import RoundPlan, as_stored, plan_of, problems_of, section_of
from cadair.judging.round_states import RoundState
from cadair.seasons.actions.noting import Told, change_facts, note_change
from cadair.seasons.concerns import changeable
from cadair.seasons.models import Category, Season, SeasonChange
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.sections import draft_held, require_as_shown
from cadair.seasons.states import CategoryGroup, ChangeKind, SeasonState

CHANGEABLE: Final = (SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING)
SEATING: Final = (SeasonState.DRAFT, *CHANGEABLE)


@transaction.atomic
def set_rounds(
    *,
    season: Season,
    categories: Collection[Category],
    rounds: Sequence[RoundPlan],
    by: Actor,
    shown: str | None = None,
    told: Told | None = None,
) -> Season:
    """Judge these categories in these rounds; in none: the whole panel marks, then it decides.

    Rounds are rules: set up before opening. Afterwards it is a change with a reason and a public
    note, and only of rounds that have not started. Who judges in a round that stays is kept.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the panel decides, or has begun with a round that would change.
        NotComplete: the rounds contradict themselves; every problem is listed.
        Refusal: no category, one that nobody can enter, somebody changed it meanwhile; no reason.
    """
    season, is_change = _held(season, by)
    wanted = as_stored(rounds)
    chosen = _checked(season, categories, wanted)
    if len(chosen) == 1:
        require_as_shown(shown, section_of(chosen[0]))
    before = sha256_of(_all_of(chosen))
    for category in chosen:
        _write(season, category, wanted)
    becomes = sha256_of(_all_of(chosen))
    change: SeasonChange | None = None
    if is_change and becomes != before:
        change = _noted(season, chosen, told, by)
    record(
        actor=by,
        action="set_rounds",
        subject=change.ref if change else season.ref,
        season=season.public_id,
        facts={
            "categories": len(chosen),
            "rounds": len(wanted),
            "was_sha256": before,
            "becomes_sha256": becomes,
            **(change_facts(change) if change else {}),
        },
    )
    return season


def _held(season: Season, by: Actor) -> tuple[Season, bool]:
    """The season, and whether this is a change of rules that are frozen."""
    if locked(season).state == SeasonState.DRAFT:
        return draft_held(season, by), False
    return changeable(season, ChangeKind.ROUNDS, CHANGEABLE, by), True


def _noted(
    season: Season, categories: Sequence[Category], told: Told | None, by: Actor
) -> SeasonChange:
    if told is None:
        raise Refusal(
            "say-why", _("The rules are published already. Give a reason and a public note.")
        )
    return note_change(
        season=season,
        kind=ChangeKind.ROUNDS,
        told=told,
        by=by,
        facts={"categories": [category.key for category in categories]},
    )


def _checked(
    season: Season, categories: Collection[Category], rounds: Sequence[RoundPlan]
) -> list[Category]:
    chosen = sorted({each.pk: each for each in categories}.values(), key=lambda c: c.position)
    if not chosen or any(each.season_id != season.pk for each in chosen):
        raise Refusal("no-category", _("Choose the categories that are judged like this."))
    if any(each.group == CategoryGroup.OVERALL for each in chosen):
        raise Refusal(
            "nobody-enters",
            _("Nobody enters a category of overall awards. The panel decides there at the end."),
        )
    problems = tuple(problems_of(rounds, season.minimum_scorecards or 1))
    if len({each.key for each in rounds}) != len(rounds):
        problems = (*problems, _("Two rounds have the same key. Give each its own."))
    if problems:
        raise NotComplete(
            "rounds-not-sound", _("The category cannot be judged like this:"), problems
        )
    return chosen


def _all_of(categories: Sequence[Category]) -> Canonical:
    return [[category.key, section_of(category)] for category in categories]


def _write(season: Season, category: Category, plans: Sequence[RoundPlan]) -> None:
    """Make the rounds of a category what is planned; those that started must be as they are."""
    there = {each.key: each for each in category.rounds.filter(is_called=False)}
    if not there and plans and has_marks_in(category):
        raise _begun(category)
    keys = [plan.key for plan in plans]
    started = [each for each in there.values() if each.state != RoundState.WAITING]
    for each in started:
        at = each.position
        if at >= len(plans) or plans[at].as_rule() != plan_of(each).as_rule():
            raise _begun(category)
    category.rounds.filter(is_called=False).exclude(key__in=keys).delete()
    for position, plan in enumerate(plans):
        round_ = there.get(plan.key) or Round(season=season, category=category, key=plan.key)
        if round_ not in started:
            _fill(round_, plan, position)


def _begun(category: Category) -> NotNow:
    return NotNow(
        "round-started",
        _("Judges have begun here, so this can no longer change: %(category)s. Change what comes "
          "after it, or leave this category as it is.") % {"category": category.name},
    )  # fmt: skip


def _fill(round_: Round, plan: RoundPlan, position: int) -> None:
    round_.position = position
    for name in (
        "method", "readers", "by_staff", "hides_names", "weight",
        "advance", "advance_value", "opens_on", "closes_on",
    ):  # fmt: skip
        setattr(round_, name, getattr(plan, name))
    for name, value in columns("name", plan.name).items():
        setattr(round_, name, value)
    round_.save()


@transaction.atomic
def name_round_judges(*, round: Round, judges: Collection[Judge], by: Actor) -> Round:  # noqa: A002 - the word of the domain
    """Say who judges in a round; nobody named: the whole panel.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: judging is over, or the round is closed.
        Refusal: somebody who is not on the panel, or organisers sift here; in an open round,
            somebody who has answered would be left out.
    """
    season = locked(round.season)
    require_organiser(by, season)
    fresh = Round.objects.select_related("category").get(pk=round.pk)
    if season.state not in SEATING or fresh.state == RoundState.CLOSED:
        raise NotNow("round-closed", _("This round is over. Who judged in it stays as it was."))
    chosen = {each.pk: each for each in judges}
    if any(each.season_id != season.pk for each in chosen.values()):
        raise Refusal("not-on-panel", _("Choose among the judges of the panel."))
    if fresh.by_staff and chosen:
        raise Refusal("staff-sift", _("Organisers sift in this round: no judge reads in it."))
    _require_no_answer_lost(fresh, set(chosen))
    RoundJudge.objects.filter(round=fresh).exclude(judge__in=chosen).delete()
    RoundJudge.objects.bulk_create(
        (RoundJudge(round=fresh, judge=each) for each in chosen.values()), ignore_conflicts=True
    )
    record(
        actor=by,
        action="name_round_judges",
        subject=fresh.ref,
        season=season.public_id,
        facts={
            "judges": len(chosen),
            "judges_sha256": sha256_of(sorted(each.ref for each in chosen.values())),
        },
    )
    return fresh


def _require_no_answer_lost(round_: Round, chosen: set[int]) -> None:
    """Whoever has answered stays: work that was done is not thrown away."""
    gave = set(round_.papers.exclude(judge=None).values_list("judge_id", flat=True))
    gave |= set(round_.ballots.values_list("judge_id", flat=True))
    gave |= set(round_.comparisons.values_list("judge_id", flat=True))
    if chosen and gave - chosen:
        raise Refusal(
            "judge-answered",
            _("A judge who has answered in this round cannot be taken off it."),
        )
