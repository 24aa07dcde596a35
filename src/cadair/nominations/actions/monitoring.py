"""Asking nominators who they are, and counting what they answer without knowing who did."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.nominations.models import MonitoringRules, MonitoringTally
from cadair.nominations.monitoring import ANSWERS, is_monitored
from cadair.nominations.states import MonitoringQuestion
from cadair.seasons.models import Season
from cadair.seasons.queries import hold, locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState


@transaction.atomic
def ask_who_nominates(*, season: Season, is_asked: bool, by: Actor) -> MonitoringRules:
    """Ask nominators who they are, or ask no more; what was counted stays.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are closed.
    """
    season = locked(season)
    require_organiser(by, season)
    if season.state not in (SeasonState.DRAFT, SeasonState.OPEN):
        raise NotNow("monitoring-closed", _("Nominations are closed: nobody is asked any more."))
    rules, _is_new = MonitoringRules.objects.update_or_create(
        season=season, defaults={"is_asked": is_asked}
    )
    # All rows at once: the order in which they were made must not tell who answered what first.
    for question, answers in ANSWERS.items():
        for answer in answers:
            MonitoringTally.objects.get_or_create(season=season, question=question, answer=answer)
    record(
        actor=by,
        action="ask_who_nominates",
        subject=season.ref,
        season=season.public_id,
        facts={"is_asked": is_asked},
    )
    return rules


@transaction.atomic
def count_answers(*, season: Season, answers: Mapping[str, str]) -> int:
    """Add one to the total of each answer that was given; returns how many were.

    No entry in the record and nobody who acts: either would say who answered, and when.

    Raises:
        NotNow: the season does not ask, or nominations are closed.
        Refusal: there is no such answer.
    """
    hold(season.pk)
    season.refresh_from_db(fields=["state"])
    if season.state != SeasonState.OPEN or not is_monitored(season):
        raise NotNow("monitoring-closed", _("Nominations are closed: nobody is asked any more."))
    given = [(question, answers[question]) for question in ANSWERS if answers.get(question)]
    for question, answer in given:
        if answer not in ANSWERS[MonitoringQuestion(question)]:
            raise Refusal("no-such-answer", _("Choose one of the answers."))
        there = MonitoringTally.objects.filter(season=season, question=question, answer=answer)
        there.update(number=F("number") + 1)
    return len(given)
