"""What a scene is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cadair.seasons.states import SeasonState
from tests.cast import Cast


@dataclass(frozen=True)
class Scene:
    """From which state, when, what happens before, and the action itself."""

    state: SeasonState
    at: datetime
    act: Callable[[Cast], object]
    before: Callable[[Cast], object] = lambda _cast: None
