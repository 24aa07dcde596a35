"""Ranking by number and with Up and Down, casting, and what the ballots come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.judging.actions import cast_ballot, save_ballot, sign_declaration
from cadair.judging.answers import ranks_on
from cadair.judging.counting import ballots_of, order_of, voted_in
from cadair.judging.models import Ballot, Round
from cadair.judging.round_states import PaperState, RoundMethod, RoundState
from cadair.judging.states import InterestKind, InterestNature
from cadair.seasons.models import AwardKind
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.jury.test_round_papers import where
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.rounds import a_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def by_ballot(cast: Cast, count: str = "schulze", *, no_award: bool = True) -> None:
    """The winner of a theme is decided by ballot; the rules are as if frozen so."""
    AwardKind.objects.filter(key="winner").update(
        rule={
            "method": "ranked-ballot/1",
            "pool": "category",
            "maximum": 1,
            "joint": False,
            "count": count,
            "no_award": no_award,
        }
    )


def in_ballot(count: str = "schulze", *, no_award: bool = True) -> tuple[Cast, Round, Client]:
    cast = a_season(SeasonState.JUDGING)
    by_ballot(cast, count, no_award=no_award)
    round_ = a_round(cast, RoundMethod.RANKED_BALLOT)
    return cast, round_, pages.at_desk(cast, "ann")


def ranks(cast: Cast, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of the form; `-` is “no award”."""
    return {
        f"rank-{'no-award' if title == '-' else cast.entries[title].public_id}": rank
        for title, rank in given.items()
    }


def kept(cast: Cast, name: str = "ann") -> dict[str, int]:
    names = {entry.pk: title for title, entry in cast.entries.items()}
    ballot = Ballot.objects.filter(judge=cast.judges[name]).first()
    return {
        "-" if entry is None else names[entry]: rank for entry, rank in ranks_on(ballot).items()
    }


def test_numbers_are_kept_and_the_ballot_is_cast_once() -> None:
    cast, round_, ann = in_ballot()
    address = where(cast, round_)
    saved = ann.post(
        address, {"shown": "0", **ranks(cast, {LANTERN: "1", QUIET: "4", "-": "4"}), "save": "1"}
    )
    assert saved.status_code == 302
    assert kept(cast) == {LANTERN: 1, QUIET: 2, "-": 2}, "only the order counts"
    ann.post(address, {"shown": "1", **ranks(cast, {"-": "1", QUIET: "2"}), "save": "1"})
    nobody, quiet, _unranked = ann.get(address).context["sheet"].lines
    assert (nobody.key, quiet.title) == ("no-award", QUIET), "the page shows them in their order"
    ann.post(address, {"shown": "2", **ranks(cast, {LANTERN: "1", QUIET: "2", "-": "2"})})
    form = {"shown": "3", **ranks(cast, {LANTERN: "1", "-": "2", QUIET: "3"}), "cast": "1"}
    assert ann.post(address, form).status_code == 422, "the box was not ticked"
    assert kept(cast) == {LANTERN: 1, QUIET: 2, "-": 2}, "nothing is half done"
    assert ann.post(address, {**form, "confirm": "yes"}).status_code == 302
    assert Ballot.objects.get().state == PaperState.LOCKED
    page = ann.get(address).content.decode()
    assert "You have locked" in page
    assert 'name="cast"' not in page
    late = ann.post(address, {**form, **ranks(cast, {QUIET: "1"})})
    assert late.status_code == 422
    assert kept(cast) == {LANTERN: 1, "-": 2, QUIET: 3}


def test_up_and_down_without_a_script_say_where_a_line_is_now() -> None:
    cast, round_, ann = in_ballot()
    address = where(cast, round_)
    quiet, lantern = (cast.entries[title].public_id for title in (QUIET, LANTERN))
    for key in (quiet, lantern):
        shown = ann.get(address).context["sheet"]
        fields = {f"rank-{line.key}": line.rank for line in shown.lines}
        ann.post(address, {"shown": str(shown.version), **fields, "up": key})
    assert kept(cast) == {QUIET: 1, LANTERN: 2}
    shown = ann.get(address).context["sheet"]
    fields = {f"rank-{line.key}": line.rank for line in shown.lines}
    moved = ann.post(address, {"shown": str(shown.version), **fields, "up": lantern}, follow=True)
    assert kept(cast) == {LANTERN: 1, QUIET: 2}
    page = moved.content.decode()
    assert f"{LANTERN}: moved to 1 of 2" in page
    assert f'value="{lantern}" data-move="-1" autofocus' in page, "the next press is where one was"


@pytest.mark.parametrize("rank", ["0", "x", "-1", "1.5", "99999999", "٣"])
def test_a_rank_that_is_none_is_refused_and_what_is_typed_is_kept(rank: str) -> None:
    cast, round_, ann = in_ballot()
    form = {"shown": "0", **ranks(cast, {LANTERN: rank, QUIET: "2"}), "save": "1"}
    answer = ann.post(where(cast, round_), form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A rank is a whole number from 1" in page
    assert f'value="{rank}"' in page
    assert kept(cast) == {}


def test_equal_ranks_are_for_counts_that_take_them() -> None:
    cast, round_, ann = in_ballot("stv", no_award=False)
    form = {"shown": "0", **ranks(cast, {LANTERN: "1", QUIET: "1"}), "save": "1"}
    answer = ann.post(where(cast, round_), form)
    assert answer.status_code == 422
    assert "each rank is given once" in answer.content.decode()
    assert "No award" not in answer.content.decode()


def test_a_recused_judge_ranks_the_others_and_harms_nobody() -> None:
    cast, round_, _ann = in_ballot(no_award=False)
    bob = pages.at_desk(cast, "bob")
    page = bob.get(where(cast, round_)).content.decode()
    assert QUIET in page
    for secret in (LANTERN, cast.entries[LANTERN].reference, cast.entries[LANTERN].public_id):
        assert secret not in page
    votes: dict[str, dict[str, int]] = {"ann": {LANTERN: 1, QUIET: 2}, "bob": {QUIET: 1}}
    for name, given in votes.items():
        save_ballot(
            round_=round_,
            judge=cast.judges[name],
            ranks={cast.entries[title]: rank for title, rank in given.items()},
            by=cast.actor(name),
        )
        cast_ballot(round_=round_, judge=cast.judges[name], by=cast.actor(name))
    # Only Ann may say anything between the two; Bob, who works for one of them, does not undo it.
    assert order_of(round_) == [[cast.entries[LANTERN].pk], [cast.entries[QUIET].pk]]
    assert ballots_of(cast.season) == (), "an open round decides nothing"
    Round.objects.update(state=RoundState.CLOSED)
    lantern, quiet = (cast.entries[title].reference for title in (LANTERN, QUIET))
    assert [(b.judge, b.ranking) for b in ballots_of(cast.season)] == [
        ("ann", ((lantern,), (quiet,))),
        ("bob", ((quiet,),)),
    ]


def test_a_late_step_aside_takes_the_line_off_a_cast_ballot() -> None:
    cast, round_, _ann = in_ballot()
    lantern = cast.entries[LANTERN]
    save_ballot(
        round_=round_,
        judge=cast.judges["ann"],
        ranks={lantern: 2, cast.entries[QUIET]: 1},
        by=cast.actor("ann"),
    )
    cast_ballot(round_=round_, judge=cast.judges["ann"], by=cast.actor("ann"))
    sign_declaration(
        judge=cast.judges["ann"],
        interests={lantern: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    assert kept(cast) == {QUIET: 1}
    assert Ballot.objects.get().state == PaperState.LOCKED


def test_who_did_not_declare_on_everything_cannot_cast() -> None:
    cast, round_, ann = in_ballot()
    cast.judges["ann"].interests.filter(entry=cast.entries[QUIET]).delete()
    page = ann.get(where(cast, round_)).content.decode()
    assert "Waiting for your declaration" in page
    assert QUIET not in page
    form = {"shown": "0", **ranks(cast, {LANTERN: "1"}), "cast": "1", "confirm": "yes"}
    answer = ann.post(where(cast, round_), form)
    assert answer.status_code == 422
    assert "Not declared on yet" in answer.content.decode()


def test_without_ballots_there_is_no_order() -> None:
    _cast, round_, _ann = in_ballot()
    assert voted_in(round_) is None
    assert order_of(round_) == []


def test_a_ballot_in_welsh() -> None:
    cast, round_, ann = in_ballot()
    page = ann.get(where(cast, round_, language="cy")).content.decode()
    assert "Bwrw fy mhleidlais" in page
    assert "Dim gwobr" in page


def test_no_award_moves_like_any_line() -> None:
    cast, round_, ann = in_ballot()
    ann.post(where(cast, round_), {"shown": "0", "up": "no-award"})
    assert kept(cast) == {"-": 1}


def test_a_ballot_of_the_meeting_over_entries_of_other_categories() -> None:
    cast = a_season(SeasonState.DECIDING)
    round_ = a_round(cast, RoundMethod.RANKED_BALLOT, category="overall", is_called=True)
    for entry in cast.entries.values():
        round_.entries.create(entry=entry)
    with clock.at(MEETING_AT):
        ann, bob = pages.at_desk(cast, "ann"), pages.at_desk(cast, "bob")
        assert where(cast, round_) in ann.get(pages.desk(cast)).content.decode()
        read = ann.get(where(cast, round_, LANTERN))
        assert f"What {LANTERN} did." in read.content.decode()
        assert 'name="verdict"' not in read.content.decode()
        for browser, given in ((ann, {KICKABOUT: "1", LANTERN: "2"}), (bob, {KICKABOUT: "1"})):
            form = {"shown": "0", **ranks(cast, given), "cast": "1", "confirm": "yes"}
            assert browser.post(where(cast, round_), form).status_code == 302
        assert LANTERN not in bob.get(where(cast, round_)).content.decode()
    assert order_of(round_)[0] == [cast.entries[KICKABOUT].pk]
