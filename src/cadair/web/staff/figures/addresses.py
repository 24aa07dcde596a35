"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.figures.views import erasing, figures, keeping, monitoring

_PAGES: Final = (
    ("ffigurau", "figures", figures.figures, "staff_figures"),
    ("ffigurau/ffeil", "figures/file", figures.file, "staff_figures_file"),
    ("ffigurau/gofyn", "figures/ask", monitoring.ask, "staff_figures_ask"),
    ("cadw", "keeping", keeping.keeping, "staff_keeping"),
    ("cadw/person", "keeping/person", erasing.take_out, "staff_take_person_out"),
    ("cadw/hwy", "keeping/longer", keeping.hold, "staff_hold"),
    (
        "cadw/hwy/<slug:hold>/diwedd",
        "keeping/longer/<slug:hold>/end",
        keeping.lift,
        "staff_lift_hold",
    ),
)
"""Welsh words, English words, the view, its name."""

FIGURES: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
"""The pages of the figures."""
