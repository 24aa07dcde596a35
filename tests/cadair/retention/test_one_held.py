"""A hold on one nomination; what stays of those who asked for news."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.audit.states import HoldKind
from cadair.foundation import clock
from cadair.mail.actions import remember_consent, stop_topic
from cadair.mail.models import MailingConsent
from cadair.mail.states import StoppedHow, Topic
from cadair.nominations.audiences import Narrowed, people_in
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.states import Audience
from cadair.nominations.tasks import forget_drafts
from cadair.retention.actions import place_hold
from cadair.seasons.models import Programme, Season
from cadair.seasons.states import SeasonState
from tests.cadair.retention.test_retention import (
    MINUTE,
    SECRET,
    WORKER,
    _after,
    _look,
    _loser,
    _sent,
)
from tests.cast import MEETING_AT, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """Results are public."""
    return a_season(SeasonState.RELEASED)


def _around(nomination: Nomination, name: str) -> None:
    """What leads to a nomination and hangs on other tables: its file, form, order, extension."""
    season = nomination.season
    batch = season.imports.create(file_name=name, rows=[], read_at=MEETING_AT, state="done")
    Nomination.objects.filter(pk=nomination.pk).update(imported_in=batch)
    Draft.objects.create(
        season=season,
        nomination=nomination,
        language="cy",
        started_at=MEETING_AT,
        saved_at=MEETING_AT,
    )
    order = season.translation_batches.create(
        language="cy",
        translator_name=name,
        due_on=MEETING_AT.date(),
        words=1,
        ordered_by="account:x",
        ordered_at=MEETING_AT,
    )
    order.texts.create(nomination=nomination, field="summary", position=0)
    season.extensions.create(
        email=nomination.nominator_email.upper(),
        until=MEETING_AT,
        reason=SECRET,
        given_at=MEETING_AT,
    )


def _around_left(season: Season) -> list[object]:
    """What is left of it, whoever it leads to."""
    return [
        *season.imports.values_list("file_name", flat=True),
        *season.translation_batches.values_list("translator_name", flat=True),
        *season.extensions.values_list("email", flat=True),
        *season.drafts.values_list("nomination", flat=True),
    ]


def _leads_to(cast: Cast, each: Nomination, name: str) -> None:
    """What leads to a nomination: a file, a form, an order, more time."""
    batch = cast.season.imports.create(file_name=name, rows=[], read_at=MEETING_AT, state="done")
    Nomination.objects.filter(pk=each.pk).update(imported_in=batch)
    Draft.objects.create(
        season=cast.season,
        nomination=each,
        language="cy",
        started_at=MEETING_AT,
        saved_at=MEETING_AT,
    )
    order = cast.season.translation_batches.create(
        language="cy",
        translator_name=name,
        due_on=MEETING_AT.date(),
        words=1,
        ordered_by="account:x",
        ordered_at=MEETING_AT,
    )
    order.texts.create(nomination=each, field="summary", position=0)
    cast.season.extensions.create(
        email=each.nominator_email.upper(),
        until=MEETING_AT,
        reason=SECRET,
        given_at=MEETING_AT,
    )


def test_a_hold_on_one_nomination_keeps_whatever_leads_to_it(cast: Cast) -> None:
    """Why the panel decided, who had more time, the file it came from, its orders, its form."""
    one, other = _loser(cast), _sent(cast, QUIET)
    _leads_to(cast, one, "held")
    _leads_to(cast, other, "free")
    with clock.at(_after(1)):
        place_hold(
            season=cast.season,
            nomination=one,
            kind=HoldKind.COMPLAINT,
            reason="The nominee complains",
            by=cast.organiser,
        )
        forget_drafts()
    _look(_after(25))
    assert _around_left(cast.season) == ["held", "held", "MERERID@EXAMPLE.ORG", one.pk]
    said = {each.category.key: each.reason for each in cast.season.decisions.all()}
    assert said.pop("youth") != ""
    assert set(said.values()) == {""}


def test_a_nomination_that_is_held_back_stays_with_its_entry_and_its_marks(cast: Cast) -> None:
    one = _loser(cast)
    with clock.at(_after(1)):
        place_hold(
            season=cast.season,
            nomination=one,
            kind=HoldKind.COMPLAINT,
            reason="The nominee complains",
            by=cast.organiser,
        )
    _look(_after(25))
    one.refresh_from_db()
    assert one.summary == SECRET
    assert one.evidence.count() == one.versions.count() == 1
    one.entry.refresh_from_db()
    assert one.entry.title == SECRET
    assert one.entry.scorecards.exists()
    assert _sent(cast, QUIET).summary == ""


def test_whoever_wants_news_is_known_by_that_alone_until_they_say_no(cast: Cast) -> None:
    one = _loser(cast)
    with clock.at(MEETING_AT):
        remember_consent(address=one.nominator_email, is_given=True, by=WORKER)
    _look(_after(6) + MINUTE)
    one.refresh_from_db()
    assert (one.nominator_email, one.summary) == ("", "")
    consent = MailingConsent.objects.get()
    assert consent.programmes == [cast.season.programme.public_id]
    assert SECRET not in str(consent.__dict__)
    after = Season.objects.create(
        programme=cast.season.programme, key="later", year=2027, name_cy="2027", name_en="2027"
    )
    assert people_in(after, Audience.LAST_YEAR, Narrowed()).addresses == [consent.address]
    other = Programme.objects.create(
        key="others", name_cy="A", name_en="B", slug_cy="a-a", slug_en="b-b"
    )
    elsewhere = Season.objects.create(
        programme=other, key="elsewhere", year=2027, name_cy="A", name_en="B"
    )
    assert people_in(elsewhere, Audience.LAST_YEAR, Narrowed()).addresses == []
    stop_topic(consent.address, Topic.NEWS, StoppedHow.LINK)
    assert people_in(after, Audience.LAST_YEAR, Narrowed()).addresses == []
    assert MailingConsent.objects.get().programmes == []


def test_of_whoever_said_nothing_or_no_nothing_stays(cast: Cast) -> None:
    one = _loser(cast)
    with clock.at(MEETING_AT):
        remember_consent(address=_sent(cast, QUIET).nominator_email, is_given=False, by=WORKER)
    _look(_after(24) + MINUTE)
    one.refresh_from_db()
    assert one.nominator_email == ""
    assert [each.programmes for each in MailingConsent.objects.all()] == [[]]


def test_a_yes_ends_after_three_years(cast: Cast) -> None:
    with clock.at(MEETING_AT):
        remember_consent(address="mererid@example.org", is_given=True, by=WORKER)
    _look(MEETING_AT + timedelta(days=3 * 365) - MINUTE)
    assert MailingConsent.objects.exists()
    _look(MEETING_AT + timedelta(days=3 * 365 + 2))
    assert not MailingConsent.objects.exists()
