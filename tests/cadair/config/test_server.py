"""Site and worker side by side."""

from __future__ import annotations

from pathlib import Path

from tests.cadair.config.starting import python

SIDE_BY_SIDE = """
import os, subprocess, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "cadair.config.settings"
django.setup()
from cadair.config.server import _until_one_ends
stranger = os.spawnlp(os.P_NOWAIT, "true", "true")
site = subprocess.Popen(["sleep", "60"])
worker = subprocess.Popen(["sh", "-c", "sleep 0.5; exit 3"])
print("ended with", _until_one_ends([site, worker]), "worker", worker.returncode)
"""


def test_a_child_that_a_shell_left_behind_may_end(tmp_path: Path) -> None:
    said = python(tmp_path, SIDE_BY_SIDE, {"CADAIR_DEMO": "1"})
    assert said == "ended with 1 worker 3\n"
