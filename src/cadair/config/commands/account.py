"""Commands on accounts: there is no open sign-up, so somebody responsible opens them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cadair.config.commands import set_up

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

ROLES = ("organiser", "judge", "chair", "stand-in", "translator", "scrutineer")


def add_to(commands: Commands) -> None:
    """Add the commands of this area."""
    account = commands.add_parser("account", help="let somebody sign in, give a role in a season")
    steps = account.add_subparsers(metavar="STEP", required=True)
    opening = steps.add_parser(
        "open",
        help="let somebody sign in by e-mailed code",
        description="Opens an account. Its owner signs in with a code sent to the address.",
    )
    opening.add_argument("email", metavar="E-MAIL")
    opening.add_argument("--name", required=True, help="as the person writes it")
    opening.add_argument(
        "--may-start-awards", action="store_true", help="they may start a season on a page"
    )
    opening.set_defaults(run=_open)
    starting = steps.add_parser(
        "may-start-awards", help="let somebody start a season that nobody organises yet"
    )
    starting.add_argument("email", metavar="E-MAIL")
    starting.add_argument("--no-more", action="store_true", help="take it back")
    starting.set_defaults(run=_may_start_awards)
    resetting = steps.add_parser(
        "reset-second-step",
        help="for somebody who has lost phone and recovery codes",
        description="Make sure that it is them: from then on the code that is sent to their "
        "address is enough to set up a new second step. They are told by e-mail.",
    )
    resetting.add_argument("email", metavar="E-MAIL")
    resetting.set_defaults(run=_reset_second_step)
    role = steps.add_parser("role", help="give somebody a part in a season")
    role.add_argument("email", metavar="E-MAIL")
    role.add_argument("season", help="the key of the season")
    role.add_argument("role", choices=ROLES)
    role.set_defaults(run=_role)
    closing = steps.add_parser(
        "close", help="end somebody's access, at once and everywhere; what they did stays theirs"
    )
    closing.add_argument("email", metavar="E-MAIL")
    closing.set_defaults(run=_close)


def _open(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.people.actions import allow_starting_awards, open_account

    account = open_account(email=call.email, name=call.name, by=Actor.operator())
    if call.may_start_awards:
        allow_starting_awards(account=account, is_allowed=True, by=Actor.operator())
    may = "sign in and start awards" if call.may_start_awards else "sign in"
    print(f"{account.email}: can {may}")
    return 0


def _may_start_awards(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.people.actions import allow_starting_awards
    from cadair.people.queries import required_account

    account = allow_starting_awards(
        account=required_account(call.email), is_allowed=not call.no_more, by=Actor.operator()
    )
    may = "may" if account.can_start_awards else "may no longer"
    print(f"{account.email}: {may} start seasons")
    return 0


def _reset_second_step(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.people.actions import reset_second_steps
    from cadair.people.queries import required_account

    account = reset_second_steps(account=required_account(call.email), by=Actor.operator())
    print(f"{account.email}: sets up a new second step at the next sign-in")
    return 0


def _role(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.people.queries import required_account
    from cadair.seasons.actions import grant_role
    from cadair.seasons.queries import season_by_key
    from cadair.seasons.states import SeasonRole

    account = required_account(call.email)
    season = season_by_key(call.season)
    grant_role(season=season, account=account, role=SeasonRole(call.role), by=Actor.operator())
    print(f"{account.email}: {call.role} of {season.key}")
    return 0


def _close(call: argparse.Namespace) -> int:
    set_up(for_work=True)
    from cadair.foundation.actors import Actor
    from cadair.people.actions import close_account
    from cadair.people.queries import required_account

    account = close_account(account=required_account(call.email), by=Actor.operator())
    print(f"{account.email}: cannot sign in any more")
    return 0
