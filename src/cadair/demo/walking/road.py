"""What every step of the walk has in hand: the season, who acts, and how a step is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.publishing.tasks import announce_due, publish_due_posts, release_due
from cadair.seasons.models import Category, Season
from cadair.seasons.tasks import close_due
from seasonfile import Moment, SeasonDocument


class WrongTurnError(RuntimeError):
    """The software came to another result than the demo season was built for."""


@dataclass
class Road:
    """The walk so far. `whole` is the season as it will have been; the steps act it out."""

    whole: SeasonDocument
    say: Callable[[str], None]
    operator: Actor = field(default_factory=Actor.operator)
    _season: Season | None = None
    organiser: Actor = field(default_factory=Actor.operator)
    chair: Actor = field(default_factory=Actor.operator)
    _told: int = 0

    @property
    def season(self) -> Season:
        """The season as it stands now.

        Raises:
            WrongTurnError: it has not been loaded yet.
        """
        if self._season is None:
            raise WrongTurnError("the season has not been loaded yet")
        self._season.refresh_from_db()
        return self._season

    @season.setter
    def season(self, loaded: Season) -> None:
        self._season = loaded

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """The categories by key."""
        return {category.key: category for category in self.season.categories.all()}

    @cached_property
    def judges(self) -> Mapping[str, Judge]:
        """The judges by key, in the order of their seats."""
        return {judge.key: judge for judge in self.season.judges.all()}

    def entries(self) -> Mapping[str, Entry]:
        """The entries by reference, as they stand now."""
        return {entry.reference: entry for entry in self.season.entries.all()}

    def moment(self, name: str) -> datetime:
        """A time of the timetable.

        Raises:
            WrongTurnError: the timetable gives no time for it.
        """
        moment: Moment | None = getattr(self.whole.timetable, name)
        if moment is None or moment.instant is None:
            raise WrongTurnError(f"the timetable has no time for: {name}")
        return moment.instant

    def tell(self, step: str, outcome: str) -> None:
        """One numbered line: when, which step, what came out."""
        self._told += 1
        at = clock.to_london(clock.now())
        self.say(f"{self._told:>2}  {at.isoformat(' ', 'minutes')[:16]}  {step:<18} {outcome}")

    def add(self, detail: str) -> None:
        """A line under the last one."""
        self.say(f"{'':<22}{detail}")

    def refused(self, what: str, attempt: Callable[[], object]) -> None:
        """Show that something is refused that must be, and with which words.

        Raises:
            WrongTurnError: it was not refused.
        """
        try:
            attempt()
        except Refusal as refusal:
            self.add(f"refused, as it must be: {what}: “{refusal}”")
        else:
            raise WrongTurnError(f"this should have been refused: {what}")

    def expect(self, what: str, *, found: object, wanted: object) -> None:
        """Compare with the season file.

        Raises:
            WrongTurnError: something else came out.
        """
        if found != wanted:
            raise WrongTurnError(f"{what}: found {found}, the season file says {wanted}")


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Be at a moment, with everything done that the worker would have done by then."""
    with clock.at(moment):
        sweep()
        yield
        sweep()


def sweep() -> int:
    """One round of the worker; returns how many things it did."""
    return close_due() + announce_due() + publish_due_posts() + release_due()
