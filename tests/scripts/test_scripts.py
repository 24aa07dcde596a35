"""The commands of the workshop: what they leave behind, and what they say when they cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import count_tests
from tests.structure.source import ROOT

pytestmark = pytest.mark.static
NEEDED_PROGRAMS = ("cat", "dirname", "env", "sh")


def _junit(path: Path, **counts: int) -> str:
    numbers = " ".join(f'{name}="{number}"' for name, number in counts.items())
    path.write_text(f"<testsuites><testsuite {numbers}/></testsuites>", encoding="utf-8")
    return str(path)


def test_the_last_line_adds_up_both_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _junit(tmp_path / "a.xml", tests=10, failures=0, errors=0, skipped=1)
    second = _junit(tmp_path / "b.xml", tests=5, failures=0, errors=0, skipped=0)
    assert count_tests.main([first, second]) == 0
    assert capsys.readouterr().out == "total: 14 passed, 0 failed, 1 skipped\n"


def test_a_run_that_left_no_results_counts_as_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = _junit(tmp_path / "a.xml", tests=10, failures=0, errors=0, skipped=0)
    assert count_tests.main([first, str(tmp_path / "none.xml")]) == 1
    assert capsys.readouterr().out == "total: 10 passed, 1 failed, 0 skipped\n"


def test_no_test_at_all_is_a_failure(tmp_path: Path) -> None:
    nothing = _junit(tmp_path / "a.xml", tests=0, failures=0, errors=0, skipped=0)
    assert count_tests.main([nothing]) == 1


def _fake_machine(folder: Path, python: str) -> dict[str, str]:
    """A path with a few programs and a `python3` that does as told."""
    for program in NEEDED_PROGRAMS:
        (folder / program).symlink_to(str(shutil.which(program)))
    (folder / "python3").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    (folder / "python3").chmod(0o755)
    return {"PATH": str(folder), "CADAIR_VENV": str(folder / "venv")}


def _bootstrap(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts/bootstrap"], env=environment, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_named_with_the_command_that_mends_it(tmp_path: Path) -> None:
    answer = _bootstrap(_fake_machine(tmp_path, 'test "$1" = -V && echo Python 3.9.2 || exit 1'))
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer; found: Python 3.9.2" in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr


def test_a_python_without_venv_is_told_apart(tmp_path: Path) -> None:
    answer = _bootstrap(_fake_machine(tmp_path, 'case "$2" in *ensurepip*) exit 1;; esac'))
    assert answer.returncode == 1
    assert "apt-get install python3-venv" in answer.stderr
    assert "newer; found" not in answer.stderr


def test_what_may_not_be_installed_is_said_as_a_command(tmp_path: Path) -> None:
    environment = _fake_machine(tmp_path, "exit 0")
    for program in ("id", "ls", "sudo"):
        (tmp_path / program).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (tmp_path / program).chmod(0o755)
    answer = subprocess.run(
        [ROOT / "scripts/setup-tests"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "sudo apt-get install --no-install-recommends chromium" in answer.stderr


@pytest.mark.slow
def test_the_server_of_a_failed_run_is_gone_afterwards() -> None:
    told = "import os, sys; print(os.environ['PGHOST']); sys.exit(3)"
    answer = subprocess.run(
        [sys.executable, ROOT / "scripts/with_postgresql.py", sys.executable, "-c", told],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 3
    folder = answer.stdout.strip()
    assert "cadair-pg-" in folder
    assert not Path(folder).exists()


def test_nothing_of_the_caller_is_needed_to_start() -> None:
    """`.ci/run` and the scripts find the checkout by themselves."""
    scripts = [ROOT / ".ci/run", *(ROOT / "scripts").glob("*")]
    shell = [path for path in scripts if path.suffix == "" and path.is_file()]
    assert len(shell) >= 6
    for path in shell:
        assert os.access(path, os.X_OK), path
        assert '\ncd "$(dirname "$0")/..' in path.read_text(encoding="utf-8"), path
        subprocess.run(["sh", "-n", path], check=True)
