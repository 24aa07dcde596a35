"""Every public address. Words of a language stand only under that language; others are moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language, other_language
from cadair.web.public.views import home, plain, programmes, results
from cadair.web.shared.addresses import ARCHIVE, NEWS, PLAIN_PAGES, STYLE, with_query

app_name = "public"


View = Callable[..., HttpResponse]


def _to(right: str) -> View:
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponsePermanentRedirect(with_query(right, request))

    return view


def _worded(word: BilingualText, route: str, view: View, **extra: object) -> Iterator[URLPattern]:
    """`/en/news/` and `/cy/newyddion/`; `/cy/news/` and `/en/newyddion/` move to them."""
    for language in LANGUAGES:
        right = f"{language}/{word.in_language(language)}/"
        wrong = f"{language}/{word.in_language(other_language(language))}/"
        yield path(right, view, {"language": language, **extra}, name=f"{route}-{language}")
        yield path(wrong, _to(f"/{right}"))


def _news_items(language: Language) -> Iterator[URLPattern]:
    right, wrong = NEWS.in_language(language), NEWS.in_language(other_language(language))
    arguments = {"language": language}
    yield path(
        f"{language}/{right}/<slug:slug>/", home.news_item, arguments, name=f"post-{language}"
    )
    # The view itself redirects: it knows the right slug as well as the right word.
    yield path(f"{language}/{wrong}/<slug:slug>/", home.news_item, arguments)


def _archives(language: Language) -> Iterator[URLPattern]:
    right, wrong = ARCHIVE.in_language(language), ARCHIVE.in_language(other_language(language))
    arguments = {"language": language}
    for word, name in ((right, f"archive-{language}"), (wrong, None)):
        address = f"{language}/<slug:programme>/{word}/"
        yield path(address, programmes.archive, arguments, name=name)


urlpatterns = [
    path("", home.choose, name="choose"),
    path("<language:language>/", home.home, name="home"),
    *_worded(NEWS, "news", home.news),
    *_worded(STYLE, "style", plain.style),
    *[
        pattern
        for name, word in PLAIN_PAGES.items()
        for pattern in _worded(word, name, plain.plain, name=name)
    ],
    *[pattern for language in LANGUAGES for pattern in _news_items(language)],
    *[pattern for language in LANGUAGES for pattern in _archives(language)],
    path("<language:language>/<slug:programme>/", programmes.programme, name="programme"),
    path("<language:language>/<slug:programme>/<season_year:year>/", results.season, name="season"),
    path(
        "<language:language>/<slug:programme>/<season_year:year>/<slug:section>/",
        results.section,
        name="section",
    ),
    path(
        "<language:language>/<slug:programme>/<season_year:year>/<slug:section>/<slug:award>/",
        results.award,
        name="award",
    ),
]
