"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.reading.views import asking, naming, original, reading, redacting

_ONE_CY, _ONE_EN = "darllen/<slug:nomination>", "reading/<slug:nomination>"

_PAGES: Final = (
    ("darllen", "reading", reading.overview, "staff_reading"),
    ("darllen/gyda-i-gilydd", "reading/together", reading.together, "staff_reading_together"),
    (_ONE_CY, _ONE_EN, reading.one, "staff_read"),
    (f"{_ONE_CY}/darllenwyd", f"{_ONE_EN}/read", reading.has_read, "staff_has_read"),
    (f"{_ONE_CY}/tynnu-allan", f"{_ONE_EN}/take-out", redacting.take_out, "staff_take_out"),
    (
        f"{_ONE_CY}/rhoi-n-ol/<slug:redaction>",
        f"{_ONE_EN}/give-back/<slug:redaction>",
        redacting.give_back,
        "staff_give_back",
    ),
    (f"{_ONE_CY}/enwau", f"{_ONE_EN}/names", naming.names, "staff_names"),
    (f"{_ONE_CY}/gwreiddiol", f"{_ONE_EN}/original", original.original, "staff_original"),
    (f"{_ONE_CY}/fersiynau", f"{_ONE_EN}/versions", original.versions, "staff_versions"),
    (f"{_ONE_CY}/gofyn", f"{_ONE_EN}/ask", asking.ask, "staff_ask"),
    ("cwestiynau", "questions", asking.questions, "staff_questions"),
    (
        "cwestiynau/<slug:question>/tynnu-n-ol",
        "questions/<slug:question>/take-back",
        asking.take_back,
        "staff_take_back_question",
    ),
)
"""Welsh words, English words, the view, its name; fixed words before what they resemble."""

READING: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
