"""`make run` prepares the database of the demo, and leaves it alone afterwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cadair.audit.models import AuditEntry
from cadair.audit.queries import is_demo_database
from cadair.demo.preparing import CONTENT
from cadair.demo.walk import prepare
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.people.actions import open_account
from cadair.publishing.queries import posts, season_document
from cadair.seasons.models import Season

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def prepared() -> list[str]:
    """What `prepare` says at noon."""
    lines: list[str] = []
    with clock.at(NOON):
        prepare(print=lines.append)
    return lines


def test_an_empty_database_gets_the_archives_and_an_open_demo_season() -> None:
    lines = prepared()

    states = dict(Season.objects.values_list("key", "state"))
    assert states == {
        **{path.stem: "released" for path in CONTENT.glob("*.yaml")},
        "demo-valleys-2026": "open",
    }
    assert len(lines) == len(states) + 1
    assert is_demo_database()


def test_the_open_season_is_announced_with_its_news_and_no_award() -> None:
    prepared()

    public = season_document("demo-valleys", 2026)
    assert public is not None
    assert (public.stage, public.is_fictional, public.totals.awards) == ("announced", True, 0)
    assert len(posts(season_key="demo-valleys-2026")) == 4


def test_preparing_again_changes_nothing_and_says_nothing() -> None:
    prepared()
    before = AuditEntry.objects.count()

    assert prepared() == []
    assert AuditEntry.objects.count() == before


def test_a_month_later_the_same_season_stands_there_and_no_second_one() -> None:
    prepared()
    with clock.at(NOON + timedelta(days=45)):
        prepare(print=lambda line: None)

    assert Season.objects.filter(is_fictional=True).count() == 1


def test_a_database_in_use_is_left_alone() -> None:
    open_account(email="somebody@example.org", name="", by=Actor.operator())

    with pytest.raises(NotNow, match="in use"):
        prepared()
    assert not Season.objects.exists()


def test_an_archive_is_known_by_the_name_of_its_file() -> None:
    prepared()

    assert {path.stem for path in CONTENT.glob("*.yaml")} <= set(
        Season.objects.values_list("key", flat=True)
    )
