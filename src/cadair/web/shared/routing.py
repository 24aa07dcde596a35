"""Addresses with their words in both languages, each under the same name for the router.

The sign-in library asks for `account_login` and knows nothing of languages. A pattern therefore
answers to its name only while its own language is spoken: in a Welsh request the name leads to
`/cy/mewngofnodi/`, in an English one to `/en/sign-in/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern
from django.urls.resolvers import RoutePattern

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language, active_language


class _InOneLanguage(URLPattern):
    """A pattern whose name exists in its own language. The router keeps one table a language."""

    def __init__(self, route: str, view: Callable[..., Any], name: str, language: Language) -> None:
        self.language = language
        super().__init__(RoutePattern(route, name=name, is_endpoint=True), view, None, name)

    @property
    def name(self) -> str | None:
        """Its name, or None while the other language is spoken."""
        return self._name if active_language() == self.language else None

    @name.setter
    def name(self, name: str | None) -> None:
        self._name = name


def worded(words: BilingualText, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """The address of a page in each language: `BilingualText("mewngofnodi", "sign-in")`."""
    for language in LANGUAGES:
        route = f"{language}/{words.in_language(language)}/"
        yield _InOneLanguage(route, view, name, language)
