"""Every public address, built and taken apart in one place (WEL-03).

An address begins with its language, and every word of it is in that language. Addresses are built
here as text and not by Django's `reverse`, which costs more than the rest of an award on a page
with hundreds of them; a test asks the router whether both agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest
from django.urls import register_converter

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language, other_language

Paths = Mapping[Language, str]
"""The address of one and the same page in each language, from the first slash."""

NEWS: Final = BilingualText(cy="newyddion", en="news")
ARCHIVE: Final = BilingualText(cy="archif", en="archive")
STYLE: Final = BilingualText(cy="arddull", en="style")
SIGN_IN: Final = BilingualText(cy="mewngofnodi", en="sign-in")
CALENDAR: Final = BilingualText(cy="dyddiadau.ics", en="dates.ics")
NOMINATE: Final = BilingualText(cy="enwebu", en="nominate")
PLAIN_PAGES: Final[Mapping[str, BilingualText]] = {
    "privacy": BilingualText(cy="preifatrwydd", en="privacy"),
    "cookies": BilingualText(cy="cwcis", en="cookies"),
    "accessibility": BilingualText(cy="hygyrchedd", en="accessibility"),
    "contact": BilingualText(cy="cysylltu", en="contact"),
}


class LanguageConverter:
    """The first word of an address."""

    regex = "cy|en"

    def to_python(self, value: str) -> Language:
        """The language itself."""
        return "cy" if value == "cy" else "en"

    def to_url(self, value: Language) -> str:
        """The language itself."""
        return value


class YearConverter:
    """A year in four figures; no other form leads to the same page."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """The year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year in figures."""
        return str(value)


register_converter(LanguageConverter, "language")
register_converter(YearConverter, "season_year")


def in_both(build: Callable[[Language], str]) -> Paths:
    """The same page in each language, Welsh first."""
    return {language: build(language) for language in LANGUAGES}


def home(language: Language) -> str:
    """The first page of a language."""
    return f"/{language}/"


def news(language: Language) -> str:
    """The list of news."""
    return f"/{language}/{NEWS.in_language(language)}/"


def news_item(language: Language, slug: BilingualText) -> str:
    """One news item."""
    return f"/{language}/{NEWS.in_language(language)}/{slug.in_language(language)}/"


def plain_page(language: Language, name: str) -> str:
    """A page such as `privacy`.

    Raises:
        KeyError: there is no such page.
    """
    return f"/{language}/{PLAIN_PAGES[name].in_language(language)}/"


def sign_in(language: Language) -> str:
    """Where people with a part in a season come in."""
    return f"/{language}/{SIGN_IN.in_language(language)}/"


def nominate(language: Language, season_key: str) -> str:
    """Where somebody begins to nominate in a season."""
    return f"/{language}/{NOMINATE.in_language(language)}/{season_key}/"


def style_page(language: Language) -> str:
    """The living style page."""
    return f"/{language}/{STYLE.in_language(language)}/"


def programme(language: Language, slug: BilingualText) -> str:
    """The home of a programme."""
    return f"/{language}/{slug.in_language(language)}/"


def archive(language: Language, slug: BilingualText) -> str:
    """All seasons of a programme."""
    return f"/{language}/{slug.in_language(language)}/{ARCHIVE.in_language(language)}/"


def season(language: Language, slug: BilingualText, year: int) -> str:
    """A season: its results, or before them what an entrant needs to know."""
    return f"/{language}/{slug.in_language(language)}/{year}/"


def results_data(language: Language, slug: BilingualText, year: int) -> str:
    """The results as data."""
    return f"{season(language, slug, year)}results.json"


def calendar(language: Language, slug: BilingualText, year: int) -> str:
    """The dates of a season for a calendar."""
    return f"{season(language, slug, year)}{CALENDAR.in_language(language)}"


def section(language: Language, slug: BilingualText, year: int, name: BilingualText) -> str:
    """A category of a season."""
    return f"{season(language, slug, year)}{name.in_language(language)}/"


def award(
    language: Language, slug: BilingualText, year: int, name: BilingualText, title: BilingualText
) -> str:
    """An award: its permanent address."""
    return f"{section(language, slug, year, name)}{title.in_language(language)}/"


def language_of(path: str) -> Language | None:
    """The language an address is in, or None: it belongs to neither, as `/` does."""
    for language in LANGUAGES:
        if path == f"/{language}" or path.startswith(f"/{language}/"):
            return language
    return None


def with_query(path: str, request: HttpRequest) -> str:
    """`path` with the query of the request, so that a switch or redirect keeps it."""
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def home_in_the_other(language: Language) -> str:
    """Where the switch leads when a page has no twin, as an error page."""
    return home(other_language(language))
