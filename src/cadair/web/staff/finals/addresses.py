"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.finals.views import keying, sifting

_FINAL_CY, _FINAL_EN = "terfynol/<slug:round_id>", "finals/<slug:round_id>"
_SIFT_CY, _SIFT_EN = "hidlo/<slug:round_id>", "sift/<slug:round_id>"

_PAGES: Final = (
    (_FINAL_CY, _FINAL_EN, keying.final, "staff_final"),
    (f"{_FINAL_CY}/<slug:entry>", f"{_FINAL_EN}/<slug:entry>", keying.key, "staff_final_entry"),
    (_SIFT_CY, _SIFT_EN, sifting.sift, "staff_sift"),
    (f"{_SIFT_CY}/<slug:entry>", f"{_SIFT_EN}/<slug:entry>", sifting.one, "staff_sift_entry"),
)
FINALS: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
"""Marks of a live final from paper, and sifting by organisers."""
