"""Messages to many: exactly those on the list, each in their language, stopped when one says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import lxml.html
import pytest
from django.test import Client, override_settings

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.actions import remember_consent, remember_language, stop_topic
from cadair.mail.models import Mailing, OutboxMessage
from cadair.mail.states import Delivery, MailingState, MailLanguage, StoppedHow, Topic
from cadair.mail.tasks import deliver_due
from cadair.nominations.actions import note_contact, start_draft
from cadair.nominations.models import Nomination
from cadair.people.models import OrganisationContact
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season, an_account

pytestmark = pytest.mark.django_db

NEW = "/en/desk/valley-2026/messages/new/"
LIST = "/en/desk/valley-2026/messages/"
CONTACTS = "/en/desk/valley-2026/messages/contacts/"
WORDS = {
    "audience": "drafts",
    "subject_cy": "Wythnos ar ôl",
    "subject_en": "A week left",
    "body_cy": "Cau: {closes}",
    "body_en": "Closes: {closes}",
}
OPERATOR = Actor.operator()


@pytest.fixture(autouse=True)
def _a_service_with_an_address() -> Iterator[None]:
    with clock.at(NOMINATING_AT), override_settings(CADAIR_LETTER_ROOT="https://a.example.org"):
        yield


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def olwen(cast: Cast) -> Client:
    return signed_in(cast.accounts["olwen"])


def with_drafts(cast: Cast, *names: str) -> None:
    for name in names:
        account = an_account(name)
        by = Actor.account(public_id=account.public_id, account_id=account.pk)
        start_draft(season=cast.season, language="en", account=account, by=by)


def written(olwen: Client, **changed: str) -> str:
    """A message that was saved; the address of the page that sends it."""
    answer = olwen.post(NEW, {**WORDS, **changed})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def counted(olwen: Client, page: str) -> str:
    """How many people the page says there are."""
    found = lxml.html.document_fromstring(olwen.get(page).content)
    form = next(each for each in found.forms if "number" in each.fields)
    return str(form.fields["number"])


def sent_to() -> set[str]:
    return set(OutboxMessage.objects.exclude(mailing=None).values_list("to_address", flat=True))


def test_it_goes_to_those_on_the_list_and_to_nobody_else(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw", "mair")
    page = written(olwen)
    assert sent_to() == set()
    assert counted(olwen, page) == "2"
    assert olwen.post(page, {"number": "2", "send": "1"}).status_code == 302
    assert sent_to() == {"huw@example.org", "mair@example.org"}
    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.number) == (MailingState.SENT, 2)


def test_each_gets_it_in_their_language_and_all_of_it_at_once(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw", "mair", "zoe")
    remember_language(address="huw@example.org", language=MailLanguage.WELSH, by=OPERATOR)
    remember_language(address="zoe@example.org", language=MailLanguage.ENGLISH, by=OPERATOR)
    page = written(olwen)
    olwen.post(page, {"number": "3", "send": "1"})
    rows = OutboxMessage.objects.exclude(mailing=None)
    found = {each.to_address[:3]: (bool(each.body_cy), bool(each.body_en)) for each in rows}
    assert found == {"huw": (True, False), "mai": (True, True), "zoe": (False, True)}
    assert rows.values("queued_at").distinct().count() == 1


def test_a_list_that_has_changed_is_looked_at_again(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw")
    page = written(olwen)
    with_drafts(cast, "mair")
    answer = olwen.post(page, {"number": "1", "send": "1"})
    assert answer.status_code == 422
    assert "The list has changed" in answer.content.decode()
    assert sent_to() == set()


@pytest.mark.parametrize("number", ["", "-1", "two", "٢", "9" * 40, "1.0"])
def test_a_number_nobody_was_shown_sends_nothing(cast: Cast, olwen: Client, number: str) -> None:
    with_drafts(cast, "huw")
    assert olwen.post(written(olwen), {"number": number, "send": "1"}).status_code == 422
    assert sent_to() == set()


@pytest.mark.parametrize("missing", ["subject_cy", "subject_en", "body_cy", "body_en"])
def test_both_languages_or_nothing(cast: Cast, olwen: Client, missing: str) -> None:
    with_drafts(cast, "huw")
    page = written(olwen, **{missing: ""})
    for press in ("send", "test"):
        assert olwen.post(page, {"number": "1", press: "1"}).status_code == 422
    assert not OutboxMessage.objects.filter(letter__endswith="to_many").exists()


def test_sending_twice_sends_once(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw")
    page = written(olwen)
    assert olwen.post(page, {"number": "1", "send": "1"}).status_code == 302
    assert olwen.post(page, {"number": "1", "send": "1"}).status_code == 422
    assert OutboxMessage.objects.exclude(mailing=None).count() == 1


def test_for_five_minutes_all_of_it_can_be_stopped(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw", "mair")
    page = written(olwen)
    olwen.post(page, {"number": "2", "send": "1"})
    OutboxMessage.objects.filter(mailing=None).delete()
    with clock.at(NOMINATING_AT + timedelta(minutes=4, seconds=59)):
        assert deliver_due() == 0
        assert olwen.post(page, {"stop": "1"}).status_code == 302
    with clock.at(NOMINATING_AT + timedelta(days=1)):
        assert deliver_due() == 0
    rows = OutboxMessage.objects.exclude(mailing=None)
    assert set(rows.values_list("state", flat=True)) == {Delivery.STOPPED}
    assert Mailing.objects.get().state == MailingState.STOPPED


def test_while_it_leaves_the_rest_can_be_stopped(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw", "mair")
    page = written(olwen)
    olwen.post(page, {"number": "2", "send": "1"})
    OutboxMessage.objects.filter(mailing=None).delete()
    OutboxMessage.objects.filter(to_address="mair@example.org").update(
        next_attempt_at=NOMINATING_AT + timedelta(hours=1)
    )
    with clock.at(NOMINATING_AT + timedelta(minutes=5)):
        assert deliver_due() == 1
        olwen.post(page, {"stop": "1"})
        assert "Sent: <strong>1 / 2</strong>" in olwen.get(page).content.decode()
    states = dict(OutboxMessage.objects.values_list("to_address", "state"))
    assert states == {"huw@example.org": Delivery.SENT, "mair@example.org": Delivery.STOPPED}


def test_whoever_stopped_such_messages_is_left_out_and_counted(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw", "mair", "zoe")
    stop_topic("huw@example.org", Topic.REMINDERS, StoppedHow.LINK)
    stop_topic("zoe@example.org", Topic.ALL, StoppedHow.REFUSED)
    page = written(olwen)
    assert counted(olwen, page) == "1"
    olwen.post(page, {"number": "1", "send": "1"})
    assert sent_to() == {"mair@example.org"}


def test_whoever_stops_while_it_waits_does_not_get_it(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw")
    page = written(olwen)
    olwen.post(page, {"number": "1", "send": "1"})
    OutboxMessage.objects.filter(mailing=None).delete()
    stop_topic("huw@example.org", Topic.REMINDERS, StoppedHow.LINK)
    with clock.at(NOMINATING_AT + timedelta(hours=1)):
        assert deliver_due() == 0
    assert OutboxMessage.objects.get().state == Delivery.STOPPED


def test_a_message_can_be_stopped_with_one_press_of_a_mail_program(
    cast: Cast,
    olwen: Client,
    mailoutbox: list[object],
) -> None:
    with_drafts(cast, "huw")
    olwen.post(written(olwen), {"number": "1", "send": "1"})
    OutboxMessage.objects.filter(mailing=None).delete()
    with clock.at(NOMINATING_AT + timedelta(hours=1)):
        deliver_due()
    head = mailoutbox[-1].message()  # type: ignore[attr-defined]
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert head["List-Unsubscribe"].startswith("<https://a.example.org/cy/ateb/stopio/")


def test_earlier_years_only_with_their_own_yes(cast: Cast, olwen: Client) -> None:
    earlier = Season.objects.create(
        programme=cast.season.programme,
        key="valley-2025",
        year=2025,
        name_cy="Gwobrau’r Cwm 2025",
        name_en="Valley Awards 2025",
        minimum_scorecards=2,
    )
    entry = cast.season.entries.all()[0]
    entry.pk, entry.public_id, entry.season = None, "1" * 32, earlier
    entry.save()
    for number, name in enumerate(("yes", "no", "never-asked", "yes-but-stopped")):
        Nomination.objects.create(
            season=earlier,
            entry=entry,
            reference=f"N-{number}",
            language="en",
            relation="third-party",
            nominator_name="N",
            nominator_email=f"{name}@example.org",
            submitted_at=NOMINATING_AT,
            summary="Secret words.",
        )
    for name, is_given in (("yes", True), ("no", False), ("yes-but-stopped", True)):
        remember_consent(address=f"{name}@example.org", is_given=is_given, by=OPERATOR)
    stop_topic("yes-but-stopped@example.org", Topic.ALL, StoppedHow.REFUSED)
    page = written(olwen, audience="last-year")
    olwen.post(page, {"number": "1", "send": "1"})
    assert sent_to() == {"yes@example.org"}


def test_partners_are_the_contacts_that_were_noted(cast: Cast, olwen: Client) -> None:
    contact = {"organisation": "Cyngor y Cwm", "address": "Gwobrau@cwm.example.org"}
    assert olwen.post(CONTACTS, contact).status_code == 302
    assert olwen.post(CONTACTS, {"organisation": "A", "address": "nobody"}).status_code == 422
    page = written(olwen, audience="partners")
    olwen.post(page, {"number": "1", "send": "1"})
    assert sent_to() == {"gwobrau@cwm.example.org"}
    gone = OrganisationContact.objects.get().public_id
    assert olwen.post(CONTACTS, {"remove": gone}).status_code == 302
    assert olwen.post(CONTACTS, {"remove": gone}).status_code == 404
    assert not OrganisationContact.objects.exists()


def test_nominators_can_be_narrowed(cast: Cast, olwen: Client) -> None:
    page = written(olwen, audience="nominators", category="youth")
    assert Mailing.objects.get().narrowed == {"category": "youth"}
    assert counted(olwen, page) == "1"
    answer = olwen.post(NEW, {**WORDS, "audience": "nominators", "category": "no-such"})
    assert answer.status_code == 422


def test_a_test_goes_to_oneself_alone(cast: Cast, olwen: Client) -> None:
    with_drafts(cast, "huw")
    olwen.post(written(olwen), {"test": "1"})
    tests = OutboxMessage.objects.filter(once__startswith="test:")
    assert [each.to_address for each in tests] == ["olwen@example.org"]
    assert sent_to() == set()
    assert Mailing.objects.get().state == MailingState.DRAFT


@pytest.mark.parametrize("hostile", ["a\x00b", "\u202eabc", "x" * 1_000_000, "a\r\nBcc: b@x.org"])
def test_bad_input_is_a_sentence_and_no_accident(olwen: Client, hostile: str) -> None:
    for field in WORDS:
        assert olwen.post(NEW, {**WORDS, field: hostile}).status_code in {302, 400, 413, 422}
    for kept in Mailing.objects.all():
        assert not {"\x00", "\n", "\r"} & set(kept.subject_cy + kept.subject_en)


def test_what_was_written_can_be_changed_and_thrown_away(cast: Cast, olwen: Client) -> None:
    page = written(olwen).removesuffix("send/")
    found = lxml.html.document_fromstring(olwen.get(page).content)
    form = next(each for each in found.forms if "body_cy" in each.fields)
    data = {**WORDS, "shown": form.fields["shown"], "subject_en": "Two weeks left"}
    assert olwen.post(page, data).status_code == 302
    assert Mailing.objects.get().subject_en == "Two weeks left"
    assert olwen.post(page, {**data, "subject_en": "Third"}).status_code == 422
    assert "Two weeks left" in olwen.get(LIST).content.decode()
    assert olwen.post(page, {"discard": "1"}).status_code == 302
    assert not Mailing.objects.exists()


def test_every_page_is_there_in_welsh(cast: Cast, olwen: Client) -> None:
    note_contact(season=cast.season, organisation="Cwm", address="a@cwm.org", by=cast.organiser)
    with_drafts(cast, "huw")
    page = written(olwen)
    mailing = Mailing.objects.get().public_id
    desk = "/cy/desg/valley-2026/negeseuon"
    for each in ("", "/newydd", "/cysylltiadau", f"/{mailing}", f"/{mailing}/anfon"):
        assert olwen.get(f"{desk}{each}/").status_code == 200
    olwen.post(page, {"number": "1", "send": "1"})
    assert olwen.get(f"{desk}/{mailing}/anfon/").status_code == 200
    assert olwen.get(f"{desk}/{mailing}/").status_code == 302
