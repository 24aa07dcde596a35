"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.translations.views import beside, listing, ordering


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(
        cy=f"desg/<slug:season>/cyfieithiadau{cy}", en=f"desk/<slug:season>/translations{en}"
    )
    yield from worded(words, view, name)


_ORDER = BilingualText(cy="/archebion/<slug:batch>", en="/orders/<slug:batch>")

TRANSLATIONS: list[URLPattern] = [
    *_page("", "", listing.translations, "staff_translations"),
    *_page("/rheol", "/rule", listing.rule, "staff_translations_rule"),
    *_page("/archebu", "/order", ordering.order, "staff_translations_order"),
    *_page(_ORDER.cy, _ORDER.en, ordering.batch, "staff_translation_batch"),
    *_page(f"{_ORDER.cy}/diwedd", f"{_ORDER.en}/end", ordering.end, "staff_translation_end"),
    *_page(
        f"{_ORDER.cy}/ffeil/<slug:kind>",
        f"{_ORDER.en}/file/<slug:kind>",
        ordering.texts,
        "staff_translation_texts",
    ),
    *_page(
        "/testun/<slug:language>/<slug:nomination>",
        "/text/<slug:language>/<slug:nomination>",
        beside.nomination,
        "staff_translation",
    ),
]
