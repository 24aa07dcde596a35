"""What the frame around every page needs to know, and how a page is rendered into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import LANGUAGES, Language, other_language
from cadair.web.shared import addresses
from cadair.web.shared.addresses import Paths

LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"cy": "Cymraeg", "en": "English"}
CADAIR: Final = "Cadair"
LOCALES: Final[Mapping[Language, str]] = {"cy": "cy_GB", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the reader sees it."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its frame sees it.

    `title` is the whole of `<title>`, most particular part first. `paths` are the addresses of
    this same page in both languages. `default` is where a reader of neither language is sent by
    search engines (`x-default`). `site` names and links whose pages these are; empty: Cadair's own.
    """

    language: Language
    title: str
    paths: Paths
    description: str = ""
    default: str = ""
    site: Link | None = None
    nav: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    has_twin: bool = True
    is_indexed: bool = True
    is_article: bool = False
    query: str = ""
    root: str = ""
    data: Link | None = None
    footer: tuple[Link, ...] = ()

    @property
    def path(self) -> str:
        """The address of this page."""
        return self.paths[self.language]

    @property
    def other(self) -> Language:
        """The language the switch leads to."""
        return other_language(self.language)

    @property
    def other_name(self) -> str:
        """What the switch says, in the language it leads to."""
        return LANGUAGE_NAMES[self.other]

    @property
    def switch(self) -> str:
        """Where the switch leads: the same page, with the same query."""
        return self.paths[self.other] + self.query

    @property
    def canonical(self) -> str:
        """The absolute address of this page, without a query."""
        return self.root + self.path

    @property
    def x_default(self) -> str:
        """The absolute address for readers of neither language."""
        return self.root + (self.default or self.paths["en"])

    @property
    def alternates(self) -> list[tuple[Language, str]]:
        """Each language with the absolute address of this page in it."""
        return [(language, self.root + self.paths[language]) for language in LANGUAGES]

    @property
    def locale(self) -> str:
        """The page's language as Open Graph writes it."""
        return LOCALES[self.language]

    @property
    def other_locale(self) -> str:
        """The other language as Open Graph writes it."""
        return LOCALES[self.other]

    @property
    def service(self) -> str:
        """The name of this site, for pages that belong to no programme."""
        return service_name(self.language)

    @property
    def is_named(self) -> bool:
        """Whether the operator gave the site a name; else it wears Cadair's mark."""
        return self.service != CADAIR

    @property
    def home(self) -> str:
        """The first page of the language."""
        return addresses.home(self.language)

    @property
    def style(self) -> str:
        """The style page."""
        return addresses.style_page(self.language)


def joined_title(*parts: str) -> str:
    """The text of `<title>`, from the most particular part to the most general."""
    return " – ".join(part for part in parts if part)


def service_name(language: Language) -> str:
    """What the operator calls this site (`CADAIR_SERVICE_CY`, `_EN`); Cadair when nobody said."""
    return str(settings.CADAIR_SERVICE[language])


def site_root(request: HttpRequest) -> str:
    """Scheme and host, for the absolute addresses that search engines and cards ask for."""
    configured = getattr(settings, "CADAIR_ROOT", "")
    if configured:
        return str(configured)
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        # The page that refuses a strange name must neither fail nor repeat it.
        return ""


def footer_links(language: Language) -> tuple[Link, ...]:
    """The plain pages and the way in, in the order of the footer of every page."""
    words = {
        "accessibility": _("Accessibility"),
        "privacy": _("Privacy"),
        "cookies": _("Cookies"),
        "contact": _("Contact"),
    }
    pages = [Link(text, addresses.plain_page(language, name)) for name, text in words.items()]
    return (*pages, Link(_("Sign in"), addresses.sign_in(language)))


def framed(request: HttpRequest, page: Page) -> Page:
    """`page` with what only the request knows: its host and its query."""
    query = request.META.get("QUERY_STRING", "")
    return replace(
        page,
        root=site_root(request),
        query=f"?{query}" if query else "",
        footer=footer_links(page.language),
    )


def render_page(
    request: HttpRequest, template: str, page: Page, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """Render a template that extends `shared/base.html`."""
    return render(request, template, {**context, "page": framed(request, page)}, status=status)
