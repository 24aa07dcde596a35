"""Numeric libraries load where figures are computed, and nowhere on the way to a web page."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.static

PLAIN = (
    "adjudication",
    "adjudication.proposals",
    "adjudication.scoring",
    "adjudication.sift",
    "adjudication.stv",
    "adjudication.ties",
    "adjudicate.ballots",
    "adjudicate.program",
    "adjudicate.propose",
    "cadair.judging.scorebook",
    "cadair.config.urls",
)

LOADED = """
import os, sys
from importlib import import_module
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadair.config.testing")
if any(name.startswith("cadair") for name in sys.argv[1:]):
    import django
    django.setup()
for name in sys.argv[1:]:
    import_module(name)
    print(name, *[each for each in ("numpy", "scipy", "ortools") if each in sys.modules])
"""


def test_ballots_rules_and_every_web_page_do_without_numeric_libraries() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADED, *PLAIN], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.split("\n")[:-1] == list(PLAIN)
