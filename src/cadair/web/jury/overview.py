"""All marks of one judge in one view, category by category, before they lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import OwnPlace
from cadair.judging.models import Judge, Mark
from cadair.judging.states import PlaceState
from cadair.web.jury.progress import address_of, names_of_categories


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the marks given, in the order of the criteria; None where one is missing."""

    place: OwnPlace
    href: str
    lang: str
    marks: Sequence[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Section:
    """A category with the judge’s lines in it."""

    name: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything, and what is missing."""

    criteria: Sequence[str]
    sections: Sequence[Section]
    missing: Sequence[Line]
    undeclared: int
    is_locked: bool

    @property
    def is_complete(self) -> bool:
        """Every place is marked in full or abstained from."""
        return not self.missing and not self.undeclared


def overview(judge: Judge, places: Sequence[OwnPlace], desk: str) -> Overview:
    """The judge’s own marks; nothing of anybody else is asked for."""
    criteria = {each.pk: str(each.name) for each in judge.season.criteria.all()}
    given = {
        (entry, category, criterion): value
        for entry, category, criterion, value in Mark.objects.filter(
            scorecard__judge=judge
        ).values_list("scorecard__entry_id", "scorecard__category_id", "criterion_id", "value")
    }
    names = names_of_categories(judge.season)
    here = active_language()
    lines = [
        Line(
            place=place,
            href=address_of(place, desk) if place.state != PlaceState.UNDECLARED else "",
            lang=place.language if place.language != here else "",
            marks=[
                (name, given.get((place.entry_id, place.category_id, key)))
                for key, name in criteria.items()
            ],
        )
        for place in places
    ]
    return Overview(
        criteria=list(criteria.values()),
        sections=[
            Section(names[key], [line for line in lines if line.place.category == key])
            for key in dict.fromkeys(place.category for place in places)
        ],
        missing=[
            line for line in lines if line.place.state in (PlaceState.UNREAD, PlaceState.STARTED)
        ],
        undeclared=sum(place.state == PlaceState.UNDECLARED for place in places),
        is_locked=bool(places)
        and all(p.state in (PlaceState.LOCKED, PlaceState.ABSTAINED) for p in places),
    )
