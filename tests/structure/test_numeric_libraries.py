"""Numeric libraries are heavy: only `adjudicate` and the worker's judging load them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.static

HEAVY = ("numpy", "scipy", "ortools")

WHAT_THE_WEB_PROCESS_LOADS = """
import django, sys
from django.urls import get_resolver
django.setup()
assert get_resolver().url_patterns
print([name for name in {heavy} if name in sys.modules])
"""


def test_the_web_process_loads_no_numeric_library() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WHAT_THE_WEB_PROCESS_LOADS.format(heavy=HEAVY)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cadair.config.testing"},
    )
    assert ran.stdout.strip() == "[]", ran.stderr
