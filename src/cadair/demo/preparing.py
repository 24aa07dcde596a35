"""Fills the database of a demo; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import seasonfile
from cadair.audit.actions import mark_as_demo
from cadair.audit.models import AuditEntry
from cadair.demo.enlivening import enliven
from cadair.demo.generator import make_season
from cadair.demo.people import bring_in, demo_season
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.publishing.tasks import announce_due, publish_due_posts
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time
from cadair.seasons.season_file import load_season
from cadair.seasons.states import SeasonState
from seasonfile import SeasonDocument

CONTENT: Final = Path(__file__).parent / "content"


def prepare(*, print: Callable[[str], None]) -> None:  # noqa: A002 the console passes its own
    """Load the archives and an open demo season into an empty database.

    Again: loads what is missing and changes nothing else. An archive is known by its file's name,
    which is the key of its season, so that a second start need not read it.

    Raises:
        NotNow: the database is in use and was never given to the demo.
    """
    mark_as_demo()
    present = set(Season.objects.values_list("key", flat=True))
    for path in sorted(CONTENT.glob("*.yaml")):
        if path.stem not in present:
            _load(seasonfile.read(path), print)
    if not Season.objects.filter(is_fictional=True).exists():
        today = clock.to_london(clock.now()).date()
        _load(make_season(today=today, state="open"), print)
    came = bring_in(demo_season())
    if came:
        enliven(demo_season())
        print(f"  opened {came} accounts of invented people: /en/demo/people/")
    _resume(demo_season())
    announce_due()
    publish_due_posts()


def _resume(season: Season) -> None:
    """After a long pause an open demo goes on where it was left: nobody was there to nominate."""
    closes = closing_time(season)
    if not clock.is_movable() or season.state != SeasonState.OPEN or closes is None:
        return
    last = AuditEntry.objects.order_by("-sequence").values_list("at", flat=True).first()
    if last is not None and last < closes <= clock.now():
        clock.move_to(last)


def _load(document: SeasonDocument, say: Callable[[str], None]) -> None:
    season = load_season(document=document, by=Actor.operator())
    say(
        f"  loaded {season.key}: {season.state}, {len(document.nominations)} nominations, "
        f"{len(document.awards)} awards, {len(document.news)} news items"
    )
