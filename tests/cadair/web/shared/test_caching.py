"""A public page may be kept by anyone, and a cache asks again without getting it twice."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.cadair.web import sample

pytestmark = pytest.mark.django_db


def test_a_public_page_may_be_kept_and_varies_on_its_address_alone(client: Client) -> None:
    sample.publish(sample.document())
    answer = client.get(sample.EN + "2026/")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["Last-Modified"] == "Fri, 27 Nov 2026 09:00:00 GMT"
    assert "Cookie" not in answer.get("Vary", "")
    assert "Accept-Language" not in answer.get("Vary", "")
    assert answer.cookies == {}


def test_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    sample.publish(sample.document())
    first = client.get(sample.EN + "2026/")
    again = client.get(sample.EN + "2026/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_corrected_page_has_another_tag(client: Client) -> None:
    row = sample.publish(sample.document())
    first = client.get(sample.EN + "2026/")
    corrected = sample.document(introduction=sample.text("Cywirwyd.", "Corrected."))
    row.delete()
    sample.publish(corrected)
    again = client.get(sample.EN + "2026/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "Corrected." in again.content.decode()


def test_a_redirect_is_not_kept(client: Client) -> None:
    sample.publish(sample.document())
    answer = client.get("/en/gwobrau-r-cwm/2026/")
    assert answer.status_code == 301
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_for_reading(client: Client, method: str) -> None:
    sample.publish(sample.document())
    assert getattr(client, method)(sample.EN + "2026/").status_code in {403, 405}


def test_a_page_is_sent_compressed_to_whoever_can_read_it(client: Client) -> None:
    sample.publish(sample.document())
    plain = client.get(sample.EN + "2026/")
    small = client.get(sample.EN + "2026/", headers={"accept-encoding": "br, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    assert small["ETag"] != plain["ETag"]
    assert small["Vary"] == plain["Vary"] == "Accept-Encoding"
    headers = {"accept-encoding": "gzip", "if-none-match": small["ETag"]}
    assert client.get(sample.EN + "2026/", headers=headers).status_code == 304


@pytest.mark.parametrize("said", ["br", "gzip;q=0, br", "identity", ""])
def test_a_page_is_not_compressed_for_whoever_cannot_read_it(client: Client, said: str) -> None:
    sample.publish(sample.document())
    answer = client.get(sample.EN + "2026/", headers={"accept-encoding": said})
    assert "Content-Encoding" not in answer
    assert "Valley Awards" in answer.content.decode()
