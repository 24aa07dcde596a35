"""Who could not be told is told in public: in words and a number, never by name (PRI-02)."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.nominations.actions import except_from_notice, reopen_notice
from cadair.nominations.models import Nominee
from cadair.nominations.notices import due_by
from cadair.nominations.states import ExceptionReason
from cadair.publishing.models import ReleasedSeason
from cadair.publishing.release import announcement_document, results_document
from cadair.publishing.tasks import announce_due
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

NOTE = BilingualText("Holwch ni os gwnaethoch godi’r wal.", "Ask us if you built the wall.")
SECRETS = ("Gwenno Secret", "gave no address", "secret evidence")


def nominee(cast: Cast, name: str) -> Nominee:
    with clock.at(NOMINATING_AT):
        now = clock.now()
        return Nominee.objects.create(
            nomination=cast.season.nominations.order_by("pk")[0],
            name=name,
            received_at=now,
            due_at=due_by(now),
        )


def excepted(cast: Cast, reason: ExceptionReason, *names: str) -> list[Nominee]:
    people = [nominee(cast, name) for name in names]
    with clock.at(NOMINATING_AT):
        return except_from_notice(
            season=cast.season,
            nominees=people,
            reason=reason,
            evidence="secret evidence: gave no address",
            public_note=NOTE,
            by=cast.organiser,
        )


def published(cast: Cast) -> str:
    with clock.at(NOMINATING_AT):
        announce_due()
    current = ReleasedSeason.objects.get(season_key=cast.season.key, is_current=True)
    return current.document


def test_the_note_and_the_number_are_public_and_no_name_is(client: Client) -> None:
    cast = a_season(SeasonState.OPEN)
    excepted(cast, ExceptionReason.EFFORT, "Gwenno Secret", "Another Secret")
    document = published(cast)
    assert json.loads(document)["unreached"] == [{"note": NOTE.as_dict(), "people": 2}]
    pages = {
        language: client.get(f"/{language}/{slug}/2026/").content.decode()
        for language, slug in (("en", "valley-awards"), ("cy", "gwobrau-r-cwm"))
    }
    assert "Ask us if you built the wall." in pages["en"]
    assert "Holwch ni os gwnaethoch godi’r wal." in pages["cy"]
    for secret in SECRETS:
        assert secret not in document + pages["en"] + pages["cy"]


def test_who_cannot_be_recognised_needs_no_note() -> None:
    cast = a_season(SeasonState.OPEN)
    nobody = next(each for each in ExceptionReason if each != ExceptionReason.EFFORT)
    excepted(cast, nobody, "Gwenno Secret")
    assert "unreached" not in announcement_document(cast.season)


def test_once_somebody_can_be_told_the_note_is_gone_with_the_next_look_of_the_worker() -> None:
    cast = a_season(SeasonState.OPEN)
    person = excepted(cast, ExceptionReason.EFFORT, "Gwenno Secret")[0]
    assert "unreached" in json.loads(published(cast))
    reopen_notice(nominee=person, by=cast.organiser)
    assert "unreached" not in json.loads(published(cast))


def test_the_results_say_it_too() -> None:
    cast = a_season(SeasonState.OPEN)
    excepted(cast, ExceptionReason.EFFORT, "Gwenno Secret")
    assert results_document(cast.season)["unreached"] == [{"note": NOTE.as_dict(), "people": 1}]
