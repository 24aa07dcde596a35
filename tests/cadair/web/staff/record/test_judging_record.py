"""The page of the judging record: what it shows to whom, and what can be taken from it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.models import Judge
from cadair.record.tasks import send_heads_due
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.record.test_reconciliation import change_a_mark
from tests.cadair.web.signing import signed_in
from tests.cast import LANTERN, MEETING_AT, Cast, a_season
from tests.progress import decide_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_meeting() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


def page(cast: Cast, who: str, language: str = "en") -> str:
    """The page as somebody sees it."""
    with translation.override(language):
        address = reverse("staff_record", kwargs={"season": cast.season.key})
    answer = signed_in(cast.accounts[who]).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def taken(cast: Cast, who: str, version: str) -> HttpResponse:
    """What comes back for a version."""
    address = reverse("staff_record_take", kwargs={"season": cast.season.key})
    answer: Any = signed_in(cast.accounts[who]).post(address, {"version": version})
    return answer  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "said"), [("cy", "Ydy’r cyfan yn gywir?"), ("en", "Does it add up?")]
)
@pytest.mark.parametrize("who", ["olwen", "sian"])
def test_organiser_and_scrutineer_see_that_it_adds_up(who: str, language: str, said: str) -> None:
    cast = a_season(SeasonState.DECIDING)
    told = page(cast, who, language)
    assert said in told
    assert "tag--laurel" in told
    assert "tag--wrong" not in told


def test_a_changed_mark_is_told_with_the_name_of_the_judge_and_on_the_page_that_confirms() -> None:
    cast = a_season(SeasonState.DECIDING)
    decide_all(cast)
    change_a_mark(cast, 3)
    told = page(cast, "olwen")
    assert "A mark is not the one that was recorded. Judge: Ann." in told
    assert cast.entries[LANTERN].reference in told
    confirm = reverse("panel_confirm", kwargs={"season": cast.season.key})
    asked = signed_in(cast.accounts["olwen"]).post(confirm, {"ask": "1", "when": "open"})
    assert "A mark is not the one that was recorded" in asked.content.decode()


def test_while_judges_mark_nobody_sees_what_they_gave() -> None:
    told = page(a_season(SeasonState.JUDGING), "olwen")
    assert "This page begins when the panel meets" in told
    assert "<table" not in told


def test_an_organiser_who_stepped_aside_as_a_judge_sees_nothing_before_the_results() -> None:
    """Bob stepped aside from Operation Lantern; he also helps to organise (PRO-03)."""
    cast = a_season(SeasonState.SEALED)
    Role.objects.create(season=cast.season, account=cast.accounts["bob"], role=SeasonRole.ORGANISER)
    assert Judge.objects.get(account=cast.accounts["bob"]).interests.exists()
    told = page(cast, "bob")
    assert "Another organiser looks after this page" in told
    assert cast.entries[LANTERN].reference not in told
    refused = taken(cast, "bob", "foi")
    assert refused.status_code == 422
    assert "You stepped aside from an entry" in refused.content.decode()


def test_the_record_is_taken_and_that_is_recorded() -> None:
    cast = a_season(SeasonState.SEALED)
    answer = taken(cast, "olwen", "full")
    assert answer["Content-Type"] == "application/zip"
    assert "valley-2026-judging-record-full.zip" in answer["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        names = set(packed.namelist())
        assert json.loads(packed.read("record.json"))["version"] == "full"
    assert {"record.json", "verify_record.py", "minutes-cy.docx", "README.cy.md"} <= names
    entry = AuditEntry.objects.order_by("sequence").last()
    assert entry is not None
    assert (entry.action, entry.actor_ref) == ("export_record", cast.organiser.ref)
    assert json.loads(entry.facts)["version"] == "full"


@pytest.mark.parametrize(
    ("who", "version", "state", "said"),
    [
        ("sian", "full", SeasonState.SEALED, "Only an organiser is given this version"),
        ("olwen", "public", SeasonState.SEALED, "once the results are published"),
        ("olwen", "full", SeasonState.DECIDING, "once the results are confirmed"),
        ("olwen", "everything", SeasonState.SEALED, "Choose which version"),
        ("olwen", "\x00", SeasonState.SEALED, "Choose which version"),
        ("olwen", "x" * 50_000, SeasonState.SEALED, "Choose which version"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(
    who: str, version: str, state: SeasonState, said: str
) -> None:
    cast = a_season(state)
    answer = taken(cast, who, version)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AuditEntry.objects.filter(action="export_record").exists()


def test_the_scrutineer_is_given_the_version_without_names() -> None:
    cast = a_season(SeasonState.SEALED)
    answer = taken(cast, "sian", "foi")
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        told = b"".join(packed.read(name) for name in ("record.json", "README.en.md")).decode()
    for name in ("Ann", "Bob", "Cerys", "Eirian"):
        assert f'"{name}"' not in told


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_shows_which_heads_were_sent_and_to_how_many(language: str) -> None:
    cast = a_season(SeasonState.SEALED)
    said = {"cy": "Nid oes dim wedi’i anfon eto", "en": "Nothing was sent yet"}
    for name in ("olwen", "sian"):
        assert said[language] in page(cast, name, language)
    assert send_heads_due() == 3
    told = page(cast, "sian", language)
    heads = [
        f"{each.sequence}:{each.hash}"
        for each in AuditEntry.objects.filter(
            action__in=("close_nominations", "begin_deciding", "seal_season")
        )
    ]
    assert len(heads) == 3
    assert all(head in told for head in heads)
    assert told.count({"cy": "Anfonwyd at: 2", "en": "Sent to: 2"}[language]) == 3
