"""Scenes: changes while a season runs, plan, papers."""

from __future__ import annotations

from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {}
