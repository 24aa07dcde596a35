"""Visiting the site as anybody can, and keeping every byte of every answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.etree
import lxml.html
from django.test import Client
from django.urls import Resolver404, resolve

HOST = "testserver"
MOST_PAGES = 500


@dataclass(frozen=True)
class Answer:
    """One answer, as bytes: status, route, head and body."""

    path: str
    status: int
    route: str
    head: bytes
    body: bytes

    def holds(self, word: str) -> bool:
        """Whether the word stands anywhere in it, plain, percent-encoded or escaped alike."""
        everything = (self.head + self.body).decode("utf-8", "replace").casefold()
        return word.casefold() in everything

    def without(self, path: str) -> tuple[int, bytes, bytes]:
        """Status, head and body, with the address it was asked by taken out of them."""
        name = path.strip("/").rpartition("/")[2].encode()
        return self.status, self.head.replace(name, b"-"), self.body.replace(name, b"-")


def visit(client: Client, path: str) -> Answer:
    """What a reader gets at `path`; redirects are not followed."""
    response = client.get(path)
    try:
        route = resolve(path.partition("?")[0]).route
    except Resolver404:
        route = ""
    head = "\n".join(f"{name}: {value}" for name, value in sorted(response.headers.items()))
    return Answer(path, response.status_code, route, head.encode(), response.getvalue())


def crawl(client: Client, start: Iterable[str]) -> dict[str, Answer]:
    """Every answer that links, redirects, alternates and the site map lead to."""
    found: dict[str, Answer] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith("/static/"):
            continue
        assert len(found) < MOST_PAGES, "the site has no end"
        found[path] = visit(client, path)
        waiting += _links(found[path])
    return found


def _links(answer: Answer) -> list[str]:
    targets = re.findall(r"^Location: (.*)$", answer.head.decode(), re.MULTILINE)
    if b"Content-Type: text/html" in answer.head and answer.body:
        page = lxml.html.document_fromstring(answer.body.decode())
        targets += [str(target) for _e, _a, target, _p in page.iterlinks()]
    elif b"xml" in answer.head:
        tree = lxml.etree.fromstring(answer.body)
        targets += [str(text) for text in tree.xpath("//*[local-name()='loc']/text()")]
        targets += [str(href) for href in tree.xpath("//@href")]
    return [path for target in targets if (path := _on_this_site(answer.path, target))]


def _on_this_site(path: str, target: str) -> str:
    whole = urlsplit(urldefrag(urljoin(f"http://{HOST}{path}", target))[0])
    if whole.scheme not in {"http", "https"} or whole.netloc != HOST:
        return ""
    return f"{whole.path}?{whole.query}" if whole.query else whole.path
