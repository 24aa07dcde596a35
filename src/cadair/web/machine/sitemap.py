"""Every public page with its twin in the other language (WEL-05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.publishing import queries
from cadair.web.shared import addresses
from cadair.web.shared.addresses import Paths, in_both
from cadair.web.shared.finding import FoundSeason

Listed = tuple[Paths, str, datetime | None]
"""The addresses of a page, where readers of neither language go, and when it last changed."""


def sitemap_xml(root: str) -> str:
    """The map; `root` is scheme and host."""
    entries = "".join(
        _entry(root, paths, default, changed, language)
        for paths, default, changed in _pages()
        for language in LANGUAGES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _entry(root: str, paths: Paths, default: str, changed: datetime | None, language: str) -> str:
    links = [*paths.items(), ("x-default", default)]
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{name}" href={quoteattr(root + path)}/>'
        for name, path in links
    )
    here = escape(root + dict(links)[language])
    moment = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{here}</loc>{moment}{alternates}</url>\n"


def _pages() -> Iterator[Listed]:
    yield in_both(addresses.home), "/", None
    for name in addresses.PLAIN_PAGES:
        yield _undated(partial(addresses.plain_page, name=name))
    yield _undated(addresses.news)
    for post in queries.posts():
        paths = in_both(partial(addresses.news_item, slug=post.slug))
        yield paths, paths["en"], post.published_at
    for programme in queries.programmes():
        yield _undated(partial(addresses.programme, slug=programme.slug))
        yield _undated(partial(addresses.archive, slug=programme.slug))
        for document in queries.season_documents(programme.key):
            yield from _season(FoundSeason(programme, document))


def _season(found: FoundSeason) -> Iterator[Listed]:
    changed = found.document.released_at
    yield found.paths, found.paths["en"], changed
    for section in found.document.sections:
        paths = found.section_paths(section)
        yield paths, paths["en"], changed
        for award in section.awards:
            paths = found.award_paths(section, award)
            yield paths, paths["en"], changed


def _undated(build: Callable[[Language], str]) -> Listed:
    paths = in_both(build)
    return paths, paths["en"], None
