"""Whoever is named again, or elsewhere, is told and heard as at first (PRI-02, PRI-10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    change_nomination,
    decline_nomination,
    settle_saying,
    submit_nomination,
    withhold_name,
)
from cadair.nominations.models import Nomination, Nominee
from cadair.nominations.notices import (
    NOMINEE,
    unsettled_before_judging,
)
from cadair.nominations.states import (
    EntryKind,
    NoticeState,
    OrganisationRole,
    Relation,
    Remedy,
)
from cadair.people.models import AccessLink, Organisation
from cadair.people.queries import actor_by_link
from cadair.seasons.states import SeasonState
from tests.cast import NOMINATING_AT, Cast, a_season

GWENNO = NominatedPerson(name="Gwenno Rhywun", email="gwenno@example.org", age_band="adult")
MORUS = NominatedPerson(name="Morus Rhywun", email="morus@example.org", age_band="adult")


@pytest.fixture
def cast(db: None) -> Cast:
    return a_season(SeasonState.OPEN)


def _entry(cast: Cast, *people: NominatedPerson, bodies: tuple[Organisation, ...] = ()) -> NewEntry:
    return NewEntry(
        title=BilingualText(en="The bridge"),
        title_language="en",
        kind=EntryKind.TEAM,
        categories=[cast.category("asb")],
        organisations=[(body, OrganisationRole.LEAD) for body in bodies],
        people=people,
    )


def _sent(
    cast: Cast, entry: NewEntry, name: str = "Eirian Example", relation: str = "third-party"
) -> Nomination:
    return submit_nomination(
        season=cast.season,
        entry=entry,
        nominator=Nominator(name=name, email="eirian@example.org"),
        language="en",
        relation=Relation(relation),
        summary="They kept a bridge safe.",
        answers={"prevention": "…", "impact": "…"},
        by=cast.actor("eirian"),
    )


def _changed(cast: Cast, nomination: Nomination, entry: NewEntry) -> Nomination:
    return change_nomination(
        nomination=nomination,
        entry=entry,
        nominator=Nominator(name="Eirian Example", email="eirian@example.org"),
        language="en",
        relation=Relation.THIRD_PARTY,
        summary="They kept a bridge safe.",
        answers={"prevention": "…", "impact": "…"},
        by=cast.actor("eirian"),
    )


def _links(nominee: Nominee) -> list[AccessLink]:
    there = AccessLink.objects.filter(purpose=NOMINEE, subject_ref=nominee.ref, ended_at=None)
    return list(there.order_by("pk"))


def test_who_declined_and_is_named_again_has_still_declined(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast, GWENNO, MORUS))
        nominee = nomination.nominees.get(name=GWENNO.name)
        by = actor_by_link(_links(nominee)[0])
        saying = decline_nomination(nominee=nominee, text="No.", by=by)
        settle_saying(
            saying=saying,
            is_heeded=True,
            outcome="You are taken out.",
            remedy=Remedy.TAKE_OUT,
            by=cast.organiser,
        )
        assert not unsettled_before_judging(cast.season)
        _changed(cast, nomination, _entry(cast, GWENNO, MORUS))
        assert [each.nominee.name for each in unsettled_before_judging(cast.season)] == [
            GWENNO.name
        ]


def test_who_is_dropped_and_named_again_gets_a_letter_with_a_link(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast, GWENNO, MORUS))
    with clock.at(NOMINATING_AT + timedelta(days=1)):
        _changed(cast, nomination, _entry(cast, MORUS))
        _changed(cast, nomination, _entry(cast, GWENNO, MORUS))
        nominee = nomination.nominees.get(name=GWENNO.name)
        assert (nominee.state, nominee.is_gone) == (NoticeState.SENT, False)
        assert len(_links(nominee)) == 1
    assert OutboxMessage.objects.filter(to_address=GWENNO.email).count() == 2
    assert OutboxMessage.objects.filter(to_address=MORUS.email).count() == 1


def test_the_link_at_a_wrong_address_opens_nothing_once_the_form_has_another(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast, GWENNO))
        (before,) = _links(nomination.nominees.get())
    with clock.at(NOMINATING_AT + timedelta(days=1)):
        moved = NominatedPerson(name=GWENNO.name, email="iawn@example.org", age_band="adult")
        _changed(cast, nomination, _entry(cast, moved))
        (after,) = _links(nomination.nominees.get())
    assert after.pk != before.pk


def test_who_nominated_themselves_and_no_longer_does_is_told(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        own = _sent(cast, _entry(cast, GWENNO), name=GWENNO.name, relation="self")
        assert own.nominees.get().state == NoticeState.OWN
        _changed(cast, own, _entry(cast, GWENNO))
        assert own.nominees.get().state == NoticeState.SENT


def test_a_body_that_was_withheld_stays_so_when_the_form_changes(cast: Cast) -> None:
    body = Organisation.objects.create(name_en="The Refuge", name_cy="Y Lloches")
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast, bodies=(body,)))
        withhold_name(part=nomination.entry.bodies.get(), is_withheld=True, by=cast.organiser)
        _changed(cast, nomination, _entry(cast, bodies=(body,)))
    assert nomination.entry.bodies.get().is_withheld
