"""What every step of a move has in hand: the season, what will have been, and the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from cadair.demo.generator import make_season
from cadair.demo.people import acting
from cadair.demo.walking.road import sweep
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.models import Judge
from cadair.nominations.models import Entry, Nomination
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import closing_time
from cadair.web.account.demo_people import DEMO_PEOPLE
from seasonfile import SeasonDocument

_UNTIL_RELEASED = timedelta(days=103)
"""From its opening, a Monday, to the day on which a season of the generator is released."""


@dataclass
class Journey:
    """A move of the running demo. Times only go forward, however long somebody has looked round."""

    season: Season
    say: Callable[[str], None]
    now: datetime = field(default_factory=clock.now)

    @cached_property
    def script(self) -> SeasonDocument:
        """The season as it will have been, had no visitor come."""
        opened = self.moment("nominations_open") or self.now
        day = clock.to_london(opened).date() + _UNTIL_RELEASED
        return make_season(today=day)

    def moment(self, name: str) -> datetime | None:
        """A time of the timetable as it stands now: organisers may have changed it."""
        found = self.season.moments.filter(key=name).first()
        return found.at if found else None

    @property
    def closes(self) -> datetime:
        """When nominations close, or closed."""
        return closing_time(self.season) or self.now

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """The categories by key."""
        return {category.key: category for category in self.season.categories.all()}

    @cached_property
    def judges(self) -> Mapping[str, Judge]:
        """The judges by key, in the order of their seats."""
        return {judge.key: judge for judge in self.season.judges.all()}

    def judge_acts(self, judge: Judge) -> Actor:
        """As whom the demo acts for a judge: as the invented person, or as nobody else."""
        keys = [person.key for person in DEMO_PEOPLE if person.judge == judge.key]
        return acting(keys[0], self.season) if keys else Actor.operator()

    @property
    def organiser(self) -> Actor:
        """The organiser who does what organisers do."""
        return acting("organiser", self.season)

    @contextmanager
    def at(self, planned: datetime) -> Iterator[None]:
        """Be at a moment, or now if it is past, with all done that the worker does by then."""
        self.now = max(planned, self.now)
        with clock.at(self.now):
            sweep()
            yield
            sweep()
        self.season.refresh_from_db()

    def arrive(self, planned: datetime | None = None) -> None:
        """Let the whole demo stand where the journey has come, or at a moment beyond it."""
        if planned is not None:
            with self.at(planned):
                pass
        clock.move_to(self.now)

    def tell(self, what: str) -> None:
        """One line: when, and what came out."""
        at = clock.to_london(self.now)
        self.say(f"  {at.isoformat(' ', 'minutes')[:16]}  {what}")

    def entries(self) -> dict[str, Entry]:
        """The entries of the script by their references in it, as they stand in the season.

        A visitor's nomination may have taken the number that was meant for another: they are
        known by who sent what. An entry that was grouped into another stands for that one.
        """
        rows = self.season.nominations.order_by("submitted_at", "pk").select_related(
            "entry__grouped_into"
        )
        sent: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
        for row in rows:
            sent[row.nominator_email, row.summary].append(row)
        found: dict[str, Entry] = {}
        for part in self.script.nominations:
            same = sent[part.nominator.email, part.summary]
            if same:
                entry = same.pop(0).entry
                found.setdefault(part.entry, entry.grouped_into or entry)
        return found
