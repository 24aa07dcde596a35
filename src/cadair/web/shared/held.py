"""Handing somebody all that is held about them, as a file for programs."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse

from cadair.foundation import clock
from cadair.nominations.held import Part


def held_file(parts: Sequence[Part]) -> HttpResponse:
    """What is held as JSON, to be saved."""
    content = {"made_at": clock.now().isoformat(), "parts": [each.as_dict() for each in parts]}
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="cadair-data.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
