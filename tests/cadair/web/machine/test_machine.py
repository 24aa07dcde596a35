"""The results as data, and what search engines read."""

from __future__ import annotations

import json
from typing import Any

import lxml.etree
import pytest
from django.test import Client

from tests.cadair.web import sample

pytestmark = pytest.mark.django_db

FIELDS = {"id", "category", "kind", "joint", "title", "organisations", "people", "text"}


def data(client: Client, path: str) -> dict[str, Any]:
    """The answer as JSON."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return dict(json.loads(answer.content))


def test_both_languages_hold_the_same_awards_in_their_own_words(client: Client) -> None:
    sample.publish(sample.document())
    welsh = data(client, sample.CY + "2026/results.json")
    english = data(client, sample.EN + "2026/results.json")
    assert {a["id"] for a in welsh["awards"]} == {a["id"] for a in english["awards"]}
    assert welsh["totals"] == english["totals"]
    titles = {a["id"]: a["title"] for a in welsh["awards"]}
    assert titles["streets-lantern"] == "Ymgyrch Llusern"
    assert [a["id"] for a in welsh["awards"]] != [a["id"] for a in english["awards"]]


def test_every_award_has_the_same_fields_and_the_totals_are_their_sum(client: Client) -> None:
    sample.publish(sample.document())
    results = data(client, sample.EN + "2026/results.json")
    awards = results["awards"]
    assert all(set(award) == FIELDS for award in awards)
    assert results["totals"]["awards"] == len(awards) == 8
    by_kind = results["totals"]["by_kind"]
    assert by_kind == {
        "overall": 2,
        "team": 1,
        "winner": 3,
        "highly-commended": 1,
        "unknown": 1,
    }
    for kind, number in by_kind.items():
        assert len([a for a in awards if a["kind"] == kind]) == number


def test_joint_is_a_property_and_not_a_kind(client: Client) -> None:
    sample.publish(sample.document())
    awards = {a["id"]: a for a in data(client, sample.EN + "2026/results.json")["awards"]}
    assert awards["streets-lantern"] == {
        "id": "streets-lantern",
        "category": "streets",
        "kind": "winner",
        "joint": True,
        "title": "Operation Lantern",
        "organisations": ["Cwmcynfelyn Youth Club", "Valley Police"],
        "people": ["a youth worker"],
        "text": "Good work was done.",
    }
    assert awards["villages-hall"]["kind"] == "unknown"


def test_a_results_page_links_to_its_data(client: Client) -> None:
    sample.publish(sample.document())
    page = client.get(sample.CY + "2026/").content.decode()
    assert page.count(f'href="{sample.CY}2026/results.json"') == 2


def test_the_map_pairs_every_page_with_its_twin_and_every_address_answers(client: Client) -> None:
    sample.publish(sample.document())
    sample.publish(sample.announced())
    sample.publish_post()
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    tree = lxml.etree.fromstring(answer.content)
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    listed = {}
    for url in tree.findall("s:url", spaces):
        links = url.findall("x:link", spaces)
        listed[url.findtext("s:loc", "", spaces)] = {
            link.get("hreflang"): link.get("href") for link in links
        }
    assert len(listed) > 40
    for address, alternates in listed.items():
        assert address in (alternates["cy"], alternates["en"])
        assert listed[str(alternates["cy"])] == listed[str(alternates["en"])] == alternates
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_robots_are_shown_the_map(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in answer.content.decode()
