"""Nothing typed is lost: autosave, two windows, switching language, hostile text, late forms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.nominations.models import Draft, Nomination
from cadair.seasons.states import SeasonState
from tests.cadair.hostile.texts import CLEANED, KEPT, MEGABYTE
from tests.cadair.web.nominate.browsing import LATER, START, begin, fill, page, send
from tests.cadair.web.reading import all_words, attribute, get, words
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> Cast:
    cache.clear()
    return a_season(SeasonState.OPEN)


@pytest.fixture
def draft(client: Client) -> Draft:
    with clock.at(NOMINATING_AT):
        return begin(client)


def _autosave(client: Client, draft: Draft, text: str, seen: int) -> tuple[int, dict[str, object]]:
    sent = {"summary": text, "seen": str(seen), "autosave": "1"}
    with clock.at(NOMINATING_AT):
        answer = client.post(page(draft, "summary"), sent)
    return answer.status_code, answer.json()


def _saved(draft: Draft, key: str = "summary") -> object:
    draft.refresh_from_db()
    return draft.values_of(key).get(key)


def test_what_is_typed_is_saved_without_a_record_and_said_in_words(
    client: Client, draft: Draft
) -> None:
    before = AuditEntry.objects.count()
    status, told = _autosave(client, draft, "Half a sen", 1)
    assert (status, told) == (200, {"seen": 2, "said": "Saved: 09:00"})
    assert _saved(draft) == "Half a sen"
    assert AuditEntry.objects.count() == before


def test_saving_the_same_again_changes_no_version(client: Client, draft: Draft) -> None:
    _autosave(client, draft, "Same", 1)
    assert _autosave(client, draft, "Same", 1) == (200, {"seen": 2, "said": "Saved: 09:00"})


def test_the_second_of_two_windows_is_told_and_sees_both_texts(
    client: Client, draft: Draft
) -> None:
    _autosave(client, draft, "From the first window", 1)
    status, told = _autosave(client, draft, "From the second window", 1)
    assert status == 409
    assert "another window" in str(told["said"])
    with clock.at(NOMINATING_AT):
        sent = {"summary": "From the second window", "seen": "1", "continue": "1"}
        answer = client.post(page(draft, "summary"), sent)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "From the first window" in shown
    assert "From the second window" in shown
    assert _saved(draft) == "From the first window"
    with clock.at(NOMINATING_AT):
        seen = {"seen": "2", "summary": "Both, joined"}
        assert client.post(page(draft, "summary"), seen).status_code == 302
    assert _saved(draft) == "Both, joined"


def test_two_windows_on_different_pages_do_not_meet(client: Client, draft: Draft) -> None:
    _autosave(client, draft, "Summary", 1)
    with clock.at(NOMINATING_AT):
        answer = client.post(page(draft, "impact"), {"answer": "Impact", "seen": "1"})
    assert answer.status_code == 302


def test_switching_the_language_keeps_what_was_typed(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        sent = {"summary": "Heb ei orffen", "seen": "1", "switch": "1"}
        answer = client.post(page(draft, "summary") + "?check", sent)
        assert answer["Location"] == page(draft, "summary", "cy") + "?check"
        shown = get(client, answer["Location"])
    assert words(shown, "textarea") == "Heb ei orffen"
    assert attribute(shown, "button[name=switch]", "lang") == "en"
    assert words(shown, "button[name=switch]") == "Save and read this page in English"


def test_saving_for_later_leaves_the_page_unfinished(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        sent = {"summary": "So far", "seen": "1", "later": "1"}
        answer = client.post(page(draft, "summary"), sent)
        tasks = get(client, answer["Location"])
        states = all_words(tasks, ".tasks .tag")
    assert states == [
        "Done",
        "Not started",
        "Not started",
        "Optional",
        "Optional",
        "In progress",
        "Not started",
        "Not started",
        "Optional",
        "Not started",
    ]


def test_what_is_wrong_is_said_beside_the_field_and_still_saved(
    client: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        sent = {"title": "Open Gate", "kind": "a castle", "relation": "", "seen": "1"}
        answer = client.post(page(draft, "entry"), sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "<title>Error: " in shown
    assert 'value="Open Gate"' in shown
    assert 'role="alert"' in shown
    assert _saved(draft, "entry") is None
    assert draft.values_of("entry")["title"] == "Open Gate"


def test_rows_are_added_and_removed_without_a_script(client: Client, draft: Draft) -> None:
    people = page(draft, "people")
    with clock.at(NOMINATING_AT):
        sent = {"name-0": "Ann", "name-1": "", "seen": "9", "add": "1"}
        assert client.post(people, sent)["Location"] == f"{people}#rows"
        assert len(get(client, people).cssselect("#rows .row")) == 2
        sent = {"name-0": "Ann", "name-1": "Bob", "name-2": "Cai", "seen": "9", "remove": "1"}
        client.post(people, sent)
        left = [
            each.get("value") for each in get(client, people).cssselect(".row input[name^=name]")
        ]
    assert left == ["Ann", "Cai", None]


def test_the_register_is_offered_but_anything_may_be_typed(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        offered = get(client, page(draft, "organisations", "cy")).cssselect("datalist option")
    assert "Body Ann (Cymraeg)" in [each.get("value") for each in offered]


@pytest.mark.parametrize("name", sorted(KEPT))
def test_hostile_text_is_kept_and_shown_to_the_letter(
    client: Client, draft: Draft, name: str
) -> None:
    text = KEPT[name]
    with clock.at(NOMINATING_AT):
        fill(
            client,
            draft,
            entry={"title": text, "kind": "project", "relation": "self", "place": text},
            people={"name-0": text},
            organisations={"name-0": text, "role-0": "lead"},
            summary={"summary": text},
        )
        for key in ("entry", "people", "organisations", "summary", "check"):
            shown = get(client, page(draft, key))
            assert not shown.xpath("//img | //*[@*[starts-with(name(), 'on')]]")
            assert len(shown.xpath("//script")) == (key != "check")
        assert words(shown).count(" ".join(text.split())) >= 4
    with clock.at(LATER):
        assert send(client, draft).status_code == 302
    assert Nomination.objects.get(draft=draft).summary == text


@pytest.mark.parametrize("name", sorted(set(CLEANED) - {"lone-surrogate"}))
def test_what_nobody_can_see_is_left_out(client: Client, draft: Draft, name: str) -> None:
    typed, kept = CLEANED[name]
    status, _told = _autosave(client, draft, typed, 1)
    assert (status, _saved(draft)) == (200, kept)


def test_a_text_that_is_too_long_stays_in_the_box_with_an_error(
    client: Client, draft: Draft
) -> None:
    text = "ŵ" * 50_001
    with clock.at(NOMINATING_AT):
        answer = client.post(page(draft, "summary"), {"summary": text, "seen": "1"})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert _saved(draft) is None
    assert _autosave(client, draft, text, 1)[0] == 422


def test_a_megabyte_is_refused_before_it_is_read(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        answer = client.post(page(draft, "summary"), {"summary": MEGABYTE, "seen": "1"})
    assert answer.status_code == 413
    assert _saved(draft) is None


def test_words_are_counted_and_never_blocked(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        sent = {"summary": "gair " * 400, "seen": "1"}
        assert client.post(page(draft, "summary"), sent).status_code == 302
        shown = get(client, page(draft, "summary"))
    assert words(shown, "[data-words]") == "400"
    assert not shown.cssselect("[maxlength]")


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "１"])
def test_a_version_that_is_none_of_ours_is_the_oldest(
    client: Client, draft: Draft, seen: str
) -> None:
    _autosave(client, draft, "There", 1)
    with clock.at(NOMINATING_AT):
        answer = client.post(page(draft, "summary"), {"summary": "Here", "seen": seen})
    assert answer.status_code == 409


def test_fields_nobody_asked_for_are_ignored(client: Client, draft: Draft) -> None:
    with clock.at(NOMINATING_AT):
        sent = {"summary": "Text", "seen": "1", "account": "1", "is_test": "1", "status": "won"}
        client.post(page(draft, "summary"), sent)
    draft.refresh_from_db()
    assert draft.values_of("summary") == {"summary": "Text"}
    assert (draft.account_id, draft.is_test) == (None, False)


def test_after_closing_a_form_is_still_saved_and_read(client: Client, draft: Draft) -> None:
    with clock.at(CLOSES_AT + timedelta(hours=1)):
        sent = {"summary": "Too late", "seen": "1", "continue": "1"}
        assert client.post(page(draft, "summary"), sent).status_code == 302
        tasks = get(client, f"{START['en']}{draft.public_id}/")
    assert _saved(draft) == "Too late"
    assert "cannot be sent" in words(tasks)


def test_a_machine_that_fills_in_everything_begins_nothing(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        answer = client.post(START["en"], {"website": "http://spam.example"})
    assert answer.status_code == 422
    assert b"Leave this empty" in answer.content
    assert not Draft.objects.exists()


def test_a_form_that_is_filled_in_within_a_second_is_not_sent_yet(
    client: Client, draft: Draft
) -> None:
    with clock.at(NOMINATING_AT):
        fill(client, draft)
        answer = send(client, draft)
    assert answer.status_code == 422
    assert b"very quick" in answer.content
    with clock.at(LATER):
        assert send(client, draft).status_code == 302


def test_too_many_forms_from_one_place_are_asked_to_wait(client: Client) -> None:
    with clock.at(NOMINATING_AT):
        answers = [client.post(START["cy"]) for _ in range(61)]
    assert [each.status_code for each in answers[-2:]] == [302, 429]
    assert answers[-1]["Retry-After"]
    assert "Arhoswch ychydig funudau" in answers[-1].content.decode()


def test_nobody_can_have_more_than_five_letters_an_hour_sent_to_a_stranger(
    client: Client,
) -> None:
    statuses = []
    for _ in range(6):
        with clock.at(NOMINATING_AT):
            draft = begin(client)
            fill(client, draft)
        with clock.at(LATER):
            statuses.append(send(client, draft).status_code)
    assert statuses == [302] * 5 + [429]
    assert draft.values_of("summary") == {}
    draft.refresh_from_db()
    assert draft.values_of("summary") == {"summary": "What was done."}
