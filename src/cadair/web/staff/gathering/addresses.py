"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.gathering.views import marks, meeting, names, papers


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}")
    yield from worded(words, view, name)


GATHERING: list[URLPattern] = [
    *_page("cyfarfod", "meeting", meeting.dates, "staff_dates"),
    *_page("cyfarfod/calendr", "meeting/calendar", meeting.calendar, "staff_calendar"),
    *_page("sefydliadau/enwau", "organisations/names", names.names, "staff_names"),
    *_page("papurau", "papers", papers.papers, "staff_papers"),
    *_page("papurau/newydd", "papers/new", papers.new_paper, "staff_new_paper"),
    *_page("papurau/<slug:paper>", "papers/<slug:paper>", papers.paper, "staff_paper"),
    *_page(
        "papurau/<slug:paper>/ffeil", "papers/<slug:paper>/file", papers.file, "staff_paper_file"
    ),
    *_page("marciau-allanol", "marks-from-outside", marks.marks, "staff_outside"),
    *_page("marciau-allanol/tabl", "marks-from-outside/table", marks.table, "staff_outside_table"),
    *_page(
        "marciau-allanol/<slug:brought>",
        "marks-from-outside/<slug:brought>",
        marks.brought,
        "staff_outside_brought",
    ),
]
