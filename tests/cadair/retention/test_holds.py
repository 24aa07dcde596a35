"""What is held back stays as long as the hold."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from cadair.audit.states import HoldKind
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.mail.models import OutboxMessage
from cadair.mail.tasks import forget_addresses, forget_old
from cadair.nominations.models import Draft
from cadair.nominations.tasks import forget_drafts
from cadair.retention.actions import forget_due, lift_hold, place_hold
from cadair.seasons.states import SeasonState
from tests.cadair.retention.test_retention import _after, _look, _loser
from tests.cast import MEETING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Results are public."""
    return a_season(SeasonState.RELEASED)


def test_nothing_goes_of_a_season_that_is_held_back(cast: Cast) -> None:
    one = _loser(cast)
    with clock.at(_after(1)):
        hold = place_hold(
            season=cast.season,
            nomination=None,
            kind=HoldKind.FREEDOM_OF_INFORMATION,
            reason="Request of March",
            by=cast.organiser,
        )
    assert _look(_after(25)) == {}
    Draft.objects.create(
        season=cast.season, language="cy", started_at=MEETING_AT, saved_at=MEETING_AT
    )
    with clock.at(_after(25)):
        assert forget_drafts() == 0
        lift_hold(season=cast.season, hold=hold, by=cast.organiser)
        assert forget_drafts() == 1
    assert _look(_after(25) + timedelta(days=2))["without-award"] == 1
    one.refresh_from_db()
    assert one.summary == ""


def test_letters_of_a_season_that_is_held_back_keep_their_words(cast: Cast) -> None:
    letter = OutboxMessage.objects.exclude(body_en="").exclude(state="waiting").first()
    if letter is None:
        letter = OutboxMessage.objects.exclude(body_en="")[0]
        letter.state, letter.sent_at = "sent", MEETING_AT
    letter.season = cast.season.public_id
    letter.save()
    with clock.at(_after(1)):
        hold = place_hold(
            season=cast.season,
            nomination=None,
            kind=HoldKind.LEGAL,
            reason="Claim",
            by=cast.organiser,
        )
    with clock.at(_after(13)):
        forget_old()
        forget_addresses()
        letter.refresh_from_db()
        assert (bool(letter.body_en), bool(letter.to_address)) == (True, True)
        lift_hold(season=cast.season, hold=hold, by=cast.organiser)
        forget_old()
        forget_addresses()
    letter.refresh_from_db()
    assert (letter.body_en, letter.to_address) == ("", "")


def test_holds_are_the_organisers_and_are_placed_once(cast: Cast) -> None:
    place = partial(place_hold, season=cast.season, nomination=None, kind=HoldKind.LEGAL)
    with pytest.raises(NotAllowed):
        place(reason="Why", by=cast.chair)
    with pytest.raises(Refusal):
        place(reason=" ", by=cast.organiser)
    place(reason="Why", by=cast.organiser)
    with pytest.raises(NotNow):
        place(reason="Why", by=cast.organiser)
    with pytest.raises(NotAllowed):
        forget_due(by=cast.organiser)
