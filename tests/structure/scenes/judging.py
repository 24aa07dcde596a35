"""Scenes: the panel and its marks."""

from __future__ import annotations

from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {}
