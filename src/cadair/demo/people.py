"""Opens the accounts of the people of the demo and gives them their parts, by real actions."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from cadair.foundation.actors import Actor
from cadair.judging.actions import invite_judge
from cadair.people.actions import choose_mail_language, open_account
from cadair.people.queries import account_by_email, actor_of
from cadair.seasons.actions import invite_person
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.seasons.states import SeasonState
from cadair.web.account.demo_people import DEMO_PEOPLE, DemoPerson

_BEFORE_JUDGING: Final = (SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING)


def bring_in(season: Season) -> int:
    """Everybody of the demo who is not there yet gets an account; returns how many came."""
    return sum(_bring_in(person, season) for person in DEMO_PEOPLE)


@transaction.atomic
def _bring_in(person: DemoPerson, season: Season) -> bool:
    operator = Actor.operator()
    if account_by_email(person.email) is not None:
        return False
    account = open_account(email=person.email, name=person.name, by=operator)
    choose_mail_language(account=account, language=person.mail, by=operator)
    judge = season.judges.filter(key=person.judge, account=None).first()
    if judge is not None and season.state in _BEFORE_JUDGING:
        invite_judge(judge=judge, email=person.email, by=operator)
    elif person.role is not None:
        invite_person(
            season=season, email=person.email, name=person.name, role=person.role, by=operator
        )
    return True


def acting(key: str, season: Season) -> Actor:
    """Somebody of the demo, as whom the demo acts; the operator where a visitor removed them."""
    person = next(each for each in DEMO_PEOPLE if each.key == key)
    account = account_by_email(person.email)
    if account is None or not account.is_active:
        return Actor.operator()
    actor = actor_of(account)
    has_part = person.role is None or person.role in roles_of(actor, season)
    return actor if has_part else Actor.operator()


def demo_season() -> Season:
    """The season one looks at: the oldest of those whose people are invented."""
    return Season.objects.filter(is_fictional=True).order_by("pk")[0]
