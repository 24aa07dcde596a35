"""What must hold for every season, and a second way to find who holds a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from adjudication.explain import STEP_FACTS
from adjudication.proposals import AwardRule, Proposal, ProposalState, propose
from adjudication.scorecards import Category, Entry, EntryKind, Judge, Scorecard, ScorecardStatus
from adjudication.scoring import entry_scores
from tests.adjudication.panels import card, rule, short_scheme, suggest

CATEGORIES = (
    Category("asb", "theme"),
    Category("youth", "theme"),
    Category("team", "cross-cutting"),
    Category("overall", "overall"),
)
SCHEME = short_scheme(minimum=2)
NEAR = [None, "0", "2", "12.5"]


@dataclass(frozen=True)
class Season:
    """Everything `propose` is given."""

    rules: tuple[AwardRule, ...]
    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    cards: tuple[Scorecard, ...]
    holders: tuple[str, ...] | None

    def proposals(self) -> tuple[Proposal, ...]:
        return propose(
            categories=CATEGORIES,
            rules=self.rules,
            entries=self.entries,
            judges=self.judges,
            cards=self.cards,
            scheme=SCHEME,
            holders=self.holders,
        )


@st.composite
def award_rules(draw: st.DrawFn) -> tuple[AwardRule, ...]:
    def fields() -> dict[str, object]:
        is_joint = draw(st.booleans())
        ties = draw(
            st.lists(st.sampled_from(["more-judges", "head-to-head", "chair"]), unique=True)
        )
        return {
            "maximum": draw(st.sampled_from([1, 1, 2, None])),
            "joint": is_joint,
            "threshold": draw(st.sampled_from([None, "25", "50.5"])),
            "near_tie": draw(st.sampled_from(NEAR)),
            "minimum_entries": draw(st.sampled_from([1, 1, 2])),
            "ties": [*ties, *(["declare-joint"] if is_joint and draw(st.booleans()) else [])],
        }

    within = draw(st.sampled_from([None, "10"]))
    best: dict[str, object] = {"method": "highest-score/1"}
    kinds = draw(st.sampled_from([[], ["team"]]))
    return (
        rule("overall", **{**fields(), **best, "groups": ["overall"], "pool": "award-holders"}),
        rule("highly", **{**fields(), "after": "winner", "within": within}),
        rule("winner", **fields()),
        rule(
            "best-team",
            **{**fields(), **best, "groups": ["cross-cutting"], "pool": "all-entries"},
            entry_kinds=kinds,
        ),
    )


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    judges = tuple(Judge(f"j{n}", is_chair=n == 0) for n in range(draw(st.integers(2, 4))))
    entries = []
    cards = []
    statuses = [*ScorecardStatus, *[ScorecardStatus.COMPLETE] * 30]
    for n in range(draw(st.integers(0, 7))):
        places = draw(st.sampled_from([("asb",), ("youth",), ("asb", "youth")]))
        kind = draw(st.sampled_from([EntryKind.TEAM, EntryKind.PERSON, None]))
        entries.append(Entry(f"e{n}", places, kind))
        for place in places:
            for judge in judges:
                status = draw(st.sampled_from(statuses))
                marks = draw(st.sampled_from([(4, 4, 4), (3, 4, 2), (2, 2, 2), (1, 0, 3)]))
                is_full = status is ScorecardStatus.COMPLETE
                given_marks = marks if is_full else ()
                cards.append(card(judge.id, f"e{n}", *given_marks, category=place, status=status))
    names = st.lists(st.sampled_from([e.id for e in entries]), unique=True).map(tuple)
    holders = draw(st.none() | names) if entries else None
    return Season(draw(award_rules()), tuple(entries), judges, tuple(cards), holders)


@given(seasons())
@settings(max_examples=150)
def test_there_is_exactly_one_proposal_for_every_kind_in_every_category_it_is_for(
    season: Season,
) -> None:
    expected = [
        (category.id, given_rule.kind)
        for category in CATEGORIES
        for given_rule in season.rules
        if given_rule.applies_to(category)
    ]
    assert [(p.category, p.kind) for p in season.proposals()] == expected


@given(seasons(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_entries_judges_and_cards_changes_no_proposal(
    season: Season, shuffler: Random
) -> None:
    other = replace(
        season,
        entries=tuple(shuffler.sample(season.entries, len(season.entries))),
        judges=tuple(shuffler.sample(season.judges, len(season.judges))),
        cards=tuple(shuffler.sample(season.cards, len(season.cards))),
    )
    assert other.proposals() == season.proposals()


@given(seasons())
def test_other_names_for_judges_change_no_proposal(season: Season) -> None:
    other = replace(
        season,
        judges=tuple(replace(judge, id=f"x-{judge.id}") for judge in season.judges),
        cards=tuple(replace(c, judge=f"x-{c.judge}") for c in season.cards),
    )
    assert other.proposals() == season.proposals()


@given(seasons())
@settings(max_examples=200)
def test_nobody_below_the_threshold_is_ever_put_before_the_panel(season: Season) -> None:
    rules = {r.kind: r for r in season.rules}
    scores = entry_scores(season.entries, season.judges, season.cards, SCHEME)
    highest = {
        s.entry: max(o.score.points for o in scores if o.entry == s.entry and o.score is not None)
        for s in scores
        if s.score is not None
    }
    for proposal in season.proposals():
        threshold = rules[proposal.kind].threshold
        if threshold is not None:
            shown = {*proposal.winners, *proposal.leaders, *(c.entry for c in proposal.contenders)}
            assert all(highest[entry] >= threshold for entry in shown)
            assert all(c.score and c.score.points >= threshold for c in proposal.contenders)


@given(seasons())
@settings(max_examples=200)
def test_there_are_never_more_winners_than_places_unless_they_share_one(season: Season) -> None:
    rules = {r.kind: r for r in season.rules}
    for proposal in season.proposals():
        places = rules[proposal.kind].maximum
        if places is not None:
            assert len(proposal.winners) <= places or proposal.joint
            if not proposal.state.is_settled:
                assert proposal.open_places == places - len(proposal.winners)
                assert proposal.open_places > 0
        if proposal.joint:
            assert rules[proposal.kind].joint
            assert len(proposal.shared) > 1


@given(seasons())
@settings(max_examples=200)
def test_the_parts_of_a_proposal_agree(season: Season) -> None:
    for proposal in season.proposals():
        contenders = [contender.entry for contender in proposal.contenders]
        assert len(set(contenders)) == len(contenders)
        assert set(proposal.winners) <= set(proposal.leaders) <= set(contenders)
        assert set(proposal.shared) <= set(proposal.leaders)
        assert set(proposal.unscored).isdisjoint(contenders)
        assert (proposal.reason is not None) is (proposal.state is ProposalState.NONE)
        if proposal.state is ProposalState.CLEAR:
            assert proposal.winners == proposal.leaders
            assert proposal.winners
        if proposal.state in {ProposalState.WAITS, ProposalState.NOT_ENOUGH}:
            assert proposal.winners == ()
        assert bool(proposal.unscored) == (proposal.state is ProposalState.NOT_ENOUGH)


@given(seasons())
@settings(max_examples=200)
def test_highly_commended_never_goes_to_a_winner(season: Season) -> None:
    found = {(p.category, p.kind): p for p in season.proposals()}
    for category in ("asb", "youth"):
        winner, highly = found[category, "winner"], found[category, "highly"]
        assert set(highly.leaders).isdisjoint(winner.leaders)
        if not winner.state.is_settled:
            assert highly.winners == ()


@given(seasons())
@settings(max_examples=200)
def test_every_step_carries_exactly_the_facts_its_sentence_is_promised(season: Season) -> None:
    for proposal in season.proposals():
        for step in proposal.steps:
            assert set(step.facts) == set(STEP_FACTS[step.code])


@dataclass(frozen=True)
class Expected:
    """What the second implementation finds."""

    state: str
    winners: set[str]
    contested: set[str]


def by_hand(points: Mapping[str, Fraction], given_rule: AwardRule) -> Expected:
    """Who holds a place, straight from the definition: compare every pair.

    An entry holds a place when fewer than `maximum` are strictly better. The line is near when
    any pair across it is within the window.
    """
    places, window = given_rule.maximum or len(points), given_rule.near_tie
    fit = {e: p for e, p in points.items() if p >= (given_rule.threshold or 0)}
    held = {e for e, p in fit.items() if sum(q > p for q in fit.values()) < places}
    if not held:
        return Expected("none", set(), set())
    stays: set[str] = set()
    if len(held) > places and not given_rule.joint:
        lowest = min(fit[entry] for entry in held)
        stays = {entry for entry in held if fit[entry] == lowest}
    near: set[str] = set()
    if window is not None:
        over = held - stays
        under = (set(fit) - held) | stays
        pairs = [(i, o) for i in over for o in under if fit[i] - fit[o] <= window]
        pairs += [(i, o) for i in stays for o in set(fit) - held if fit[i] - fit[o] <= window]
        near = {entry for pair in pairs for entry in pair}
        if stays:
            near = {e for e in near if any(abs(fit[e] - fit[s]) <= window for s in stays)}
    if near - stays:
        return Expected("close", held - near - stays, near | stays)
    if stays:
        return Expected("tied", held - stays, stays)
    return Expected("clear", held, set())


few_points = st.sampled_from([Fraction(n) for n in (40, 60, 61, 62, 70, 80, 81)])


@given(
    st.lists(few_points, min_size=1, max_size=8),
    st.sampled_from([1, 2, 3, None]),
    st.booleans(),
    st.sampled_from(NEAR),
    st.sampled_from([None, "60"]),
)
@settings(max_examples=400)
def test_a_second_implementation_finds_the_same_winners(
    values: list[Fraction],
    maximum: int | None,
    joint: bool,  # noqa: FBT001
    near_tie: str | None,
    threshold: str | None,
) -> None:
    points = {f"e{n}": value for n, value in enumerate(values)}
    given_rule = rule(maximum=maximum, joint=joint, near_tie=near_tie, threshold=threshold)
    expected = by_hand(points, given_rule)
    (found,) = suggest(points, given_rule)
    assert found.state.value == expected.state
    assert set(found.winners) == expected.winners
    contested = {c.entry for c in found.contenders} - set(found.winners)
    assert contested == expected.contested
