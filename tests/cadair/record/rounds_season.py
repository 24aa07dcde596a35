"""A season judged in every kind of round, with votes and a mark changed in the meeting."""

from __future__ import annotations

from decimal import Decimal

from cadair.foundation import clock
from cadair.judging.actions import (
    PaperAnswer,
    answer_paper,
    begin_deciding,
    begin_round,
    begin_sitting,
    cast_ballot,
    change_mark,
    close_round,
    compare_two,
    confirm_paper,
    end_sitting,
    key_paper,
    lock_comparisons,
    lock_papers,
    save_ballot,
)
from cadair.judging.meeting_states import Presence, SittingEnd, Stance
from cadair.judging.models import Assignment, Judge, Round, Scorecard
from cadair.judging.round_plans import RoundPlan
from cadair.judging.round_states import AdvanceRule, AssignmentSource, RoundMethod, Verdict
from cadair.judging.rounds import asked_entries
from cadair.judging.tasks import order_pairs_due
from cadair.nominations.models import Entry
from cadair.outcomes.actions import (
    VoteCast,
    call_round,
    close_called_round,
    hold_poll,
    propose_season,
    seal_season,
)
from tests.cadair.judging.test_rounds import all_marked, judged_in, the_round
from tests.cast import CHECKING_AT, LANTERN, MEETING_AT, QUIET, Cast
from tests.progress import decide_all, declare

PLANS = (
    RoundPlan("sift", RoundMethod.SIFT, advance=AdvanceRule.VERDICT),
    RoundPlan("pairs", RoundMethod.PAIRWISE),
    RoundPlan("marks", RoundMethod.CRITERIA, advance=AdvanceRule.COUNT, advance_value=Decimal(2)),
    RoundPlan("final", RoundMethod.LIVE_FINAL, weight=3),
)
FINAL = {LANTERN: 81, QUIET: 64}


def judged_in_rounds() -> Cast:
    """Everything of one category is judged in four rounds; the panel deliberates."""
    cast = judged_in(*PLANS)
    with clock.at(CHECKING_AT):
        declare(cast)
        _sifted(cast)
        _compared(cast)
        all_marked(cast)
        close_round(round=the_round(cast, "marks"), by=cast.organiser)
        _heard(cast)
        begin_deciding(season=cast.season, by=cast.organiser)
    return cast


def met(cast: Cast) -> Cast:
    """The meeting: a vote, a mark that is changed, a ballot, decisions; all confirmed."""
    with clock.at(MEETING_AT):
        everybody = dict.fromkeys(cast.judges.values(), Presence.PRESENT)
        sitting = begin_sitting(season=cast.season, attendance=everybody, by=cast.chair)
        _voted(cast)
        _changed(cast)
        _ranked(cast)
        propose_season(season=cast.season, by=cast.organiser)
        decide_all(cast)
        propose_season(season=cast.season, by=cast.organiser)
        end_sitting(sitting=sitting, end=SittingEnd.OVER, by=cast.chair)
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        cast.season.refresh_from_db()
    return cast


def shared_out(cast: Cast, key: str, *pairs: tuple[str, str]) -> Round:
    """Who reads what in a round, past the plan."""
    round_ = the_round(cast, key)
    for judge, title in pairs:
        Assignment.objects.create(
            round=round_,
            judge=cast.judges[judge],
            entry=cast.entries[title],
            source=AssignmentSource.BY_HAND,
        )
    return round_


def _names(cast: Cast) -> list[tuple[str, Judge]]:
    return sorted(cast.judges.items())


def _sifted(cast: Cast) -> None:
    round_ = the_round(cast, "sift")
    for name, judge in _names(cast):
        for entry in asked_entries(round_, judge):
            answer_paper(
                round_=round_,
                judge=judge,
                entry=entry,
                answer=PaperAnswer(verdict=Verdict.PASS, reason="It does what it says."),
                by=cast.actor(name),
            )
        lock_papers(round_=round_, judge=judge, by=cast.actor(name))
    close_round(round=round_, by=cast.organiser)
    begin_round(round=the_round(cast, "pairs"), by=cast.organiser)


def _compared(cast: Cast) -> None:
    round_ = the_round(cast, "pairs")
    for name in ("ann", "cerys"):
        compare_two(
            round_=round_,
            judge=cast.judges[name],
            winner=cast.entries[LANTERN],
            loser=cast.entries[QUIET],
            by=cast.actor(name),
        )
        lock_comparisons(round_=round_, judge=cast.judges[name], by=cast.actor(name))
    order_pairs_due()
    close_round(round=round_, by=cast.organiser)
    begin_round(round=the_round(cast, "marks"), by=cast.organiser)


def _heard(cast: Cast) -> None:
    begin_round(round=the_round(cast, "final"), by=cast.organiser)
    round_ = the_round(cast, "final")
    for name, judge in _names(cast):
        for entry in asked_entries(round_, judge):
            points = next(FINAL[title] for title, each in cast.entries.items() if each == entry)
            points -= len(name)
            paper = key_paper(
                round_=round_,
                judge=judge,
                entry=entry,
                points=points,
                again=points,
                by=cast.organiser,
            )
            confirm_paper(paper=paper, by=cast.actor(name))
        lock_papers(round_=round_, judge=judge, by=cast.actor(name))
    close_round(round=the_round(cast, "final"), by=cast.organiser)


def _voted(cast: Cast) -> None:
    hold_poll(
        category=cast.category("asb"),
        votes={
            cast.judges["ann"]: VoteCast(Stance.FOR, cast.entries[LANTERN]),
            cast.judges["cerys"]: VoteCast(Stance.ABSTAINS),
        },
        by=cast.chair,
    )


def _changed(cast: Cast) -> None:
    change_mark(
        scorecard=Scorecard.objects.get(judge=cast.judges["ann"], entry=cast.entries[LANTERN]),
        marks={"impact": 7},
        reason="Ann Prys has read it again.",
        reason_language="en",
        by=cast.actor("ann"),
    )


def _ranked(cast: Cast) -> None:
    round_ = call_round(
        category=cast.category("asb"),
        method=RoundMethod.RANKED_BALLOT,
        entries=[cast.entries[LANTERN], cast.entries[QUIET]],
        judges=[cast.judges["ann"], cast.judges["cerys"]],
        by=cast.chair,
    )
    for name in ("ann", "cerys"):
        ranks: dict[Entry | None, int] = {cast.entries[LANTERN]: 1, cast.entries[QUIET]: 2}
        save_ballot(round_=round_, judge=cast.judges[name], ranks=ranks, by=cast.actor(name))
        cast_ballot(round_=round_, judge=cast.judges[name], by=cast.actor(name))
    close_called_round(round_=round_, by=cast.chair)
