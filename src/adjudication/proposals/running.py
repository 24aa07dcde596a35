"""Who is in the running for an award: the pool, who is left out, who reaches what is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from adjudication.criteria import Scheme
from adjudication.errors import NotEntered, UnknownCategory, UnknownEntry
from adjudication.explain import Fact, Step
from adjudication.figures import decimal_text, fraction_text, rounded_text
from adjudication.profiles import Compares, Pool
from adjudication.proposals.combining import combined
from adjudication.proposals.narrowing import (
    did_not_go_on,
    left_behind,
    meeting,
    off_path,
    within_quota,
)
from adjudication.proposals.results import NoAwardReason, Proposal
from adjudication.proposals.rules import AwardRule
from adjudication.proposals.selection import Standing, ids
from adjudication.scorecards import Entry, PanelBallot
from adjudication.scoring import EntryScore, places


@dataclass(slots=True)
class SeasonFigures:
    """Everything rules look at, and what they have suggested so far; entries sorted by id.

    `gone` are the places, category and entry, that did not go on to the last round there.
    """

    rules: Mapping[str, AwardRule]
    entries: Sequence[Entry]
    scores: Mapping[tuple[str, str], EntryScore]
    scheme: Scheme
    chair: str | None
    holders: frozenset[str] | None
    lot_seed: str | None
    ballots: Sequence[PanelBallot] = ()
    gone: Collection[tuple[str, str]] = ()
    suggested: dict[tuple[str, str], Proposal] = field(default_factory=dict)

    def check(self, categories: Collection[str]) -> None:
        """Refuse places without a category or a score, and holders that are no entries."""
        for entry in self.entries:
            for category in entry.categories:
                if category not in categories:
                    raise UnknownCategory(entry=entry.id, category=category)
                if (category, entry.id) not in self.scores:
                    raise NotEntered(entry=entry.id, category=category)
        known = {entry.id for entry in self.entries}
        for holder in sorted(self.holders or ()):
            if holder not in known:
                raise UnknownEntry(entry=holder, field="holders")

    @property
    def aside(self) -> Mapping[str, Collection[str]]:
        """The entries from which each judge stepped aside, in whatever category."""
        found: dict[str, set[str]] = {}
        for score in self.scores.values():
            for judge in score.recused:
                found.setdefault(judge, set()).add(score.entry)
        return found

    def score_of(self, entry: Entry, rule: AwardRule, category: str) -> EntryScore | None:
        """The score the entry competes with under a rule, if it has one."""
        if rule.profile.compares is Compares.BEST_CATEGORY_SCORE:
            return self._best_score(entry)
        if rule.profile.compares is Compares.COMBINED_SCORE:
            return combined(entry, category, rule.combines, self.scores)
        score = self.scores.get((category, entry.id))
        return score if score is not None and score.score is not None else None

    def _best_score(self, entry: Entry) -> EntryScore | None:
        """The entry's highest score in any category; the first by id where several are equal."""
        found: EntryScore | None = None
        best: Fraction | None = None
        for category in sorted(entry.categories):
            score = self.scores[category, entry.id]
            if (category, entry.id) in self.gone:
                continue
            if score.score is not None and (best is None or score.score.points > best):
                found, best = score, score.score.points
        return found


class Running:
    """The running for one kind of award in one category, with the steps that led there."""

    def __init__(self, season: SeasonFigures, rule: AwardRule, category: str) -> None:
        """Find the pool and what was suggested before."""
        self._season = season
        self._rule = rule
        self._category = category
        self.steps: list[Step] = []
        self._before = self._chain()
        self.pool, self.waits_for_pool = self._find_pool()
        self._gone = did_not_go_on(rule, category, self.pool, season.gone)
        self.unsettled: list[Proposal] = []
        self.entries: list[Entry] = []
        self.ranked: list[Standing] = []
        self.unscored: tuple[str, ...] = ()
        self.quota_tied: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether scores are missing, or suggestions this one depends on are not settled."""
        return bool(self.unscored or self.unsettled)

    def leave_out(self) -> None:
        """Take out who holds, by the marks, what is given before; note what is not settled."""
        before = [proposal for proposal in self._before if not proposal.state.is_settled]
        prizes, open_prizes = self._prizes()
        self.unsettled = [*before, *self.waits_for_pool, *open_prizes]
        for other in self.unsettled:
            self._say("waits-for", {"category": other.category, "kind": other.kind})
        removed = {entry for proposal in self._before for entry in proposal.leaders}
        if self._rule.after is not None:
            self._say("after", {"kind": self._rule.after, "removed": tuple(sorted(removed))})
        if prizes:
            self._say("one-prize", {"removed": tuple(sorted(prizes))})
            removed |= prizes
        self.steps.extend(left_behind(self._gone))
        self.entries = [e for e in self.pool if e.id not in removed and e.id not in self._gone]

    def off_path(self) -> NoAwardReason | None:
        """Why the kind cannot be given here at all, when what goes before is settled."""
        reason, steps = off_path(self._rule, self._before)
        self.steps.extend(steps)
        return reason

    def fit(self) -> tuple[list[Standing], NoAwardReason | None]:
        """Those who reach the threshold and are near enough, or the reason why nobody is."""
        self.ranked = self._ranked()
        left = {entry.id for entry in self.entries}
        running = [standing for standing in self.ranked if standing.entry in left]
        self._note_unscored(left - set(ids(running)))
        if not running:
            return [], NoAwardReason.NOBODY_LEFT
        fit = self._above_threshold(running)
        if not fit:
            self.steps.append(running[0].as_step())
            return [], NoAwardReason.THRESHOLD_NOT_REACHED
        fit, steps = meeting(self._rule, self._season.scheme, fit)
        self.steps.extend(steps)
        if not fit:
            return [], NoAwardReason.REQUIREMENT_NOT_REACHED
        if self._rule.within is not None:
            reference = self._reference(running)
            if reference is None:
                return [], NoAwardReason.NO_WINNER
            fit = self._near_enough(fit, reference, self._rule.within)
            if not fit:
                return [], NoAwardReason.NOBODY_WITHIN
        fit, self.quota_tied, steps = within_quota(
            self._rule, self._season.entries, self._season.suggested, fit
        )
        self.steps.extend(steps)
        return fit, None if fit else NoAwardReason.NOBODY_LEFT

    def uncertain(self) -> frozenset[str]:
        """Those a suggestion before this one may yet leave over, and who reach the threshold."""
        contended = {c.entry for proposal in self.unsettled for c in proposal.contenders}
        won = {winner for proposal in self._before for winner in proposal.winners}
        reached = (s for s in self.ranked if s.points >= (self._rule.threshold or 0))
        return frozenset(s.entry for s in reached if s.entry in contended - won)

    def _say(self, code: str, facts: Mapping[str, Fact]) -> None:
        self.steps.append(Step(code, facts))

    def _prizes(self) -> tuple[frozenset[str], list[Proposal]]:
        """Who holds another prize of those that go one to an entry, and what is open of them."""
        season = self._season
        if not self._rule.one_prize:
            return frozenset(), []
        here = {entry.id for entry in self.pool}
        others = [p for p in season.suggested.values() if season.rules[p.kind].one_prize]
        removed = frozenset(entry for p in others for entry in p.leaders if entry in here)
        waits = [
            p
            for p in others
            if not p.state.is_settled
            and p not in self._before
            and any(contender.entry in here for contender in p.contenders)
        ]
        return removed, waits

    def _chain(self) -> list[Proposal]:
        """What was suggested here for the kind this one comes after, and for those before it."""
        found: list[Proposal] = []
        kind = self._rule.after
        while kind is not None:
            found.append(self._season.suggested[self._category, kind])
            kind = self._season.rules[kind].after
        return found

    def _find_pool(self) -> tuple[list[Entry], list[Proposal]]:
        """The entries the award is chosen from, and the suggestions still open that feed it."""
        rule, season = self._rule, self._season
        waits: list[Proposal] = []
        if rule.pool is Pool.CATEGORY:
            entries = [e for e in season.entries if self._category in e.categories]
        elif rule.pool is Pool.ALL_ENTRIES:
            entries = list(season.entries)
        elif rule.pool is Pool.PEOPLE:
            entries = [e for e in season.entries if e.people]
        elif rule.pool is Pool.DISCRETION:
            entries = []
        else:
            held, waits = self._holders()
            entries = [e for e in season.entries if e.id in held]
        entries = [e for e in entries if self._may_compete(e)]
        facts: dict[str, Fact] = {"pool": rule.pool.value, "method": rule.method}
        kinds = tuple(kind.value for kind in rule.entry_kinds)
        self._say("pool", {**facts, "entry_kinds": kinds, "entries": len(entries)})
        if rule.routes:
            self._say("routes", {"routes": rule.routes, "entries": len(entries)})
        if rule.combines:
            names, given = zip(*rule.combines, strict=True)
            weights = tuple(str(weight) for weight in given)
            self._say(
                "combines", {"categories": names, "weights": weights, "entries": len(entries)}
            )
        return entries, waits

    def _may_compete(self, entry: Entry) -> bool:
        """Whether kind, route and categories of an entry are those the rule asks for."""
        rule = self._rule
        return (
            (not rule.entry_kinds or entry.kind in rule.entry_kinds)
            and (not rule.routes or bool(set(rule.routes) & set(entry.routes)))
            and all(category in entry.categories for category, _weight in rule.combines)
        )

    def _holders(self) -> tuple[Collection[str], list[Proposal]]:
        if self._season.holders is not None:
            return self._season.holders, []
        feeding = self._rule.holder_kinds(tuple(self._season.rules.values()))
        found = [p for p in self._season.suggested.values() if p.kind in feeding]
        waits = [proposal for proposal in found if not proposal.state.is_settled]
        return {entry for proposal in found for entry in proposal.leaders}, waits

    def _ranked(self) -> list[Standing]:
        score_of, here = self._season.score_of, (self._rule, self._category)
        found = [score_of(entry, *here) for entry in self.pool if entry.id not in self._gone]
        scores = {score.entry: score for score in found if score is not None}
        return [
            Standing(scores[place.entry], place.score.points, place.rank)
            for place in places(tuple(scores.values()))
        ]

    def _note_unscored(self, unscored: Collection[str]) -> None:
        self.unscored = tuple(sorted(unscored))
        if self.unscored:
            needed = self._season.scheme.minimum_scorecards
            self._say("unscored", {"entries": self.unscored, "needed": needed})

    def _above_threshold(self, running: Sequence[Standing]) -> list[Standing]:
        threshold = self._rule.threshold
        if threshold is None:
            return list(running)
        reached = [s for s in running if s.points >= threshold]
        facts: dict[str, Fact] = {"points": decimal_text(threshold), "reached": len(reached)}
        self._say("threshold", {**facts, "below": len(running) - len(reached)})
        return reached

    def _reference(self, running: Sequence[Standing]) -> Fraction | None:
        """The points `within` is measured from: the last of those who hold what goes before."""
        if self._rule.after is None:
            return running[0].points
        holders = [e for e in self._season.entries if e.id in self._before[0].leaders]
        scores = (self._season.score_of(e, self._rule, self._category) for e in holders)
        return min((s.required().points for s in scores if s is not None), default=None)

    def _near_enough(
        self, fit: Sequence[Standing], reference: Fraction, within: Fraction
    ) -> list[Standing]:
        near = [s for s in fit if s.points >= reference - within]
        facts: dict[str, Fact] = {
            "points": decimal_text(within),
            "reference": rounded_text(reference),
            "reference_exact": fraction_text(reference),
            "reached": len(near),
            "below": len(fit) - len(near),
        }
        self._say("within", facts)
        return near
