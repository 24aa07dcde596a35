"""Reading a page in a test as a visitor would: its words, its links, its headings."""

from __future__ import annotations

from typing import Any

import lxml.html
from django.test import Client

Html = lxml.html.HtmlElement


def get(client: Client, path: str, status: int = 200) -> Html:
    """The page at `path`, which must answer with `status`."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return lxml.html.document_fromstring(response.content.decode())


def words(page: Html, selector: str = "main") -> str:
    """The text of the first match, white space joined."""
    found = page.cssselect(selector)
    assert found, f"nothing on the page is {selector}"
    return " ".join(found[0].text_content().split())


def all_words(page: Html, selector: str) -> list[str]:
    """The text of every match."""
    return [" ".join(each.text_content().split()) for each in page.cssselect(selector)]


def attribute(page: Html, selector: str, name: str) -> str:
    """An attribute of the first match."""
    found = page.cssselect(selector)
    assert found, f"nothing on the page is {selector}"
    return str(found[0].get(name))


def heading_levels(page: Html) -> list[int]:
    """The levels of the headings in the order of the page."""
    headings = page.cssselect("h1, h2, h3, h4, h5, h6")
    return [int(str(each.tag)[1]) for each in headings]


def described(page: Html) -> dict[str, list[Any]]:
    """A definition list as label → values."""
    found: dict[str, list[Any]] = {}
    for line in page.cssselect("dl div"):
        label = " ".join(line.cssselect("dt")[0].text_content().split())
        found[label] = all_words(line, "dd")
    return found
