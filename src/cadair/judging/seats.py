"""The panel as its organisers set it up: judges, rules of declaring, members, as plain values."""

from __future__ import annotations

from cadair.foundation.canonical import Canonical
from cadair.judging.models import BodyMember, Judge
from cadair.judging.queries import interest_rules
from cadair.judging.states import AsideScope, EmployerTie
from cadair.people.models import Organisation
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole


def judge_of(judge: Judge) -> Canonical:
    """A judge as plain values, to compare what was shown with what stands."""
    return {
        "organisation": judge.seat.organisation.ref,
        "name": judge.name,
        "part": part_of(judge).value,
        "reads": [judge.reads_cy, judge.reads_en],
    }


def part_of(judge: Judge) -> SeasonRole:
    """Judge, chair or stand-in."""
    if judge.is_chair:
        return SeasonRole.CHAIR
    return SeasonRole.STAND_IN if judge.is_stand_in else SeasonRole.JUDGE


def interest_rules_of(season: Season) -> Canonical:
    """What a season asks of declarations, as plain values."""
    rules = interest_rules(season)
    return {"employer": EmployerTie(rules.employer).value, "scope": AsideScope(rules.scope).value}


def chosen_interest_rules(season: Season) -> dict[str, Canonical]:
    """The same as part of the frozen rules; nothing where the defaults hold."""
    rules = interest_rules(season)
    is_usual = (rules.employer, rules.scope) == (EmployerTie.JUDGE_SAYS, AsideScope.ENTRY)
    return {} if is_usual else {"interests": interest_rules_of(season)}


def members_of(season: Season, body: Organisation) -> Canonical:
    """Whom a body represents in a season, as plain values."""
    listed = BodyMember.objects.filter(season=season, body=body)
    return sorted(listed.values_list("member__key", flat=True))
