"""Two people, or two workers, at the same moment: one does it, the other is told, nothing is torn.

Real threads with real connections on committed rows, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from cadair.audit.models import AuditEntry
from cadair.audit.verification import verify
from cadair.foundation import clock
from cadair.foundation.bilingual import columns
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.judging.actions import lock_scorecards, save_scorecard
from cadair.judging.models import Scorecard
from cadair.judging.queries import places_to_judge
from cadair.judging.states import ScorecardState
from cadair.nominations.actions import declare_eligible, withdraw_nomination
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.states import Eligibility
from cadair.outcomes.actions import (
    cancel_release,
    decide_category,
    order_release,
    seal_season,
    write_award_text,
)
from cadair.outcomes.models import Award, Decision, ReleaseOrder, Seal
from cadair.outcomes.queries import outcome_sha256
from cadair.outcomes.states import Outcome, ReleaseState
from cadair.publishing.actions import release_season
from cadair.publishing.models import Post, ReleasedPost, ReleasedSeason
from cadair.publishing.tasks import announce_due, publish_due_posts, release_due
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.seasons.tasks import close_due
from tests.cadair import valley
from tests.cadair.at_once import at_once, problems

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def entries_of(action: str) -> int:
    """How often the record says that it was done."""
    return AuditEntry.objects.filter(action=action).count()


def refusal_codes(results: list[Any]) -> list[str]:
    """The codes of those that were refused; anything else that was raised fails the test."""
    raised = problems(results)
    assert all(isinstance(problem, Refusal) for problem in raised), raised
    return [problem.code for problem in raised if isinstance(problem, Refusal)]


def assert_the_record_is_whole() -> None:
    assert verify().faults == ()


def test_of_two_releases_at_once_one_releases_and_the_other_is_told() -> None:
    small = valley.ordered()
    with clock.at(valley.RESULTS_AT):
        results = at_once([partial(release_season, season=small.season, by=small.by_organiser)] * 2)
    assert refusal_codes(results) == ["nothing-to-release"]
    assert isinstance(problems(results)[0], NotNow)
    assert ReleasedSeason.objects.filter(is_current=True, stage="results").count() == 1
    assert ReleasedSeason.objects.count() == 1
    assert entries_of("release_season") == 1
    assert_the_record_is_whole()


def test_a_release_and_its_cancellation_at_once_leave_one_of_the_two() -> None:
    small = valley.ordered()
    order = ReleaseOrder.objects.get()
    jobs: list[Any] = [
        partial(release_season, season=small.season, by=small.by_organiser),
        partial(cancel_release, order=order, by=small.by_organiser),
    ]
    with clock.at(valley.RESULTS_AT):
        results = at_once(jobs)
    assert refusal_codes(results) in (["nothing-to-release"], ["release-order-state"])
    order.refresh_from_db()
    is_public = ReleasedSeason.objects.filter(stage="results").exists()
    assert is_public == (order.state == ReleaseState.DONE)


def test_twenty_nominations_at_once_get_twenty_references_and_none_is_lost() -> None:
    small = valley.opened()
    before = Nomination.objects.count()
    titles = [f"Prosiect {number}" for number in range(20)]
    with clock.at(valley.DURING):
        results = at_once([partial(valley.nominate, small, title=title) for title in titles])
    assert problems(results) == []
    new = Nomination.objects.filter(entry__title_en__in=titles)
    assert len(new) == 20
    assert {nomination.entry.title for nomination in new} == set(titles)
    assert len(set(Nomination.objects.values_list("reference", flat=True))) == before + 20
    assert len(set(Entry.objects.values_list("reference", flat=True))) == before + 20
    assert entries_of("submit_nomination") == before + 20
    assert_the_record_is_whole()


def test_a_number_that_a_file_brought_is_not_given_again() -> None:
    small = valley.opened()
    Nomination.objects.filter(reference="N-0001").update(reference="N-0005")
    Entry.objects.filter(reference="2026-001").update(reference="2026-005")
    with clock.at(valley.DURING):
        nomination = valley.nominate(small)
    assert (nomination.reference, nomination.entry.reference) == ("N-0006", "2026-006")


def _decide(small: valley.SmallSeason, titles: list[str]) -> Decision:
    kinds = ("winner", "highly-commended")
    return decide_category(
        category=small.categories["asb"],
        outcome=Outcome.AWARDED,
        reason=valley.both("", f"For {titles}"),
        reason_language="en",
        decided_by=small.stand_in,
        by=small.by_organiser,
        awards=[
            valley.choice(small, kind, title) for kind, title in zip(kinds, titles, strict=False)
        ],
    )


def test_of_two_decisions_at_once_one_stands_whole() -> None:
    small = valley.in_deciding()
    plans = [["Operation Lantern", "Golau’r Stryd"], ["Golau’r Stryd"]]
    with clock.at(valley.MEETING):
        results = at_once([partial(_decide, small, plan) for plan in plans])
    assert problems(results) == []
    decision = Decision.objects.get(category=small.categories["asb"])
    given = [award.entry.title for award in Award.objects.order_by("position")]
    assert given in plans
    assert decision.reason == f"For {given}"
    last = AuditEntry.objects.filter(action="decide_category").order_by("sequence").last()
    assert last is not None
    assert json.loads(last.facts)["awards"] == len(given)
    assert entries_of("decide_category") == 2


def test_a_text_written_while_the_panel_decides_again_is_kept_or_refused() -> None:
    small = valley.in_deciding()
    with clock.at(valley.MEETING):
        _decide(small, ["Golau’r Stryd"])
        award = Award.objects.get()
        jobs: list[Any] = [
            partial(_decide, small, ["Operation Lantern"]),
            partial(
                write_award_text, award=award, text=valley.both("A", "B"), by=small.by_organiser
            ),
        ]
        results = at_once(jobs)
    assert refusal_codes(results) in ([], ["award-replaced"])
    assert [award.entry.title for award in Award.objects.all()] == ["Operation Lantern"]


def test_what_is_sealed_is_what_was_decided_even_if_somebody_decides_at_that_moment() -> None:
    small = valley.decided()
    jobs: list[Any] = [
        partial(
            seal_season,
            season=small.season,
            by=small.by_organiser,
            confirmed_by=small.by(small.chair),
        ),
        partial(_decide, small, ["Golau’r Stryd"]),
    ]
    with clock.at(valley.MEETING):
        results = at_once(jobs)
    # Whoever decides first leaves a text behind that nobody has approved.
    codes = refusal_codes(results)
    assert codes in (["not-deciding"], ["cannot-seal-yet"])
    for seal in Seal.objects.all():
        assert seal.sha256 == outcome_sha256(small.season)
    assert Seal.objects.count() == (codes == ["not-deciding"])


def test_marks_saved_while_the_judge_locks_never_leave_a_locked_card_incomplete() -> None:
    small = valley.in_judging()
    judge = small.judges[0]
    save: Any = partial(save_scorecard, judge=judge, by=small.by(judge))
    for place in places_to_judge(small.season).select_related("entry", "category"):
        save(entry=place.entry, category=place.category, marks={"prevention": 5, "impact": 5})
    card = Scorecard.objects.filter(judge=judge).select_related("entry", "category")[0]
    jobs: list[Any] = [
        partial(lock_scorecards, judge=judge, by=small.by(judge)),
        partial(save, entry=card.entry, category=card.category, marks={"impact": 9}),
    ]
    results = at_once(jobs)
    assert refusal_codes(results) in (["scorecards-open"], ["scorecard-locked"])
    if isinstance(results[0], NotComplete):
        assert not Scorecard.objects.filter(state=ScorecardState.LOCKED).exists()
    else:
        locked = Scorecard.objects.filter(judge=judge, state=ScorecardState.LOCKED)
        assert [each.marks.count() for each in locked] == [2] * len(locked)


def test_an_entry_checked_while_it_is_withdrawn_ends_withdrawn() -> None:
    small = valley.opened()
    entry = small.entries["Quiet Corner"]
    jobs: list[Any] = [
        partial(declare_eligible, entry=entry, by=small.by_organiser),
        partial(withdraw_nomination, nomination=entry.nominations.get(), by=small.by_organiser),
    ]
    with clock.at(valley.DURING):
        results = at_once(jobs)
    assert refusal_codes(results) in ([], ["eligibility-state"])
    entry.refresh_from_db()
    assert entry.eligibility == Eligibility.WITHDRAWN


def test_two_workers_announce_a_season_once() -> None:
    valley.opened()
    assert sorted(at_once([announce_due] * 2)) == [0, 1]  # type: ignore[type-var]
    assert ReleasedSeason.objects.count() == 1
    assert entries_of("announce_season") == 1


def test_two_workers_close_a_season_once() -> None:
    small = valley.opened()
    with clock.at(valley.AFTER):
        assert sorted(at_once([close_due] * 2)) == [0, 1]  # type: ignore[type-var]
    assert Season.objects.get(pk=small.season.pk).state == SeasonState.CHECKING
    assert entries_of("close_nominations") == 1


def test_two_workers_publish_an_item_of_news_once() -> None:
    small = valley.opened()
    Post.objects.create(
        season=small.season,
        key="news",
        position=0,
        **columns("title", valley.both("Teitl", "Title")),
        **columns("slug", valley.both("newydd", "new")),
        **columns("body", valley.both("Corff", "Body")),
        published_at=valley.DURING,
    )
    with clock.at(valley.DURING):
        assert sorted(at_once([publish_due_posts] * 2)) == [0, 1]  # type: ignore[type-var]
    assert ReleasedPost.objects.count() == 1
    assert entries_of("publish_post") == 1


def test_two_workers_release_once() -> None:
    valley.ordered()
    with clock.at(valley.RESULTS_AT):
        assert sorted(at_once([release_due] * 2)) == [0, 1]  # type: ignore[type-var]
    assert entries_of("release_season") == 1
    assert_the_record_is_whole()


def test_two_orders_to_release_at_once_leave_one_that_waits() -> None:
    small = valley.sealed()
    order = partial(
        order_release,
        season=small.season,
        by=small.by_organiser,
        release_at=valley.RESULTS_AT,
    )
    with clock.at(valley.MEETING):
        results = at_once([order] * 2)
    assert problems(results) == []
    states = sorted(ReleaseOrder.objects.values_list("state", flat=True))
    assert states == [ReleaseState.CANCELLED, ReleaseState.WAITING]


def test_one_item_of_news_that_is_refused_does_not_hold_back_the_others() -> None:
    small = valley.opened()
    for key, slug in (("first", "same"), ("second", "same"), ("third", "other")):
        Post.objects.create(
            season=small.season,
            key=key,
            position=0,
            **columns("title", valley.both("Teitl", "Title")),
            **columns("slug", valley.both(slug, slug)),
            **columns("body", valley.both("Corff", "Body")),
            published_at=valley.DURING,
        )
    with clock.at(valley.DURING):
        assert publish_due_posts() == 2
    assert set(ReleasedPost.objects.values_list("slug_en", flat=True)) == {"same", "other"}
