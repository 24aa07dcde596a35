"""What the public reads of a season that changed while it ran."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cadair.web import sample

pytestmark = pytest.mark.django_db


def test_results_without_a_ceremony_say_so_and_name_no_host(client: Client) -> None:
    document = sample.document()
    before = sample.document()
    sample.publish({**before, "is_ceremony_cancelled": True})
    english = client.get(sample.EN + "2026/").content.decode()
    welsh = client.get(sample.CY + "2026/").content.decode()
    assert "Cancelled" in english
    assert "Wedi’i chanslo" in welsh
    assert document["ceremony"]["host"]["en"] not in english


def test_a_document_of_the_first_version_knows_no_changes_and_is_read_all_the_same(
    client: Client,
) -> None:
    old = sample.document()
    for key in ("is_ceremony_cancelled", "changes", "merged"):
        old.pop(key, None)
    sample.publish(old)
    answer = client.get(sample.EN + "2026/")
    assert answer.status_code == 200
    assert "Cancelled" not in answer.content.decode()
