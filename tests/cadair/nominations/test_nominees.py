"""Nominees are told by the clock, see their page, and are heard before anybody judges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.judging.actions import begin_judging
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    change_nominee,
    declare_eligible,
    decline_nomination,
    describe_oneself,
    except_from_notice,
    note_told,
    object_to_use,
    reopen_notice,
    send_notices,
    settle_saying,
    submit_nomination,
    take_in_nominees,
)
from cadair.nominations.models import Nomination, Nominee, Saying
from cadair.nominations.notice_letters import calmed
from cadair.nominations.notices import (
    ALERT_AFTER,
    LONGEST,
    NOMINEE,
    due_by,
    notice_figures,
    unsettled_before_judging,
    untold_before_judging,
)
from cadair.nominations.states import (
    AgeBand,
    Eligibility,
    EntryKind,
    ExceptionReason,
    NominationState,
    NoticeState,
    Relation,
    Remedy,
    SayingKind,
    SayingState,
)
from cadair.nominations.tasks import tell_nominees_due
from cadair.people.actions import issue_link
from cadair.people.models import AccessLink
from cadair.people.queries import actor_by_link
from cadair.seasons.actions import close_nominations
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast, a_season

GWENNO = NominatedPerson(name="Gwenno Rhywun", email="gwenno@example.org", age_band="adult")
NAMELESS = NominatedPerson(description=BilingualText("Gweithiwr ieuenctid", "A youth worker"))


def _nominate(
    cast: Cast, *people: NominatedPerson, relation: Relation = Relation.THIRD_PARTY
) -> Nomination:
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
        relation=relation,
        summary="They kept a bridge safe.",
        answers={"prevention": "…", "impact": "…"},
        by=cast.actor("eirian"),
    )


def _letters(to: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to_address=to))


@pytest.fixture
def cast(db: None) -> Cast:
    return a_season(SeasonState.OPEN)


def test_the_notice_leaves_with_the_nomination_in_both_languages_with_every_heading(
    cast: Cast,
) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, GWENNO)
    nominee = nomination.nominees.get()
    assert (nominee.state, nominee.age_band) == (NoticeState.SENT, AgeBand.ADULT)
    (letter,) = _letters("gwenno@example.org")
    for heading in (
        "Who is responsible:",
        "How to reach them:",
        "Data protection officer:",
        "Where the information came from:",
        "What we hold:",
        "What we use it for:",
        "Lawful basis:",
        "Who sees it:",
        "Outside the United Kingdom:",
        "How long we keep it:",
        "Your rights:",
        "Complaints:",
    ):
        assert heading in letter.body_en
    assert "Swyddog diogelu data:" in letter.body_cy
    assert "Eirian" not in letter.body_en + letter.body_cy
    assert "eirian@" not in letter.body_en + letter.body_cy
    assert nomination.notice_version == 1


def test_who_is_described_by_role_or_nominates_themselves_is_not_written_to(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nameless = _nominate(cast, NAMELESS)
        own = _nominate(cast, NominatedPerson(name="EIRIAN EXAMPLE"), relation=Relation.SELF)
    assert nameless.nominees.count() == 0
    assert own.nominees.get().state == NoticeState.OWN


def test_a_rehearsal_writes_to_nobody(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast)
        nomination.entry.is_test = True
        take_in_nominees(nomination, [GWENNO])
    assert _letters("gwenno@example.org") == []


def test_under_16_a_parent_or_carer_is_told_and_at_16_the_young_person_in_their_words(
    cast: Cast,
) -> None:
    child = NominatedPerson(name="Plentyn", email="rhiant@example.org", age_band="under-16")
    young = NominatedPerson(name="Ifanc", email="ifanc@example.org", age_band="16-17")
    with clock.at(NOMINATING_AT):
        _nominate(cast, child, young)
    assert "parent or carer" in _letters("rhiant@example.org")[0].body_en
    assert "Saying no is fine" in _letters("ifanc@example.org")[0].body_en


def test_changing_the_form_keeps_the_clock_writes_to_a_new_address_and_lets_go(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, GWENNO, NominatedPerson(name="Neb"))
        first = nomination.nominees.get(name="Gwenno Rhywun")
    with clock.at(NOMINATING_AT + timedelta(days=3)):
        moved = NominatedPerson(name="gwenno  rhywun", email="arall@example.org")
        take_in_nominees(nomination, [moved])
        take_in_nominees(nomination, [moved])
    first.refresh_from_db()
    assert first.received_at == NOMINATING_AT
    assert len(_letters("arall@example.org")) == 1
    assert not nomination.nominees.filter(name="Neb").exists()
    take_in_nominees(nomination, [])
    first.refresh_from_db()
    assert first.is_gone
    assert not AccessLink.objects.filter(subject_ref=first.ref, ended_at=None).exists()


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)).map(lambda t: t.replace(tzinfo=UTC))  # noqa: DTZ001
)
def test_the_clock_is_a_month_and_never_more_than_thirty_days(received: datetime) -> None:
    due = due_by(received)
    assert timedelta(days=27, hours=22) <= due - received <= LONGEST
    there, here = clock.to_london(due), clock.to_london(received)
    assert due - received == LONGEST or there.day == here.day or there.day in {28, 29, 30}


@pytest.mark.parametrize("days", range(0, 40, 3))
def test_no_nomination_is_older_than_thirty_days_without_notice_or_reason(
    cast: Cast, days: int
) -> None:
    """The worker looks every day; only who has no address is left, and is seen on the desk."""
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, GWENNO, NominatedPerson(name="Heb Gyfeiriad"))
        Nominee.objects.update(state=NoticeState.WAITING, message=None)
    for day in range(days + 1):
        with clock.at(NOMINATING_AT + timedelta(days=day)):
            tell_nominees_due()
    now = NOMINATING_AT + timedelta(days=days)
    late = nomination.nominees.filter(due_at__lt=now, state=NoticeState.WAITING)
    assert {each.name for each in late} <= {"Heb Gyfeiriad"}
    is_sent = nomination.nominees.get(name="Gwenno Rhywun").state == NoticeState.SENT
    assert is_sent == (days >= 23)
    with clock.at(now):
        figures = notice_figures(cast.season)
    assert figures.alerted >= (1 if timedelta(days=days) >= ALERT_AFTER else 0)
    assert figures.overdue == (1 if days > 30 else 0)


def _checked(cast: Cast, *people: NominatedPerson) -> Nomination:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, *people)
    with clock.at(CHECKING_AT):
        close_nominations(season=cast.season, by=cast.organiser)
        for entry in cast.season.entries.all():
            declare_eligible(entry=entry, by=cast.organiser)
    return nomination


def _begin(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        begin_judging(season=cast.season, by=cast.organiser)


def _says(refused: pytest.ExceptionInfo[NotComplete]) -> str:
    return str(refused.value)


def test_judges_get_nothing_until_everybody_was_told(cast: Cast) -> None:
    nomination = _checked(cast, NominatedPerson(name="Heb Gyfeiriad"))
    with pytest.raises(NotComplete) as refused:
        _begin(cast)
    assert "not been told" in _says(refused)
    waiting = list(nomination.nominees.all())
    note_told(season=cast.season, nominees=waiting, evidence="By telephone.", by=cast.organiser)
    assert not untold_before_judging(cast.season).exists()
    reopen_notice(nominee=waiting[0], by=cast.organiser)
    assert untold_before_judging(cast.season).count() == 1


def test_a_letter_that_could_not_be_delivered_told_nobody(cast: Cast) -> None:
    nomination = _checked(cast, GWENNO)
    OutboxMessage.objects.filter(to_address="gwenno@example.org").update(state=Delivery.FAILED)
    assert untold_before_judging(cast.season).get() == nomination.nominees.get()


def test_not_telling_needs_a_reason_and_a_public_note_and_a_surprise_is_none(cast: Cast) -> None:
    nomination = _checked(cast, NominatedPerson(name="Heb Gyfeiriad"))
    waiting = list(nomination.nominees.all())
    assert {reason.value for reason in ExceptionReason} == {"nobody", "effort"}
    with pytest.raises(Refusal):
        except_from_notice(
            season=cast.season,
            nominees=waiting,
            reason=ExceptionReason.EFFORT,
            evidence="Moved abroad.",
            by=cast.organiser,
        )
    (excepted,) = except_from_notice(
        season=cast.season,
        nominees=waiting,
        reason=ExceptionReason.EFFORT,
        evidence="Moved abroad.",
        public_note=BilingualText("Nodyn", "A note"),
        by=cast.organiser,
    )
    assert excepted.state == NoticeState.EXCEPTED
    with pytest.raises(NotAllowed):
        note_told(season=cast.season, nominees=waiting, evidence="x", by=cast.actor("ann"))


def test_adding_an_address_writes_at_once(cast: Cast) -> None:
    nomination = _checked(cast, NominatedPerson(name="Heb Gyfeiriad"))
    nominee = nomination.nominees.get()
    with pytest.raises(Refusal):
        send_notices(season=cast.season, nominees=[nominee], by=cast.organiser)
    changed = change_nominee(
        nominee=nominee,
        email="newydd@example.org",
        guardian_email="",
        age_band=AgeBand.ADULT,
        by=cast.organiser,
    )
    assert changed.state == NoticeState.SENT
    assert len(_letters("newydd@example.org")) == 1


def _holder(nominee: Nominee) -> Actor:
    issue_link(purpose=NOMINEE, subject_ref=nominee.ref, until=clock.now() + timedelta(days=900))
    return actor_by_link(AccessLink.objects.filter(subject_ref=nominee.ref).latest("pk"))


def test_who_declines_is_not_judged_and_the_entry_is_withdrawn_only_by_an_organiser(
    cast: Cast,
) -> None:
    nomination = _checked(cast, GWENNO)
    nominee = nomination.nominees.get()
    with pytest.raises(NotAllowed):
        decline_nomination(nominee=nominee, text="", by=cast.organiser)
    saying = decline_nomination(nominee=nominee, text="", by=_holder(nominee))
    with pytest.raises(NotNow):
        decline_nomination(nominee=nominee, text="", by=_holder(nominee))
    with pytest.raises(NotComplete) as refused:
        _begin(cast)
    assert "declined or objected" in _says(refused)
    with pytest.raises(Refusal):
        settle_saying(saying=saying, is_heeded=True, outcome="Noted.", by=cast.organiser)
    settle_saying(
        saying=saying,
        is_heeded=True,
        outcome="We have withdrawn it.",
        remedy=Remedy.WITHDRAW,
        by=cast.organiser,
    )
    nomination.refresh_from_db()
    nomination.entry.refresh_from_db()
    assert nomination.state == NominationState.WITHDRAWN
    assert nomination.entry.eligibility == Eligibility.WITHDRAWN
    assert "We have withdrawn it." in _letters("gwenno@example.org")[-1].body_en


def test_a_person_is_taken_out_and_the_entry_stands(cast: Cast) -> None:
    nomination = _checked(cast, GWENNO, NominatedPerson(name="Arall", email="a@example.org"))
    nominee = nomination.nominees.get(name="Gwenno Rhywun")
    saying = object_to_use(nominee=nominee, text="Not me.", by=_holder(nominee))
    settle_saying(
        saying=saying,
        is_heeded=True,
        outcome="You are taken out.",
        remedy=Remedy.TAKE_OUT,
        by=cast.organiser,
    )
    assert [each.name for each in nomination.entry.people.all()] == ["Arall"]
    nomination.entry.refresh_from_db()
    assert nomination.entry.eligibility == Eligibility.ELIGIBLE
    assert not unsettled_before_judging(cast.season).exists()
    assert not untold_before_judging(cast.season).exists()


def test_somebody_writes_their_own_name_and_the_organiser_takes_it(cast: Cast) -> None:
    nomination = _checked(cast, GWENNO)
    nominee = nomination.nominees.get()
    describe_oneself(
        nominee=nominee,
        own_name="Gwenno ap Rhywun",
        pronunciation="GWEN-no",
        correction="",
        by=_holder(nominee),
    )
    saying = Saying.objects.get(nominee=nominee)
    assert saying.kind == SayingKind.CORRECTION
    settle_saying(
        saying=saying, is_heeded=True, outcome="Done.", remedy=Remedy.NAME, by=cast.organiser
    )
    assert nomination.entry.people.get().name == "Gwenno ap Rhywun"
    saying.refresh_from_db()
    assert saying.state == SayingState.HEEDED


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Y Bont", "Y Bont"),
        ("Win at https://evil.example/x now", "Win at … now"),
        ("Write to me@evil.example", "Write to …"),
        ("www.evil.example", "…"),
        ("y" * 300, "y" * 119 + "…"),
    ],
)
def test_nobody_sends_addresses_to_strangers_in_a_title_or_a_name(typed: str, seen: str) -> None:
    assert calmed(typed) == seen


def test_a_title_that_is_an_advertisement_is_not_repeated_in_the_notice(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast)
        nomination.entry.title_en = "Buy at http://evil.example/"
        nomination.entry.save()
        take_in_nominees(nomination, [GWENNO])
    assert "evil" not in _letters("gwenno@example.org")[0].body_en
