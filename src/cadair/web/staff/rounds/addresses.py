"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.rounds.views import category, overview, running


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}")
    yield from worded(words, view, name)


ROUNDS: list[URLPattern] = [
    *_page("rowndiau", "rounds", overview.rounds, "staff_rounds"),
    *_page(
        "rowndiau/categori/<slug:category>",
        "rounds/category/<slug:category>",
        category.category_rounds,
        "staff_category_rounds",
    ),
    *_page("rowndiau/rownd/<slug:round>", "rounds/round/<slug:round>", running.one, "staff_round"),
    *_page(
        "rowndiau/rownd/<slug:round>/cau",
        "rounds/round/<slug:round>/close",
        running.closing,
        "staff_round_close",
    ),
    *_page(
        "rowndiau/rownd/<slug:round>/beirniaid",
        "rounds/round/<slug:round>/judges",
        running.judges,
        "staff_round_judges",
    ),
]
