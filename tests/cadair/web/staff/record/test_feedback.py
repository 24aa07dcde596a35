"""The pages on which feedback is written, letters are looked at, reviews are logged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.outcomes.models import Feedback, ProcessReview
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

TEXTS = {
    "strengths_cy": "Roedden nhw’n gwrando.",
    "strengths_en": "They listened.",
    "next_steps_cy": "Dangoswch y rhifau.",
    "next_steps_en": "Show the numbers.",
}


@pytest.fixture
def cast() -> Iterator[Cast]:
    """The results are published."""
    found = a_season(SeasonState.RELEASED)
    with clock.at(MEETING_AT):
        yield found


@pytest.fixture
def olwen(cast: Cast) -> Client:
    """The organiser."""
    return signed_in(cast.accounts["olwen"])


def at(cast: Cast, name: str, language: str = "en", **more: str) -> str:
    """An address."""
    with translation.override(language):
        return reverse(name, kwargs={"season": cast.season.key, **more})


def test_from_the_first_text_to_the_letters(cast: Cast, olwen: Client) -> None:
    page = at(cast, "staff_feedback")
    assert "to write" in olwen.get(page).content.decode()
    assert "Adborth i’w ysgrifennu" in olwen.get(at(cast, "staff_feedback", "cy")).content.decode()
    too_early = olwen.post(page, {"prepare": "1"})
    assert too_early.status_code == 422
    assert cast.entries[KICKABOUT].reference in too_early.content.decode()
    entry = cast.entries[KICKABOUT].public_id
    write = at(cast, "staff_feedback_write", entry=entry)
    assert "80 or more" in olwen.get(write).content.decode()
    assert olwen.post(write, TEXTS).status_code == 302
    assert olwen.post(page, {"prepare": "1"}).status_code == 302
    letters = cast.season.outcome_letters.get()
    send = {"send": "1", "letters": letters.public_id}
    assert olwen.post(page, send).status_code == 422
    for sample in letters.samples:
        address = at(cast, "staff_feedback_letter", nomination=sample)
        shown = olwen.get(address).content.decode()
        assert "eirian@example.org" in shown
        assert olwen.post(address).status_code == 302
    assert olwen.post(page, send).status_code == 302
    assert OutboxMessage.objects.filter(once__startswith="outcome:").count() == 3
    assert olwen.post(page, {"hold": "1", "letters": letters.public_id}).status_code == 302
    assert not OutboxMessage.objects.filter(once__startswith="outcome:").exists()
    assert "Held back" in olwen.get(page).content.decode()


def test_the_letter_is_shown_as_it_would_leave(cast: Cast, olwen: Client) -> None:
    olwen.post(at(cast, "staff_feedback_write", entry=cast.entries[KICKABOUT].public_id), TEXTS)
    olwen.post(at(cast, "staff_feedback"), {"prepare": "1"})
    nomination = cast.entries[KICKABOUT].nominations.get().public_id
    shown = olwen.get(at(cast, "staff_feedback_letter", nomination=nomination)).content.decode()
    for text in TEXTS.values():
        assert text in shown
    assert 'lang="cy"' in shown
    assert LANTERN not in shown


@pytest.mark.parametrize("text", ["\x00", "x" * 60_000, "\u202egnorw"])
def test_what_cannot_be_kept_is_refused_and_nothing_typed_is_lost(
    cast: Cast, olwen: Client, text: str
) -> None:
    write = at(cast, "staff_feedback_write", entry=cast.entries[KICKABOUT].public_id)
    answer = olwen.post(write, {**TEXTS, "strengths_en": text})
    if answer.status_code == 302:
        assert "\u202e" not in Feedback.objects.get().strengths_en
        return
    assert answer.status_code == 422
    assert TEXTS["next_steps_cy"] in answer.content.decode()
    assert not Feedback.objects.exists()


def test_an_entry_with_an_award_has_no_page(cast: Cast, olwen: Client) -> None:
    address = at(cast, "staff_feedback_write", entry=cast.entries[LANTERN].public_id)
    assert olwen.get(address).status_code == 404


def test_a_question_is_written_down_and_answered(cast: Cast, olwen: Client) -> None:
    page = at(cast, "staff_reviews")
    asked = {
        "number": cast.entries[KICKABOUT].reference,
        "asked_on": "2026-11-05",
        "question": "Was it read at all?",
        "reviewer": "Ann",
        "due_on": "2026-11-19",
    }
    on_panel = olwen.post(page, asked)
    assert on_panel.status_code == 422
    assert "This person sits on the panel" in on_panel.content.decode()
    assert "Was it read at all?" in on_panel.content.decode()
    unknown = olwen.post(page, {**asked, "number": "none"})
    assert "No entry of this season has this number" in unknown.content.decode()
    assert olwen.post(page, {**asked, "reviewer": "Rhian Reviewer"}).status_code == 302
    review = ProcessReview.objects.get()
    answer = at(cast, "staff_review", review=review.public_id)
    assert olwen.post(answer, {"finding": "kept", "answer": ""}).status_code == 422
    said = {"finding": "kept", "answer": "Three judges read it."}
    assert olwen.post(answer, said).status_code == 302
    assert "the rules were kept" in olwen.get(page).content.decode()
    assert "cadwyd y rheolau" in olwen.get(at(cast, "staff_reviews", "cy")).content.decode()


def test_before_publication_the_pages_say_when_it_begins() -> None:
    cast = a_season(SeasonState.SEALED)
    with clock.at(MEETING_AT):
        olwen = signed_in(cast.accounts["olwen"])
        for name in ("staff_feedback", "staff_reviews"):
            told = olwen.get(at(cast, name)).content.decode()
            assert "This begins once the results are published" in told
            assert cast.entries[KICKABOUT].reference not in told
        write = at(cast, "staff_feedback_write", entry=cast.entries[KICKABOUT].public_id)
        assert olwen.get(write).status_code == 404
