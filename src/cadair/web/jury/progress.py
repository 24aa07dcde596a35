"""What the desk says: how far a judge has come, what is next, and the list with its filter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.prepared import Prepared
from cadair.judging.desks import OwnPlace
from cadair.judging.states import PlaceState
from cadair.seasons.models import Category, Season

ON_A_PAGE: Final = 30


class Part(NamedTuple):
    """One category on the desk: how much of it is done, in words."""

    key: str
    name: str
    progress: str


class Row(NamedTuple):
    """One line of the list, everything ready to be shown: a template looks it up by place."""

    title: SafeString
    reference: str
    category: str
    tag: str
    state: str


_LINK: Final = '<a href="{}">{}</a>'
_LINK_IN: Final = '<a href="{}" lang="{}">{}</a>'
_NAME_IN: Final = '<span lang="{}">{}</span>'


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


_CATEGORIES: Final = Prepared(
    lambda season: Category.objects.filter(season=season).values_list("key", "name_cy", "name_en")
)


def names_of_categories(season: Season) -> dict[str, str]:
    """The name of each category in the reader’s language, by key, in the season’s order."""
    column = 1 if active_language() == "cy" else 2
    return {row[0]: row[column] for row in _CATEGORIES.rows(season=season.pk)}


def parts(places: Sequence[OwnPlace], names: Mapping[str, str]) -> list[Part]:
    """The categories that lie on the desk, each with its progress."""
    done: dict[str, int] = {}
    total: dict[str, int] = {}
    for place in places:
        total[place.category] = total.get(place.category, 0) + 1
        done[place.category] = done.get(place.category, 0) + place.is_done
    return [Part(key, names[key], progress(done[key], total[key])) for key in total]


def progress(done: int, total: int) -> str:
    """How much is marked, in words."""
    return _("Marked: %(done)s of %(total)s") % {"done": done, "total": total}


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
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return Listed(
        rows=list(_rows(shown, names, season)),
        found=len(found),
        page=page,
        pages=pages,
        category=category,
        state=state,
        before=_query(category, state, page - 1) if page > 1 else "",
        after=_query(category, state, page + 1) if page < pages else "",
    )


def _rows(places: Sequence[OwnPlace], names: Mapping[str, str], season: Season) -> Iterator[Row]:
    desk = reverse("jury_desk", kwargs={"season": season.key})
    here = active_language()
    states = {state: str(state.label) for state in PlaceState}
    for place in places:
        yield Row(
            title=_title(place, desk, here),
            reference=place.reference,
            category=names[place.category],
            tag=TAGS.get(place.state, ""),
            state=states[place.state],
        )


def _title(place: OwnPlace, desk: str, here: str) -> SafeString:
    """The title, marked up in its language, and a link as soon as the entry may be read."""
    if place.state == PlaceState.UNDECLARED:
        return format_html(_NAME_IN, place.language, place.title)
    href = address_of(place, desk)
    if place.language == here:
        return format_html(_LINK, href, place.title)
    return format_html(_LINK_IN, href, place.language, place.title)


def _query(category: str, state: str, page: int) -> str:
    query = QueryDict(mutable=True)
    query.update({"category": category, "state": state, "page": str(page)})
    return f"?{query.urlencode()}"
