"""What the desk says: how far a judge has come, what is next, and the list with its filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.urls import reverse

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import OwnPlace
from cadair.judging.states import PlaceState
from cadair.seasons.models import Category, Season

ON_A_PAGE: Final = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One category on the desk: how much of it is done, and where its list is."""

    key: str
    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    place: OwnPlace
    category: str
    href: str
    lang: str
    tag: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of one page of the list, with what it was filtered by."""

    rows: Sequence[Row]
    found: int
    page: int
    pages: int
    category: str
    state: str
    before: str
    after: str


TAGS: Final = {
    PlaceState.MARKED: "tag--laurel",
    PlaceState.ABSTAINED: "tag--laurel",
    PlaceState.LOCKED: "tag--laurel",
    PlaceState.STARTED: "tag--gold",
}


def names_of_categories(season: Season) -> dict[str, str]:
    """The name of each category in the reader’s language, by key, in the season’s order."""
    return {each.key: str(each.name) for each in Category.objects.filter(season=season)}


def parts(places: Sequence[OwnPlace], names: Mapping[str, str]) -> list[Part]:
    """The categories that lie on the desk, each with its progress."""
    done: dict[str, int] = {}
    total: dict[str, int] = {}
    for place in places:
        total[place.category] = total.get(place.category, 0) + 1
        done[place.category] = done.get(place.category, 0) + place.is_done
    return [Part(key, names[key], done[key], total[key]) for key in total]


def address_of(place: OwnPlace, desk: str) -> str:
    """Where a place is read: built as text, because the router costs more than the line."""
    return f"{desk}{place.category}/{place.public_id}/"


def listed(
    places: Sequence[OwnPlace], names: Mapping[str, str], season: Season, asked: QueryDict
) -> Listed:
    """The page of the list that the address asks for; what it asks and there is not, is ignored."""
    category = asked.get("category", "") if asked.get("category", "") in names else ""
    state = asked.get("state", "") if asked.get("state", "") in PlaceState.values else ""
    found = [
        place
        for place in places
        if (not category or place.category == category) and (not state or place.state == state)
    ]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    wanted = asked.get("page", "1")
    page = min(max(1, int(wanted)), pages) if wanted.isdecimal() and len(wanted) < 6 else 1
    desk = reverse("jury_desk", kwargs={"season": season.key})
    here = active_language()
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return Listed(
        rows=[_row(place, names, desk, here) for place in shown],
        found=len(found),
        page=page,
        pages=pages,
        category=category,
        state=state,
        before=_query(category, state, page - 1) if page > 1 else "",
        after=_query(category, state, page + 1) if page < pages else "",
    )


def _row(place: OwnPlace, names: Mapping[str, str], desk: str, here: str) -> Row:
    return Row(
        place=place,
        category=names[place.category],
        href=address_of(place, desk) if place.state != PlaceState.UNDECLARED else "",
        lang=place.language if place.language != here else "",
        tag=TAGS.get(place.state, ""),
    )


def _query(category: str, state: str, page: int) -> str:
    query = QueryDict(mutable=True)
    query.update({"category": category, "state": state, "page": str(page)})
    return f"?{query.urlencode()}"
