"""The results as data, and what search engines ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import Language
from cadair.publishing.documents import ReleasedAward, SeasonDocument
from cadair.web.machine.calendar import calendar_of
from cadair.web.machine.sitemap import sitemap_xml
from cadair.web.shared import addresses
from cadair.web.shared.caching import kept_by_caches, modified_at
from cadair.web.shared.finding import FoundSeason, find_season, moved
from cadair.web.shared.page import site_root


@require_safe
@kept_by_caches
def results(request: HttpRequest, language: Language, programme: str, year: int) -> HttpResponse:
    """`…/2025/results.json`: every award; the same ids in both languages.

    A season that is only announced has no results, and this address is not found.
    """
    found = find_season(language, programme, year)
    if not found.document.has_results:
        raise Http404
    right = addresses.results_data(language, found.programme.slug, year)
    if elsewhere := moved(request, right):
        return elsewhere
    body = _results(found, language, site_root(request))
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return modified_at(response, found.document.released_at.timestamp())


def _results(found: FoundSeason, language: Language, root: str) -> dict[str, Any]:
    document = found.document
    return {
        "format": "cadair-results/1",
        "language": language,
        "season": document.season,
        "programme": document.programme,
        "year": document.year,
        "name": document.name.in_language(language),
        "page": root + found.paths[language],
        "is_fictional": document.is_fictional,
        "completeness": document.completeness,
        "released_at": document.released_at.isoformat(),
        "version": document.version,
        "document_sha256": document.sha256,
        "stated": dict(document.stated),
        "counts": dict(document.counts),
        "totals": {"awards": document.totals.awards, "by_kind": dict(document.totals.by_kind)},
        "categories": _categories(document, language),
        "awards": list(_awards(document, language)),
    }


def _categories(document: SeasonDocument, language: Language) -> list[Mapping[str, str]]:
    return [
        {"key": section.key, "group": section.group, "name": section.name.in_language(language)}
        for section in document.sections_in(language)
    ]


def _awards(document: SeasonDocument, language: Language) -> Iterator[Mapping[str, Any]]:
    for section in document.sections_in(language):
        for award in section.awards:
            yield {"id": award.id, "category": section.key, **_award(award, language)}


def _award(award: ReleasedAward, language: Language) -> Mapping[str, Any]:
    return {
        "kind": award.kind_key,
        "joint": award.is_joint,
        "title": award.title.in_language(language),
        "organisations": [body.name.in_language(language) for body in award.organisations],
        "people": [person.in_language(language) for person in award.people],
        "text": award.text.in_language(language),
    }


@require_safe
@kept_by_caches
def dates(request: HttpRequest, language: Language, programme: str, year: int) -> HttpResponse:
    """`…/2026/dates.ics`, `…/2026/dyddiadau.ics`: the dates of a season for a calendar."""
    found = find_season(language, programme, year)
    right = addresses.calendar(language, found.programme.slug, year)
    if elsewhere := moved(request, right):
        return elsewhere
    content = calendar_of(found, language, site_root(request))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{right.rsplit("/", 1)[1]}"'
    return modified_at(response, found.document.released_at.timestamp())


@require_safe
@kept_by_caches
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every public page with its twin."""
    return HttpResponse(sitemap_xml(site_root(request)), content_type="application/xml")


@require_safe
@kept_by_caches
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: everything public may be read; where the map is."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {site_root(request)}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
