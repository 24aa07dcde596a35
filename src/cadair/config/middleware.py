"""What every request passes: limits before the view, headers after it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from cadair.files.uploads import MOST_BYTES, TAKES_FILES, OneFile
from cadair.foundation import clock
from cadair.people.models import SESSION_BEGAN, SESSION_SEEN
from cadair.web.shared.errors import REFERENCE, error_page, forbidden
from cadair.web.shared.guards import SECOND_FACTOR
from cadair.web.shared.kept_forms import WAS

Answer = Callable[[HttpRequest], HttpResponseBase]

PUBLIC_AREAS: Final = frozenset({"public", "machine"})
"""The areas that anybody may read and any cache may keep; the `app_name` of their urls."""

HEADERS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
            "xr-spatial-tracking",
        )
    ),
    "X-Permitted-Cross-Domain-Policies": "none",
    # What says nothing else is kept by nobody: pages for everybody say so themselves.
    "Cache-Control": "no-store",
}

security = logging.getLogger("cadair.security")
_DENIED: Final = frozenset({403, 404})
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FROM_US: Final = frozenset({"", "same-origin", "none"})
_SECONDS_BETWEEN_NOTES: Final = 60


def name_the_request(get_response: Answer) -> Answer:
    """Give every request a name, which the log and the page of an error of ours repeat (SEC-20)."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.META[REFERENCE] = secrets.token_hex(4)
        return get_response(request)

    return answer


def security_headers(get_response: Answer) -> Answer:
    """Put the headers no other part sets on every answer, errors and files included (SEC-10)."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def limit_request_size(get_response: Answer) -> Answer:
    """Refuse what is too big by its announced length, before any of it is read.

    Files come only where a view asks for them, and may be bigger there.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not length.isdecimal():
            return error_page(request, 400)
        if request.content_type == "multipart/form-data" and _takes_files(request):
            limit = MOST_BYTES
            request.upload_handlers = [OneFile(request)]
        if int(length) > limit:
            return error_page(request, 413)
        return get_response(request)

    return answer


def _takes_files(request: HttpRequest) -> bool:
    """Whether the address leads to a view that asks for files."""
    try:
        return hasattr(resolve(request.path_info).func, TAKES_FILES)
    except Resolver404:
        return False


def refuse_cross_site(get_response: Answer) -> Answer:
    """Refuse a form that another site sends, by what the browser itself says (SEC-09).

    Beside the CSRF token, not instead of it: old browsers do not send the header.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        comes_from = request.headers.get("Sec-Fetch-Site", "")
        if request.method not in _SAFE_METHODS and comes_from not in _FROM_US:
            return forbidden(request)
        return get_response(request)

    return answer


class EndOldSessions:
    """Signs out who was away for half an hour, and everybody after twelve hours (SEC-08).

    What somebody has saved stays saved: a session holds no work. A form that arrives too late is
    kept (`web.shared.kept_forms`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> None:
        """Look at the clock; never on public pages, which must not depend on a cookie.

        A view that a page asks by itself (`is_glance`) shows nobody to be there.
        """
        if _is_public(request) or not request.user.is_authenticated:
            return
        now = int(clock.wall().timestamp())
        began = request.session.setdefault(SESSION_BEGAN, now)
        seen = request.session.setdefault(SESSION_SEEN, now)
        is_over = now - began >= settings.SESSION_COOKIE_AGE
        if is_over or now - seen >= _idle_seconds(request):
            # A form that arrives now is kept for this person, and for nobody else.
            request.META[WAS] = request.user.public_id
            logout(request)
        elif now - seen >= _SECONDS_BETWEEN_NOTES and not getattr(view, "is_glance", False):
            request.session[SESSION_SEEN] = now


def _idle_seconds(request: HttpRequest) -> int:
    """Half an hour for whoever has shown a second step; longer for people who write their own."""
    if SECOND_FACTOR in request.session:
        return int(settings.SESSION_IDLE_SECONDS)
    return int(settings.SESSION_IDLE_SECONDS_OF_WRITERS)


class NoteDenied:
    """Writes down which signed-in people ask for what is not theirs, by ids only (SEC-19)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the answer; public pages are the same for everybody and are left out."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or response.status_code not in _DENIED or _is_public(request):
            return response
        if request.user.is_authenticated:
            security.warning(
                "denied %s %s %s status=%s",
                request.user.ref,
                request.method,
                match.view_name,
                response.status_code,
            )
        return response


class ReadsTheUnreleased(RuntimeError):
    """A public page asked the database that holds everything: that is how embargoes break."""


class PublicReadsOnlyReleased:
    """While a public page is made, only the alias `public` may be asked (PUB-12)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Guard from the choice of the view to the finished answer."""
        with ExitStack() as guards:
            request.META["cadair.guards"] = guards
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Begin to guard when the view is a public one."""
        everything = connections["default"]
        # In a test that shares one connection there is nothing to tell apart.
        if _is_public(request) and connections[settings.PUBLIC_DATABASE] is not everything:
            guards: ExitStack = request.META["cadair.guards"]
            guards.enter_context(everything.execute_wrapper(_refuse))
        return None


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not PUBLIC_AREAS.isdisjoint(match.app_names)


def _refuse(*_query: Any) -> Any:
    raise ReadsTheUnreleased(
        "a public page may read only through the database alias `public`: use publishing.queries"
    )
