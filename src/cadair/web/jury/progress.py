"""What the desk says: how far a judge has come, what is next, and the list with its filter."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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
Flags = Collection[tuple[int, int]]


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
    is_flagged: bool


_LINK: Final = '<a href="{}">{}</a>'
_LINK_IN: Final = '<a href="{}" lang="{}">{}</a>'
_NAME_IN: Final = '<span lang="{}">{}</span>'


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for; what it asks and there is not, is ignored."""

    category: str
    state: str
    is_welsh: bool
    is_flagged: bool
    page: int

    @classmethod
    def of(cls, sent: QueryDict, names: Mapping[str, str]) -> Asked:
        """Read it."""
        page = sent.get("page", "1")
        return cls(
            category=sent.get("category", "") if sent.get("category", "") in names else "",
            state=sent.get("state", "") if sent.get("state", "") in STATES_ASKED else "",
            is_welsh="welsh" in sent,
            is_flagged="flagged" in sent,
            page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
        )

    def wants(self, place: OwnPlace, welsh: Collection[int], flagged: Flags) -> bool:
        """Whether a place belongs into the list."""
        return (
            (not self.category or place.category == self.category)
            and (not self.state or place.state in STATES_ASKED[self.state])
            and (not self.is_welsh or place.entry_id in welsh)
            and (not self.is_flagged or (place.entry_id, place.category_id) in flagged)
        )

    def address(self, page: int) -> str:
        """The query of another page of the same list."""
        query = QueryDict(mutable=True)
        query.update({"category": self.category, "state": self.state})
        query.update({key: "1" for key, is_on in self._only.items() if is_on})
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    @property
    def _only(self) -> dict[str, bool]:
        return {"welsh": self.is_welsh, "flagged": self.is_flagged}


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of one page of the list, with what it was filtered by."""

    rows: Sequence[Row]
    found: int
    pages: int
    page: int
    asked: Asked

    @property
    def before(self) -> str:
        """Where the page before is; empty where there is none."""
        return self.asked.address(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        """Where the next page is; empty where there is none."""
        return self.asked.address(self.page + 1) if self.page < self.pages else ""


TO_MARK: Final = "to-mark"
STATES_ASKED: Final[Mapping[str, frozenset[PlaceState]]] = {
    TO_MARK: frozenset({PlaceState.UNREAD, PlaceState.STARTED}),
    **{state.value: frozenset({state}) for state in PlaceState},
}
"""What the list can be asked for: a state of a place, or whatever is not marked in full."""

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
    places: Sequence[OwnPlace],
    names: Mapping[str, str],
    season: Season,
    asked: Asked,
    *,
    welsh: Collection[int],
    flagged: Flags,
) -> Listed:
    """The page of the list that is asked for."""
    found = [place for place in places if asked.wants(place, welsh, flagged)]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(asked.page, pages)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return Listed(list(_rows(shown, names, season, flagged)), len(found), pages, page, asked)


def _rows(
    places: Sequence[OwnPlace], names: Mapping[str, str], season: Season, flagged: Flags
) -> Iterator[Row]:
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
            is_flagged=(place.entry_id, place.category_id) in flagged,
        )


def _title(place: OwnPlace, desk: str, here: str) -> SafeString:
    """The title, marked up in its language, and a link as soon as the entry may be read."""
    if place.state == PlaceState.UNDECLARED:
        return format_html(_NAME_IN, place.language, place.title)
    href = address_of(place, desk)
    if place.language == here:
        return format_html(_LINK, href, place.title)
    return format_html(_LINK_IN, href, place.language, place.title)
