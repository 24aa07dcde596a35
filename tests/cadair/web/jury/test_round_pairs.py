"""Two at a time: one press, a sensible next pair, and the order that comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.judging.actions import compare_two, lock_comparisons, sign_declaration
from cadair.judging.answers import next_pair, pairs_wanted
from cadair.judging.counting import order_of, pair_order
from cadair.judging.models import Comparison, Round
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.states import InterestKind, InterestNature
from cadair.judging.tasks import order_pairs_due
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.jury.test_round_papers import where
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.rounds import a_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_pairs() -> tuple[Cast, Round, Client]:
    """A round over all three entries of the season."""
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, RoundMethod.PAIRWISE)
    for entry in cast.entries.values():
        round_.entries.create(entry=entry)
    return cast, round_, pages.at_desk(cast, "ann")


def press(browser: Client, cast: Cast, round_: Round, title: str) -> None:
    """Choose one of the two that are shown."""
    address = where(cast, round_)
    shown = browser.get(address).context["pair"]
    assert cast.entries[title].public_id in shown
    answer = browser.post(address, {"pair": shown, "better": cast.entries[title].public_id})
    assert answer.status_code == 302


def test_every_two_are_asked_once_and_then_locked() -> None:
    cast, round_, ann = in_pairs()
    strength = [LANTERN, QUIET, KICKABOUT]
    seen = set()
    for _each in range(3):
        pair = ann.get(where(cast, round_)).context["sides"]
        titles = [side.title for side in pair]
        seen.add(frozenset(titles))
        press(ann, cast, round_, min(titles, key=strength.index))
    assert len(seen) == 3, "nobody is asked twice about the same two"
    page = ann.get(where(cast, round_)).content.decode()
    assert "You have compared every two of them." in page
    assert ann.post(where(cast, round_), {"lock": "1", "confirm": "yes"}).status_code == 302
    assert set(Comparison.objects.values_list("state", flat=True)) == {PaperState.LOCKED}
    assert order_of(round_) == [], "the worker has not looked yet"
    assert order_pairs_due() == 1
    assert order_of(round_) == [[cast.entries[title].pk] for title in strength]
    assert order_pairs_due() == 0, "nothing has changed since"


def test_who_is_compared_least_comes_next() -> None:
    cast, round_, ann = in_pairs()
    pair = ann.get(where(cast, round_)).context["sides"]
    press(ann, cast, round_, pair[0].title)
    third = {LANTERN, QUIET, KICKABOUT} - {side.title for side in pair}
    following = next_pair(round_, cast.judges["ann"])
    assert following is not None
    assert third <= {each.title for each in following}


def test_a_pair_that_is_passed_over_comes_last() -> None:
    cast, round_, ann = in_pairs()
    first = ann.get(where(cast, round_))
    other = ann.get(f"{where(cast, round_)}?{first.context['skip']}")
    assert other.context["pair"] != first.context["pair"]
    wrong = ann.get(f"{where(cast, round_)}?skip=x&skip=a.b.c&skip=%00")
    assert wrong.status_code == 200


def test_the_last_word_on_a_pair_counts_and_can_be_taken_back() -> None:
    cast, round_, ann = in_pairs()
    lantern, quiet = cast.entries[LANTERN], cast.entries[QUIET]
    for winner, loser in ((lantern, quiet), (quiet, lantern)):
        compare_two(
            round_=round_,
            judge=cast.judges["ann"],
            winner=winner,
            loser=loser,
            by=cast.actor("ann"),
        )
    made = Comparison.objects.get()
    assert (made.winner, made.loser) == (quiet, lantern)
    taken = ann.post(where(cast, round_), {"take-back": made.public_id})
    assert taken.status_code == 302
    assert not Comparison.objects.exists()
    foreign = pages.at_desk(cast, "cerys").post(where(cast, round_), {"take-back": made.public_id})
    assert foreign.status_code == 404


def test_a_late_step_aside_takes_comparisons_away_and_the_order_follows() -> None:
    cast, round_, _ann = in_pairs()
    lantern, quiet = cast.entries[LANTERN], cast.entries[QUIET]
    for name, winner, loser in (("ann", quiet, lantern), ("cerys", lantern, quiet)):
        judge, actor = cast.judges[name], cast.actor(name)
        compare_two(round_=round_, judge=judge, winner=winner, loser=loser, by=actor)
        lock_comparisons(round_=round_, judge=judge, by=actor)
    order_pairs_due()
    sign_declaration(
        judge=cast.judges["ann"],
        interests={lantern: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    assert [each.judge.key for each in Comparison.objects.all()] == ["cerys"]
    assert pair_order(round_) is None, "what was made from the old ones is not shown"
    order_pairs_due()
    placed = pair_order(round_)
    assert placed is not None
    assert [each.entry for each in placed] == [lantern.public_id, quiet.public_id]


def test_nothing_of_a_recused_entry_is_on_the_page() -> None:
    cast, round_, _ann = in_pairs()
    page = pages.at_desk(cast, "bob").get(where(cast, round_)).content.decode()
    for secret in (LANTERN, cast.entries[LANTERN].reference, cast.entries[LANTERN].public_id):
        assert secret not in page
    bob = pages.at_desk(cast, "bob")
    forged = {
        "pair": ".".join(cast.entries[title].public_id for title in (LANTERN, QUIET)),
        "better": cast.entries[QUIET].public_id,
    }
    assert bob.post(where(cast, round_), forged).status_code == 404
    assert not Comparison.objects.exists()


def test_how_many_are_asked_for() -> None:
    assert [pairs_wanted(number) for number in (0, 1, 2, 4, 8, 50)] == [0, 0, 1, 6, 24, 150]


def test_two_at_a_time_in_welsh() -> None:
    cast, round_, ann = in_pairs()
    page = ann.get(where(cast, round_, language="cy")).content.decode()
    assert "Mae hwn yn well" in page
