"""The console program: teaches, refuses with one sentence, does each step with the real action."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.utils import translation

from cadair.audit.actions import record
from cadair.audit.models import AuditEntry
from cadair.audit.queries import head
from cadair.config.console import main, parser
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.outcomes.models import ReleaseOrder
from cadair.people.models import Account
from cadair.publishing.models import ReleasedSeason
from cadair.seasons.models import Role, Season
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, MEETING_AT, NOMINATING_AT, a_season

pytestmark = pytest.mark.django_db

Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command line; gives its exit code, what it printed and what it complained of."""

    def command(line: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(shlex.split(line))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    with translation.override("en"):
        yield command


def commands(of: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command, the steps of a group by both words."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                steps = list(commands(inner, f"{before}{name} "))
                yield from steps or [f"{before}{name}"]


COMMANDS = sorted(commands(parser()))


def test_the_commands_of_the_first_issue_are_there() -> None:
    steps = [
        "check",
        "load",
        "export",
        "open",
        "close",
        "propose",
        "decide",
        "approve",
        "seal",
        "release",
    ]
    wanted = {f"season {step}" for step in steps}
    wanted |= {"up", "serve", "worker", "migrate", "check", "demo", "audit verify", "audit head"}
    wanted |= {"welsh review-sheet", "account open", "account close"}
    assert wanted - set(COMMANDS) == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    code, said, _ = run(f"{command} --help")
    assert code == 0
    assert said.startswith(f"usage: cadair {command}")


def test_help_teaches_a_first_tour_and_what_comes_next(run: Run) -> None:
    code, said, _ = run("--help")
    assert code == 0
    for line in ("cadair demo", "cadair up", "cadair season check", "docs/operators/settings.md"):
        assert line in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "COMMAND"),
        ("dance", "dance"),
        ("season", "STEP"),
        ("season open", "key"),
        ("season release k --at tomorrow", "2026-11-27T09:00"),
        ("season release k --at 2026-03-29T01:30", "no minute in Wales"),
        ("season release k --at 2026-13-01T09:00", "2026-11-27T09:00"),
        ("audit verify --head 5", "looks like"),
        ("season check /nowhere/season.yaml", "No such file or directory: /nowhere/season.yaml"),
        ("season load /", "Is a directory: /"),
        ("season decide k --from /nowhere.yaml", "/nowhere.yaml"),
        ("serve --port 70000", "65535"),
        ("account role a@example.org k king", "king"),
    ],
)
def test_a_slip_in_the_call_is_one_sentence_and_exit_2(run: Run, line: str, said: str) -> None:
    code, _, complaint = run(line)
    assert code == 2
    assert said in complaint
    assert "Traceback" not in complaint


def test_a_port_in_the_environment_is_checked_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "eight")
    code, _, complaint = run("serve")
    assert (code, "65535" in complaint) == (2, True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("season open nowhere", "nowhere"),
        ("account open nobody", "name@example.org"),
        ("account close nobody@example.org", "cadair account open"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_2(run: Run, line: str, said: str) -> None:
    arguments = f"{line} --name X" if line.startswith("account open") else line
    code, _, complaint = run(arguments)
    assert code == 2
    assert said in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_what_nobody_expected_keeps_its_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cadair.audit.queries.head", broken)
    with pytest.raises(ZeroDivisionError):
        run("audit head")


def test_the_first_person_may_start_awards_and_loses_that_again(run: Run) -> None:
    assert run("account open gwen@example.org --name Gwen --may-start-awards")[0] == 0
    assert Account.objects.get().can_start_awards
    assert run("account may-start-awards gwen@example.org --no-more")[0] == 0
    assert not Account.objects.get().can_start_awards
    assert run("account may-start-awards gwen@example.org")[0] == 0
    assert Account.objects.get().can_start_awards


def test_the_operator_resets_a_second_step_by_address(run: Run) -> None:
    run("account open gwen@example.org --name Gwen")
    Authenticator.objects.create(user=Account.objects.get(), type="totp", data={})
    assert run("account reset-second-step gwen@example.org")[0] == 0
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.latest("sequence").action == "reset_second_steps"
    assert run("account reset-second-step nobody@example.org")[0] == 2


def test_accounts_are_opened_given_a_role_and_closed(run: Run) -> None:
    a_season()
    assert run("account open Gwen@Example.org --name 'Gwen Ŵŷn'")[0] == 0
    account = Account.objects.get(email="gwen@example.org")
    assert run("account role gwen@example.org valley-2026 translator")[0] == 0
    assert Role.objects.filter(account=account, role="translator").exists()
    assert run("account close gwen@example.org")[0] == 0
    account.refresh_from_db()
    assert not account.is_active
    assert run("account open gwen@example.org --name Gwen")[0] == 2


def test_the_record_is_verified_against_a_head_kept_elsewhere(run: Run) -> None:
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    code, kept, _ = run("audit head")
    assert (code, kept.strip()) == (0, str(head()))
    record(actor=Actor.operator(), action="probe", subject="thing:1")
    assert run(f"audit verify --head {kept.strip()}")[0] == 0
    code, said, _ = run(f"audit verify --head {kept.strip()} --head 9:{'0' * 64}")
    assert code == 1
    assert "cut-off: entry 9" in said
    assert "NOT WHOLE" in said


def _state() -> str:
    return Season.objects.get(key="valley-2026").state


def test_opening_is_refused_with_all_that_is_missing_and_then_carried_out(run: Run) -> None:
    cast = a_season()
    text = cast.season.texts.first()
    assert text is not None
    kept, text.text_cy = text.text_cy, ""
    text.save()
    with clock.at(NOMINATING_AT):
        code, _, complaint = run("season open valley-2026")
        assert code == 2
        assert "- " in complaint
        assert _state() == SeasonState.DRAFT
        text.text_cy = kept
        text.save()
        code, said, _ = run("season open valley-2026")
    assert code == 0
    assert "SHA-256" in said
    assert _state() == SeasonState.OPEN
    assert ReleasedSeason.objects.filter(season_key="valley-2026", stage="announced").exists()


def test_closing_waits_for_its_time(run: Run) -> None:
    a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        assert run("season close valley-2026")[0] == 2
    with clock.at(CHECKING_AT):
        assert run("season close valley-2026")[0] == 0
    assert _state() == SeasonState.CHECKING


def test_suggestions_are_explained(run: Run) -> None:
    a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        code, said, _ = run("season propose valley-2026")
    assert code == 0
    assert "Operation Lantern" in said or "2026-" in said or "E-" in said
    assert AuditEntry.objects.filter(action="propose_season").exists()


def test_results_are_published_at_a_minute_by_the_clock_of_wales(run: Run) -> None:
    cast = a_season(SeasonState.SEALED)
    ReleaseOrder.objects.filter(season=cast.season).delete()
    with clock.at(MEETING_AT):
        code, said, _ = run("season release valley-2026 --at 2026-11-27T09:00")
    assert code == 0
    assert "2026-11-27 09:00 (Wales)" in said
    order = ReleaseOrder.objects.get(season=cast.season)
    assert order.release_at.isoformat() == "2026-11-27T09:00:00+00:00"
    assert not ReleasedSeason.objects.filter(season_key="valley-2026", stage="results").exists()


def test_an_export_can_be_checked_without_a_database(run: Run, tmp_path: Path) -> None:
    a_season(SeasonState.OPEN)
    file = tmp_path / "season.yaml"
    assert run(f"season export valley-2026 {file}")[0] == 0
    code, said, _ = run(f"season check {file}")
    assert (code, "nothing wrong" in said) == (0, True)
    file.write_text(file.read_text() + "surprise: 1\n")
    code, said, _ = run(f"season check {file}")
    assert code == 1
    assert f"{file}:" in said
