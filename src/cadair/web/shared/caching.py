"""Public pages may be kept by anyone for a minute, asked for again cheaply, and are sent small."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

SECONDS_KEPT: Final = 60
"""Short, because a correction or a withdrawal must be seen everywhere at once."""

SMALLEST_TO_COMPRESS: Final = 1000
COMPRESSION: Final = 4
"""Of 9: a page of 250 awards in a millisecond, within a tenth of the smallest size."""

_GZIP: Final = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
"""Asked for, and not refused with `q=0`."""

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
        is_compressed = _takes_gzip(request, response)
        ending = "-gzip" if is_compressed else ""
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}{ending}"'
        response["ETag"] = etag
        # Only the tag is compared: one second is too coarse for a release and its correction.
        unchanged = get_conditional_response(request, etag=etag, response=response)
        if isinstance(unchanged, HttpResponse) and unchanged.status_code != 200:
            return unchanged
        return _compressed(response) if is_compressed else response

    return answer


def _takes_gzip(request: HttpRequest, response: HttpResponse) -> bool:
    """Safe here and only here: a public page holds no secret that its length could betray."""
    patch_vary_headers(response, ("Accept-Encoding",))
    is_long = len(response.content) >= SMALLEST_TO_COMPRESS
    return is_long and _GZIP.search(request.headers.get("Accept-Encoding", "")) is not None


def _compressed(response: HttpResponse) -> HttpResponse:
    # The same bytes every time: no moment of compression inside.
    response.content = gzip.compress(response.content, COMPRESSION, mtime=0)
    response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    return response


def modified_at(response: HttpResponse, seconds_since_1970: float) -> HttpResponse:
    """Say when the content became what it is."""
    response["Last-Modified"] = http_date(seconds_since_1970)
    return response
