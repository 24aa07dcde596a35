"""Public pages may be kept by anyone for a minute, and asked for again cheaply."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

SECONDS_KEPT: Final = 60
"""Short, because a correction or a withdrawal must be seen everywhere at once."""

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def kept_by_caches(view: View[P]) -> View[P]:
    """Mark a good answer as public and give it an ETag of its bytes; anything else is not kept.

    The bytes decide, so that a new template or a corrected text is never hidden by an old tag.
    A view may have set `Last-Modified`; the answer must not depend on cookies.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        response["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        # Only the tag is compared: one second is too coarse for a release and its correction.
        unchanged = get_conditional_response(request, etag=etag, response=response)
        return unchanged if isinstance(unchanged, HttpResponse) else response

    return answer


def modified_at(response: HttpResponse, seconds_since_1970: float) -> HttpResponse:
    """Say when the content became what it is."""
    response["Last-Modified"] = http_date(seconds_since_1970)
    return response
