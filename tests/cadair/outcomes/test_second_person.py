"""The second person is a second person, and what they confirm is what will happen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.foundation.refusals import NotComplete
from cadair.outcomes.actions import confirm_seal, request_seal, withdraw_seal_request
from cadair.outcomes.models import Seal
from cadair.people.queries import actor_of
from cadair.seasons.actions import NewDate, Told, move_ceremony
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.valley import refused
from tests.cast import CEREMONY_DATE, MEETING_AT, Cast, a_season, an_account, words
from tests.progress import decide_all

pytestmark = pytest.mark.django_db
TOLD = Told(reason="The hall is flooded.", note=words("Another day"))


@pytest.fixture
def cast() -> Cast:
    """Everything is decided, every text approved."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide_all(found)
    return found


def test_two_accounts_with_one_mailbox_are_one_person(cast: Cast) -> None:
    """PRO-10: nobody confirms their own request by way of a second account."""
    olwen = cast.accounts["olwen"]
    name, _at, domain = olwen.email.partition("@")
    other = an_account("olwen-again")
    type(other).objects.filter(pk=other.pk).update(email=f"{name}+second@{domain}")
    Role.objects.create(season=cast.season, account=other, role=SeasonRole.ORGANISER)
    with clock.at(MEETING_AT):
        request = request_seal(season=cast.season, by=cast.organiser)
        with refused("second-person"):
            confirm_seal(request=request, by=actor_of(other))
        assert not Seal.objects.exists()
        confirm_seal(request=request, by=cast.chair)


def test_the_ceremony_stays_while_somebody_is_asked_to_approve_a_minute(cast: Cast) -> None:
    """Otherwise the results would be out before a ceremony that moved in between."""
    to = NewDate(on=CEREMONY_DATE + timedelta(days=30))
    with clock.at(MEETING_AT):
        request = request_seal(
            season=cast.season, by=cast.organiser, release_at=MEETING_AT + timedelta(days=1)
        )
        with pytest.raises(NotComplete) as refusal:
            move_ceremony(season=cast.season, to=to, told=TOLD, by=cast.organiser)
        assert len(refusal.value.problems) == 1
        withdraw_seal_request(request=request, by=cast.organiser)
        move_ceremony(season=cast.season, to=to, told=TOLD, by=cast.organiser)
        request_seal(season=cast.season, by=cast.organiser)
        move_ceremony(
            season=cast.season, to=NewDate(on=CEREMONY_DATE), told=TOLD, by=cast.organiser
        )
