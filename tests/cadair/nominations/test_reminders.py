"""Reminders of forms that were begun: at the right hour, once, never against somebody’s wish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.actions import remember_language, stop_topic
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage, StoppedHow, Topic
from cadair.nominations.actions import discard_draft, start_draft
from cadair.nominations.models import Draft
from cadair.nominations.tasks import remind_due
from cadair.seasons.models import SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cast import CLOSES_AT, NOMINATING_AT, OPENS_AT, Cast, a_season

pytestmark = pytest.mark.django_db

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


@pytest.fixture(autouse=True)
def _a_service_with_an_address() -> Iterator[None]:
    with override_settings(CADAIR_LETTER_ROOT="https://a.example.org"):
        yield


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


def begin(cast: Cast, at: datetime = NOMINATING_AT, *, is_test: bool = False) -> Draft:
    name = "olwen" if is_test else "eirian"
    with clock.at(at):
        return start_draft(
            season=cast.season,
            language="cy",
            account=cast.accounts[name],
            by=cast.actor(name),
            is_test=is_test,
        )


def letters(at: datetime) -> list[str]:
    """Which letters the worker writes at this moment."""
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    with clock.at(at):
        remind_due()
    new = OutboxMessage.objects.exclude(pk__in=before).order_by("letter")
    return [each.letter.rsplit("/", 1)[-1] for each in new]


def test_an_hour_after_the_last_saving_one_hears_that_the_form_is_kept(cast: Cast) -> None:
    begin(cast)
    assert letters(NOMINATING_AT + HOUR - timedelta(seconds=1)) == []
    assert letters(NOMINATING_AT + HOUR) == ["draft_kept"]
    assert letters(NOMINATING_AT + HOUR) == []
    message = OutboxMessage.objects.get(letter__endswith="draft_kept")
    assert "https://a.example.org/en/nominations/" in message.body_en
    assert "Friday 2 October 2026 at 17:00" in message.body_en
    assert "Sunday 1 November 2026" in message.body_en
    assert message.topic == Topic.REMINDERS


def test_a_second_form_is_no_second_letter(cast: Cast) -> None:
    begin(cast)
    assert letters(NOMINATING_AT + HOUR) == ["draft_kept"]
    begin(cast, NOMINATING_AT + 2 * HOUR)
    assert letters(NOMINATING_AT + DAY) == []


def test_a_week_and_a_day_before_closing_to_the_second(cast: Cast) -> None:
    begin(cast)
    begin(cast)
    letters(NOMINATING_AT + HOUR)
    assert letters(CLOSES_AT - WEEK - timedelta(seconds=1)) == []
    assert letters(CLOSES_AT - WEEK) == ["a_week_left"]
    assert "- Forms not sent: 2" in OutboxMessage.objects.get(letter__contains="week").body_en
    assert letters(CLOSES_AT - DAY - timedelta(seconds=1)) == []
    assert letters(CLOSES_AT - DAY) == ["a_day_left"]
    assert letters(CLOSES_AT - HOUR) == []
    assert letters(CLOSES_AT + timedelta(seconds=1)) == []


def test_whoever_begins_later_is_not_told_what_they_know(cast: Cast) -> None:
    begin(cast, CLOSES_AT - 6 * DAY)
    assert letters(CLOSES_AT - 6 * DAY + HOUR) == ["draft_kept"]
    assert letters(CLOSES_AT - DAY) == ["a_day_left"]


def test_a_worker_that_slept_sends_the_day_and_leaves_the_week_out(cast: Cast) -> None:
    begin(cast)
    letters(NOMINATING_AT + HOUR)
    assert letters(CLOSES_AT - HOUR) == ["a_day_left"]


def test_an_extension_brings_the_last_day_again_and_the_week_not(cast: Cast) -> None:
    begin(cast)
    letters(NOMINATING_AT + HOUR)
    assert letters(CLOSES_AT - WEEK) == ["a_week_left"]
    assert letters(CLOSES_AT - DAY) == ["a_day_left"]
    later = CLOSES_AT + WEEK
    SeasonMoment.objects.filter(season=cast.season, key="nominations_close").update(at=later)
    assert letters(later - WEEK) == []
    assert letters(later - DAY) == ["a_day_left"]


def test_what_was_sent_thrown_away_or_rehearsed_is_no_form_to_be_reminded_of(cast: Cast) -> None:
    gone = begin(cast)
    begin(cast, is_test=True)
    with clock.at(NOMINATING_AT):
        discard_draft(draft=gone, by=cast.actor("eirian"))
    sent = begin(cast)
    Draft.objects.filter(pk=sent.pk).update(nomination=cast.season.nominations.all()[0])
    for moment in (NOMINATING_AT + HOUR, CLOSES_AT - WEEK, CLOSES_AT - DAY):
        assert letters(moment) == []


def test_whoever_stopped_reminders_gets_none(cast: Cast) -> None:
    begin(cast)
    stop_topic("eirian@example.org", Topic.REMINDERS, StoppedHow.LINK)
    for moment in (NOMINATING_AT + HOUR, CLOSES_AT - WEEK, CLOSES_AT - DAY):
        assert letters(moment) == []


def test_nothing_is_sent_once_nominations_are_closed(cast: Cast) -> None:
    begin(cast)
    cast.season.state = SeasonState.CHECKING
    cast.season.save()
    assert letters(CLOSES_AT - DAY) == []


@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None)
@given(
    looks=st.lists(
        st.timedeltas(min_value=timedelta(), max_value=CLOSES_AT - OPENS_AT), max_size=12
    ),
    language=st.sampled_from([None, *MailLanguage]),
)
def test_whenever_the_worker_looks_each_letter_comes_once_in_the_language_chosen(
    cast: Cast, looks: list[timedelta], language: MailLanguage | None
) -> None:
    OutboxMessage.objects.all().delete()
    Draft.objects.all().delete()
    begin(cast, OPENS_AT + timedelta(minutes=1))
    if language is not None:
        by = Actor.operator()
        remember_language(address="eirian@example.org", language=language, by=by)
        wanted = {"cy", "en"} if language == MailLanguage.BOTH else {language.value}
    else:
        wanted = {"cy", "en"}
    for look in sorted(looks):
        letters(OPENS_AT + look)
    found = [each.letter for each in OutboxMessage.objects.filter(topic=Topic.REMINDERS)]
    assert len(found) == len(set(found))
    if language is not None:
        for each in OutboxMessage.objects.filter(topic=Topic.REMINDERS):
            used = {side for side in ("cy", "en") if getattr(each, f"body_{side}")}
            assert used == wanted
