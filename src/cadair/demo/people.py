"""Opens the accounts of the people of the demo and gives them their parts, by real actions."""

from __future__ import annotations

from django.db import transaction

from cadair.foundation.actors import Actor
from cadair.judging.models import Judge
from cadair.people.actions import choose_mail_language, open_account
from cadair.people.models import Account
from cadair.people.queries import account_by_email, actor_of
from cadair.seasons.actions import grant_role
from cadair.seasons.models import Season
from cadair.seasons.rules import roles_of
from cadair.web.account.demo_people import DEMO_PEOPLE, DemoPerson


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
    for role in person.roles:
        grant_role(season=season, account=account, role=role, by=operator)
    if person.judge:
        _seat(season.judges.get(key=person.judge), account)
    return True


def _seat(judge: Judge, account: Account) -> None:
    judge.account = account
    judge.save(update_fields=["account"])


def acting(key: str, season: Season) -> Actor:
    """Somebody of the demo, as whom the demo acts; the operator where a visitor removed them."""
    person = next(each for each in DEMO_PEOPLE if each.key == key)
    account = account_by_email(person.email)
    if account is None or not account.is_active:
        return Actor.operator()
    actor = actor_of(account)
    return actor if roles_of(actor, season).issuperset(person.roles) else Actor.operator()


def demo_season() -> Season:
    """The season one looks at: the oldest of those whose people are invented."""
    return Season.objects.filter(is_fictional=True).order_by("pk")[0]
