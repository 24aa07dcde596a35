"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.interests.views import listing, rules, substitutes


def _page(cy: str, en: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    words = BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}")
    yield from worded(words, view, name)


INTERESTS: list[URLPattern] = [
    *_page("buddiannau", "interests", listing.interests, "staff_interests"),
    *_page("buddiannau/rheolau", "interests/rules", rules.rules, "staff_interest_rules"),
    *_page("buddiannau/eilydd", "interests/substitute", substitutes.substitute, "staff_substitute"),
    *_page(
        "buddiannau/beirniad/<slug:judge>",
        "interests/judge/<slug:judge>",
        listing.declared,
        "staff_interests_of",
    ),
    *_page(
        "buddiannau/aelodau/<slug:body>",
        "interests/members/<slug:body>",
        rules.members,
        "staff_members",
    ),
]
