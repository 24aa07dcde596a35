"""Scenes: decisions, texts, confirmation."""

from __future__ import annotations

from tests.structure.scenes.scene import Scene

SCENES: dict[str, Scene] = {}
