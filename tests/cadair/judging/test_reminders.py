"""Judges are reminded by rule: who owes marks, once for each rule, never who asked not to be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.judging.actions import lock_scorecards, save_scorecard
from cadair.judging.tasks import remind_judges_due
from cadair.mail.actions import remember_language, stop_topic
from cadair.mail.models import OutboxMessage
from cadair.mail.states import MailLanguage, StoppedHow, Topic
from cadair.seasons.models import SeasonMoment
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db

ENDS = CHECKING_AT + timedelta(days=20)


def in_judging(key: str = "judging_ends") -> Cast:
    with clock.at(CHECKING_AT):
        cast = a_season(SeasonState.JUDGING)
        SeasonMoment.objects.update_or_create(
            season=cast.season, key=key, defaults={"at": ENDS, "on_date": None}
        )
        declare(cast)
    return cast


def reminded(days_before: float) -> list[str]:
    """The worker looks so many days before the end: whom it writes to."""
    with clock.at(ENDS - timedelta(days=days_before)):
        before = set(OutboxMessage.objects.values_list("pk", flat=True))
        remind_judges_due()
        new = OutboxMessage.objects.exclude(pk__in=before).order_by("to_address")
        return [each.to_address.partition("@")[0] for each in new]


def finish(cast: Cast, name: str) -> None:
    with clock.at(CHECKING_AT):
        for title in (LANTERN, QUIET, KICKABOUT):
            if (name, title) == ("bob", LANTERN):
                continue
            entry = cast.entries[title]
            save_scorecard(
                judge=cast.judges[name],
                entry=entry,
                category=entry.categories.get(),
                marks={"prevention": 7, "impact": 7},
                by=cast.actor(name),
            )
        lock_scorecards(judge=cast.judges[name], by=cast.actor(name))


@pytest.mark.parametrize("key", ["judging_ends", "panel_meets"])
def test_judges_who_have_not_locked_hear_once_for_each_rule(key: str) -> None:
    cast = in_judging(key)
    finish(cast, "cerys")
    assert reminded(8) == []
    assert reminded(7) == ["ann", "bob"]
    assert reminded(6.9) == []
    finish(cast, "ann")
    assert reminded(2) == ["bob"]
    assert reminded(1) == []
    assert reminded(-1) == []


def test_a_reminder_says_how_much_waits_in_the_language_of_the_person() -> None:
    cast = in_judging()
    remember_language(address="bob@example.org", language=MailLanguage.WELSH, by=cast.organiser)
    reminded(7)
    bob = OutboxMessage.objects.get(
        to_address="bob@example.org", letter="judging/email/marks_waiting"
    )
    assert (bob.subject_cy, bob.subject_en) == ("Mae ceisiadau’n aros am eich marciau", "")
    assert "eu cloi o hyd: 2" in bob.body_cy
    assert LANTERN not in bob.body_cy
    assert bob.topic == Topic.MARKING


def test_who_asked_not_to_be_reminded_is_not() -> None:
    in_judging()
    stop_topic("ann@example.org", Topic.MARKING, StoppedHow.LINK)
    assert reminded(7) == ["bob", "cerys"]


def test_who_was_asked_to_judge_only_then_is_not_reminded_at_once() -> None:
    cast = in_judging()
    late = ENDS - timedelta(days=6)
    OutboxMessage.objects.filter(letter="judging/email/judging_begun").update(queued_at=late)
    assert reminded(5) == []
    assert reminded(2) == ["ann", "bob", "cerys"]
    assert cast.season.state == SeasonState.JUDGING


def test_a_later_end_of_judging_brings_the_rules_again() -> None:
    cast = in_judging()
    assert reminded(7) == ["ann", "bob", "cerys"]
    cast.season.moments.filter(key="judging_ends").update(at=ENDS + timedelta(days=1))
    assert reminded(6) == ["ann", "bob", "cerys"]
