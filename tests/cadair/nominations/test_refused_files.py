"""Whoever sent a file that was not accepted hears which, why, and until when to send another."""

from __future__ import annotations

import pytest

from cadair.files.models import StoredFile
from cadair.files.states import FileState, WhyRefused
from cadair.foundation import clock
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Evidence, Nominee, NomineePhoto
from cadair.nominations.notices import due_by
from cadair.nominations.tasks import tell_of_refused
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def _refused(name: str) -> StoredFile:
    now = clock.now()
    return StoredFile.objects.create(
        kind="pdf",
        state=FileState.REFUSED,
        why_refused=WhyRefused.VIRUS,
        name=name,
        size=0,
        sent_sha256="0" * 64,
        received_at=now,
        next_attempt_at=now,
    )


def _beside_a_draft(cast: Cast, name: str, *, is_signed_in: bool = True) -> None:
    draft = cast.season.drafts.create(
        account=cast.accounts["eirian"] if is_signed_in else None,
        language="en",
        started_at=NOMINATING_AT,
        saved_at=NOMINATING_AT,
    )
    Evidence.objects.create(draft=draft, file=_refused(name), language="en", position=0)


def _letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(letter__endswith="file_refused"))


def test_the_letter_names_the_file_says_why_and_until_when_once() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        _beside_a_draft(cast, "llythyr.pdf")
        assert tell_of_refused() == 1
        assert tell_of_refused() == 0
    (letter,) = _letters()
    assert letter.to_address == cast.accounts["eirian"].email
    for side in (letter.body_cy, letter.body_en):
        assert "llythyr.pdf" in side
        assert "/enwebiadau/" in side or "/nominations/" in side
    assert "virus" in letter.body_en
    assert "feirws" in letter.body_cy
    assert "until" in letter.body_en


def test_a_form_of_nobody_has_nobody_to_write_to() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        _beside_a_draft(cast, "letter.pdf", is_signed_in=False)
        tell_of_refused()
    assert _letters() == []


def test_after_closing_it_does_not_send_people_to_a_closed_form() -> None:
    cast = a_season(SeasonState.CHECKING)
    nomination = cast.season.nominations.all()[0]
    with clock.at(CHECKING_AT):
        Evidence.objects.create(
            nomination=nomination, file=_refused("report.pdf"), language="en", position=0
        )
        assert tell_of_refused() == 1
    (letter,) = _letters()
    assert letter.to_address == nomination.nominator_email
    assert "have closed" in letter.body_en
    assert "/nominations/" not in letter.body_en


def test_a_nominee_hears_of_their_photo_with_a_link_to_send_another() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        now = clock.now()
        nominee = Nominee.objects.create(
            nomination=cast.season.nominations.all()[0],
            name="Gwenno",
            email="gwenno@example.org",
            received_at=now,
            due_at=due_by(now),
        )
        NomineePhoto.objects.create(
            nominee=nominee, file=_refused("me.jpg"), description="x", language="en", sent_at=now
        )
        assert tell_of_refused() == 1
    (letter,) = _letters()
    assert letter.to_address == "gwenno@example.org"
    assert "/photo/" in letter.body_en
