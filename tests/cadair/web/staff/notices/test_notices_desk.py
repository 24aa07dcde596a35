"""The desk for nominees: one list, one press for many, and answers to what they said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    answer_as_referee,
    ask_referee,
    declare_eligible,
    submit_nomination,
)
from cadair.nominations.models import Endorsement, Nomination, Nominee, Saying
from cadair.nominations.notices import REFEREE
from cadair.nominations.states import (
    EntryKind,
    NominationState,
    NoticeState,
    Relation,
    SayingKind,
)
from cadair.nominations.tasks import remind_referees
from cadair.people.actions import issue_link
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link
from cadair.seasons.actions import write_controller_record
from cadair.seasons.controllers import RECORD, controller_of
from cadair.seasons.models import ControllerRecord, FormRules, Season
from cadair.seasons.states import RefereeRule, SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, NOMINATING_AT, Cast, a_season

DESK = "/en/desk/valley-2026/nominees/"
DESG = "/cy/desg/valley-2026/enwebeion/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_season(SeasonState.OPEN)


def _nominate(cast: Cast, *people: NominatedPerson) -> Nomination:
    with clock.at(NOMINATING_AT):
        return submit_nomination(
            season=cast.season,
            entry=NewEntry(
                title=BilingualText(en="The bridge"),
                title_language="en",
                kind=EntryKind.TEAM,
                categories=[cast.category("asb")],
                people=people,
            ),
            nominator=Nominator(name="Eirian Example", email="eirian@example.org"),
            language="en",
            relation=Relation.THIRD_PARTY,
            summary="They kept a bridge safe.",
            answers={"prevention": "…", "impact": "…"},
            by=cast.actor("eirian"),
        )


def _get(cast: Cast, address: str) -> str:
    with clock.at(NOMINATING_AT):
        answer = signed_in(cast.accounts["olwen"]).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _post(cast: Cast, address: str, typed: dict[str, Any]) -> Any:
    with clock.at(NOMINATING_AT):
        return signed_in(cast.accounts["olwen"]).post(address, typed)


def test_who_waits_is_listed_and_told_in_one_press_with_evidence(cast: Cast) -> None:
    people = [NominatedPerson(name=f"Person {number}") for number in range(40)]
    _nominate(cast, *people)
    assert "Person 39" in _get(cast, DESK)
    assert "Heb gael gwybod eto" in _get(cast, DESG)
    preview = _post(cast, f"{DESK}tell/", {"how": "told", "scope": "all"})
    assert "40 people" in preview.content.decode()
    assert not Nominee.objects.filter(state=NoticeState.TOLD).exists()
    silent = _post(cast, f"{DESK}tell/", {"how": "told", "scope": "all", "confirm": "1"})
    assert silent.status_code == 422
    done = _post(
        cast,
        f"{DESK}tell/",
        {"how": "told", "scope": "all", "confirm": "1", "evidence": "At the meeting."},
    )
    assert done.status_code == 302
    assert Nominee.objects.filter(state=NoticeState.TOLD).count() == 40
    assert "Everybody who is nominated by name knows of it" in _get(cast, DESK)


def test_only_those_ticked_are_told(cast: Cast) -> None:
    nomination = _nominate(cast, NominatedPerson(name="Un"), NominatedPerson(name="Dau"))
    one = nomination.nominees.get(name="Un")
    typed = {"how": "told", "who": one.public_id, "confirm": "1", "evidence": "By telephone."}
    _post(cast, f"{DESK}tell/", typed)
    assert nomination.nominees.get(name="Dau").state == NoticeState.WAITING


def test_an_address_is_added_and_the_notice_leaves(cast: Cast) -> None:
    person = _nominate(cast, NominatedPerson(name="Un")).nominees.get()
    page = f"{DESK}{person.public_id}/"
    assert "Where they can be told" in _get(cast, page)
    wrong = _post(cast, page, {"age_band": "adult", "email": "not an address"})
    assert wrong.status_code == 422
    assert "not an address" in wrong.content.decode()
    _post(cast, page, {"age_band": "under-16", "guardian_email": "rhiant@example.org"})
    letter = OutboxMessage.objects.get(to_address="rhiant@example.org")
    assert "parent or carer" in letter.body_en


def test_what_a_nominee_said_is_answered_and_done(cast: Cast) -> None:
    nomination = _nominate(cast, NominatedPerson(name="Un", email="un@example.org"))
    with clock.at(NOMINATING_AT):
        said = Saying.objects.create(
            nominee=nomination.nominees.get(), kind=SayingKind.DECLINE, said_at=clock.now()
        )
    assert "Judging waits for this" in _get(cast, DESK)
    page = f"/en/desk/valley-2026/nominee-answers/{said.public_id}/"
    assert "Nothing more: it is noted" not in _get(cast, page)
    done = _post(cast, page, {"remedy": "withdraw", "outcome": "We have withdrawn it."})
    assert done.status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN


def test_the_words_of_the_notice_are_kept_as_versions(cast: Cast) -> None:
    page = "/en/desk/valley-2026/data-protection/"
    assert "Nobody has checked yet" not in _get(cast, page)
    typed = {f"{name}_{side}": f"{name} {side}" for name in RECORD for side in ("cy", "en")}
    assert _post(cast, page, {**typed, "basis_cy": ""}).status_code == 422
    assert _post(cast, page, typed).status_code == 302
    assert _post(cast, page, typed).status_code == 302
    assert [each.version for each in ControllerRecord.objects.all()] == [1, 2, 3]
    person = _nominate(cast, NominatedPerson(name="Un", email="un@example.org")).nominees.get()
    assert person.notice is not None
    assert person.notice.version == 3
    assert "basis en" in OutboxMessage.objects.get(to_address="un@example.org").body_en
    assert person.nomination.notice_version == 3


def test_a_page_whose_words_nobody_checked_says_so_in_both_languages(cast: Cast) -> None:
    en, cy = "/en/desk/valley-2026/data-protection/", "/cy/desg/valley-2026/diogelu-data/"
    ControllerRecord.objects.filter(season=cast.season).update(is_checked=False)
    assert "These words come from another season or a file" in _get(cast, en)
    assert "Daw’r geiriau hyn o dymor arall neu o ffeil" in _get(cast, cy)
    ControllerRecord.objects.filter(season=cast.season).delete()
    assert "These are the usual words" in _get(cast, en)


def test_the_next_season_begins_with_the_words_of_the_last(cast: Cast) -> None:
    typed = {name: BilingualText(f"{name} cy", f"{name} en") for name in RECORD}
    with clock.at(NOMINATING_AT):
        write_controller_record(season=cast.season, words=typed, by=cast.organiser)
    after = Season.objects.create(
        programme=cast.season.programme,
        key="valley-2027",
        year=2027,
        name_cy="2027",
        name_en="2027",
    )
    assert controller_of(after).words["basis"].en == "basis en"


def test_today_says_who_waits_three_weeks(cast: Cast) -> None:
    _nominate(cast, NominatedPerson(name="Un"))
    with clock.at(NOMINATING_AT + timedelta(days=21)):
        browser = signed_in(cast.accounts["olwen"])
        page = browser.get("/en/desk/valley-2026/today/").content.decode()
    assert "waited three weeks" in page


def _required(cast: Cast) -> Nomination:
    FormRules.objects.create(season=cast.season, referee=RefereeRule.REQUIRED)
    return cast.entries[LANTERN].nominations.get()


def _ask(cast: Cast, nomination: Nomination, email: str = "rhys@example.org") -> Endorsement:
    with clock.at(NOMINATING_AT):
        return ask_referee(nomination=nomination, name="Rhys", email=email, by=cast.actor("eirian"))


def test_where_somebody_must_vouch_an_entry_is_eligible_only_then(cast: Cast) -> None:
    nomination = _required(cast)
    asked = _ask(cast, nomination)
    with clock.at(NOMINATING_AT), pytest.raises(NotNow):
        declare_eligible(entry=nomination.entry, by=cast.organiser)
    with clock.at(NOMINATING_AT):
        issue_link(purpose=REFEREE, subject_ref=asked.ref, until=clock.now() + timedelta(days=9))
        answer_as_referee(
            endorsement=asked,
            is_given=True,
            relation="Manager",
            text="I saw it.",
            language="en",
            by=actor_by_link(AccessLink.objects.filter(subject_ref=asked.ref).latest("pk")),
        )
        declare_eligible(entry=nomination.entry, by=cast.organiser)
    assert "I saw it." in _get(cast, "/en/desk/valley-2026/referees/")


def test_nobody_sends_letters_to_strangers_with_it(cast: Cast) -> None:
    nomination = _required(cast)
    with pytest.raises(Refusal):
        _ask(cast, nomination, "eirian@example.org")
    for number in range(5):
        _ask(cast, nomination, f"r{number}@example.org")
    with pytest.raises(Refusal):
        _ask(cast, nomination, "r6@example.org")


def test_a_referee_is_reminded_once_after_a_week(cast: Cast) -> None:
    _ask(cast, _required(cast))
    for days, sent in ((6, 0), (7, 1), (9, 0)):
        with clock.at(NOMINATING_AT + timedelta(days=days)):
            assert remind_referees() == sent
    assert OutboxMessage.objects.filter(to_address="rhys@example.org").count() == 2


def test_a_nominator_asks_from_their_own_list(cast: Cast) -> None:
    nomination = _required(cast)
    address = f"/en/nominations/{nomination.public_id}/vouch/"
    with clock.at(NOMINATING_AT):
        browser = signed_in(cast.accounts["eirian"], has_second_factor=False)
        assert address in browser.get("/en/nominations/").content.decode()
        assert (
            "Pobl sy’n ategu"
            in browser.get(f"/cy/enwebiadau/{nomination.public_id}/ategu/").content.decode()
        )
        asked = browser.post(address, {"name": "Rhys", "email": "rhys@example.org"})
        early = browser.post(address, {"which": Endorsement.objects.get().public_id, "remind": "1"})
    assert (asked.status_code, early.status_code) == (302, 422)
    with clock.at(CHECKING_AT):
        stranger = signed_in(cast.accounts["ann"])
        assert stranger.get(address).status_code == 404
