"""A form that came too late for its session is kept, and offered again after sign-in (ACC-06).

It waits in the anonymous session of the same browser, bound to whoever was signed in before, and
is shown with what was written in it. Nothing is sent again by itself: one button does that.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cadair.foundation import clock

WAS: Final = "cadair.was"
"""Where a request keeps whose session has just ended."""

CHOICE: Final = "kept_form"
SEND, LEAVE = "send", "leave"

_KEPT: Final = "kept_forms"
_SECONDS: Final = 2 * 60 * 60
_MOST: Final = 5
_LONGEST: Final = 500_000
_NOT_KEPT: Final = frozenset({"csrfmiddlewaretoken", CHOICE})
_CODE: Final = re.compile(r"[a-z0-9_.:-]*")


def keep(request: HttpRequest) -> None:
    """Keep what a form held, until somebody has signed in again; one that is too big is not."""
    fields = _fields(request)
    if sum(len(name) + len(value) for name, value in fields) > _LONGEST:
        return
    form = {
        "path": request.path,
        "action": request.get_full_path(),
        "back": _page_of_the_form(request),
        "fields": fields,
        "who": request.META.get(WAS) or _who(request),
        "at": int(clock.wall().timestamp()),
    }
    others = [each for each in _kept(request) if each["path"] != request.path]
    request.session[_KEPT] = [*others, form][-_MOST:]


def offer_again(request: HttpRequest) -> HttpResponse | None:
    """The page that offers what was kept for this address, or None when the view may go on."""
    if _KEPT not in request.session:
        return None
    form = next((each for each in _mine(request) if each["path"] == request.path), None)
    if form is None:
        return None
    if request.method != "POST":
        return _page(request, form, 200)
    choice = request.POST.get(CHOICE)
    if choice in {SEND, LEAVE}:
        left = [each for each in _kept(request) if each["path"] != request.path]
        request.session[_KEPT] = left
    return redirect(form["back"]) if choice == LEAVE else None


def offered_instead(request: HttpRequest) -> HttpResponse | None:
    """For a form of our own whose safety token is out of date: itself, to be sent again.

    None for what comes from elsewhere, or from a browser that does not say from where: a page of
    ours must not dress up what a stranger wrote.
    """
    if request.method != "POST" or not _comes_from_us(request):
        return None
    form = {
        "action": request.get_full_path(),
        "fields": _fields(request),
    }
    return _page(request, form, 403)


def _page(request: HttpRequest, form: dict[str, Any], status: int) -> HttpResponse:
    values = [value.strip() for _name, value in form["fields"] if value.strip()]
    written = [value for value in values if not _CODE.fullmatch(value)]
    context = {
        "action": form["action"],
        "fields": form["fields"],
        "written": written,
        "others": len(values) - len(written),
        "is_kept": "path" in form,
    }
    response = render(request, "shared/kept.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in _NOT_KEPT
        for value in values
    ]


def _kept(request: HttpRequest) -> list[dict[str, Any]]:
    now = int(clock.wall().timestamp())
    kept = request.session.get(_KEPT, [])
    return [each for each in kept if now - each["at"] < _SECONDS]


def _mine(request: HttpRequest) -> list[dict[str, Any]]:
    """Those of whoever is here; somebody else's are forgotten as soon as another signs in."""
    kept, here = _kept(request), _who(request)
    mine = [each for each in kept if each["who"] in {"", here}]
    if here and len(mine) < len(kept):
        request.session[_KEPT] = mine
    return mine


def _who(request: HttpRequest) -> str:
    user = request.user
    return str(user.public_id) if user.is_authenticated else ""


def _page_of_the_form(request: HttpRequest) -> str:
    """The page on which the form stood, when the browser says so; else where it was sent."""
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = came.netloc == request.get_host() and came.path.startswith("/")
    return came.path if is_ours and not came.path.startswith("//") else request.path


def _comes_from_us(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Site"):
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
