"""Scenes: what is answered in rounds."""

from __future__ import annotations

from cadair.judging.actions import (
    PaperAnswer,
    answer_paper,
    cast_ballot,
    compare_two,
    confirm_paper,
    key_paper,
    lock_comparisons,
    lock_papers,
    lock_sift,
    save_ballot,
    sift_as_staff,
    take_back_comparison,
)
from cadair.judging.models import Comparison, Paper, Round
from cadair.judging.round_states import RoundMethod, Verdict
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast
from tests.rounds import a_round
from tests.structure.scenes.scene import Scene

PASS = PaperAnswer(verdict=Verdict.PASS)


def _sift(cast: Cast) -> Round:
    return a_round(cast, RoundMethod.SIFT)


def _staff_sift(cast: Cast) -> Round:
    return a_round(cast, RoundMethod.SIFT, by_staff=True)


def _the_round(cast: Cast) -> Round:
    return Round.objects.get(season=cast.season)


def _pass(cast: Cast, *titles: str) -> None:
    round_ = Round.objects.filter(season=cast.season).first() or _sift(cast)
    for title in titles:
        answer_paper(
            round_=round_,
            judge=cast.judges["ann"],
            entry=cast.entries[title],
            answer=PASS,
            by=cast.actor("ann"),
        )


def _sift_one(cast: Cast) -> object:
    return sift_as_staff(
        round_=_the_round(cast), entry=cast.entries[LANTERN], answer=PASS, by=cast.organiser
    )


def _sifted(cast: Cast) -> None:
    _staff_sift(cast)
    _sift_one(cast)


def _rank(cast: Cast) -> object:
    return save_ballot(
        round_=_the_round(cast),
        judge=cast.judges["ann"],
        ranks={cast.entries[LANTERN]: 1, cast.entries[QUIET]: 2},
        by=cast.actor("ann"),
    )


def _ballot(cast: Cast) -> Round:
    return a_round(cast, RoundMethod.RANKED_BALLOT)


def _ranked(cast: Cast) -> None:
    _ballot(cast)
    _rank(cast)


def _pairs(cast: Cast) -> Round:
    return a_round(cast, RoundMethod.PAIRWISE)


def _compare(cast: Cast) -> Comparison:
    return compare_two(
        round_=_the_round(cast),
        judge=cast.judges["ann"],
        winner=cast.entries[LANTERN],
        loser=cast.entries[QUIET],
        by=cast.actor("ann"),
    )


def _compared(cast: Cast) -> None:
    _pairs(cast)
    _compare(cast)


def _final(cast: Cast) -> Round:
    return a_round(cast, RoundMethod.LIVE_FINAL)


def _key(cast: Cast) -> Paper:
    return key_paper(
        round_=_the_round(cast),
        judge=cast.judges["ann"],
        entry=cast.entries[LANTERN],
        points=70,
        again=70,
        by=cast.organiser,
    )


def _keyed(cast: Cast) -> None:
    _final(cast)
    _key(cast)


def _scene(act: object, before: object) -> Scene:
    return Scene(SeasonState.JUDGING, CHECKING_AT, act, before)  # type: ignore[arg-type]


SCENES: dict[str, Scene] = {
    "cadair.judging.actions.answer_paper": _scene(lambda c: _pass(c, LANTERN), _sift),
    "cadair.judging.actions.lock_papers": _scene(
        lambda c: lock_papers(round_=_the_round(c), judge=c.judges["ann"], by=c.actor("ann")),
        lambda c: _pass(c, LANTERN, QUIET),
    ),
    "cadair.judging.actions.sift_as_staff": _scene(_sift_one, _staff_sift),
    "cadair.judging.actions.lock_sift": _scene(
        lambda c: lock_sift(round_=_the_round(c), by=c.organiser), _sifted
    ),
    "cadair.judging.actions.save_ballot": _scene(_rank, _ballot),
    "cadair.judging.actions.cast_ballot": _scene(
        lambda c: cast_ballot(round_=_the_round(c), judge=c.judges["ann"], by=c.actor("ann")),
        _ranked,
    ),
    "cadair.judging.actions.compare_two": _scene(_compare, _pairs),
    "cadair.judging.actions.take_back_comparison": _scene(
        lambda c: take_back_comparison(comparison=Comparison.objects.get(), by=c.actor("ann")),
        _compared,
    ),
    "cadair.judging.actions.lock_comparisons": _scene(
        lambda c: lock_comparisons(round_=_the_round(c), judge=c.judges["ann"], by=c.actor("ann")),
        _compared,
    ),
    "cadair.judging.actions.key_paper": _scene(_key, _final),
    "cadair.judging.actions.confirm_paper": _scene(
        lambda c: confirm_paper(paper=Paper.objects.get(), by=c.actor("ann")), _keyed
    ),
}
