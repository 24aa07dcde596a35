"""The rules of a season, applied in their order to every category they are for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from adjudication.criteria import Scheme
from adjudication.explain import Fact, Step
from adjudication.profiles import Compares
from adjudication.proposals.results import Contender, NoAwardReason, Proposal, ProposalState
from adjudication.proposals.rules import AwardRule, check_rules, in_order
from adjudication.proposals.running import Running, SeasonFigures
from adjudication.proposals.selection import Line, Selection, ids, select
from adjudication.scorecards import Category, Entry, Judge, Scorecard
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
) -> tuple[Proposal, ...]:
    """Apply every rule in every category it is for, in the order of `categories`, then `rules`.

    `holders` are the entries that hold awards once decided; None: take those suggested here.

    Raises:
        AdjudicationError: rules, entries, judges and cards contradict each other (see `errors`).
    """
    return propose_from_scores(
        categories=categories,
        rules=rules,
        entries=entries,
        scores=entry_scores(entries, judges, cards, scheme),
        scheme=scheme,
        chair=next((judge.id for judge in judges if judge.is_chair), None),
        holders=holders,
        lot_seed=lot_seed,
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
    )
    season.check({category.id for category in categories})
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
        if len(running.pool) < rule.minimum_entries and not running.waits_for_pool:
            facts = {"entries": len(running.pool), "needed": rule.minimum_entries}
            self._say("too-few-entries", facts)
            return self._none(NoAwardReason.TOO_FEW_ENTRIES)
        running.leave_out()
        if rule.profile.compares is Compares.NOTHING:
            return self._candidates()
        fit, reason = running.fit()
        if reason is not None and not running.is_open:
            return self._none(reason)
        selection = select(fit, self._line()) if fit else Selection(ProposalState.NONE, ())
        self._steps.extend(selection.steps)
        return self._open(selection) if running.is_open else self._suggest(selection)

    def _line(self) -> Line:
        rule, season = self._rule, self._season

        def breaker(tied: Mapping[str, EntryScore], left: int) -> TieResult:
            return break_tie(
                tied,
                left,
                rule.ties,
                season.scheme,
                chair=season.chair,
                lot_seed=season.lot_seed,
            )

        return Line(rule.maximum, rule.joint, rule.near_tie, breaker)

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
            contenders=tuple(Contender(entry) for entry in found),
            open_places=self._rule.maximum,
        )

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
