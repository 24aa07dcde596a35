"""The addresses of Cadair, and a page of any size that does no work at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(_request: HttpRequest, size: int) -> HttpResponse:
    """So many bytes through the same middleware: what no page can be faster than."""
    return HttpResponse(b"x" * size)


urlpatterns = [
    path("bench/bare/<int:size>/", bare),
    path("", include("cadair.config.urls")),
]
