"""The rules of a season, applied in their order to every category they are for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from adjudication.criteria import Scheme
from adjudication.explain import Fact, Step
from adjudication.profiles import Compares, Pool
from adjudication.proposals.results import Contender, NoAwardReason, Proposal, ProposalState
from adjudication.proposals.rules import AwardRule, check_rules, in_order
from adjudication.proposals.running import Running, SeasonFigures
from adjudication.proposals.selection import Line, Selection, ids, select
from adjudication.proposals.voting import BallotCount, Voted, checked_ballots, vote
from adjudication.rounds import weighed
from adjudication.scorecards import (
    NO_AWARD,
    Category,
    Entry,
    Judge,
    PanelBallot,
    RoundPoints,
    Scorecard,
)
from adjudication.scoring import EntryScore, entry_scores
from adjudication.ties import TieResult, break_tie


def propose(
    *,
    categories: Sequence[Category],
    rules: Sequence[AwardRule],
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    cards: Sequence[Scorecard],
    scheme: Scheme,
    holders: Collection[str] | None = None,
    lot_seed: str | None = None,
    ballots: Sequence[PanelBallot] = (),
    rounds: Mapping[tuple[str, str], Sequence[RoundPoints]] | None = None,
    gone: Collection[tuple[str, str]] = (),
) -> tuple[Proposal, ...]:
    """Apply every rule in every category it is for, in the order of `categories`, then `rules`.

    `holders` are the entries that hold awards once decided; None: take those suggested here.
    `ballots` are those of the panel, for rules that are decided by ballot. `rounds` are the points
    of places (category, entry) that are judged in several rounds, `gone` those that did not go on.

    Raises:
        AdjudicationError: rules, entries, judges and cards contradict each other (see `errors`).
    """
    return propose_from_scores(
        categories=categories,
        rules=rules,
        entries=entries,
        scores=weighed(entry_scores(entries, judges, cards, scheme), rounds or {}),
        scheme=scheme,
        chair=next((judge.id for judge in judges if judge.is_chair), None),
        holders=holders,
        lot_seed=lot_seed,
        ballots=ballots,
        gone=gone,
    )


def propose_from_scores(
    *,
    categories: Sequence[Category],
    rules: Sequence[AwardRule],
    entries: Sequence[Entry],
    scores: Sequence[EntryScore],
    scheme: Scheme,
    chair: str | None = None,
    holders: Collection[str] | None = None,
    lot_seed: str | None = None,
    ballots: Sequence[PanelBallot] = (),
    gone: Collection[tuple[str, str]] = (),
) -> tuple[Proposal, ...]:
    """As `propose`, on scores computed before; every place of an entry must have its score."""
    check_rules(rules, categories)
    season = SeasonFigures(
        rules={rule.kind: rule for rule in rules},
        entries=sorted(entries, key=lambda entry: entry.id),
        scores={(score.category, score.entry): score for score in scores},
        scheme=scheme,
        chair=chair,
        holders=None if holders is None else frozenset(holders),
        lot_seed=lot_seed,
        ballots=tuple(ballots),
        gone=frozenset(gone),
    )
    season.check({category.id for category in categories})
    checked_ballots(ballots, [entry.id for entry in entries])
    for rule in in_order(rules):
        for category in categories:
            if rule.applies_to(category):
                suggestion = _Evaluation(season, rule, category.id).proposal()
                season.suggested[category.id, rule.kind] = suggestion
    return tuple(
        season.suggested[category.id, rule.kind]
        for category in categories
        for rule in rules
        if rule.applies_to(category)
    )


class _Evaluation:
    """What one rule suggests in one category: the running, the selection, what is still open."""

    def __init__(self, season: SeasonFigures, rule: AwardRule, category: str) -> None:
        self._season = season
        self._rule = rule
        self._category = category
        self._running = Running(season, rule, category)
        self._steps = self._running.steps

    def proposal(self) -> Proposal:
        """What the rule suggests."""
        running, rule = self._running, self._rule
        if rule.pool is Pool.DISCRETION:
            return self._at_discretion()
        if len(running.pool) < rule.minimum_entries and not running.waits_for_pool:
            facts = {"entries": len(running.pool), "needed": rule.minimum_entries}
            self._say("too-few-entries", facts)
            return self._none(NoAwardReason.TOO_FEW_ENTRIES)
        running.leave_out()
        off_path = running.off_path()
        if off_path is not None:
            return self._none(off_path)
        if rule.profile.compares is Compares.NOTHING:
            return self._candidates()
        if rule.profile.compares is Compares.BALLOTS:
            return self._by_ballot()
        return self._by_points()

    def _by_points(self) -> Proposal:
        """What the scores of those in the running say."""
        running = self._running
        fit, reason = running.fit()
        if reason is not None and not running.is_open:
            return self._none(reason)
        selection = select(fit, self._line()) if fit else Selection(ProposalState.NONE, ())
        selection = self._contested_by_quota(selection)
        self._steps.extend(selection.steps)
        return self._open(selection) if running.is_open else self._suggest(selection)

    def _line(self) -> Line:
        rule, season = self._rule, self._season

        def breaker(tied: Mapping[str, EntryScore], left: int) -> TieResult:
            chair, seed = season.chair, season.lot_seed
            return break_tie(tied, left, rule.ties, season.scheme, chair=chair, lot_seed=seed)

        return Line(rule.maximum, rule.joint, rule.near_tie, breaker, rule.winning_margin)

    def _contested_by_quota(self, selection: Selection) -> Selection:
        """Equals of whom a quota takes only some are for the panel to decide between."""
        tied = self._running.quota_tied
        contested = tuple(s for s in selection.leaders if s.entry in tied)
        if not contested or selection.state is not ProposalState.CLEAR:
            return selection
        return replace(selection, state=ProposalState.TIED, contested=contested, shared=())

    def _at_discretion(self) -> Proposal:
        """There is nobody to list: the panel may name somebody."""
        self._say("discretion", {})
        return self._made(ProposalState.PANEL_CHOOSES, open_places=self._rule.maximum)

    def _by_ballot(self) -> Proposal:
        """What the judges' ballots say of those in the running."""
        running, rule = self._running, self._rule
        if running.unsettled:
            return self._candidates()
        voted = vote(
            [entry.id for entry in running.entries],
            [b for b in self._season.ballots if b.category == self._category],
            rule.count or BallotCount.SCHULZE,
            places=rule.maximum,
            has_no_award=rule.no_award,
            lot_seed=self._season.lot_seed,
            aside=self._season.aside,
        )
        if voted is None:
            self._say("no-ballots", {})
            return self._candidates()
        self._steps.extend(voted.steps)
        return self._voted(voted)

    def _voted(self, voted: Voted) -> Proposal:
        """Winners by ballot; equals at the last place share it where the rule says so."""
        rule = self._rule
        is_against_nobody = any(NO_AWARD in group and len(group) > 1 for group in voted.ranked)
        shared = voted.contested if rule.joint and not is_against_nobody else ()
        contested = () if shared else voted.contested
        winners = (*voted.winners, *shared)
        if not winners and not contested:
            return self._none(NoAwardReason.BALLOTS_SAY_NONE)
        if shared:
            self._say("joint", {"entries": shared})
        if winners:
            self._say("suggested", {"entries": winners})
        open_places = None if rule.maximum is None else rule.maximum - len(winners)
        if contested:
            self._say("panel-decides", {"entries": contested, "places": open_places})
        return replace(
            self._made(
                ProposalState.TIED if contested else ProposalState.CLEAR,
                winners=winners,
                contenders=tuple(Contender(entry) for entry in (*winners, *contested)),
                open_places=open_places if contested else 0,
            ),
            leaders=(*winners, *contested),
            shared=shared,
        )

    def _say(self, code: str, facts: Mapping[str, Fact]) -> None:
        self._steps.append(Step(code, facts))

    def _none(self, reason: NoAwardReason) -> Proposal:
        self._say("no-award", {"why": reason.value})
        return self._made(ProposalState.NONE, reason=reason)

    def _candidates(self) -> Proposal:
        """No figure is compared: the panel has a list."""
        found = tuple(entry.id for entry in self._running.entries)
        self._say("candidates", {"entries": found})
        if not found and not self._running.unsettled:
            return self._none(NoAwardReason.NOBODY_LEFT)
        self._say("panel-decides", {"entries": found, "places": self._rule.maximum})
        waits = bool(self._running.unsettled)
        return self._made(
            ProposalState.WAITS if waits else ProposalState.PANEL_CHOOSES,
            contenders=tuple(self._listed()),
            open_places=self._rule.maximum,
        )

    def _listed(self) -> Iterator[Contender]:
        """The candidates: entries, or the persons within them."""
        for entry in self._running.entries:
            if self._rule.pool is not Pool.PEOPLE:
                yield Contender(entry.id)
                continue
            self._say("people", {"entry": entry.id, "persons": entry.people})
            for person in range(1, entry.people + 1):
                yield Contender(entry.id, person=person)

    def _open(self, selection: Selection) -> Proposal:
        """Something is missing: nobody is suggested, but the panel sees where it stands."""
        shown = {*ids(selection.leaders), *ids(selection.contested), *self._running.uncertain()}
        contenders = [s for s in self._running.ranked if s.entry in shown]
        self._say("panel-decides", {"entries": ids(contenders), "places": self._rule.maximum})
        is_short = bool(self._running.unscored)
        return self._made(
            ProposalState.NOT_ENOUGH if is_short else ProposalState.WAITS,
            selection=selection,
            contenders=tuple(standing.as_contender() for standing in contenders),
            open_places=self._rule.maximum,
        )

    def _suggest(self, selection: Selection) -> Proposal:
        winners = selection.winners
        open_places = 0
        if winners:
            self._say("suggested", {"entries": winners})
        if selection.state is not ProposalState.CLEAR:
            open_places = (self._rule.maximum or 0) - len(winners)
            contested = ids(selection.contested)
            self._say("panel-decides", {"entries": contested, "places": open_places})
        shown = {*winners, *ids(selection.contested)}
        return self._made(
            selection.state,
            selection=selection,
            winners=winners,
            contenders=tuple(s.as_contender() for s in self._running.ranked if s.entry in shown),
            open_places=open_places,
        )

    def _made(
        self,
        state: ProposalState,
        *,
        selection: Selection | None = None,
        winners: tuple[str, ...] = (),
        contenders: tuple[Contender, ...] = (),
        open_places: int | None = 0,
        reason: NoAwardReason | None = None,
    ) -> Proposal:
        return Proposal(
            category=self._category,
            kind=self._rule.kind,
            state=state,
            winners=winners,
            shared=selection.shared if selection else (),
            leaders=ids(selection.leaders) if selection else (),
            open_places=open_places,
            contenders=contenders,
            unscored=self._running.unscored,
            reason=reason,
            decided_by=selection.decided_by if selection else None,
            may_withhold=self._rule.may_withhold,
            steps=tuple(self._steps),
        )
