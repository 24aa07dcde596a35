"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.marking.views.progress import progress

MARKING: list[URLPattern] = [
    *worded(
        BilingualText(cy="desg/<slug:season>/marcio", en="desk/<slug:season>/marking"),
        progress,
        "staff_marking",
    )
]
"""The page of how far judges are."""
