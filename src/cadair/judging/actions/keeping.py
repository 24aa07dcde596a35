"""A scorecard held while something is written to it: part of the actions that mark.

What a judge sends is compared with what is kept, so that only what differs is written, and a save
from another tab, device or from a train is noticed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Max, Min, Model
from django.utils.translation import gettext_lazy as _

from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.desks import fingerprint, marks_on
from cadair.judging.models import Judge, Mark, Remark, Scorecard
from cadair.judging.sayings import remarks_on
from cadair.judging.states import ScorecardState
from cadair.nominations.models import Entry
from cadair.seasons.models import Category, Criterion, ScaleAnchor, Season

_CARD: Final = Prepared(
    lambda judge, entry, category: Scorecard.objects.select_for_update().filter(
        judge=judge, entry=entry, category=category
    )
)
_CRITERIA: Final = Prepared(
    lambda season: Criterion.objects.filter(season=season).order_by().values_list("key", "pk")
)
_SCALE: Final = Prepared(
    lambda season: (
        ScaleAnchor.objects.filter(season=season)
        .order_by()
        .values("season")
        .values_list(Min("mark"), Max("mark"))
    )
)


class ScorecardChanged(Refusal):
    """The scorecard is no longer what the page showed: another tab or device saved it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a judge puts on a scorecard, by the keys of the criteria; remarks of None stay."""

    marks: Mapping[str, int]
    comment: str = ""
    remarks: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A scorecard with what it holds before something is written to it."""

    card: Scorecard
    marks: Mapping[str, int]
    remarks: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = False

    @classmethod
    def of(cls, judge: Judge, entry: Entry, category: Category) -> HeldCard:
        """The judge's scorecard in this place, made where there is none, held until the end."""
        where: dict[str, Any] = {"judge": judge, "entry": entry, "category": category}
        numbers = {"judge": judge.pk, "entry": entry.pk, "category": category.pk}
        card = _CARD.first(**numbers)
        if card is not None:
            return cls(card, marks_on(card), remarks_on(card))
        # If another tab is first, by a moment, the database waits for it and adds nothing.
        new = Scorecard(**where)
        Scorecard.objects.bulk_create([new], ignore_conflicts=True)
        card = _CARD.first(**numbers)
        if card is None:
            raise Scorecard.DoesNotExist
        if card.public_id == new.public_id:
            return cls(card, {}, is_new=True)
        return cls(card, marks_on(card), remarks_on(card))

    @property
    def print(self) -> str:
        """Its fingerprint."""
        return fingerprint(self.card.state, self.marks, self.card.comment, self.remarks)

    def write(self, season: Season, given: Given, shown: str | None) -> bool:
        """Write what differs; whether anything did, or the scorecard is new.

        Raises:
            NotNow: it is locked.
            ScorecardChanged: it is no longer what was shown.
            Refusal: an unknown criterion, a mark outside the scale, a text that is too long.
        """
        criteria = _checked(season, given)
        card, text = self.card, written_passage(_("Comment"), given.comment)
        remarks = _written(given.remarks) if given.remarks is not None else self.remarks
        if card.state != ScorecardState.OPEN:
            raise no_longer_open()
        wanted = fingerprint(card.state, given.marks, text, remarks)
        if wanted == self.print:
            return self.is_new
        if shown is not None and shown != self.print:
            raise ScorecardChanged(
                "scorecard-changed",
                _(
                    "This page was saved from another tab or device since you opened it. Both are "
                    "shown; nothing is lost."
                ),
            )
        if card.comment != text:
            card.comment = text
            card.save(update_fields=["comment"])
        _renew(card, Mark, "value", criteria, self.marks, given.marks)
        _renew(card, Remark, "text", criteria, self.remarks, remarks)
        return True


def _renew(
    card: Scorecard,
    table: type[Model],
    column: str,
    criteria: Mapping[str, int],
    was: Mapping[str, Any],
    now: Mapping[str, Any],
) -> None:
    """Make the rows of a scorecard in one table what they are to be."""
    rows: Any = table
    gone = [criteria[key] for key in was if key not in now]
    if gone:
        rows.objects.filter(scorecard=card, criterion_id__in=gone).delete()
    new = {criteria[key]: value for key, value in now.items() if was.get(key) != value}
    if new:
        rows.objects.bulk_create(
            (rows(scorecard=card, criterion_id=key, **{column: new[key]}) for key in new),
            update_conflicts=True,
            unique_fields=["scorecard", "criterion"],
            update_fields=[column],
        )


def _checked(season: Season, given: Given) -> dict[str, int]:
    """The criteria by key, once every mark is for one of them and on the scale."""
    known: dict[str, int] = dict(_CRITERIA.rows(season=season.pk))
    ends = _SCALE.rows(season=season.pk)
    lowest, highest = ends[0] if ends else (0, -1)
    for key in (*given.marks, *(given.remarks or ())):
        if key not in known:
            raise Refusal(
                "unknown-criterion", _("There is no such criterion: %(key)s") % {"key": key}
            )
    for value in given.marks.values():
        if not lowest <= value <= highest:
            raise Refusal(
                "mark-outside-scale",
                _("A mark must stand on the scale. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": lowest, "highest": highest},
            )
    return known


def _written(remarks: Mapping[str, str]) -> dict[str, str]:
    """The remarks as they are kept; an empty one is none."""
    texts = {key: written_passage(_("Comment"), text) for key, text in remarks.items()}
    return {key: text for key, text in texts.items() if text}


def no_longer_open() -> NotNow:
    """The refusal of whatever would change a scorecard that is locked."""
    return NotNow("scorecard-locked", _("This scorecard is locked and can no longer change."))
