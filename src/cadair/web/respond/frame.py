"""What the pages behind a link have in common: the season they belong to, and no menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cadair.foundation.bilingual import active_language
from cadair.seasons.models import Season


def render_linked(
    request: HttpRequest,
    season: Season,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template that extends `web_respond/frame.html`."""
    about = {"season": season, "season_name": season.name.in_language(active_language())}
    return render(request, template, {**about, **context}, status=status)
