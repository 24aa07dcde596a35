"""What a judge gave much to, side by side with the entry before them: own marks only (PRO-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.urls import reverse

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import OwnPlace, desk_of
from cadair.judging.models import Judge, Mark
from cadair.judging.scorebook import Total, own_totals
from cadair.web.jury.progress import address_of, names_of_categories

USUAL_LEAST: Final = 80
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with what the judge gave it, and what that comes to from 0 to 100."""

    place: OwnPlace
    href: str
    lang: str
    points: str
    marks: Sequence[tuple[str, int | None]]
    is_this: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of one category, the highest first, and from how many points on."""

    least: int
    category: str
    category_key: str
    lines: Sequence[Line]
    criteria: Sequence[str]
    categories: Mapping[str, str]
    entry: str


def comparison(judge: Judge, sent: QueryDict) -> Comparison:
    """The page that the address asks for: `category`, `least` (80), `entry` is always in it."""
    names = names_of_categories(judge.season)
    places = desk_of(judge)
    own = {place.category: names[place.category] for place in places}
    key = sent.get("category", "")
    key = key if key in own else ""
    least, entry = _least(sent.get("least", "")), sent.get("entry", "")
    totals = own_totals(judge)
    wanted = [
        place
        for place in places
        if (not key or place.category == key)
        and (_is_enough(totals, place, least) or place.public_id == entry)
    ]
    wanted.sort(key=lambda place: (-_tenths(totals, place), place.reference))
    criteria = {each.pk: str(each.name) for each in judge.season.criteria.all()}
    return Comparison(
        least=least,
        category=own.get(key, ""),
        category_key=key,
        lines=list(_lines(judge, wanted, totals, criteria, entry)),
        criteria=list(criteria.values()),
        categories=own,
        entry=entry,
    )


def _least(text: str) -> int:
    return min(int(text), MOST) if text.isdecimal() and len(text) < 4 else USUAL_LEAST


def _tenths(totals: Mapping[tuple[int, int], Total], place: OwnPlace) -> int:
    total = totals.get((place.entry_id, place.category_id))
    return total.tenths if total else -1


def _is_enough(totals: Mapping[tuple[int, int], Total], place: OwnPlace, least: int) -> bool:
    return _tenths(totals, place) >= least * 10


def _lines(
    judge: Judge,
    places: Sequence[OwnPlace],
    totals: Mapping[tuple[int, int], Total],
    criteria: Mapping[int, str],
    entry: str,
) -> list[Line]:
    desk, here = reverse("jury_desk", kwargs={"season": judge.season.key}), active_language()
    rows = Mark.objects.filter(
        scorecard__judge=judge, scorecard__entry__in=[place.entry_id for place in places]
    )
    given = {
        (which, category, criterion): value
        for which, category, criterion, value in rows.values_list(
            "scorecard__entry_id", "scorecard__category_id", "criterion_id", "value"
        )
    }
    return [
        Line(
            place=place,
            href=address_of(place, desk),
            lang=place.language if place.language != here else "",
            points=totals[place.entry_id, place.category_id].points
            if (place.entry_id, place.category_id) in totals
            else "",
            marks=[
                (name, given.get((place.entry_id, place.category_id, pk)))
                for pk, name in criteria.items()
            ],
            is_this=place.public_id == entry,
        )
        for place in places
    ]
