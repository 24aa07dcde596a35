"""Award texts, confirmation by two people, publication: as they go in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from cadair.foundation import clock
from cadair.outcomes.models import Award, ReleaseOrder, Seal, SealRequest
from cadair.outcomes.states import ReleaseState, RequestState
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.panel import pages
from tests.cast import LANTERN, MEETING_AT, Cast, a_season
from tests.progress import award, decide, decide_all

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """Everything is decided and approved."""
    found = a_season(SeasonState.DECIDING)
    decide_all(found)
    return found


def words_of(award: Award, **more: str) -> dict[str, str]:
    """The form of an award text as it stands."""
    return {
        "title_cy": award.title.cy,
        "title_en": award.title.en,
        "text_cy": award.text.cy,
        "text_en": award.text.en,
        "seen": "",
        **more,
    }


@pytest.mark.parametrize("language", ["cy", "en"])
def test_texts_are_there_in_both_languages(cast: Cast, language: str) -> None:
    organiser = pages.browser(cast, "olwen")
    for address in (
        pages.texts(cast, language),
        f"{pages.texts(cast, language)}{Award.objects.all()[0].public_id}/",
    ):
        answer = organiser.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()


def test_a_text_is_written_in_one_language_first_then_in_the_other_and_approved() -> None:
    cast = a_season(SeasonState.DECIDING)
    decide(cast, "asb", award(cast, "winner", LANTERN))
    found = Award.objects.get()
    organiser = pages.browser(cast, "olwen")
    address = f"{pages.texts(cast)}{found.public_id}/"
    half = words_of(found, text_cy="Dim ond hyn.", text_en="", save="1")
    assert organiser.post(address, half).status_code == 302
    assert "English is missing" in organiser.get(pages.texts(cast)).content.decode()
    whole = words_of(found, text_cy="Dim ond hyn.", text_en="Just this.", approve="1")
    assert organiser.post(address, whole).status_code == 302
    found.refresh_from_db()
    assert found.is_text_approved
    assert found.text.en == "Just this."


def test_half_a_text_is_not_approved_and_stays_in_the_form() -> None:
    cast = a_season(SeasonState.DECIDING)
    decide(cast, "asb", award(cast, "winner", LANTERN))
    found = Award.objects.get()
    sent = words_of(found, text_cy="", text_en="Typed here", approve="1")
    answer = pages.browser(cast, "olwen").post(f"{pages.texts(cast)}{found.public_id}/", sent)
    assert answer.status_code == 422
    assert "Typed here" in answer.content.decode()
    found.refresh_from_db()
    assert found.text.en != "Typed here"


@pytest.mark.parametrize("text", ["🎉 \u202e", "x" * 60_000, "\x00"])
def test_strange_texts_are_kept_clean_or_refused(cast: Cast, text: str) -> None:
    found = Award.objects.all()[0]
    sent = words_of(found, text_en=text, save="1")
    answer = pages.browser(cast, "olwen").post(f"{pages.texts(cast, 'cy')}{found.public_id}/", sent)
    assert answer.status_code in {302, 422}
    found.refresh_from_db()
    assert "\u202e" not in found.text.en
    assert "\x00" not in found.text.en


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_organiser_asks_and_the_chair_confirms_with_the_morning_after(
    cast: Cast, language: str
) -> None:
    organiser, chair = pages.browser(cast, "olwen"), pages.browser(cast, "cerys")
    address = pages.confirming(cast, language)
    assert organiser.post(address, {"ask": "1", "when": "morning"}).status_code == 302
    request = SealRequest.objects.get()
    assert request.release_at == MORNING
    page = chair.get(address).content.decode()
    assert request.sha256 in page
    assert LANTERN in page
    confirmed = {"confirm": "1", "request": request.public_id}
    assert chair.post(address, confirmed).status_code == 422
    assert not Seal.objects.exists()
    answer = chair.post(address, {**confirmed, "sure": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, pages.publishing(cast, language))
    assert Seal.objects.exists()
    assert ReleaseOrder.objects.get().release_at == MORNING
    assert chair.get(pages.publishing(cast, language)).status_code == 200


def test_whoever_asked_is_offered_no_button_and_cannot_confirm(cast: Cast) -> None:
    organiser = pages.browser(cast, "olwen")
    organiser.post(pages.confirming(cast), {"ask": "1", "when": "later"})
    assert 'name="confirm"' not in organiser.get(pages.confirming(cast)).content.decode()
    request = SealRequest.objects.get()
    sent = {"confirm": "1", "request": request.public_id, "sure": "yes"}
    assert organiser.post(pages.confirming(cast), sent).status_code == 422
    assert not Seal.objects.exists()


def test_what_changed_after_the_request_is_told_and_not_confirmed(cast: Cast) -> None:
    organiser, chair = pages.browser(cast, "olwen"), pages.browser(cast, "cerys")
    organiser.post(pages.confirming(cast), {"ask": "1", "when": "now"})
    found = Award.objects.all()[0]
    changed = words_of(found, text_en="Other words.", approve="1")
    organiser.post(f"{pages.texts(cast)}{found.public_id}/", changed)
    assert "has changed since" in chair.get(pages.confirming(cast)).content.decode()
    request = SealRequest.objects.get()
    sent = {"confirm": "1", "request": request.public_id, "sure": "yes"}
    assert chair.post(pages.confirming(cast), sent).status_code == 422
    organiser.post(pages.confirming(cast), {"ask": "1", "when": "now"})
    again = SealRequest.objects.get(state=RequestState.WAITING)
    sent = {"confirm": "1", "request": again.public_id, "sure": "yes"}
    assert chair.post(pages.confirming(cast), sent).status_code == 302


def test_a_request_is_taken_back(cast: Cast) -> None:
    organiser = pages.browser(cast, "olwen")
    organiser.post(pages.confirming(cast), {"ask": "1", "when": "later"})
    sent = {"withdraw": "1", "request": SealRequest.objects.get().public_id}
    assert organiser.post(pages.confirming(cast), sent).status_code == 302
    assert SealRequest.objects.get().state == RequestState.WITHDRAWN


@pytest.mark.parametrize(
    "sent",
    [
        {"when": ""},
        {"when": "at"},
        {"when": "at", "day": "2026-12-01"},
        {"when": "at", "day": "2020-01-01", "hour": "09:00"},
        {"when": "at", "day": "tomorrow", "hour": "9"},
        {"when": "\x00"},
    ],
)
def test_a_minute_that_makes_no_sense_is_refused(cast: Cast, sent: dict[str, str]) -> None:
    for language in ("cy", "en"):
        answer = pages.browser(cast, "olwen").post(
            pages.confirming(cast, language), {"ask": "1", **sent}
        )
        assert answer.status_code == 422
    assert not SealRequest.objects.exists()


def test_without_a_ceremony_the_morning_after_is_not_offered(cast: Cast) -> None:
    cast.season.is_ceremony_cancelled = True
    cast.season.save()
    organiser = pages.browser(cast, "olwen")
    assert 'value="morning"' not in organiser.get(pages.confirming(cast)).content.decode()


def test_missing_things_are_listed_for_organisers_and_counted_for_the_chair(cast: Cast) -> None:
    Award.objects.update(is_text_approved=False)
    listed = "Award text not approved yet"
    assert listed in pages.browser(cast, "olwen").get(pages.confirming(cast)).content.decode()
    told = pages.browser(cast, "cerys").get(pages.confirming(cast)).content.decode()
    assert listed not in told
    assert "Things that are missing: 3." in told


def test_results_are_ordered_held_back_and_published() -> None:
    cast = a_season(SeasonState.SEALED)
    organiser = pages.browser(cast, "olwen")
    address = pages.publishing(cast)
    assert organiser.post(address, {"morning": "1"}).status_code == 302
    assert ReleaseOrder.objects.get(state=ReleaseState.WAITING).release_at == MORNING
    sent = {"at": "1", "day": "2026-12-01", "hour": "18:00"}
    assert organiser.post(address, sent).status_code == 302
    order = ReleaseOrder.objects.get(state=ReleaseState.WAITING)
    assert order.release_at == datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
    assert organiser.post(address, {"hold": "1"}).status_code == 302
    assert not ReleaseOrder.objects.filter(state=ReleaseState.WAITING).exists()
    assert organiser.post(address, {"hold": "1"}).status_code == 422
    assert organiser.post(address, {"now": "1"}).status_code == 422
    assert organiser.post(address, {"now": "1", "sure": "yes"}).status_code == 302
    cast.season.refresh_from_db()
    assert cast.season.state == SeasonState.RELEASED
    said = organiser.get(address).content.decode()
    assert "/en/valley-awards/2026/" in said


@pytest.mark.parametrize("name", ["cerys", "ann"])
def test_the_chair_and_the_stand_in_look_and_do_not_publish(name: str) -> None:
    cast = a_season(SeasonState.SEALED)
    someone = pages.with_part(cast, name, SeasonRole.STAND_IN)
    address = pages.publishing(cast)
    assert someone.get(address).status_code == 200
    for sent in ({"now": "1", "sure": "yes"}, {"morning": "1"}, {"hold": "1"}):
        assert someone.post(address, sent).status_code == 422
    assert not ReleaseOrder.objects.exists()


def test_a_minute_in_the_past_is_refused() -> None:
    cast = a_season(SeasonState.SEALED)
    yesterday = clock.to_london(clock.now() - timedelta(days=1))
    sent = {"at": "1", "day": f"{yesterday:%Y-%m-%d}", "hour": "09:00"}
    answer = pages.browser(cast, "olwen").post(pages.publishing(cast), sent)
    assert answer.status_code == 422
