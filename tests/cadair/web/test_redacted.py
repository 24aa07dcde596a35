"""What was taken out is in no byte that the judges' side gets: every page, every route (PRI-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.nominations.actions import (
    answer_clarification,
    ask_clarification,
    mark_read,
    redact_passage,
    renew_panel_copy,
    reword_title,
    withhold_name,
)
from cadair.nominations.models import EntryPerson, Evidence, Nomination
from cadair.nominations.queries import panel_texts
from cadair.nominations.states import RedactionReason
from cadair.seasons.season_file import export_season
from cadair.seasons.states import SeasonState
from seasonfile import write
from tests.cadair.web.signing import signed_in
from tests.cadair.web.test_matrix import _addresses
from tests.cast import CHECKING_AT, LANTERN, MEETING_AT, Cast, a_season
from tests.progress import STEPS, declare
from tests.structure.matrix import MATRIX
from tests.structure.matrix.nominate_evidence import evidence_of

pytestmark = pytest.mark.django_db
NAME, LATER, CALLED, SENT = "Heulwen Xylander", "Zebedee", "Quillfeather", "Nia Nomdeplume"
SHOWN, ASKED = "Peregrina Wychwood", "Tancred"
SECRETS = (NAME, LATER, CALLED, SENT, SHOWN, ASKED, "Xylander", "Wychwood")
STATES = (SeasonState.JUDGING, SeasonState.DECIDING, SeasonState.SEALED)


def _hide(cast: Cast) -> None:
    """Names in the text, the title, a person, a later answer, a description, a question."""
    sent = Nomination.objects.get(entry=cast.entries[LANTERN])
    sent.summary = f"{NAME} was helped."
    sent.answers = {"prevention": f"Again {NAME}.", "impact": "…"}
    sent.nominator_name = SENT
    sent.save()
    renew_panel_copy(sent)
    by = cast.organiser
    cast.entries[LANTERN].title_en = f"{CALLED} and light"
    cast.entries[LANTERN].save()
    reword_title(entry=cast.entries[LANTERN], title=BilingualText(en="A light"), by=by)
    person = EntryPerson.objects.create(entry=cast.entries[LANTERN], name=NAME)
    withhold_name(part=person, is_withheld=True, by=by)
    asked = ask_clarification(
        nomination=sent,
        question=BilingualText(f"Pryd, {ASKED}?", f"When, {ASKED}?"),
        answer_by=clock.now().date(),
        by=by,
    )
    answer_clarification(
        clarification=asked, text=f"{LATER} knows.", language="en", by=cast.actor("eirian")
    )
    file = evidence_of(sent)
    file.description = f"A letter from {SHOWN}, with {ASKED}"
    file.save()
    Evidence.objects.create(
        nomination=sent,
        link=f"https://example.org/{SHOWN.replace(' ', '%20')}",
        description=f"More of {SHOWN}",
        language="en",
        position=2,
    )
    for passage in (NAME, LATER, SHOWN, ASKED):
        redact_passage(nomination=sent, passage=passage, reason=RedactionReason.VICTIM, by=by)
    mark_read(nomination=sent, by=by)


@pytest.fixture(params=STATES)
def cast(request: pytest.FixtureRequest) -> Cast:
    """The season in each state in which the panel reads."""
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        _hide(found)
    _bring(found, request.param)
    return found


def _bring(cast: Cast, state: SeasonState) -> None:

    order = list(STEPS)
    for step in order[order.index(SeasonState.JUDGING) : order.index(state) + 1]:
        moment, act = STEPS[step]
        with clock.at(moment):
            act(cast)
            if step == SeasonState.JUDGING and state == SeasonState.JUDGING:
                declare(cast)
    cast.season.refresh_from_db()


def _pages(cast: Cast) -> Iterator[str]:
    """Every address of the panel's side that the role matrix knows, and of the entry itself."""
    entry = cast.entries[LANTERN]
    for key, row in MATRIX.items():
        if key[0] not in {"jury", "panel"}:
            continue
        try:
            arguments = row.arguments(cast) if row.arguments else {}
        except (Refusal, ObjectDoesNotExist):
            # A page about a decision: there is none yet in this state.
            continue
        if "entry" in arguments:
            arguments["entry"] = entry.public_id
            arguments["category"] = "asb"
        for _language, address in _addresses(key, arguments):
            yield address


def test_no_page_of_the_panel_holds_what_was_taken_out(cast: Cast) -> None:
    shown = marks = 0
    with clock.at(MEETING_AT):
        browsers = [signed_in(cast.accounts[name]) for name in ("ann", "cerys", "olwen")]
        for address in _pages(cast):
            for browser in browsers:
                answer = browser.get(address)
                body = answer.content.decode()
                assert [secret for secret in SECRETS if secret in body] == [], address
                shown += answer.status_code == 200
                marks += "[victim]" in body
    assert shown > 10
    assert marks > 0, "the pages were about the entry at all"


def test_no_file_of_the_season_holds_what_was_taken_out(cast: Cast) -> None:
    written = write(export_season(cast.season)).decode()
    held = (NAME, LATER, CALLED, SHOWN, ASKED)
    assert [secret for secret in held if secret in _texts(written)] == []


def _texts(written: str) -> str:
    """Without the names of nominees: a file of the whole season holds them."""
    return re.sub(r"^\s+- name: .*$", "", written, flags=re.M)


def test_the_organisers_own_pages_hold_it_only_behind_a_reason(cast: Cast) -> None:
    sent = Nomination.objects.get(entry=cast.entries[LANTERN])
    desk = f"/en/desk/{cast.season.key}"
    with clock.at(MEETING_AT):
        browser: Client = signed_in(cast.accounts["olwen"])
        for address in (f"nominations/{sent.public_id}/", f"reading/{sent.public_id}/", "reading/"):
            body = browser.get(f"{desk}/{address}").content.decode()
            assert LATER not in body, address
            assert SHOWN not in body, address
            assert "was helped" in body or address == "reading/"
            assert f"{NAME} was helped" not in body, address
        original = f"{desk}/reading/{sent.public_id}/original/"
        assert NAME not in browser.get(original).content.decode()
        opened = browser.post(original, {"why": "The nominee asks what was said."})
        assert f"{NAME} was helped" in opened.content.decode()
        assert CALLED in opened.content.decode()
        assert f"A letter from {SHOWN}" in opened.content.decode()
    assert sent.original_readings.count() == 1


def test_an_answer_that_came_later_stands_below_with_its_date() -> None:
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        _hide(found)
    _bring(found, SeasonState.JUDGING)
    entry = found.entries[LANTERN]
    with clock.at(MEETING_AT):
        page = signed_in(found.accounts["ann"]).get(
            f"/en/judging/{found.season.key}/asb/{entry.public_id}/"
        )
    body = page.content.decode()
    assert "Added when asked" in body
    assert "[victim] knows." in body
    assert "When, [victim]?" in body
    assert "A letter from [victim]" in body


def test_a_question_may_not_tell_what_was_taken_out() -> None:
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        _hide(found)
        sent = Nomination.objects.get(entry=found.entries[LANTERN])
        question = BilingualText(f"A ddaeth {SHOWN}?", f"Did {SHOWN} come?")
        day = clock.now().date()
        with pytest.raises(Refusal, match="Ask without them"):
            ask_clarification(nomination=sent, question=question, answer_by=day, by=found.organiser)
        plain = BilingualText("A ddaeth pawb?", "Did everybody come?")
        asked = ask_clarification(
            nomination=sent, question=plain, answer_by=day, by=found.organiser
        )
    assert asked.question == plain


def test_a_refusal_confirms_no_guess_of_the_panel() -> None:
    """The chair guesses a name: asked without a word, and shown without it to the others."""
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        _hide(found)
    _bring(found, SeasonState.JUDGING)
    sent = Nomination.objects.get(entry=found.entries[LANTERN])
    with clock.at(CHECKING_AT):
        asked = ask_clarification(
            nomination=sent,
            question=BilingualText(f"Ai {NAME}?", f"Was it {NAME}?"),
            answer_by=clock.now().date(),
            by=found.chair,
            is_from_panel=True,
        )
        answer_clarification(
            clarification=asked, text="No.", language="en", by=found.actor("eirian")
        )
        mark_read(nomination=sent, by=found.organiser)
    (addition,) = [each for each in panel_texts(sent).additions if each.answer == "No."]
    assert addition.question == "Was it [victim]?"
