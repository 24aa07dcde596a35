"""Judging waits for the notice to nominees until it has left: what waits in a queue told nobody."""

from __future__ import annotations

import pytest
from django.utils import translation

from cadair.foundation import clock
from cadair.foundation.refusals import NotComplete
from cadair.judging.actions import begin_judging
from cadair.mail.models import OutboxMessage
from cadair.mail.states import Delivery
from cadair.nominations.actions import declare_eligible, send_notices
from cadair.nominations.models import Nominee
from cadair.nominations.notices import due_by, notice_figures
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, Cast, a_season
from tests.progress import read

pytestmark = pytest.mark.django_db

DESK, DESG = "/en/desk/valley-2026/nominees/?show=told", "/cy/desg/valley-2026/enwebeion/?show=told"


@pytest.fixture
def cast() -> Cast:
    """Everything is checked and read, and a letter to a nominee waits in the outbox."""
    found = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        now = clock.now()
        nominee = Nominee.objects.create(
            nomination=found.season.nominations.order_by("pk")[0],
            name="Gwenno",
            email="gwenno@example.org",
            received_at=now,
            due_at=due_by(now),
        )
        send_notices(season=found.season, nominees=[nominee], by=found.organiser)
        for entry in found.entries.values():
            declare_eligible(entry=entry, by=found.organiser)
        read(found)
    return found


def _letter(state: Delivery) -> None:
    sent_at = CHECKING_AT if state == Delivery.SENT else None
    letters = OutboxMessage.objects.filter(to_address="gwenno@example.org")
    assert letters.update(state=state, sent_at=sent_at) == 1


def _begin(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        begin_judging(season=cast.season, by=cast.organiser)


def test_it_begins_once_the_letter_has_left(cast: Cast) -> None:
    with translation.override("en"), pytest.raises(NotComplete) as refusal:
        _begin(cast)
    assert "Letters to nominees that wait to leave: 1" in str(refusal.value)
    _letter(Delivery.SENT)
    _begin(cast)


@pytest.mark.parametrize("state", [Delivery.FAILED, Delivery.STOPPED])
def test_one_that_never_arrives_told_nobody(cast: Cast, state: Delivery) -> None:
    _letter(state)
    with translation.override("en"), pytest.raises(NotComplete) as refusal:
        _begin(cast)
    assert "People who have not been told that they are nominated: 1" in str(refusal.value)
    assert notice_figures(cast.season).leaving == 0


def test_a_letter_whose_row_is_gone_was_sent_long_ago(cast: Cast) -> None:
    OutboxMessage.objects.filter(to_address="gwenno@example.org").delete()
    _begin(cast)


def test_the_desk_says_so_in_both_languages(cast: Cast) -> None:
    with clock.at(CHECKING_AT):
        olwen = signed_in(cast.accounts["olwen"])
        assert "letter waits to leave" in olwen.get(DESK).content.decode()
        assert "llythyr yn aros i gael ei anfon" in olwen.get(DESG).content.decode()
        today = olwen.get("/en/desk/valley-2026/today/").content.decode()
        assert "Letters to nominees that wait to leave" in today
        _letter(Delivery.FAILED)
        assert "letter not delivered" in olwen.get(DESK.partition("?")[0]).content.decode()
