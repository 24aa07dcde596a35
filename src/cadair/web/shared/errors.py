"""The pages that say what went wrong and what to do, in the reader's language (WEL-01).

An address that begins with neither language gets both on one page. A page says nothing about what
was asked for: an address that is not public yet and one that never was give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import Language
from cadair.web.shared.addresses import home, language_of
from cadair.web.shared.kept_forms import offered_instead
from cadair.web.shared.page import Page, framed


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What happened, and what the reader can do."""

    title: Promise
    text: Promise
    advice: Promise


REFERENCE: Final = "cadair.reference"
"""Where a request keeps the name by which log and error page speak of it."""

WORDS: Final[Mapping[int, ErrorWords]] = {
    400: ErrorWords(
        _("We could not read that request"),
        _("Something in the address or in the form was not as it should be."),
        _("Go back, check what you entered and send it again."),
    ),
    403: ErrorWords(
        _("You cannot open this page"),
        _("The page is for people with another role, or your form has waited too long."),
        _("Go back, load the page again and send the form once more, or sign in."),
    ),
    404: ErrorWords(
        _("There is no page here"),
        _("The address may be mistyped, or the page may not be public yet."),
        _("Check the address, or start from the first page."),
    ),
    413: ErrorWords(
        _("That was too much at once"),
        _("What you sent is bigger than we can take in one go. Nothing was saved."),
        _("Go back, make the text or the file smaller and send it again."),
    ),
    429: ErrorWords(
        _("Too many requests in a short time"),
        _("To keep accounts safe, we limit how often this can be tried."),
        _("Wait a few minutes, then try again."),
    ),
    500: ErrorWords(
        _("Something went wrong on our side"),
        _("The mistake is ours, not yours, and it has been noted."),
        _("Try again in a few minutes. If it happens again, write to us."),
    ),
}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for one of `WORDS`; no cache keeps it."""
    found = language_of(request.path_info)
    language: Language = found or "cy"
    with translation.override(language):
        page = Page(
            language=language,
            title="",
            paths={"cy": home("cy"), "en": home("en")},
            has_twin=False,
            is_indexed=False,
        )
        context = {
            "page": framed(request, page),
            "words": WORDS[status],
            "status": status,
            "in_both": found is None,
            # By this the log knows the request (SEC-20). Only here: other pages are all alike.
            "reference": request.META.get(REFERENCE) if status == 500 else None,
        }
        response = render(request, "errors/error.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 when what was sent is too big."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def form_expired(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """A form whose safety token does not fit any more: itself again when it is ours, else 403."""
    return offered_instead(request) or error_page(request, 403)


def not_found(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """404: unknown, withdrawn and not yet released look the same."""
    return error_page(request, 404)


def too_many(request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
    """429."""
    return error_page(request, 429)


def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_page(request, 500)
