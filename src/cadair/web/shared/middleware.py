"""The address decides the language; nothing else does (WEL-03)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from cadair.web.shared.addresses import language_of


class LanguageFromAddress:
    """Reads `/cy/…` in Welsh and `/en/…` in English; cookies and headers are never asked.

    An answer therefore varies on its address alone and may be kept by any cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address and say so in `Content-Language`."""
        found = language_of(request.path_info)
        with translation.override(found or settings.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", found or "cy, en")
        return response
