"""The first pages: the choice of a language, the home of each language, the news."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.publishing import queries
from cadair.publishing.models import ReleasedProgramme
from cadair.web.public.cards import paragraphs
from cadair.web.public.frames import cadair_page, words
from cadair.web.public.newsroom import post_card, post_cards
from cadair.web.shared import addresses
from cadair.web.shared.addresses import in_both
from cadair.web.shared.caching import kept_by_caches, modified_at
from cadair.web.shared.finding import find_post, moved
from cadair.web.shared.page import Link, Page, footer_links, render_page, service_name

LATEST = 4


@require_safe
@kept_by_caches
def choose(request: HttpRequest) -> HttpResponse:
    """`/`: both languages side by side. Nothing is guessed from the browser."""
    names = [(each, service_name(each)) for each in LANGUAGES]
    if names[0][1] == names[1][1]:
        del names[1]
    page = Page(
        language="cy",
        title=" / ".join(name for _language, name in names),
        paths=in_both(addresses.home),
        default="/",
        description="Gwobrau, yn Gymraeg ac yn Saesneg. Awards, in Welsh and in English.",
    )
    with translation.override("cy"):
        welsh = footer_links("cy")
        with translation.override("en"):
            english = footer_links("en")
        context = {"names": names, "footers": [("cy", welsh), ("en", english)]}
        return render_page(request, "public/choose.html", page, context)


@require_safe
@kept_by_caches
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """`/en/`: the programmes there are, and the latest news."""
    page = cadair_page(
        language,
        _("Awards"),
        in_both(addresses.home),
        default="/",
        description=_("Awards in Wales: how to take part, results and news."),
    )
    context = {
        "programmes": [_programme_card(p, language) for p in queries.programmes()],
        "posts": post_cards(queries.posts(limit=LATEST), language),
        "news_url": addresses.news(language),
    }
    return render_page(request, "public/home.html", page, context)


def _programme_card(programme: ReleasedProgramme, language: Language) -> dict[str, object]:
    return {
        "name": programme.name.in_language(language),
        "url": addresses.programme(language, programme.slug),
        "tagline": words(programme.tagline, language),
        "organiser": words(programme.organiser, language),
        "is_fictional": programme.is_fictional,
    }


@require_safe
@kept_by_caches
def news(request: HttpRequest, language: Language) -> HttpResponse:
    """`/en/news/`: every news item, newest first."""
    page = cadair_page(
        language,
        _("News"),
        in_both(addresses.news),
        description=_("News of the awards."),
    )
    context = {"posts": post_cards(queries.posts(), language)}
    return render_page(request, "public/news.html", page, context)


@require_safe
@kept_by_caches
def news_item(request: HttpRequest, language: Language, slug: str) -> HttpResponse:
    """`/en/news/save-the-date/`: one news item."""
    post = find_post(language, slug)
    paths = in_both(lambda each: addresses.news_item(each, post.slug))
    if elsewhere := moved(request, paths[language]):
        return elsewhere
    page = cadair_page(
        language,
        post.title.in_language(language),
        paths,
        description=post.excerpt.in_language(language) or post.body.in_language(language),
        crumbs=[Link(_("News"), addresses.news(language))],
        is_article=True,
    )
    context = {
        "post": post_card(post, language),
        "paragraphs": paragraphs(post.body.in_language(language)),
        "authors": [author[language] for author in post.authors],
        "is_fictional": post.is_fictional,
    }
    response = render_page(request, "public/news_item.html", page, context)
    return modified_at(response, post.published_at.timestamp()) if post.published_at else response
