"""Every public page, found as a visitor finds it: by following links from `/`."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from django.urls import resolve

MOST_PAGES = 2000
"""A site that grows without end (a calendar, a filter) must fail, not hang."""


@dataclass(frozen=True)
class Page:
    """One answer of the site."""

    path: str
    status: int
    content_type: str
    body: bytes = field(repr=False)
    linked_from: str = ""

    @property
    def is_html(self) -> bool:
        """Shown to a reader (and not data, a picture or a feed)."""
        return self.content_type.startswith("text/html")

    @property
    def language(self) -> str:
        """`cy`, `en`, or empty for the page that lets choose."""
        first = self.path.strip("/").split("/")[0]
        return first if first in {"cy", "en"} else ""

    @property
    def shape(self) -> tuple[str, str]:
        """Pages of one kind have one shape: the language and the view that answers."""
        found = resolve(urlsplit(self.path).path)
        return self.language, found._func_path

    def tree(self) -> lxml.html.HtmlElement:
        """The page as elements."""
        return lxml.html.document_fromstring(self.body.decode("utf-8"))

    def links(self) -> Iterator[str]:
        """Addresses of this site in the page, fragments included."""
        for element in self.tree().iter("a", "link", "form"):
            target = element.get("href") or element.get("action")
            if target and not re.match(r"(?:mailto|tel|data):", target):
                yield urljoin(self.path, target)

    def anchors(self) -> set[str]:
        """Names that a fragment can lead to."""
        return {name for element in self.tree().iter() if (name := element.get("id"))}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Lets a redirect be seen as what it is."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Follow nothing."""


_opener = urllib.request.build_opener(NoRedirect)


def fetch(base: str, path: str, linked_from: str = "") -> Page:
    """Ask for one address; an error answer is an answer."""
    try:
        with _opener.open(base + path, timeout=30) as answer:
            kind = answer.headers.get("Content-Type", "")
            return Page(path, answer.status, kind, answer.read(), linked_from)
    except urllib.error.HTTPError as refusal:
        with refusal:
            kind = refusal.headers.get("Content-Type", "")
            body = refusal.headers.get("Location", "").encode() or refusal.read()
            return Page(path, refusal.code, kind, body, linked_from)


def is_ours(base: str, address: str) -> bool:
    """An address of this site, and not of another."""
    parts = urlsplit(address)
    return not parts.netloc or parts.netloc == urlsplit(base).netloc


def path_of(address: str) -> str:
    """Path and query; the fragment is the reader's own business."""
    parts = urlsplit(urldefrag(address).url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(base: str, starts: Sequence[str] = ("/",)) -> list[Page]:
    """Everything that can be reached from some addresses, in the order found.

    Raises:
        AssertionError: there is no end to it.
    """
    found: dict[str, Page] = {}
    waiting = deque((start, "") for start in starts)
    seen = set(starts)
    while waiting:
        path, linked_from = waiting.popleft()
        page = fetch(base, path, linked_from)
        found[path] = page
        assert len(found) < MOST_PAGES, f"the site has no end: {path} from {linked_from}"
        targets: list[str] = []
        if page.is_html and page.status == 200:
            targets = [link for link in page.links() if is_ours(base, link)]
        elif 300 <= page.status < 400:
            targets = [page.body.decode()]
        for target in map(path_of, targets):
            if target not in seen:
                seen.add(target)
                waiting.append((target, path))
    return list(found.values())
