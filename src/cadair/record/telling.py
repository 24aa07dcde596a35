"""A season, and for whom its judging record is made: what every chapter has in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property

from cadair.record.anomalies import Anomaly, anomalies
from cadair.record.masking import Names, names_in
from cadair.record.reconciliation import Reconciled, reconcile
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season


@dataclass
class Teller:
    """A season, and for whom its record is made."""

    season: Season
    version: RecordVersion

    @property
    def is_public(self) -> bool:
        """Whether it is for everybody."""
        return self.version == RecordVersion.PUBLIC

    @property
    def is_full(self) -> bool:
        """Whether names and comments are told."""
        return self.version == RecordVersion.FULL

    @cached_property
    def counted(self) -> Reconciled:
        """Everything counted, once."""
        return reconcile(self.season)

    @cached_property
    def names(self) -> Names:
        """Who must not be named."""
        return names_in(self.season)

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """What each judge is called: by seat, `seat-2`, or `seat-2-1` where several share one."""
        found: dict[str, str] = {}
        for number, seat in enumerate(self.season.seats.prefetch_related("judges"), 1):
            judges = list(seat.judges.all())
            for place, judge in enumerate(judges, 1):
                found[judge.key] = f"seat-{number}" + (f"-{place}" if len(judges) > 1 else "")
        return found

    @cached_property
    def worth_a_look(self) -> list[Anomaly]:
        """The anomalies."""
        return anomalies(self.season, self.counted)

    def told(self, text: str) -> str:
        """A text somebody wrote, without names where those are not for the reader."""
        return text if self.is_full else self.names.masked(text)


def moment(at: datetime | None) -> str | None:
    """A moment as the record writes it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def exact(points: Fraction | None) -> str | None:
    """A score as a fraction."""
    return f"{points.numerator}/{points.denominator}" if points is not None else None
