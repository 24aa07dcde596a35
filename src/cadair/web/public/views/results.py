"""A season: its results page, its categories, its awards; before the results, what is announced."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import Language
from cadair.publishing import queries
from cadair.publishing.documents import ReleasedAward, Section
from cadair.web.public.announcement import announcement, unreached
from cadair.web.public.cards import (
    award_card,
    kind_name,
    names_of,
    paragraphs,
    section_card,
    section_cards,
    tone,
)
from cadair.web.public.facts import award_facts, ceremony_lines, panel_names
from cadair.web.public.frames import programme_page, words
from cadair.web.public.newsroom import post_cards
from cadair.web.public.sentences import kinds_counted, totals_sentences
from cadair.web.shared.addresses import results_data
from cadair.web.shared.caching import kept_by_caches, modified_at
from cadair.web.shared.finding import (
    FoundSeason,
    find_award,
    find_season,
    find_section,
    merged_into,
    moved,
)
from cadair.web.shared.page import Link, Page, render_page


@require_safe
@kept_by_caches
def season(request: HttpRequest, language: Language, programme: str, year: int) -> HttpResponse:
    """`/en/safer-communities-awards/2025/`: the results, or what is announced so far."""
    found = find_season(language, programme, year)
    if elsewhere := moved(request, found.paths[language]):
        return elsewhere
    show = _results if found.document.has_results else _announced
    return _dated(show(request, found, language), found)


def _results(request: HttpRequest, found: FoundSeason, language: Language) -> HttpResponse:
    document = found.document
    sections = section_cards(found, language)
    totals = totals_sentences(document, language)
    data = results_data(language, found.programme.slug, document.year)
    page = programme_page(
        found.programme,
        language,
        [_("%(year)s results") % {"year": document.year}, words(document.programme_name, language)],
        found.paths,
        description=" ".join(totals),
        data=Link(_("The results as data"), data),
    )
    context = {
        "season": document,
        "name": document.name.in_language(language),
        "introduction": paragraphs(words(document.introduction, language)),
        "overall": [section for section in sections if section["is_overall"]],
        "sections": [section for section in sections if not section["is_overall"]],
        "totals": totals,
        "kinds": kinds_counted(document, language),
        "ceremony": ceremony_lines(document, language),
        "panel": panel_names(document, language),
        "unreached": unreached(document, language),
    }
    return render_page(request, "public/results.html", page, context)


def _announced(request: HttpRequest, found: FoundSeason, language: Language) -> HttpResponse:
    document = found.document
    page = programme_page(
        found.programme,
        language,
        [document.name.in_language(language)],
        found.paths,
        description=words(document.introduction, language),
    )
    return render_page(request, "public/announced.html", page, announcement(found, language))


@require_safe
@kept_by_caches
def section(
    request: HttpRequest, language: Language, programme: str, year: int, section: str
) -> HttpResponse:
    """`…/2025/anti-social-behaviour/`: one category."""
    found = find_season(language, programme, year)
    category = merged_into(found, section) or find_section(found, language, section)
    paths = found.section_paths(category)
    if elsewhere := moved(request, paths[language]):
        return elsewhere
    document = found.document
    name = category.name.in_language(language)
    card = section_card(found, category, language)
    page = programme_page(
        found.programme,
        language,
        [name, document.name.in_language(language)],
        paths,
        description=words(category.definition, language),
        crumbs=[_season_crumb(found, language)],
    )
    posts = queries.posts(season_key=document.season)
    context = {
        "section": card,
        "season": document,
        "season_name": document.name.in_language(language),
        "season_url": found.paths[language],
        "no_award": _no_award(found, category),
        "criteria": announcement(found, language)["criteria"] if not document.has_results else [],
        "posts": post_cards([p for p in posts if p.category_key == category.key], language),
    }
    return _dated(render_page(request, "public/section.html", page, context), found)


@require_safe
@kept_by_caches
def award(
    request: HttpRequest, language: Language, programme: str, year: int, section: str, award: str
) -> HttpResponse:
    """`…/2025/anti-social-behaviour/operation-chudleigh/`: one award, for ever at this address."""
    found = find_season(language, programme, year)
    category = find_section(found, language, section)
    given = find_award(category, language, award)
    paths = found.award_paths(category, given)
    if elsewhere := moved(request, paths[language]):
        return elsewhere
    context = {
        "award": award_card(given, found.section_paths(category)[language], language),
        "kind": kind_name(given, language),
        "tone": tone(given),
        "names": names_of(given, language),
        "facts": award_facts(found, category, given, language),
        "season": found.document,
    }
    page = _award_page(found, category, given, language)
    return _dated(render_page(request, "public/award.html", page, context), found)


def _no_award(found: FoundSeason, category: Section) -> str:
    """Why a category shows no award, in a sentence, unless its public wording says it."""
    if category.awards or category.wording or not found.document.has_results:
        return ""
    if category.outcome == "no-award":
        return _("No award was made in this category.")
    if category.outcome == "withheld":
        return _("The award in this category was withheld.")
    return _("No award in this category is recorded.")


def _award_page(
    found: FoundSeason, category: Section, given: ReleasedAward, language: Language
) -> Page:
    name = category.name.in_language(language)
    section_url = found.section_paths(category)[language]
    return programme_page(
        found.programme,
        language,
        [given.title.in_language(language), name, found.document.name.in_language(language)],
        found.award_paths(category, given),
        description=f"{kind_name(given, language)}: {given.text.in_language(language)}",
        crumbs=[
            _season_crumb(found, language),
            Link(name, section_url),
        ],
        is_article=True,
    )


def _season_crumb(found: FoundSeason, language: Language) -> Link:
    return Link(found.document.name.in_language(language), found.paths[language])


def _dated(response: HttpResponse, found: FoundSeason) -> HttpResponse:
    return modified_at(response, found.document.released_at.timestamp())
