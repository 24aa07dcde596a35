"""What is committed works on everybody's machine and sends nobody to a private address."""

from __future__ import annotations

import pytest

from scripts.check_committed import all_problems, committed_files, problems_in

pytestmark = pytest.mark.static


def test_nothing_committed_names_a_machine_or_an_index() -> None:
    assert len(committed_files()) > 50
    assert all_problems() == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("docs/start.md", "see " + "/home/" + "somebody/cadair/var"),
        ("src/cadair/x.py", 'PATH = "' + "/root/" + 'x"'),
        ("requirements/run.txt", "--extra-" + "index-url https://packages.example/"),
        ("requirements/run.txt", "django @ https://files.example/django.whl"),
        ("package-lock.json", '"resolved' + '": "https://r.example/a.tgz"'),
        ("pyproject.toml", 'url = "https://packages.example/' + 'pypi/simple"'),
    ],
)
def test_an_address_or_a_machine_path_is_found(path: str, line: str) -> None:
    assert len(problems_in(path, f"a good line\n{line}\n")) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "django==5.2.19 \\",
        "    --hash=sha256:0b3e8b1a4f5e405e31e2ff33de8af4744831e9f7338539671efbd8c3c94e791d",
        "The work of a homely route: /en/news/ and /cy/newyddion/",
    ],
)
def test_ordinary_lines_pass(line: str) -> None:
    assert problems_in("requirements/run.txt", line) == []
