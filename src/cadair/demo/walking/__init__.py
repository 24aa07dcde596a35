"""A demo season from its file to published results, in one go, with the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter

from django.utils import translation

from cadair.demo.generator import make_season
from cadair.demo.walking import beginning, deciding, judging, nominating, publishing
from cadair.demo.walking.road import Road
from cadair.foundation import clock


def walk(
    *,
    print: Callable[[str], None],  # noqa: A002 the console passes its own
    today: date | None = None,
) -> None:
    """Take the season from draft to released and say at every step what came out.

    Needs a database without this season. The clock is pinned to the time of every step, so the
    record reads as if the season had run; the results became public yesterday or a few days ago.

    Raises:
        Refusal: a step was refused that should not have been.
        WrongTurnError: a step came to another result than the season file says.
    """
    started = perf_counter()
    day = today or clock.to_london(clock.now()).date()
    road = Road(whole=make_season(today=day), say=print)
    with translation.override("en"):
        beginning.from_file_to_draft(road)
        beginning.opening(road)
        nominating.arriving(road)
        nominating.closing(road)
        nominating.checking(road)
        judging.declaring(road)
        judging.marking(road)
        deciding.suggesting(road)
        deciding.meeting(road)
        publishing.approving(road)
        publishing.sealing(road)
        publishing.releasing(road)
        publishing.auditing(road)
    road.add(f"walked in {perf_counter() - started:.1f} seconds")
