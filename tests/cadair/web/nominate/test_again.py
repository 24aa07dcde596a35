"""What was sent is changed until closing, and used again: the reference stays, nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.states import Eligibility
from cadair.seasons.states import SeasonState
from tests.cadair.web.nominate.browsing import LATER, START, begin, fill, page, send
from tests.cadair.web.reading import attribute, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db

MINE = {"en": "/en/nominations/", "cy": "/cy/enwebiadau/"}
CHANGE = {"en": "change", "cy": "newid"}
COPY = {"en": "copy", "cy": "copio"}


@pytest.fixture(autouse=True)
def cast() -> Cast:
    cache.clear()
    return a_season(SeasonState.OPEN)


@pytest.fixture
def draft(client: Client) -> Draft:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        fill(client, draft)
    with clock.at(LATER):
        assert send(client, draft).status_code == 302
    return draft


def _here(draft: Draft) -> str:
    return f"{START['en']}{draft.public_id}/"


def test_what_was_sent_opens_again_and_the_changes_keep_the_reference(
    client: Client, draft: Draft
) -> None:
    before = Nomination.objects.get(draft=draft)
    with clock.at(LATER):
        assert client.post(f"{_here(draft)}change/")["Location"] == _here(draft)
        tasks = get(client, _here(draft))
        assert "What you sent stands" in words(tasks)
        assert before.reference in words(tasks)
        assert words(get(client, page(draft, "summary")), "textarea") == "What was done."
        sent = {"summary": "Said better.", "seen": "999"}
        assert client.post(page(draft, "summary"), sent).status_code == 302
        assert Nomination.objects.get(draft=draft).summary == "What was done."
        answer = send(client, draft)
        assert answer.status_code == 302
        assert "Your changes have come in" in words(get(client, answer["Location"]))
    after = Nomination.objects.get(draft=draft)
    assert (after.pk, after.reference) == (before.pk, before.reference)
    assert after.summary == "Said better."
    assert after.answers == before.answers
    kept = after.versions.get()
    assert kept.number == 1
    assert kept.content["pages"]["summary"]["values"] == {"summary": "What was done."}
    assert OutboxMessage.objects.filter(to_address="nia@example.org").count() == 2


def test_changes_reach_title_people_and_organisations(client: Client, draft: Draft) -> None:
    entry = Nomination.objects.get(draft=draft).entry
    stays = entry.people.get(name="Siân Ŵyn").pk
    with clock.at(LATER):
        client.post(f"{_here(draft)}change/")
        typed: dict[str, dict[str, Any]] = {
            "entry": {"title": "Open Door", "kind": "team", "relation": "self", "place": ""},
            "people": {"name-0": "Siân Ŵyn", "name-1": "Cai"},
            "organisations": {"name-0": "Another club", "role-0": "lead"},
            "categories": {"categories": ["youth"]},
        }
        for key, values in typed.items():
            assert client.post(page(draft, key), {**values, "seen": "999"}).status_code == 302
        assert send(client, draft).status_code == 302
    entry.refresh_from_db()
    assert (entry.title, entry.kind, entry.reference) == ("Open Door", "team", "2026-004")
    assert [each.name for each in entry.people.all()] == ["Siân Ŵyn", "Cai"]
    assert entry.people.get(name="Siân Ŵyn").pk == stays
    assert [each.organisation.name.en for each in entry.bodies.all()] == ["Another club"]
    assert [each.key for each in entry.categories.all()] == ["youth"]


def test_changes_that_are_dropped_leave_what_was_sent(client: Client, draft: Draft) -> None:
    with clock.at(LATER):
        client.post(f"{_here(draft)}change/")
        client.post(page(draft, "summary"), {"summary": "Half", "seen": "999"})
        assert "keeps its reference" in words(get(client, f"{_here(draft)}discard/"))
        assert client.post(f"{_here(draft)}discard/")["Location"] == f"{_here(draft)}sent/"
    nomination = Nomination.objects.get(draft=draft)
    assert nomination.summary == "What was done."
    assert not nomination.versions.exists()


def test_changes_not_sent_by_closing_leave_what_was_sent(client: Client, draft: Draft) -> None:
    with clock.at(LATER):
        client.post(f"{_here(draft)}change/")
        client.post(page(draft, "summary"), {"summary": "Late", "seen": "999"})
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        assert send(client, draft).status_code == 422
    assert Nomination.objects.get(draft=draft).summary == "What was done."


def test_the_address_we_write_to_stays_as_it_was(client: Client, draft: Draft) -> None:
    with clock.at(LATER):
        client.post(f"{_here(draft)}change/")
        you = {"name": "Nia Ann", "email": "other@example.org", "letters": "cy", "seen": "999"}
        assert client.post(page(draft, "you"), you).status_code == 302
        assert send(client, draft).status_code == 302
    nomination = Nomination.objects.get(draft=draft)
    assert (nomination.nominator_name, nomination.nominator_email) == ("Nia Ann", "nia@example.org")
    assert not OutboxMessage.objects.filter(to_address="other@example.org").exists()


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_nominator_who_signs_in_changes_what_was_sent_elsewhere(
    cast: Cast, language: str
) -> None:
    nomination = Nomination.objects.get(nominator_email="eirian@example.org", reference="N-0001")
    address = f"{MINE[language]}{nomination.public_id}/{CHANGE[language]}/"
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert nomination.reference in words(get(eirian, address))
        answer = eirian.post(address)
        assert answer.status_code == 302
        draft = Draft.objects.get(nomination=nomination)
        assert draft.account == cast.accounts["eirian"]
        assert str(nomination.entry.title) in words(get(eirian, page(draft, "check", language)))
        assert eirian.post(address)["Location"] == answer["Location"]
        for stranger in ("bob", "olwen"):
            assert signed_in(cast.accounts[stranger]).get(address).status_code == 404
            assert signed_in(cast.accounts[stranger]).post(address).status_code == 404


def test_nothing_is_changed_after_closing_or_when_it_is_not_eligible(
    cast: Cast, client: Client, draft: Draft
) -> None:
    nomination = Nomination.objects.get(draft=draft)
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        assert client.post(f"{_here(draft)}change/")["Location"] == f"{_here(draft)}sent/"
        assert "closed" in words(get(client, f"{_here(draft)}sent/"))
    entry = nomination.entry
    entry.eligibility, entry.ineligible_reason = Eligibility.INELIGIBLE, "spam"
    entry.save()
    with clock.at(LATER):
        client.post(f"{_here(draft)}change/")
    draft.refresh_from_db()
    assert not draft.is_changing


@pytest.mark.parametrize("language", ["cy", "en"])
def test_what_was_sent_begins_another_form(cast: Cast, language: str) -> None:
    nomination = Nomination.objects.get(reference="N-0001")
    address = f"{MINE[language]}{nomination.public_id}/{COPY[language]}/"
    with clock.at(NOMINATING_AT):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        shown = get(eirian, address)
        assert attribute(shown, "input[name=season]", "value") == cast.season.key
        assert eirian.post(address, {"season": "another"}).status_code == 422
        answer = eirian.post(address, {"season": cast.season.key})
        copied = Draft.objects.get(nomination=None)
        assert copied.public_id in answer["Location"]
        assert copied.values_of("entry")["title"] == nomination.entry.title
        assert copied.values_of("categories") == {}
        assert signed_in(cast.accounts["bob"]).get(address).status_code == 404
    assert cast.season.nominations.count() == 3


def test_nothing_is_copied_into_a_season_that_is_closed(cast: Cast) -> None:
    nomination = Nomination.objects.get(reference="N-0001")
    address = f"{MINE['en']}{nomination.public_id}/copy/"
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        eirian = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert "No nominations are open" in words(get(eirian, address))
        assert eirian.post(address, {"season": cast.season.key}).status_code == 422
    assert not Draft.objects.exists()
