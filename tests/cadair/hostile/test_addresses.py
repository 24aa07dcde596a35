"""Odd addresses and methods: a page that says so in the reader’s language, no fault of ours."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_to_bytes

import lxml.html
import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.publishing.actions import release_season
from cadair.publishing.tasks import announce_due
from tests.cadair import valley

pytestmark = pytest.mark.django_db

SEASON = {"cy": "/cy/gwobrau-r-cwm/2026/", "en": "/en/valley-awards/2026/"}

LANGUAGELESS = (
    "//",
    "///en/",
    "//evil.example/en/news",
    "/\\evil.example/en/news",
    "/EN/",
    "/Cy/",
    "/fr/",
    "/en-GB/",
    "/cymraeg/",
    "/%00",
    "/%FF%FE",
    "/%C0%AF",
    "/%ED%A0%80/",
    "/ŵŷ/",
    "/.env",
    "/.git/config",
    "/wp-login.php",
    "/admin/",
    "/api/",
    "/../../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/static/../settings.py",
    "/results.json",
    "/sitemap.xml/",
    "/robots.txt/x",
    "/index.html",
    "/%0d%0aSet-Cookie:%20a=b",
    "/<script>alert(1)</script>",
    "/{{7*7}}",
    "/" + "a" * 5000,
)
"""Addresses that belong to no language."""

BELOW_A_LANGUAGE = (
    "x",
    "nowhere/",
    "NEWS/",
    "news/..",
    "news/../",
    "news//",
    "news/%00/",
    "news/%2e%2e/",
    "news/ŵŷ/",
    "news/%F0%9F%8F%B4/",
    "news/a%2fb/",
    "news/" + "x" * 300 + "/",
    "newyddion/nid-yma/",
    "valley-awards/0/",
    "valley-awards/99999/",
    "valley-awards/0000/",
    "valley-awards/3026/",
    "valley-awards/-2026/",
    "valley-awards/2026.0/",
    "valley-awards/+2026/",
    "valley-awards/%D9%A2%D9%A0%D9%A2%D9%A6/",
    "valley-awards/２０２６/",
    "valley-awards/1999/results.json",
    "valley-awards/2026/results.JSON",
    "valley-awards/2026/results.json/",
    "valley-awards/2026/results.json%00",
    "valley-awards/2026/results.xml",
    "valley-awards/2026/results",
    "valley-awards/2026/resultsxjson",
    "valley-awards//2026/",
    "valley-awards/2026//asb/",
    "valley-awards/2026/asb/../youth/",
    "valley-awards/2026/asb/%2e%2e/",
    "valley-awards/2026/asb/operation-lantern/extra/",
    "valley-awards/2026/asb/OPERATION-LANTERN/",
    "valley-awards/2026/ASB/",
    "valley-awards/2026/asb;x=1/",
    "valley-awards/2026/asb/operation-lantern'/",
    "valley-awards/2026/asb/operation-lantern%20/",
    "valley-awards/2026/asb/1 OR 1=1/",
    "valley-awards/2026/<script>/",
    "valley-awards/2026/{{7*7}}/",
    "valley-awards/2026/%/",
    "valley-awards/2026/%zz/",
    "VALLEY-AWARDS/2026/",
)
"""What stands behind `/en/` and `/cy/`; below Welsh the English words are one oddity more."""


@pytest.fixture
def site() -> None:
    small = valley.ordered()
    announce_due()
    with clock.at(valley.RESULTS_AT):
        release_season(season=small.season, by=small.by_organiser)


def ask(client: Client, address: str) -> Any:
    """What is answered to an address as a server hands it on: bytes, with nothing tidied up."""
    return client.get("/", PATH_INFO=unquote_to_bytes(address).decode("latin-1"))


def assert_says_so(answer: Any, languages: set[str]) -> None:
    """A page that is well made, in the languages it should be in, and repeats nothing."""
    assert answer.status_code in {400, 404}
    page = lxml.html.document_fromstring(answer.content.decode())
    marked = {str(lang) for lang in page.xpath("//main//@lang")} | {str(page.get("lang"))}
    assert languages <= marked
    assert page.cssselect("h1")
    assert not page.xpath("//script | //img")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("site")
def test_an_address_of_no_language_is_answered_in_both(client: Client) -> None:
    for path in LANGUAGELESS:
        answer = ask(client, path)
        assert answer.status_code in {301, 400, 404}, path
        if answer.status_code == 301:
            assert re.match(r"/[^/\\]", answer["Location"]), path
        else:
            assert_says_so(answer, {"cy", "en"})
            assert "alert(1)" not in answer.content.decode(), path
        assert "\n" not in "".join(answer.headers.values()), path
        assert "Set-Cookie" not in answer.headers, path


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_odd_address_of_a_language_is_answered_in_it(client: Client, language: str) -> None:
    for rest in BELOW_A_LANGUAGE:
        answer = ask(client, f"/{language}/{rest}")
        if answer.status_code == 301:
            target = client.get(answer["Location"], follow=True)
            assert answer["Location"].startswith(f"/{language}/"), rest
            assert target.status_code in {200, 404}, rest
        else:
            assert answer.status_code in {400, 404}, rest
            assert_says_so(answer, {language})
            assert answer["Content-Language"] == language


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_take_no_method_that_writes(client: Client, method: str) -> None:
    for path in ("/", "/robots.txt", "/sitemap.xml", *SEASON.values(), "/en/news/", "/cy/cwcis/"):
        answer = getattr(client, method)(path, data="x", content_type="text/plain")
        assert answer.status_code in {403, 405}, path
        if answer.status_code == 405:
            assert {"GET", "HEAD"} <= set(answer["Allow"].replace(" ", "").split(","))
    for path in (f"{SEASON['en']}results.json", f"{SEASON['cy']}asb-cy/operation-lantern/"):
        assert getattr(client, method)(path).status_code in {403, 405}


@pytest.mark.usefixtures("site")
def test_asking_for_the_head_gives_the_head_of_the_page_and_nothing_else(client: Client) -> None:
    for path in ("/", *SEASON.values(), f"{SEASON['en']}results.json", "/sitemap.xml"):
        head, page = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == page["ETag"]
    assert client.head("/en/nowhere/").status_code == 404


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PROPFIND", "\u0174YN"])
def test_methods_that_nobody_offers_are_refused(client: Client, method: str) -> None:
    for path in ("/", SEASON["en"], "/cy/unman/"):
        answer = client.generic(method, path)
        assert answer.status_code in {400, 403, 404, 405}, path


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "query",
    [
        "?",
        "?%00",
        "?a=%FF",
        "?a=1&a=2",
        "?" + "a" * 4000,
        '?"><script>alert(1)</script>',
        "?\u0175",
    ],
)
def test_a_query_changes_nothing_and_is_never_obeyed(client: Client, query: str) -> None:
    for path in ("/", *SEASON.values()):
        answer = client.get(path + query)
        assert answer.status_code == 200
        page = lxml.html.document_fromstring(answer.content.decode())
        assert not page.xpath("//script | //*[@onerror]")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "testserver\u0000"},
        {"host": "a" * 300},
        {"host": ""},
        {"x-forwarded-host": "evil.example"},
        {"accept-language": "\u0175" * 50},
        {"cookie": "session=" + "x" * 3000},
        {"cookie": "\x00=\xff"},
        {"if-none-match": '"' + "x" * 3000},
        {"if-modified-since": "yesterday"},
        {"range": "bytes=0-0"},
        {"content-length": "-1"},
        {"accept": "text/\x00"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_odd_headers_never_break_a_page_or_name_another_host(
    client: Client, headers: dict[str, str]
) -> None:
    for path in ("/", SEASON["en"], "/sitemap.xml", "/en/nowhere/"):
        answer = client.get(path, headers=headers)
        assert answer.status_code in {200, 304, 400, 404}, path
        assert b"evil.example" not in answer.content
