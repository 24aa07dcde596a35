"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.record.views import feedback, record, reviews

_PAGES: Final = (
    ("cofnod-beirniadu", "judging-record", record.judging_record, "staff_record"),
    ("cofnod-beirniadu/cymryd", "judging-record/take", record.take, "staff_record_take"),
    ("adborth", "feedback", feedback.feedback, "staff_feedback"),
    ("adborth/<slug:entry>", "feedback/<slug:entry>", feedback.write, "staff_feedback_write"),
    (
        "adborth/llythyr/<slug:nomination>",
        "feedback/letter/<slug:nomination>",
        feedback.letter,
        "staff_feedback_letter",
    ),
    ("adolygiadau", "reviews", reviews.reviews, "staff_reviews"),
    ("adolygiadau/<slug:review>", "reviews/<slug:review>", reviews.answer, "staff_review"),
)
"""Welsh words, English words, the view, its name."""

RECORD: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
"""The pages of the judging record."""
