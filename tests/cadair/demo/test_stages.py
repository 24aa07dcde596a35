"""`cadair demo --stage`: the running demo moves on, and what visitors did in it stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cadair.audit.verification import verify
from cadair.config.console import main
from cadair.demo.people import acting, demo_season
from cadair.demo.staging import move_on
from cadair.demo.staging.rebuilding import losses, rebuild
from cadair.demo.walk import prepare
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import save_scorecard, sign_declaration
from cadair.judging.models import Judge, Scorecard
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.judging.states import InterestKind
from cadair.nominations.actions import (
    NewEntry,
    Nominator,
    declare_ineligible,
    submit_nomination,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import judgeable_entries, unchecked_entries
from cadair.nominations.states import EntryKind, IneligibleReason, Relation
from cadair.outcomes.actions import decide_category
from cadair.outcomes.models import Decision
from cadair.outcomes.states import Outcome
from cadair.people.actions import open_account
from cadair.publishing.queries import posts, season_document
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OPERATOR = Actor.operator()


def quiet(_line: str) -> None:
    """Nobody listens."""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Season]:
    """A demo that was started on a day in November, with its own clock."""
    clock.follow(tmp_path / "demo-clock")
    clock.move_to(NOON)
    prepare(print=quiet)
    yield demo_season()
    clock.follow(None)


def nominate(season: Season) -> Nomination:
    """What a visitor sends in."""
    return submit_nomination(
        season=season,
        entry=NewEntry(
            title=BilingualText(en="The Lamp on Our Corner"),
            title_language="en",
            kind=EntryKind.PROJECT,
            categories=[season.categories.get(key="asb")],
        ),
        nominator=Nominator(name="A Visitor", email="visitor@example.org"),
        language="en",
        relation=Relation.SELF,
        summary="We put a lamp on our corner.",
        answers={"prevention": "It is light there now."},
        by=OPERATOR,
    )


def marks_of(card: Scorecard) -> dict[str, int]:
    """Criterion → mark."""
    return {mark.criterion.key: mark.value for mark in card.marks.select_related("criterion")}


def test_an_open_demo_has_a_plan_with_owners_roles_and_forms_that_were_begun(demo: Season) -> None:
    owners = set(demo.plan.values_list("owner__name", flat=True))
    done = demo.plan.exclude(done_at=None).count()

    assert owners == {"Elin Gwennol", "Tom Rookwood"}
    assert 0 < done < demo.plan.count()
    assert demo.roles.count() == 8
    assert demo.drafts.filter(nomination=None).count() == 3
    assert demo.judges.exclude(account=None).count() == 4


def test_somebody_of_the_demo_has_sent_two_nominations_by_now(demo: Season) -> None:
    assert demo.nominations.filter(nominator_email="tesni.helygen@example.org").count() == 2


def test_to_checking_the_clock_goes_beyond_closing_and_the_visitor_is_among_the_rest(
    demo: Season,
) -> None:
    mine = nominate(demo)

    move_on("checking", say=quiet)

    demo.refresh_from_db()
    closes = closing_time(demo)
    assert closes is not None
    assert closes < clock.now() < closes + timedelta(days=6)
    assert demo.state == "checking"
    assert demo.nominations.count() == 254
    assert demo.entries.count() == 229
    assert demo.nominations.filter(entry=mine.entry).count() == 1
    assert 0 < unchecked_entries(demo).count() < demo.entries.count() / 2
    moments = list(demo.nominations.order_by("reference").values_list("submitted_at", flat=True))
    assert moments == sorted(moments)


def test_going_where_the_demo_stands_changes_nothing_that_counts(demo: Season) -> None:
    move_on("checking", say=quiet)
    checked = unchecked_entries(demo).count()
    there = clock.now()

    move_on("checking", say=quiet)

    assert unchecked_entries(demo).count() == checked
    assert clock.now() - there < timedelta(minutes=5)


def test_after_a_long_pause_an_open_demo_goes_on_where_it_was_left(demo: Season) -> None:
    left_at = clock.now()
    clock.move_to(left_at + timedelta(days=200))

    prepare(print=quiet)

    demo.refresh_from_db()
    assert demo.state == "open"
    assert abs(clock.now() - left_at) < timedelta(minutes=5)


def test_there_is_no_way_back_that_keeps_the_demo(demo: Season) -> None:
    move_on("checking", say=quiet)

    with pytest.raises(ValueError, match="stands beyond"):
        move_on("nominating", say=quiet)


def test_a_new_demo_says_before_what_would_be_lost_and_goes_back_to_today(demo: Season) -> None:
    nominate(demo)
    open_account(email="visitor@example.org", name="", by=OPERATOR)
    move_on("checking", say=quiet)
    lost = losses()

    rebuild(say=quiet)

    again = demo_season()
    assert lost == ["1 nominations", "1 accounts"]
    assert again.state == "open"
    assert not again.nominations.filter(nominator_name="A Visitor").exists()
    assert again.drafts.count() == 3
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=5)
    assert verify().is_whole


def test_a_real_service_has_no_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--stage", "judging", "--yes"]) == 2
    assert "Only the demo has stages" in capsys.readouterr().err


def test_a_real_database_is_never_emptied() -> None:
    open_account(email="somebody@example.org", name="", by=OPERATOR)

    with pytest.raises(ImproperlyConfigured, match="Only the database"):
        rebuild(say=quiet)


def test_where_a_visitor_has_removed_somebody_the_operator_acts_instead(demo: Season) -> None:
    demo.roles.filter(account__email="elin.gwennol@example.org").delete()

    assert acting("organiser", demo).is_operator
    move_on("checking", say=quiet)


@pytest.mark.slow
def test_what_a_visitor_did_at_each_stage_stands_until_the_results_are_public(
    demo: Season,
) -> None:
    mine = nominate(demo).entry
    move_on("checking", say=quiet)
    excluded = exclude_one(demo, besides=mine)
    move_on("judging", say=quiet)
    late, card = mark_one(demo)
    move_on("deciding", say=quiet)
    category = decide_one(demo)
    move_on("sealed", say=quiet)
    assert_nothing_is_public(demo)
    move_on("released", say=quiet)

    eligible = judgeable_entries(demo)
    assert eligible.filter(pk=mine.pk).exists()
    assert not eligible.filter(pk=excluded.pk).exists()
    assert mine.scorecards.filter(state="locked").count() == 4
    assert marks_of(card) == {"prevention": 9, "innovation": 1, "impact": 9}
    assert late.interests.filter(kind=InterestKind.NONE).count() == eligible.count()
    assert (
        Decision.objects.get(season=demo, category__key=category).reason_en
        == "A visitor has spoken."
    )
    assert missing_scorecards(demo) == []
    assert_the_results_are_public(demo)
    assert verify().is_whole


def exclude_one(season: Season, *, besides: Entry) -> Entry:
    """As an organiser: the first that nobody has checked is not eligible."""
    assert unchecked_entries(season).count() > 50
    entry = unchecked_entries(season).exclude(pk=besides.pk)[0]
    return declare_ineligible(
        entry=entry, reason=IneligibleReason.OUT_OF_AREA, by=acting("organiser-2", season)
    )


def mark_one(season: Season) -> tuple[Judge, Scorecard]:
    """As the judge who has not even declared: no interests, and one scorecard."""
    judge = season.judges.get(key="judge-d")
    by = acting("judge-2", season)
    assert judge.account_id == by.account_id
    assert not judge.interests.exists()
    assert judge.season.judges.get(key="judge-a").scorecards.count() > 100
    none = dict.fromkeys(judgeable_entries(season), (InterestKind.NONE, None))
    sign_declaration(judge=judge, interests=none, by=by)
    place = places_to_judge(season).order_by("pk").last()
    assert place is not None
    card = save_scorecard(
        judge=judge,
        entry=place.entry,
        category=place.category,
        marks={"prevention": 9, "innovation": 1, "impact": 9},
        by=by,
    )
    return judge, card


def decide_one(season: Season) -> str:
    """As the chair: no award in a category that the panel has not come to."""
    category = season.categories.filter(decision=None, group="theme").order_by("position")[0]
    assert season.decisions.count() == 6
    decide_category(
        category=category,
        outcome=Outcome.NO_AWARD,
        reason=BilingualText(en="A visitor has spoken."),
        reason_language="en",
        decided_by=season.judges.get(is_stand_in=True),
        by=acting("organiser", season),
    )
    return category.key


def assert_nothing_is_public(season: Season) -> None:
    season.refresh_from_db()
    public = season_document("demo-valleys", season.year)
    assert public is not None
    assert (season.state, public.stage, public.totals.awards) == ("sealed", "announced", 0)
    assert season.seal.confirmed_by_ref == acting("chair", season).ref
    assert season.release_orders.filter(state="waiting").count() == 1


def assert_the_results_are_public(season: Season) -> None:
    season.refresh_from_db()
    public = season_document("demo-valleys", season.year)
    assert public is not None
    assert (season.state, public.stage) == ("released", "results")
    assert public.totals.awards == season.awards.count() > 25
    assert all(award.text.is_complete for award in season.awards.all())
    assert len(posts(season_key=season.key)) == 5


@pytest.mark.slow
def test_undisturbed_the_demo_ends_with_the_awards_it_was_written_for(demo: Season) -> None:
    move_on("released", say=quiet)

    public = season_document("demo-valleys", 2026)
    assert public is not None
    assert public.totals.awards == 33
    assert len(posts(season_key=demo.key)) == 6
    assert demo.decisions.filter(outcome="no-award").count() == 1
    results = demo.moments.get(key="results").at
    assert results is not None
    assert timedelta(0) < clock.now() - results < timedelta(hours=3)
