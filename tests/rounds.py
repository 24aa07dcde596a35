"""Rounds on the cast's season: open from the start, as far as their answers are concerned."""

from __future__ import annotations

from typing import Any

from cadair.judging.models import Round
from cadair.judging.round_states import RoundMethod, RoundState
from tests.cast import CHECKING_AT, Cast
from tests.progress import declare


def a_round(
    cast: Cast, method: RoundMethod, *, category: str = "asb", key: str = "", **more: Any
) -> Round:
    """An open round of a category; everybody has declared, and Bob steps aside from Lantern."""
    if not cast.judges["bob"].interests.exists():
        declare(cast)
    found = Round.objects.filter(category=cast.category(category))
    values = {
        "state": RoundState.OPEN,
        "opened_at": CHECKING_AT,
        "name_cy": "Y rownd gyntaf",
        "name_en": "The first round",
        **more,
    }
    return Round.objects.create(
        season=cast.season,
        category=cast.category(category),
        key=key or f"round-{found.count() + 1}",
        position=found.count() + 1,
        method=method,
        **values,
    )
