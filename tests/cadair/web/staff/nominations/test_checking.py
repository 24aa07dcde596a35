"""The page of a nomination, the checking desk, and what is done from there."""

from __future__ import annotations

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import declare_eligible
from cadair.nominations.models import Entry, Nomination, ProposedExclusion
from cadair.nominations.queries import rehearsal_of
from cadair.nominations.states import Eligibility, NominationState
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.structure.scenes.checking import typed_body

pytestmark = pytest.mark.django_db
DESK = "/en/desk/valley-2026/"
HOSTILE = "\x00\U0001f600\u202eevil<script>alert(1)</script>"


@pytest.fixture
def cast() -> Cast:
    """The cast while nominations are checked."""
    return a_season(SeasonState.CHECKING)


@pytest.fixture
def browser(cast: Cast) -> Client:
    """Olwen’s."""
    with clock.at(CHECKING_AT):
        return signed_in(cast.accounts["olwen"])


def _page(cast: Cast, title: str) -> str:
    sent = cast.entries[title].nominations.order_by("pk")[0]
    return f"{DESK}nominations/{sent.public_id}/"


def _of(cast: Cast, title: str, what: str) -> str:
    return f"{DESK}entries/{cast.entries[title].public_id}/{what}/"


def _state(cast: Cast, title: str) -> str:
    return Entry.objects.get(pk=cast.entries[title].pk).eligibility


def test_the_page_shows_all_that_was_sent_in_its_own_language(cast: Cast, browser: Client) -> None:
    Nomination.objects.filter(entry=cast.entries[LANTERN]).update(
        language="cy", panel_summary="Goleuo’r strydoedd."
    )
    with clock.at(CHECKING_AT):
        page = browser.get(_page(cast, LANTERN)).content.decode()
    assert '<p class="answer" lang="cy">Goleuo’r strydoedd.</p>' in page
    assert "eirian@example.org" in page
    assert f"history/?subject=entry%3A{cast.entries[LANTERN].public_id}" in page


def test_the_same_page_in_welsh(cast: Cast, browser: Client) -> None:
    sent = cast.entries[LANTERN].nominations.get()
    with clock.at(CHECKING_AT):
        page = browser.get(f"/cy/desg/valley-2026/enwebiadau/{sent.public_id}/").content.decode()
    assert '<html lang="cy">' in page
    assert "heb ei wirio eto" in page


def test_from_one_unchecked_entry_to_the_next_with_one_press_each(
    cast: Cast, browser: Client
) -> None:
    seen = []
    with clock.at(CHECKING_AT):
        answer = browser.get(f"{DESK}nominations/check/")
        for _ in range(3):
            title = next(t for t in (LANTERN, QUIET, KICKABOUT) if f">{t}</h1>" in _text(answer))
            seen.append(title)
            answer = browser.post(_of(cast, title, "eligible"), {"from": "desk"}, follow=True)
    assert seen == [LANTERN, QUIET, KICKABOUT]
    assert "Everything is checked" in _text(answer)


def _text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def test_what_is_left_for_later_comes_again_at_the_end(cast: Cast, browser: Client) -> None:
    with clock.at(CHECKING_AT):
        after = cast.entries[LANTERN].public_id
        assert f">{QUIET}</h1>" in _text(browser.get(f"{DESK}nominations/check/?after={after}"))
        last = cast.entries[KICKABOUT].public_id
        assert f">{LANTERN}</h1>" in _text(browser.get(f"{DESK}nominations/check/?after={last}"))


def test_two_organisers_press_at_once_and_the_second_is_told(cast: Cast, browser: Client) -> None:
    with clock.at(CHECKING_AT):
        declare_eligible(entry=cast.entries[LANTERN], by=cast.organiser)
        answer = browser.post(_of(cast, LANTERN, "eligible"), {"from": "desk"}, follow=True)
    assert "This cannot be done to the entry now." in _text(answer)
    assert f">{QUIET}</h1>" in _text(answer)


def test_not_eligible_needs_a_reason_and_keeps_what_was_typed(cast: Cast, browser: Client) -> None:
    typed = {"note_cy": "Brawddeg.", "note_en": "A sentence.", "review_by": "2026-10-20"}
    with clock.at(CHECKING_AT):
        answer = browser.post(_of(cast, LANTERN, "not-eligible"), typed)
    assert answer.status_code == 422
    assert "Choose a reason" in _text(answer)
    assert "A sentence." in _text(answer)
    assert _state(cast, LANTERN) == Eligibility.UNCHECKED
    with clock.at(CHECKING_AT):
        answer = browser.post(
            _of(cast, LANTERN, "not-eligible"), {**typed, "reason": "out-of-area"}
        )
    assert answer["Location"] == _page(cast, LANTERN)
    # It waits for a second person, and nobody is told before.
    assert _state(cast, LANTERN) == Eligibility.UNCHECKED
    assert ProposedExclusion.objects.get().entry == cast.entries[LANTERN]
    assert not OutboxMessage.objects.filter(letter="nominations/email/not_eligible").exists()


def test_a_sentence_in_one_language_only_is_refused_with_the_other_kept(
    cast: Cast, browser: Client
) -> None:
    typed = {"note_en": "Only English.", "review_by": "2026-10-20", "reason": "out-of-area"}
    with clock.at(CHECKING_AT):
        answer = browser.post(_of(cast, LANTERN, "not-eligible"), typed)
    assert answer.status_code == 422
    assert "Only English." in _text(answer)
    assert not OutboxMessage.objects.filter(letter="nominations/email/not_eligible").exists()


@pytest.mark.parametrize("note", [HOSTILE, "x" * 200_000])
def test_hostile_words_are_cleaned_or_refused_and_never_run(
    cast: Cast, browser: Client, note: str
) -> None:
    typed = {
        "reason": "out-of-area",
        "review_by": "2026-10-20",
        "note_cy": note,
        "note_en": note,
    }
    with clock.at(CHECKING_AT):
        answer = browser.post(_of(cast, LANTERN, "not-eligible"), typed, follow=True)
        page = _text(browser.get(_page(cast, LANTERN)))
    assert answer.status_code in {200, 422}
    assert "<script>alert" not in _text(answer) + page
    assert "\x00" not in page
    assert "\u202e" not in page


def test_a_moved_entry_comes_back_to_the_desk_unchecked(cast: Cast, browser: Client) -> None:
    reason = {"note_cy": "Pobl ifanc.", "note_en": "Young people.", "from": "desk"}
    with clock.at(CHECKING_AT):
        answer = browser.post(
            _of(cast, LANTERN, "move"), {**reason, "categories": ["youth"]}, follow=True
        )
    assert f">{LANTERN}</h1>" in _text(answer)
    assert [each.key for each in cast.entries[LANTERN].categories.all()] == ["youth"]


def test_an_entry_moves_to_no_category_of_nowhere(cast: Cast, browser: Client) -> None:
    reason = {"note_cy": "Pam.", "note_en": "Why."}
    for keys in ([], ["overall"], ["\x00"]):
        with clock.at(CHECKING_AT):
            answer = browser.post(_of(cast, LANTERN, "move"), {**reason, "categories": keys})
        assert answer.status_code == 422


def test_both_are_compared_before_they_are_grouped_and_can_come_apart(
    cast: Cast, browser: Client
) -> None:
    address = _of(cast, QUIET, "group")
    with clock.at(CHECKING_AT):
        page = _text(browser.get(f"{address}?into=n-0001"))
        assert LANTERN in page
        assert "2 nominations" in page
        assert Entry.objects.get(pk=cast.entries[QUIET].pk).grouped_into is None
        browser.post(f"{address}?into=2026-001")
        assert "It counts as" in _text(browser.get(_page(cast, QUIET)))
        assert "What Quiet Streets did." in _text(browser.get(_page(cast, LANTERN)))
        browser.post(_of(cast, QUIET, "ungroup"))
    assert Entry.objects.get(pk=cast.entries[QUIET].pk).grouped_into is None


def test_an_unknown_reference_is_an_error_that_says_so(cast: Cast, browser: Client) -> None:
    with clock.at(CHECKING_AT):
        page = _text(browser.get(_of(cast, QUIET, "group") + "?into=%00nothing"))
    assert "No entry has this reference" in page


def test_the_same_organisation_in_the_same_category_is_a_hint_and_nothing_more(
    cast: Cast, browser: Client
) -> None:
    body = typed_body(cast)
    cast.entries[QUIET].bodies.create(organisation=body)
    cast.entries[KICKABOUT].bodies.create(organisation=body)
    with clock.at(CHECKING_AT):
        page = _text(browser.get(_page(cast, LANTERN)))
    assert "Compare: 2026-002" in page
    assert "Compare: 2026-003" not in page


def test_a_nomination_is_withdrawn_for_its_nominator_after_a_question(
    cast: Cast, browser: Client
) -> None:
    with clock.at(CHECKING_AT):
        assert "There is no way back" in _text(browser.get(_page(cast, LANTERN) + "withdraw/"))
        browser.post(_page(cast, LANTERN) + "withdraw/")
        again = browser.post(_page(cast, LANTERN) + "withdraw/")
    assert again.status_code == 422
    sent = cast.entries[LANTERN].nominations.get()
    assert sent.state == NominationState.WITHDRAWN


def test_once_judging_has_begun_the_page_offers_nothing() -> None:
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        page = _text(browser.get(_page(cast, LANTERN)))
        answer = browser.post(_of(cast, LANTERN, "eligible"), follow=True)
        moved = browser.get(_of(cast, LANTERN, "move"))
    assert "What do you find?" not in page
    assert "This is not possible now." in _text(moved)
    assert "only before judging begins" in _text(answer)


# --- names ------------------------------------------------------------------------------------


def test_a_typed_name_is_put_into_the_register_in_both_languages(
    cast: Cast, browser: Client
) -> None:
    body = typed_body(cast, "Gwent Polise")
    address = f"{DESK}organisations/{body.public_id}/"
    with clock.at(CHECKING_AT):
        assert "Gwent Polise" in _text(browser.get(f"{DESK}organisations/"))
        wrong = browser.post(address, {"accept": "1", "name_cy": "Heddlu Gwent", "name_en": ""})
        assert wrong.status_code == 422
        assert "Heddlu Gwent" in _text(wrong)
        browser.post(address, {"accept": "1", "name_cy": "Heddlu Gwent", "name_en": "Gwent Police"})
        assert "Gwent Polise" not in _text(browser.get(f"{DESK}organisations/"))
    body.refresh_from_db()
    assert (body.name_cy, body.name_en) == ("Heddlu Gwent", "Gwent Police")


def test_a_typed_name_is_merged_into_the_body_that_is_meant(cast: Cast, browser: Client) -> None:
    body = typed_body(cast, "Network")
    known = Organisation.objects.get(key="the-network")
    address = f"{DESK}organisations/{body.public_id}/"
    with clock.at(CHECKING_AT):
        assert "The Network" in _text(browser.get(address))
        assert browser.post(address, {"merge": "1"}).status_code == 422
        browser.post(address, {"merge": "1", "into": known.public_id})
    assert cast.entries[LANTERN].bodies.get().organisation == known


# --- the rehearsal ----------------------------------------------------------------------------


def test_a_rehearsal_is_made_with_one_button_marked_and_wiped_with_one() -> None:
    cast = a_season(SeasonState.DRAFT)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        page = _text(browser.post(f"{DESK}rehearsal/", follow=True))
        assert "T-0001" in page
        assert 'lang="cy">Ymarfer: prosiect' in page
        sent = Nomination.objects.get(reference="T-0001")
        shown = _text(browser.get(f"{DESK}nominations/{sent.public_id}/"))
        assert "This is a rehearsal." in shown
        assert "Wipe all of it" in _text(browser.get(f"{DESK}rehearsal/wipe/"))
        browser.post(f"{DESK}rehearsal/wipe/")
    assert rehearsal_of(cast.season).is_empty
