"""A whole nomination, from the first page to the letter, without script or account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.mail.queries import preference_of
from cadair.nominations.models import Draft, Nomination
from cadair.people.models import Organisation
from cadair.seasons.models import SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cadair.web.nominate.browsing import ANSWERS, LATER, START, begin, fill, page, send
from tests.cadair.web.reading import all_words, get, words
from tests.cadair.web.signing import signed_in
from tests.cast import CLOSES_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


def _filled(client: Client, language: str = "en") -> Draft:
    with clock.at(NOMINATING_AT):
        draft = begin(client, language)
        fill(client, draft, language)
    return draft


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_form_filled_in_by_a_stranger_becomes_a_nomination(
    cast: Cast, client: Client, language: str
) -> None:
    draft = _filled(client, language)
    with clock.at(LATER):
        answer = send(client, draft, language)
        assert answer.status_code == 302
        sent = get(client, answer["Location"])
    nomination = Nomination.objects.get(draft=draft)
    assert nomination.reference in words(sent)
    assert (nomination.summary, nomination.relation) == ("What was done.", "self")
    assert nomination.answers == {"prevention": "It was prevented.", "impact": "It changed."}
    entry = nomination.entry
    assert (entry.title, entry.kind, entry.is_test) == ("Open Gate", "project", False)
    assert [each.name for each in entry.people.all()] == ["Siân Ŵyn", "a youth worker"]
    assert not entry.people.filter(is_name_public=True).exists()
    bodies = [(each.organisation.name.en, each.role) for each in entry.bodies.all()]
    assert bodies == [("Body Ann (English)", "lead"), ("A new club", "partner")]
    draft.refresh_from_db()
    assert draft.answers == {}


def test_an_organisation_nobody_knows_enters_the_register_unchecked_and_once(
    cast: Cast, client: Client
) -> None:
    with clock.at(NOMINATING_AT):
        for _ in range(2):
            draft = begin(client)
            rows = {"name-0": "  a NEW clùb ", "role-0": "lead", "name-1": "A new club"}
            fill(client, draft, organisations=rows)
            with clock.at(LATER):
                assert send(client, draft).status_code == 302
    assert Organisation.objects.filter(is_checked=False).count() == 1


def test_the_letter_is_in_the_language_chosen_and_has_the_reference(
    cast: Cast, client: Client
) -> None:
    draft = _filled(client)
    with clock.at(LATER):
        send(client, draft)
    letter = OutboxMessage.objects.get(to_address="nia@example.org")
    assert Nomination.objects.get(draft=draft).reference in letter.body_cy
    assert letter.body_en == ""
    assert "/cy/enwebiadau/" in letter.body_cy
    assert "2 Hydref 2026 am 17:00" in letter.body_cy
    chosen = preference_of("nia@example.org")
    assert chosen is not None
    assert chosen.language == "cy"


def test_a_stranger_cannot_change_the_language_somebody_else_chose(
    cast: Cast, client: Client
) -> None:
    first = _filled(client)
    with clock.at(LATER):
        send(client, first)
        second = begin(client)
        fill(client, second, you={**ANSWERS["you"], "letters": "en"})
    with clock.at(LATER + timedelta(minutes=5)):
        send(client, second)
    chosen = preference_of("nia@example.org")
    assert chosen is not None
    assert chosen.language == "cy"


def test_sent_twice_it_is_one_nomination_and_one_letter(cast: Cast, client: Client) -> None:
    draft = _filled(client)
    with clock.at(LATER):
        first, second = send(client, draft), send(client, draft)
    assert first["Location"] == second["Location"]
    assert Nomination.objects.filter(nominator_email="nia@example.org").count() == 1
    assert OutboxMessage.objects.filter(to_address="nia@example.org").count() == 1


@pytest.mark.parametrize(
    ("closes", "moment", "status"),
    [
        (CLOSES_AT, CLOSES_AT, 302),
        (CLOSES_AT, CLOSES_AT + timedelta(seconds=1), 422),
        # 01:30 comes twice on 25 October 2026: this is the second one, in winter time.
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
            302,
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            302,
        ),
        (
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            datetime(2026, 10, 25, 1, 30, 1, tzinfo=UTC),
            422,
        ),
    ],
)
def test_the_closing_second_is_in_time_and_the_next_is_not(
    cast: Cast, client: Client, closes: datetime, moment: datetime, status: int
) -> None:
    SeasonMoment.objects.filter(season=cast.season, key="nominations_close").update(at=closes)
    draft = _filled(client)
    with clock.at(moment):
        answer = send(client, draft)
    assert answer.status_code == status
    assert Nomination.objects.filter(draft=draft).exists() == (status == 302)
    if status == 422:
        draft.refresh_from_db()
        assert draft.values_of("summary") == {"summary": "What was done."}
        assert b"Nominations are closed" in answer.content
        with clock.at(moment):
            page_after = client.get(page(draft, "check"))
        assert b"What was done." in page_after.content


def test_the_clock_change_is_said_in_words(cast: Cast, client: Client) -> None:
    closes = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    SeasonMoment.objects.filter(season=cast.season, key="nominations_close").update(at=closes)
    with clock.at(NOMINATING_AT):
        assert "01:30 (winter time)" in words(get(client, START["en"]))
        assert "01:30 (amser gaeaf)" in words(get(client, START["cy"]))


@pytest.mark.parametrize("language", ["cy", "en"])
def test_what_is_missing_is_listed_with_a_link_to_its_page(
    cast: Cast, client: Client, language: str
) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client, language)
    with clock.at(LATER):
        answer = send(client, draft, language)
        assert answer.status_code == 422
        check = get(client, page(draft, "check", language))
    links = [each.get("href") for each in check.cssselect("section.notice--wrong li a")]
    assert len(links) == 10
    for key in ("categories", "entry", "summary", "impact", "you"):
        assert f"{page(draft, key, language)}?check" in links
    assert not Nomination.objects.filter(draft=draft).exists()


def test_nothing_is_sent_without_the_declaration(cast: Cast, client: Client) -> None:
    draft = _filled(client)
    with clock.at(LATER):
        answer = client.post(page(draft, "check"), {})
    assert answer.status_code == 422
    assert b'href="#declared"' in answer.content
    assert not Nomination.objects.filter(draft=draft).exists()


def test_the_answers_are_read_over_with_a_link_to_change_each(cast: Cast, client: Client) -> None:
    draft = _filled(client)
    with clock.at(LATER):
        check = get(client, page(draft, "check"))
        shown = words(check)
        changed = client.post(
            f"{page(draft, 'summary')}?check", {"summary": "Better.", "seen": "99"}
        )
    for text in ("Open Gate", "Siân Ŵyn", "a youth worker", "A new club", "It changed.", "Nia"):
        assert text in shown
    assert len(check.cssselect(".answers__head a")) == len(ANSWERS) + 1  # and evidence
    assert changed["Location"] == page(draft, "check")


def test_every_page_has_one_first_heading_and_the_case_in_sight(cast: Cast, client: Client) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        for language in ("cy", "en"):
            for key in (*ANSWERS, "check"):
                shown = get(client, page(draft, key, language))
                assert len(shown.cssselect("h1")) == 1
                assert shown.get("lang") == language
                assert "17:00" in words(shown, ".in-sight")
                assert len(shown.cssselect(".in-sight dt")) == 3


@pytest.mark.parametrize("key", ["entry", "people", "summary", "impact"])
def test_where_people_write_they_are_asked_not_to_name_victims_and_children(
    cast: Cast, client: Client, key: str
) -> None:
    with clock.at(NOMINATING_AT):
        draft = begin(client)
        assert "victims, witnesses, offenders" in words(get(client, page(draft, key)))


def test_the_first_page_says_what_one_needs_to_know(cast: Cast, client: Client) -> None:
    with clock.at(NOMINATING_AT):
        for language in ("cy", "en"):
            shown = get(client, START[language])
            headings = all_words(shown, "h2")
            assert len(headings) == 7
            assert "17:00" in words(shown)
            assert ("amser y DU" if language == "cy" else "UK time") in words(shown)
        assert "will not cause delay" in words(shown)
        assert "Youth" in words(shown)
        assert "Overall winner" not in words(shown)


def test_a_closed_season_says_so_and_begins_nothing(cast: Cast, client: Client) -> None:
    with clock.at(CLOSES_AT + timedelta(seconds=1)):
        shown = get(client, START["en"])
        assert "Nominations are closed" in words(shown)
        assert not shown.cssselect("form.begin")
        assert client.post(START["en"]).status_code == 422
    assert not Draft.objects.exists()


def test_a_season_that_has_not_opened_is_not_there(client: Client) -> None:
    a_season()
    with clock.at(NOMINATING_AT):
        assert client.get(START["en"]).status_code == 404
        assert client.post(START["en"], {"test": "1"}).status_code == 404


def test_an_organiser_rehearses_before_opening_and_uses_up_no_number() -> None:
    cast = a_season()
    with clock.at(NOMINATING_AT):
        olwen = signed_in(cast.accounts["olwen"])
        draft = begin(olwen, test="1")
        assert draft.is_test
        fill(olwen, draft)
        with clock.at(LATER):
            assert send(olwen, draft).status_code == 302
    nomination = Nomination.objects.get()
    assert (nomination.reference, nomination.entry.reference) == ("T-0001", "T-2026-001")
    assert nomination.entry.is_test
    opened = a_season_after(cast)
    assert {each.reference for each in opened} == {"N-0001", "N-0002", "N-0003"}


def a_season_after(cast: Cast) -> list[Nomination]:
    from tests.progress import bring_to

    bring_to(cast, SeasonState.OPEN)
    return list(cast.season.nominations.filter(entry__is_test=False))


def test_nobody_but_an_organiser_rehearses(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        for browser in (Client(), signed_in(cast.accounts["eirian"])):
            assert browser.post(START["en"], {"test": "1"}).status_code == 422
        halfway = signed_in(cast.accounts["olwen"], has_second_factor=False)
        assert "rehears" not in words(get(halfway, START["en"]))
    assert not Draft.objects.exists()


def test_the_record_holds_each_continue_and_no_word_of_the_form(cast: Cast, client: Client) -> None:
    before = AuditEntry.objects.count()
    draft = _filled(client)
    entries = list(AuditEntry.objects.order_by("sequence")[before:])
    assert [each.action for each in entries] == ["start_draft", *["save_draft"] * len(ANSWERS)]
    assert not any("Gate" in each.facts or "nia" in each.facts for each in entries)
    assert {each.subject_ref for each in entries} == {draft.ref}


def test_the_list_says_nothing_of_results_before_they_are_published() -> None:
    cast = a_season(SeasonState.SEALED)
    with clock.at(CLOSES_AT + timedelta(days=40)):
        shown = words(get(signed_in(cast.accounts["eirian"]), "/en/nominations/"))
    assert "With the judges" in shown
    for word in ("winner", "commended", "decided", "confirmed"):
        assert word not in shown.lower()
