"""Awards that the judges decide by ranked ballots."""

from __future__ import annotations

from typing import Any

import pytest

from adjudication.errors import RepeatedScorecard, UnknownEntry
from adjudication.explain import STEP_FACTS
from adjudication.proposals import Proposal, propose
from adjudication.scorecards import (
    NO_AWARD,
    Category,
    Mark,
    PanelBallot,
    Scorecard,
    ScorecardStatus,
)
from tests.adjudication.panels import ONE_QUESTION, PANEL, THEME, in_theme, rule
from tests.adjudication.test_advanced_rules import winners


def voted(*rankings: str, aside: str = "", **more: object) -> Proposal:
    """What ballots of the panel say: "ab|c" ranks c below two equals, "-" is no award.

    `aside`: the candidate from whom the last of these judges stepped aside.
    """
    away = PANEL[len(rankings) - 1].id
    ballots = [
        PanelBallot(
            judge.id,
            "theme",
            tuple(
                tuple(NO_AWARD if name == "-" else name for name in group)
                for group in ranking.split("|")
            ),
        )
        for judge, ranking in zip(PANEL, rankings, strict=False)
    ]
    fields: dict[str, object] = {"method": "ranked-ballot/1", "count": "schulze", "no_award": True}
    [found] = propose(
        categories=[THEME],
        rules=[rule("winner", **{**fields, **more})],
        entries=in_theme("a", "b", "c"),
        judges=PANEL,
        cards=[Scorecard(away, aside, "theme", (), ScorecardStatus.RECUSED)] if aside else [],
        scheme=ONE_QUESTION,
        ballots=ballots,
    )
    return found


@pytest.mark.parametrize("count", ["schulze", "borda", "stv"])
def test_a_ballot_chooses(count: str) -> None:
    found = voted("a|b|-|c", "a|-|b|c", "b|a|c|-", count=count)
    assert (found.state, found.winners) == ("clear", ("a",))


def test_no_award_can_win_the_ballot() -> None:
    found = voted("-|a|b", "-|b|a", "a|-")
    assert (found.state, found.reason) == ("none", "ballots-say-none")
    assert voted("a|-|b", "a|-|b", maximum=2).winners == ("a",)


def test_a_tied_ballot_is_for_the_panel_or_shared() -> None:
    tied = voted("a|b", "b|a", no_award=False, joint=False)
    assert (tied.state, tied.winners, tied.leaders) == ("tied", (), ("a", "b"))
    shared = voted("a|b", "b|a", no_award=False, joint=True)
    assert (shared.state, shared.winners, shared.joint) == ("clear", ("a", "b"), True)
    level = voted("a|-", "-|a", joint=True)
    assert (level.state, level.winners) == ("tied", ())
    open_lot = voted("a|b", "b|a", no_award=False, joint=False, count="stv")
    assert (open_lot.state, open_lot.leaders) == ("tied", ("a", "b"))


@pytest.mark.parametrize("count", ["schulze", "borda"])
def test_a_ballot_speaks_neither_for_nor_against_whom_its_judge_stepped_aside_from(
    count: str,
) -> None:
    usual: dict[str, Any] = {"no_award": False, "joint": False, "count": count}
    # One vote for a before b; the other judge may say nothing of a, wherever they put them.
    assert voted("a|b|c", "b|c", **usual).winners == ("b",) * (count == "borda")
    for second in ("b|c", "b|c|a", "a|b|c"):
        found = voted("a|b|c", second, aside="a", **usual)
        assert found.winners == ("a",)
        [ballots] = [step for step in found.steps if step.code == "ballots"]
        assert ballots.facts["ballots"] == 2


def test_a_ballot_on_one_from_whom_its_judge_stepped_aside_does_not_exist() -> None:
    found = voted("a|b|c", "a", aside="a", no_award=False)
    [ballots] = [step for step in found.steps if step.code == "ballots"]
    assert (ballots.facts["ballots"], found.winners) == (1, ("a",))
    transferred = voted("a|b", "b", aside="a", no_award=False, count="stv", joint=False)
    assert transferred.state == "tied"


def test_without_ballots_the_candidates_are_listed() -> None:
    found = voted()
    assert found.state == "panel-chooses"
    assert [contender.entry for contender in found.contenders] == ["a", "b", "c"]


def test_a_shortlist_then_a_ballot() -> None:
    entries = in_theme("a", "b", "c")
    cards = [
        Scorecard("ann", entry, "theme", (Mark("worth", mark),))
        for entry, mark in (("a", 90), ("b", 80), ("c", 70))
    ]
    shortlist = rule("shortlisted", maximum=2)
    ballot = rule(
        method="ranked-ballot/1",
        pool="award-holders",
        groups=["overall"],
        holders_of=["shortlisted"],
        count="borda",
        no_award=True,
    )
    found = propose(
        categories=[THEME, Category("final", "overall")],
        rules=[shortlist, ballot],
        entries=entries,
        judges=PANEL,
        cards=cards,
        scheme=ONE_QUESTION,
        ballots=[PanelBallot("ann", "final", (("c",), ("b",), (NO_AWARD,), ("a",)))],
    )
    assert winners(found) == {"shortlisted": ("a", "b"), "winner": ("b",)}


def test_ballots_that_cannot_be_are_refused() -> None:
    with pytest.raises(UnknownEntry):
        voted("a|x")
    twice = PanelBallot("ann", "theme", (("a",),))
    with pytest.raises(RepeatedScorecard):
        propose(
            categories=[THEME],
            rules=[rule()],
            entries=in_theme("a"),
            judges=PANEL,
            cards=[],
            scheme=ONE_QUESTION,
            ballots=[twice, twice],
        )


def test_every_step_carries_the_facts_it_promises() -> None:
    for step in (*voted("a|b|-").steps, *voted().steps):
        assert set(step.facts) == set(STEP_FACTS[step.code]), step.code
