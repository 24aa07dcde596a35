"""The ranked list of a category: place, mean, every judge’s total as a dot, and who gave none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.judging.analyses import fingerprint
from cadair.judging.desks import title_of
from cadair.judging.models import Judge
from cadair.judging.scorebook import Standing, standings
from cadair.nominations.models import Entry
from cadair.outcomes.queries import reaches_beyond
from cadair.seasons.models import Category
from cadair.web.panel.guards import Room

DOT_ROOM = 26
"""Dots nearer than this to each other, in tenths of a point, are drawn one above the other."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the list, everything ready to be shown."""

    entry: Entry
    title: str
    lang: str
    reference: str
    href: str
    place: str
    is_shared: bool
    points: str
    dots: SafeString
    said: str
    cells: Sequence[str]
    aside: Sequence[str]
    marked_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The list; the names of the judges head the columns of its table.

    Dots have names once every judge has locked. `fingerprint` is that of the totals that are
    shown, of entries with enough of them.
    """

    rows: Sequence[Row]
    judges: Sequence[str]
    fingerprint: str = ""

    @property
    def scored(self) -> int:
        """How many entries have a score."""
        return sum(bool(row.place) for row in self.rows)

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles by reference."""
        return {row.reference: row.title for row in self.rows}

    @property
    def aside(self) -> Sequence[tuple[str, Sequence[str]]]:
        """Who stepped aside, each with the entries from which."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            for name in row.aside:
                found.setdefault(name, []).append(row.reference)
        return list(found.items())

    @property
    def shared(self) -> Sequence[Sequence[str]]:
        """The titles of entries with exactly equal scores, best first."""
        groups: dict[str, list[str]] = {}
        for row in self.rows:
            if row.place and row.is_shared:
                groups.setdefault(row.place, []).append(row.title)
        return list(groups.values())


def ranking(room: Room, category: Category, entries: Iterable[Entry], base: str) -> Ranking:
    """Those of `entries` that the visitor may see, best first."""
    shown = {each.reference: each for each in entries if each.pk not in room.left}
    where = None if reaches_beyond(category) else category
    found = standings(room.season, shown.values(), where)
    are_all_locked = not any(each.missing for each in found)
    panel = list(room.season.judges.all()) if are_all_locked else []
    rows = [
        _row(shown[each.entry], each, panel, f"{base}{shown[each.entry].public_id}/")
        for each in found
    ]
    given = (
        (each.entry, total.judge, total.points)
        for each in found
        if each.place
        for total in each.totals
    )
    return Ranking(rows, [judge.name for judge in panel], fingerprint(given))


def _row(entry: Entry, standing: Standing, panel: Sequence[Judge], href: str) -> Row:
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    said = _said(standing)
    names = {judge.key: judge.name for judge in panel}
    return Row(
        entry=entry,
        title=title,
        lang=language if language != active_language() else "",
        reference=entry.reference,
        href=href,
        place=str(standing.place or ""),
        is_shared=standing.shared_by > 1,
        points=standing.points,
        dots=_drawn(standing, names),
        said=" ".join(f"{names[judge.key]}: {said[judge.key]}." for judge in panel)
        or ", ".join(sorted((each.points for each in standing.totals), key=float)),
        cells=[said[judge.key] for judge in panel],
        aside=[names.get(key, "") for key in standing.recused if key in names],
        marked_by=frozenset(each.judge for each in standing.totals),
    )


def _said(standing: Standing) -> Mapping[str, str]:
    """What stands beside each judge: their total, or why there is none."""
    found = {each.judge: each.points for each in standing.totals}
    found |= dict.fromkeys(standing.recused, _("stepped aside"))
    found |= dict.fromkeys(standing.abstained, _("abstained"))
    return found | dict.fromkeys(standing.missing, "–")


_LINE: Final = SafeString('<path d="M0 40H1000M0 33v14M500 36v8M1000 33v14"/>')
_MEAN: Final = '<path class="dots__mean" d="M{} 8V54"/>'
_DOT: Final = '<circle cx="{}" cy="{}" r="15"><title>{}</title></circle>'


def _drawn(standing: Standing, names: Mapping[str, str]) -> SafeString:
    """A line from 0 to 100 with the mean and a dot for each judge, made here: thirty of them in a
    template take as long as the rest of the page."""
    mean = format_html(_MEAN, standing.tenths) if standing.points else SafeString("")
    return _LINE + mean + format_html_join("", _DOT, _dots(standing, names))


def _dots(standing: Standing, names: Mapping[str, str]) -> Iterable[tuple[int, int, str]]:
    """Where each judge’s total is drawn, and what it is called."""
    drawn: list[int] = []
    for each in sorted(standing.totals, key=lambda total: total.tenths):
        level = sum(abs(each.tenths - other) < DOT_ROOM for other in drawn)
        drawn.append(each.tenths)
        name = names.get(each.judge, "")
        said = f"{name}: {each.points}" if name else each.points
        yield each.tenths, 40 - 24 * level, said
