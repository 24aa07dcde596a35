"""The home of a programme and its archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import Language
from cadair.publishing import queries
from cadair.publishing.documents import SeasonDocument
from cadair.publishing.models import ReleasedProgramme
from cadair.web.public.cards import paragraphs
from cadair.web.public.frames import programme_page, programme_paths, words
from cadair.web.public.newsroom import post_cards
from cadair.web.public.sentences import totals_sentences
from cadair.web.public.timetable import DateLine, date_lines, is_open_for_nominations
from cadair.web.shared import addresses
from cadair.web.shared.addresses import in_both
from cadair.web.shared.caching import kept_by_caches
from cadair.web.shared.finding import find_programme, moved
from cadair.web.shared.page import render_page

LATEST = 3


@require_safe
@kept_by_caches
def programme(request: HttpRequest, language: Language, programme: str) -> HttpResponse:
    """`/en/safer-communities-awards/`: what it is, until when, one button."""
    found = find_programme(language, programme)
    paths = programme_paths(found)
    if elsewhere := moved(request, paths[language]):
        return elsewhere
    seasons = queries.season_documents(found.key)
    page = programme_page(
        found,
        language,
        [found.name.in_language(language)],
        paths,
        description=words(found.tagline, language),
    )
    newest = seasons[0] if seasons else None
    context = {
        "programme": found,
        "name": found.name.in_language(language),
        "tagline": words(found.tagline, language),
        "organiser": words(found.organiser, language),
        "newest": _newest(found, newest, language) if newest else None,
        "past": _season_lines(found, [s for s in seasons[1:] if s.has_results], language),
        "archive_url": addresses.archive(language, found.slug),
        "posts": post_cards(queries.posts(programme_key=found.key, limit=LATEST), language),
        "news_url": addresses.news(language),
    }
    return render_page(request, "public/programme.html", page, context)


@require_safe
@kept_by_caches
def archive(request: HttpRequest, language: Language, programme: str) -> HttpResponse:
    """`/en/safer-communities-awards/archive/`: every public season."""
    found = find_programme(language, programme)
    paths = in_both(lambda each: addresses.archive(each, found.slug))
    if elsewhere := moved(request, paths[language]):
        return elsewhere
    page = programme_page(
        found,
        language,
        [_("All years"), found.name.in_language(language)],
        paths,
        description=_("The results of every year."),
    )
    seasons = _season_lines(found, queries.season_documents(found.key), language)
    return render_page(request, "public/archive.html", page, {"seasons": seasons})


def _newest(
    programme: ReleasedProgramme, document: SeasonDocument, language: Language
) -> dict[str, Any]:
    dates = date_lines(document, language)
    return {
        "name": document.name.in_language(language),
        "year": document.year,
        "url": addresses.season(language, programme.slug, document.year),
        "has_results": document.has_results,
        "is_open": is_open_for_nominations(document),
        "introduction": paragraphs(words(document.introduction, language)),
        "totals": totals_sentences(document, language) if document.has_results else [],
        "next_date": _next_date(dates),
        "dates": [] if document.has_results else dates,
    }


def _next_date(dates: Sequence[DateLine]) -> DateLine | None:
    """The next exact date to come: “until when”."""
    to_come = (line for line in dates if not (line["is_past"] or line["is_cancelled"]))
    return next((line for line in to_come if line["machine"]), None)


def _season_lines(
    programme: ReleasedProgramme, seasons: Sequence[SeasonDocument], language: Language
) -> list[dict[str, Any]]:
    return [
        {
            "year": document.year,
            "name": document.name.in_language(language),
            "url": addresses.season(language, programme.slug, document.year),
            "has_results": document.has_results,
            "totals": totals_sentences(document, language) if document.has_results else [],
        }
        for document in seasons
    ]
