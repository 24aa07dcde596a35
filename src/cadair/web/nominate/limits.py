"""How often something may be tried, and what only a machine would do (SEC-07): no puzzles."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse

from cadair.foundation import clock
from cadair.nominations.models import Draft
from cadair.web.shared.errors import error_page

RATES: Final = {
    "start": "60/1h/ip",
    "save": "400/10m/key",
    "file": "50/1h/key,200/1h/ip",
    "part": "1000/1h/key,4000/1h/ip",
    "autosave": "300/10m/key",
    "submit": "10/1h/key,120/1h/ip",
    "letter": "5/1h/key",
    "monitoring": "1/1d/key",
    "share": "10/1h/key,60/1h/ip",
}
"""For one place more than for one form, because an office shares its connection. Nobody can have
more than five letters an hour sent to a stranger."""

SECONDS_TO_WAIT: Final = 600
TRAP: Final = "website"
"""A field that people do not see, and machines fill in."""

FASTEST: Final = timedelta(seconds=4)
"""Nobody reads, fills in and sends a form of ten pages faster."""


def too_often(request: HttpRequest, action: str, key: str = "") -> HttpResponse | None:
    """The page that asks to wait, after too many tries; else None, and the try is counted."""
    usage = consume(request, app="cadair.nominate", action=action, config=RATES, key=key or None)
    if usage is not None:
        return None
    response = error_page(request, 429)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def is_trapped(request: HttpRequest) -> bool:
    """Whether the field nobody sees was filled in."""
    return bool(request.POST.get(TRAP, "").strip())


def is_hurried(draft: Draft) -> bool:
    """Whether the form was begun only just now; changing what was sent may be quick."""
    return not draft.is_changing and clock.now() - draft.started_at < FASTEST
