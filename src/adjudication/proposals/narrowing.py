"""Who of those in the running meets what a rule asks for beside points, and who fits a quota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from adjudication.criteria import Scheme
from adjudication.explain import Fact, Step
from adjudication.profiles import Compares
from adjudication.proposals.requirements import QuotaOf, Where
from adjudication.proposals.results import NoAwardReason, Proposal
from adjudication.proposals.rules import AwardRule
from adjudication.proposals.selection import Standing
from adjudication.scorecards import Entry


def did_not_go_on(
    rule: AwardRule, category: str, pool: Sequence[Entry], gone: Collection[tuple[str, str]]
) -> frozenset[str]:
    """Who of a pool competes no more under a rule: left behind in a round where it looks.

    By the best score of any category: who was left behind in all of theirs; by a combined score:
    in one of those combined. Where the panel chooses freely, nobody.
    """
    compares = rule.profile.compares
    if not gone or compares is Compares.NOTHING:
        return frozenset()

    def is_gone(entry: Entry) -> bool:
        left = [place in gone for place in ((other, entry.id) for other in entry.categories)]
        if compares is Compares.BEST_CATEGORY_SCORE:
            return bool(left) and all(left)
        if compares is Compares.COMBINED_SCORE:
            return any((other, entry.id) in gone for other, _weight in rule.combines)
        return (category, entry.id) in gone

    return frozenset(entry.id for entry in pool if is_gone(entry))


def left_behind(gone: Collection[str]) -> list[Step]:
    """The step that says who competes no more; none where nobody was left behind."""
    return [Step("did-not-go-on", {"removed": tuple(sorted(gone))})] if gone else []


def meeting(
    rule: AwardRule, scheme: Scheme, fit: Sequence[Standing]
) -> tuple[list[Standing], list[Step]]:
    """Those who meet every requirement, with the steps."""
    met, steps = list(fit), list[Step]()
    for requirement in rule.requires:
        before = len(met)
        met = [standing for standing in met if requirement.is_reached(standing.score, scheme)]
        steps.extend(requirement.steps(len(met), before - len(met)))
    return met, steps


def off_path(
    rule: AwardRule, before: Sequence[Proposal]
) -> tuple[NoAwardReason | None, list[Step]]:
    """Why a kind cannot be given after what was suggested before it; None where it can.

    `before`: the kind it comes after first, then those before that. While one of them is open
    nothing is said.
    """
    if any(not proposal.state.is_settled for proposal in before):
        return None, []
    steps: list[Step] = []
    if rule.where is not None:
        steps.append(Step("path", {"kind": rule.after, "where": rule.where.value}))
        if bool(before[0].leaders) is not (rule.where is Where.GIVEN):
            return NoAwardReason.NOT_ON_THIS_PATH, steps
    if rule.place is None:
        return None, steps
    holders = len({entry for proposal in before for entry in proposal.leaders})
    steps.append(Step("place-open", {"place": rule.place, "before": holders}))
    if holders == rule.place - 1:
        return None, steps
    is_shared = holders >= rule.place
    return NoAwardReason.PLACE_SHARED if is_shared else NoAwardReason.NO_WINNER, steps


def within_quota(
    rule: AwardRule,
    entries: Sequence[Entry],
    suggested: Mapping[tuple[str, str], Proposal],
    fit: Sequence[Standing],
) -> tuple[list[Standing], frozenset[str], list[Step]]:
    """Those left when who comes after a full quota is taken out, best first.

    Also the equals of whom a quota takes only some: the panel has to choose, and none is taken
    out. Awards of the kind that are suggested in other categories count.
    """
    if rule.quota is None:
        return list(fit), frozenset(), []
    counting = _Counting(rule, entries, suggested)
    kept: list[Standing] = []
    for _points, group in groupby(fit, key=lambda standing: standing.points):
        equals = list(group)
        is_full = rule.maximum is not None and len(kept) >= rule.maximum
        kept.extend(equals if is_full else counting.free(equals))
    facts: dict[str, Fact] = {"quota": rule.quota, "of": rule.quota_of.value}
    steps = [Step("quota", {**facts, "removed": tuple(counting.removed)})]
    if counting.tied:
        steps.append(Step("quota-tied", {**facts, "entries": tuple(sorted(counting.tied))}))
    return kept, frozenset(counting.tied), steps


class _Counting:
    """How many awards each owner of a quota has so far."""

    def __init__(
        self,
        rule: AwardRule,
        entries: Sequence[Entry],
        suggested: Mapping[tuple[str, str], Proposal],
    ) -> None:
        self._quota = rule.quota or 0
        self._owners = {entry.id: _owners(rule, entry) for entry in entries}
        self._held = Counter(
            owner
            for (_category, kind), proposal in suggested.items()
            if kind == rule.kind
            for entry in proposal.leaders
            for owner in self._owners[entry]
        )
        self.removed: list[str] = []
        self.tied: set[str] = set()

    def free(self, equals: Sequence[Standing]) -> list[Standing]:
        """Those of some equals whose quota is not full yet; they count from now on."""
        owners = {standing: self._owners[standing.entry] for standing in equals}
        free = [s for s in equals if all(self._held[o] < self._quota for o in owners[s])]
        self.removed.extend(s.entry for s in equals if s not in free)
        asked = Counter(owner for s in free for owner in owners[s])
        over = {owner for owner, n in asked.items() if self._held[owner] + n > self._quota}
        self.tied.update(s.entry for s in free if over & set(owners[s]))
        self._held.update(asked)
        return free


def _owners(rule: AwardRule, entry: Entry) -> tuple[str, ...]:
    """Whose quota an award to the entry counts for."""
    if rule.quota_of is QuotaOf.ORGANISATION:
        return entry.organisations
    return (entry.area,) if entry.area else ()
