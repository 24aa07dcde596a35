"""`python -m seasonfile`, for use before there is a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from seasonfile.__main__ import main
from seasonfile.schema import schema_text

pytestmark = pytest.mark.static

FOLDER = Path(__file__).parent
GOOD = FOLDER / "valley.yaml"
BROKEN = FOLDER / "broken" / "scale.yaml"


def test_a_good_file_is_said_to_have_no_problems(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(GOOD)]) == 0
    assert capsys.readouterr().out == f"{GOOD}: no problems.\n"


def test_problems_are_listed_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(GOOD), str(BROKEN), "--language", "cy"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{GOOD}: dim problemau.",
        (
            f"{BROKEN}:18: Nid yw’r raddfa’n codi. Marc: 0. Yr un o’i flaen: 10. "
            "Rhowch y marc isaf yn gyntaf."
        ),
        f"{BROKEN}: nifer y problemau: 1.",
    ]


def test_a_file_is_printed_in_its_canonical_form(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["format", str(GOOD)]) == 0
    assert capfdbinary.readouterr().out == GOOD.read_bytes()


def test_a_broken_file_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["format", str(BROKEN)]) == 1
    assert capsys.readouterr().out.startswith(f"{BROKEN}:18: The scale does not rise.")


def test_the_schema_is_printed_without_django() -> None:
    asked = (
        "import sys; from seasonfile.__main__ import main; code = main(['schema']); "
        "sys.exit(code or int('django' in sys.modules or 'cadair' in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", asked], capture_output=True, check=True, text=True
    )
    assert run.stdout == schema_text()
