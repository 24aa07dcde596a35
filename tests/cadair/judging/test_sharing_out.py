"""Sharing out: who is given what, what is held, what a late step aside or a leaver changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.actions import (
    accept_plan,
    ask_for_plan,
    assign_by_hand,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.models import Assignment, Judge, Round, SharingPlan
from cadair.judging.round_states import PlanState
from cadair.judging.sharing import Wishes
from cadair.judging.states import InterestKind, InterestNature
from cadair.judging.tasks import share_out_due
from cadair.mail.models import OutboxMessage
from cadair.nominations.models import Entry, Nomination
from cadair.people.models import Account
from cadair.seasons.states import SeasonState
from tests.cadair.judging.large import (
    ASIDE,
    TIED,
    all_declare,
    more_entries,
    more_judges,
    shared_round,
)
from tests.cast import CHECKING_AT, LANTERN, MARKS, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def planned(
    cast: Cast, round_: Round, wishes: Wishes | None = None, *, top_up: bool = False, seed: int = 0
) -> SharingPlan:
    """A plan, ready to be looked at."""
    ask_for_plan(
        round_=round_,
        wishes=wishes or Wishes(round_.readers or 1),
        by=cast.organiser,
        is_top_up=top_up,
        seed=seed,
    )
    assert share_out_due() == 1
    return round_.plans.select_related("round__season", "round__category")[0]


def accepted(cast: Cast, round_: Round, wishes: Wishes | None = None, **how: bool) -> SharingPlan:
    """A plan that stands."""
    return accept_plan(plan=planned(cast, round_, wishes, **how), by=cast.organiser)


def stands(round_: Round) -> set[tuple[str, str]]:
    """Who reads what: references and keys of judges."""
    rows = Assignment.objects.filter(round=round_)
    return set(rows.values_list("entry__reference", "judge__key"))


def actor_of(judge: Judge) -> Actor:
    account = Account.objects.get(judging=judge)
    return Actor.account(public_id=account.public_id, account_id=account.pk)


def step_aside(judge: Judge, entry: Entry) -> None:
    sign_declaration(
        judge=judge,
        interests={entry: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=actor_of(judge),
    )


def begin(judge: Judge, entry: Entry) -> None:
    save_scorecard(
        judge=judge,
        entry=entry,
        category=entry.categories.get(),
        marks=MARKS[LANTERN],
        by=actor_of(judge),
    )


def test_every_entry_gets_its_readers_and_nobody_reads_what_they_must_not() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 5)
    entries = more_entries(cast, 22)
    shut = {("judge-0", entry.reference): ASIDE for entry in entries[:10]}
    all_declare(cast, shut)
    cerys = cast.judges["cerys"]
    cerys.interests.filter(entry__in=entries[10:15]).delete()
    round_ = shared_round(cast, readers=3)
    accepted(cast, round_)
    given = stands(round_)
    assert Counter(Counter(entry for entry, _judge in given).values()) == {3: 24}
    assert not {(reference, key) for key, reference in shut} & given
    assert not {(entry.reference, "cerys") for entry in entries[10:15]} & given
    loads = Counter(judge for _entry, judge in given)
    assert all(8 <= loads[judge.key] <= 10 for judge in cast.season.judges.all()), loads


def test_whoever_declared_an_interest_reads_it_only_where_nobody_else_can() -> None:
    cast = a_season(SeasonState.JUDGING)
    entries = more_entries(cast, 6)
    all_declare(cast, {("ann", entry.reference): TIED for entry in entries[:2]})
    round_ = shared_round(cast)
    accepted(cast, round_)
    assert not {(entry.reference, "ann") for entry in entries[:2]} & stands(round_)


def test_the_same_number_gives_the_same_plan_and_nothing_stands_before_it_is_accepted() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_entries(cast, 12)
    all_declare(cast)
    round_ = shared_round(cast)
    one, two = (planned(cast, round_, seed=7).found for _time in range(2))
    assert one == two
    assert planned(cast, round_, seed=8).found["pairs"] != one["pairs"]
    assert not stands(round_)
    assert [each.state for each in round_.plans.all()] == [
        PlanState.READY,
        PlanState.DROPPED,
        PlanState.DROPPED,
    ]


def test_a_late_step_aside_takes_the_entry_away_and_a_top_up_moves_nothing_else() -> None:
    cast = a_season(SeasonState.JUDGING)
    judges = more_judges(cast, 3)
    more_entries(cast, 10)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_)
    reader = next(judge for judge in judges if judge.assignments.exists())
    lost = reader.assignments.order_by("pk")[0].entry
    before = stands(round_)
    step_aside(reader, lost)
    left = before - {(lost.reference, reader.key)}
    assert stands(round_) == left, "what they left is theirs no longer, at once"
    plan = planned(cast, round_, top_up=True)
    assert plan.found["taken"] == []
    assert len(plan.found["given"]) == 1
    accept_plan(plan=plan, by=cast.organiser)
    assert left < stands(round_)
    (new,) = stands(round_) - left
    assert new[0] == lost.reference
    assert new[1] != reader.key


def test_a_judge_who_leaves_keeps_what_they_began_and_gives_back_the_rest() -> None:
    cast = a_season(SeasonState.JUDGING)
    judges = more_judges(cast, 4)
    more_entries(cast, 12)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_)
    leaves = judges[0]
    own = [each.entry for each in leaves.assignments.order_by("pk")]
    begin(leaves, own[0])
    before = stands(round_)
    accepted(cast, round_, Wishes(2, leaving=[leaves.public_id]), top_up=True)
    kept = {entry for entry, judge in stands(round_) if judge == leaves.key}
    assert kept == {own[0].reference}
    moved = before - stands(round_)
    assert {judge for _entry, judge in moved} == {leaves.key}, "nobody else loses anything"
    numbers = Counter(entry for entry, _judge in stands(round_))
    assert set(numbers.values()) == {2}


def test_what_was_begun_stays_whatever_is_planned_anew() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 3)
    more_entries(cast, 9)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_)
    begun = set()
    for judge in cast.season.judges.all():
        first = judge.assignments.order_by("pk")[0].entry
        begin(judge, first)
        begun.add((first.reference, judge.key))
    plan = planned(cast, round_, seed=99)
    accept_plan(plan=plan, by=cast.organiser)
    assert begun <= stands(round_)


def test_a_plan_is_not_accepted_when_a_judge_has_stepped_aside_meanwhile() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 3)
    more_entries(cast, 6)
    all_declare(cast)
    round_ = shared_round(cast)
    plan = planned(cast, round_)
    entry, judge = plan.found["pairs"][0]
    step_aside(Judge.objects.get(pk=judge), Entry.objects.get(pk=entry))
    with pytest.raises(NotNow) as refused:
        accept_plan(plan=plan, by=cast.organiser)
    assert refused.value.code == "plan-is-old"
    assert not stands(round_)


def test_a_plan_is_not_accepted_when_it_would_take_away_what_was_begun_meanwhile() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 3)
    more_entries(cast, 6)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_)
    leaves = next(judge for judge in cast.season.judges.all() if judge.assignments.exists())
    plan = planned(cast, round_, Wishes(2, leaving=[leaves.public_id]), top_up=True)
    begin(leaves, leaves.assignments.order_by("pk")[0].entry)
    with pytest.raises(NotNow):
        accept_plan(plan=plan, by=cast.organiser)


def test_what_nobody_can_read_is_named_with_its_reasons() -> None:
    cast = a_season(SeasonState.JUDGING)
    lantern = cast.entries[LANTERN].reference
    all_declare(cast, {("ann", lantern): ASIDE})
    cast.judges["bob"].interests.filter(entry=cast.entries[LANTERN]).delete()
    plan = planned(cast, shared_round(cast))
    (gap,) = plan.found["unfilled"]
    assert gap == {
        "entry": cast.entries[LANTERN].pk,
        "missing": 1,
        "judges": 3,
        "reads": 1,
        "aside": 1,
        "undeclared": 1,
    }


def test_an_entry_in_welsh_goes_to_readers_of_welsh_and_to_nobody_who_cannot_read_it() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 2)
    Nomination.objects.filter(entry=cast.entries[QUIET]).update(language="cy")
    all_declare(cast)
    round_ = shared_round(cast)
    plan = planned(cast, round_)
    quiet = cast.entries[QUIET].pk
    assert [judge for entry, judge in plan.found["pairs"] if entry == quiet] == [
        cast.judges["cerys"].pk
    ], "only Cerys reads Welsh, and nothing is translated"
    (gap,) = plan.found["unfilled"]
    assert (gap["entry"], gap["missing"], gap["unread"]) == (quiet, 1, 4)


def test_two_of_one_organisation_never_read_one_entry_where_that_is_wished() -> None:
    cast = a_season(SeasonState.JUDGING)
    together = more_judges(cast, 3, of_one_body=True)
    more_entries(cast, 10)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_, Wishes(2, one_of_a_body=True))
    of_body = {judge.key for judge in together}
    numbers = Counter(entry for entry, judge in stands(round_) if judge in of_body)
    assert max(numbers.values()) == 1


def test_loads_are_kept_to_and_impossible_ones_refused() -> None:
    cast = a_season(SeasonState.JUDGING)
    more_entries(cast, 10)
    all_declare(cast)
    round_ = shared_round(cast)
    ann, bob = cast.judges["ann"], cast.judges["bob"]
    accepted(cast, round_, Wishes(2, loads={ann.public_id: (2, 3), bob.public_id: (0, 12)}))
    assert 2 <= ann.assignments.count() <= 3
    for loads in ({ann.public_id: (5, 4)}, {ann.public_id: (20, 20), bob.public_id: (20, 20)}):
        with pytest.raises(Refusal):
            ask_for_plan(round_=round_, wishes=Wishes(2, loads=loads), by=cast.organiser)


def test_by_hand_no_step_aside_is_overruled_and_nobody_loses_what_they_began() -> None:
    cast = a_season(SeasonState.JUDGING)
    all_declare(cast, {("bob", cast.entries[LANTERN].reference): ASIDE})
    round_ = shared_round(cast)
    lantern, judges = cast.entries[LANTERN], cast.judges
    assign_by_hand(
        round_=round_, entry=lantern, judges=[judges["ann"], judges["cerys"]], by=cast.organiser
    )
    begin(judges["ann"], lantern)
    with pytest.raises(Refusal) as aside:
        assign_by_hand(
            round_=round_, entry=lantern, judges=[judges["ann"], judges["bob"]], by=cast.organiser
        )
    assert aside.value.code == "aside"
    with pytest.raises(Refusal) as begun:
        assign_by_hand(round_=round_, entry=lantern, judges=[judges["cerys"]], by=cast.organiser)
    assert begun.value.code == "has-begun"
    assert stands(round_) == {(lantern.reference, "ann"), (lantern.reference, "cerys")}


def test_whoever_gets_more_while_marking_is_told_how_much_and_nobody_else_is() -> None:
    cast = a_season(SeasonState.JUDGING)
    judges = more_judges(cast, 3)
    more_entries(cast, 10)
    all_declare(cast)
    round_ = shared_round(cast)
    accepted(cast, round_)
    told = set(
        OutboxMessage.objects.filter(letter__contains="eading").values_list("to_address", flat=True)
    )
    assert told == {f"{name}@example.org" for name in ("ann", "bob", "cerys")} | {
        f"judge-{at}@example.org" for at in range(3)
    }
    OutboxMessage.objects.all().delete()
    lost = judges[0].assignments.order_by("pk")[0].entry
    step_aside(judges[0], lost)
    accepted(cast, round_, top_up=True)
    (new,) = Assignment.objects.filter(entry=lost, source="top-up")
    (letter,) = OutboxMessage.objects.all()
    assert letter.to_address == Account.objects.get(judging=new.judge).email
    assert "New entries: 1" in letter.body_en
