"""Two people of one name stay two; who grows up, who can be reached, who vouches: faults mended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete
from cadair.judging.actions import begin_judging
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    change_nominee,
    declare_eligible,
    except_from_notice,
    save_draft,
    submit_nomination,
    take_in_nominees,
    withdraw_nomination,
)
from cadair.nominations.models import Draft, Endorsement, EntryPerson, Nomination, Nominee
from cadair.nominations.notices import unvouched_before_judging
from cadair.nominations.publicity import public_name
from cadair.nominations.states import (
    AgeBand,
    Eligibility,
    EndorsementState,
    EntryKind,
    ExceptionReason,
    NominationSource,
    NoticeState,
    PublicityGiver,
    Relation,
)
from cadair.seasons.actions import freeze_rules
from cadair.seasons.models import FormRules, Role
from cadair.seasons.states import RefereeRule, SeasonRole, SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db
SENIOR = NominatedPerson(name="Gwenno Rees", email="senior@example.org", age_band="adult")
JUNIOR = NominatedPerson(name="Gwenno Rees", email="junior@example.org", age_band="adult")


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


def _nominate(cast: Cast, *people: NominatedPerson) -> Nomination:
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


def test_two_people_of_one_name_are_two_each_with_their_own_letter(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, SENIOR, JUNIOR)
    nominees = {each.email: each for each in nomination.nominees.all()}
    assert set(nominees) == {"senior@example.org", "junior@example.org"}
    assert len({each.person_id for each in nominees.values()}) == 2
    for address in nominees:
        assert OutboxMessage.objects.filter(to_address=address).count() == 1


def test_when_one_of_them_goes_the_other_keeps_what_is_theirs(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, SENIOR, JUNIOR)
        senior = nomination.nominees.get(email="senior@example.org")
        senior.publicity.create(
            giver=PublicityGiver.NOMINEE,
            kinds=["name"],
            wording=1,
            language="en",
            made_at=clock.now(),
            made_by_ref="link:x",
        )
        EntryPerson.objects.filter(pk=senior.person_id or 0).update(is_name_public=True)
        take_in_nominees(nomination, [JUNIOR])
    junior = nomination.nominees.get(email="junior@example.org")
    senior.refresh_from_db()
    assert (senior.is_gone, junior.is_gone) == (True, False)
    assert OutboxMessage.objects.filter(to_address="junior@example.org").count() == 1
    assert junior.person is not None
    assert public_name(junior.person) == ""


def test_who_is_found_to_be_an_adult_is_told_alone(cast: Cast) -> None:
    child = NominatedPerson(name="Gwenno", email="mam@example.org", age_band="under-16")
    grown = NominatedPerson(name="Gwenno", email="gwenno@example.org", age_band="adult")
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, child)
        take_in_nominees(nomination, [grown])
    nominee = nomination.nominees.get()
    assert (nominee.email, nominee.guardian_email) == ("gwenno@example.org", "")
    changed = change_nominee(
        nominee=nominee,
        email="gwenno@example.org",
        guardian_email="mam@example.org",
        age_band=AgeBand.ADULT,
        by=cast.organiser,
    )
    assert changed.guardian_email == ""


@pytest.mark.parametrize("by_form", [True, False])
def test_an_address_ends_the_exception_that_nobody_can_be_reached(
    cast: Cast, *, by_form: bool
) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, NominatedPerson(name="Gwenno Rees"))
        nominee = nomination.nominees.get()
        except_from_notice(
            season=cast.season,
            nominees=[nominee],
            reason=ExceptionReason.EFFORT,
            evidence="Moved abroad.",
            public_note=BilingualText("Nodyn", "A note"),
            by=cast.organiser,
        )
        if by_form:
            take_in_nominees(nomination, [SENIOR])
        else:
            change_nominee(
                nominee=nominee,
                email="senior@example.org",
                guardian_email="",
                age_band=AgeBand.ADULT,
                by=cast.organiser,
            )
    nominee.refresh_from_db()
    assert (nominee.state, nominee.exception) == (NoticeState.SENT, "")
    assert not nominee.public_note
    assert OutboxMessage.objects.filter(to_address="senior@example.org").count() == 1


def test_that_nobody_can_be_recognised_stands_whatever_the_address(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, NominatedPerson(name="A warden"))
        nominee = nomination.nominees.get()
        except_from_notice(
            season=cast.season,
            nominees=[nominee],
            reason=ExceptionReason.NOBODY,
            evidence="A role.",
            by=cast.organiser,
        )
        take_in_nominees(nomination, [NominatedPerson(name="A warden", email="w@example.org")])
    nominee.refresh_from_db()
    assert nominee.state == NoticeState.EXCEPTED


def test_two_letters_of_one_moment_are_two(cast: Cast) -> None:
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, SENIOR)
        for address in ("second@example.org", "senior@example.org"):
            take_in_nominees(
                nomination,
                [NominatedPerson(name="Gwenno Rees", email=address, age_band="adult")],
            )
    assert OutboxMessage.objects.filter(to_address="senior@example.org").count() == 2


def test_an_entry_for_which_nobody_vouches_any_more_is_not_judged(cast: Cast) -> None:
    FormRules.objects.update_or_create(
        season=cast.season, defaults={"referee": RefereeRule.REQUIRED}
    )
    with clock.at(NOMINATING_AT):
        nomination = _nominate(cast, SENIOR)
        vouched = Endorsement.objects.create(
            nomination=nomination,
            name="Rhys",
            email="rhys@example.org",
            asked_at=clock.now(),
            asked_by_ref="account:x",
            state=EndorsementState.GIVEN,
        )
        declare_eligible(entry=nomination.entry, by=cast.organiser)
    assert nomination.entry not in unvouched_before_judging(cast.season)
    vouched.delete()
    assert nomination.entry in unvouched_before_judging(cast.season)


def test_judging_does_not_begin_without_them() -> None:
    cast = a_season(SeasonState.CHECKING)
    FormRules.objects.update_or_create(
        season=cast.season, defaults={"referee": RefereeRule.REQUIRED}
    )
    freeze_rules(cast.season)
    cast.season.entries.update(eligibility=Eligibility.ELIGIBLE)
    with clock.at(CHECKING_AT), pytest.raises(NotComplete) as refused:
        begin_judging(season=cast.season, by=cast.organiser)
    assert any("vouches" in str(each) for each in refused.value.problems)


def test_a_former_organiser_opens_no_form_that_they_keyed_in(cast: Cast) -> None:
    olwen = cast.accounts["olwen"]
    draft = Draft.objects.create(
        season=cast.season,
        account=olwen,
        language="en",
        source=NominationSource.TELEPHONE,
        answers={"summary": {"values": {"summary": "Secret words"}, "version": 1}},
        started_at=NOMINATING_AT,
        saved_at=NOMINATING_AT + timedelta(minutes=1),
    )
    address = f"/en/nominate/{cast.season.key}/{draft.public_id}/summary/"
    client = signed_in(olwen)
    with clock.at(NOMINATING_AT):
        assert "Secret words" in client.get(address).content.decode()
        Role.objects.filter(account=olwen, role=SeasonRole.ORGANISER).delete()
        later = signed_in(olwen)
        assert later.get(address).status_code == 404
        assert later.post(address, {"summary": "Mine", "continue": "1"}).status_code == 404
        with pytest.raises(NotAllowed):
            save_draft(
                draft=draft,
                page="summary",
                values={"summary": "Mine"},
                seen=1,
                is_finished=True,
                by=cast.actor("olwen"),
            )


def test_withdrawing_leaves_no_nominee_of_another(cast: Cast) -> None:
    """The same name in two nominations is no namesake: each has its own clock."""
    with clock.at(NOMINATING_AT):
        first, second = _nominate(cast, SENIOR), _nominate(cast, SENIOR)
        withdraw_nomination(nomination=first, by=cast.actor("eirian"))
    assert Nominee.objects.filter(nomination=second, is_gone=False).count() == 1
