"""Whoever is named again, or elsewhere, is told and heard as at first (PRI-02, PRI-10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    change_nomination,
    declare_eligible,
    declare_ineligible,
    decline_nomination,
    group_entries,
    settle_saying,
    submit_nomination,
    withhold_name,
)
from cadair.nominations.models import Draft, Nomination, Nominee
from cadair.nominations.notices import (
    NOMINEE,
    unsettled_before_judging,
    untold_before_judging,
)
from cadair.nominations.queries import nominations_sent_by
from cadair.nominations.states import (
    AgeBand,
    EntryKind,
    FlagKind,
    IneligibleReason,
    NominationSource,
    NoticeState,
    OrganisationRole,
    Relation,
    Remedy,
)
from cadair.nominations.tasks import tell_nominees_due
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


def test_what_changes_after_it_was_found_eligible_is_to_be_looked_at_again(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast))
        _changed(cast, nomination, _entry(cast))
        assert not nomination.flags.exists()
        declare_eligible(entry=nomination.entry, by=cast.organiser)
        _changed(cast, nomination, _entry(cast))
        _changed(cast, nomination, _entry(cast))
    assert [each.kind for each in nomination.flags.all()] == [FlagKind.LOOK_AGAIN]


def test_what_was_keyed_in_for_somebody_is_not_among_what_one_sent_oneself(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast))
    olwen, eirian = cast.accounts["olwen"], cast.accounts["eirian"]
    draft = Draft.objects.create(
        season=cast.season,
        account=olwen,
        nomination=nomination,
        language="en",
        source=NominationSource.PAPER,
        started_at=NOMINATING_AT,
        saved_at=NOMINATING_AT,
    )
    assert nomination not in nominations_sent_by(olwen)
    Draft.objects.filter(pk=draft.pk).update(source=NominationSource.WEB)
    assert nomination in nominations_sent_by(olwen)
    assert nomination in nominations_sent_by(eirian)


def test_what_was_taken_for_spam_and_is_grouped_names_people_who_must_be_told(cast: Cast) -> None:
    nameless = NominatedPerson(name=GWENNO.name)
    with clock.at(NOMINATING_AT):
        spam, into = _sent(cast, _entry(cast, nameless)), _sent(cast, _entry(cast))
        declare_ineligible(entry=spam.entry, reason=IneligibleReason.SPAM, by=cast.organiser)
        declare_eligible(entry=into.entry, by=cast.organiser)
        assert not untold_before_judging(cast.season).filter(nomination=spam)
        group_entries(entry=spam.entry, into=into.entry, by=cast.organiser)
        assert untold_before_judging(cast.season).filter(nomination=spam)


def test_a_letter_that_was_stopped_before_it_left_has_told_nobody(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _sent(cast, _entry(cast, GWENNO))
        OutboxMessage.objects.filter(to_address=GWENNO.email).update(state=Delivery.STOPPED)
        assert untold_before_judging(cast.season).filter(nomination=nomination)


def test_a_child_without_a_parents_address_holds_up_no_other_letter(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        child = _sent(cast, _entry(cast, NominatedPerson(name="Bach")))
        child.nominees.update(email="bach@example.org", age_band=AgeBand.CHILD)
    with clock.at(NOMINATING_AT + timedelta(days=25)):
        assert tell_nominees_due() >= 0
