"""What every template may use without its view saying so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from cadair.foundation.bilingual import Language, active_language, other_language
from cadair.web.shared.addresses import home, home_in_the_other, language_of
from cadair.web.shared.page import Page, framed


def frame(request: HttpRequest) -> dict[str, Any]:
    """`is_demo`, and a `page` for views that make none of their own.

    Such a page (sign-in, account) takes its twin from the router: the same view's address with
    its words in the other language.
    """
    return {
        "is_demo": settings.CADAIR_DEMO,
        "page": SimpleLazyObject(lambda: framed(request, _page_of(request))),
    }


def _page_of(request: HttpRequest) -> Page:
    language = language_of(request.path_info) or active_language()
    there = _twin(request.path_info, language)
    paths = {language: request.path_info, other_language(language): there}
    return Page(
        language=language,
        title="",
        paths=paths,
        has_twin=there != home_in_the_other(language) or request.path_info == home(language),
        is_indexed=False,
    )


def _twin(path: str, language: Language) -> str:
    there = translate_url(path, other_language(language))
    return there if there != path else home_in_the_other(language)
