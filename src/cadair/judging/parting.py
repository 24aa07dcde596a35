"""How the rules of a season would part entries with equal scores, and what each way would say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from adjudication.scoring import EntryScore, places
from adjudication.ties import TieBreak, TieChain, TieState, break_tie
from cadair.foundation.canonical import Canonical
from cadair.seasons.models import Category, Season
from cadair.seasons.rulebook import award_rules, scheme_of

MOST_TIED: Final = 12
"""More equals than this and nobody discusses how to part them."""

ASKED: Final = (
    TieBreak.HEAVIEST_CRITERION,
    TieBreak.MORE_JUDGES,
    TieBreak.HEAD_TO_HEAD,
    TieBreak.CHAIR,
)


@dataclass(frozen=True, slots=True)
class TieRules:
    """What of a season’s rules parts equals."""

    season: Season
    chains: Mapping[str, TieChain]
    chair: str | None

    @classmethod
    def of(cls, season: Season) -> TieRules:
        """The rules as they were frozen."""
        chair = season.judges.filter(is_chair=True).values_list("key", flat=True).first()
        return cls(season, {rule.kind: rule.ties for rule in award_rules(season)}, chair)

    def ties(self, scored: Sequence[EntryScore], category: Category) -> list[Canonical]:
        """Every group of equals, best first, and how the rules of the category would part them."""
        kinds = [kind.key for kind in self.season.award_kinds.all() if kind.is_for(category)]
        chains = ((key, self.chains[key]) for key in kinds if key in self.chains)
        kind, chain = next(((key, each) for key, each in chains if each.breaks), ("", TieChain()))
        groups: dict[int, dict[str, EntryScore]] = {}
        ranks = {each.entry: each.rank.place for each in places(tuple(scored))}
        for each in scored:
            groups.setdefault(ranks[each.entry], {})[each.entry] = each
        return [
            {
                "entries": sorted(tied),
                "kind": kind,
                "chain": [each.value for each in chain.breaks],
                **self._broken(tied, chain),
                "asked": [self._asked(tied, each) for each in ASKED],
            }
            for _place, tied in sorted(groups.items())
            if 1 < len(tied) <= MOST_TIED
        ]

    def _broken(self, tied: Mapping[str, EntryScore], chain: TieChain) -> dict[str, Canonical]:
        result = break_tie(tied, 1, chain, scheme_of(self.season), chair=self.chair)
        return {
            "state": result.state.value,
            "first": list(result.chosen or result.contested),
            "decided_by": result.decided_by.value if result.decided_by else None,
        }

    def _asked(self, tied: Mapping[str, EntryScore], one: TieBreak) -> Canonical:
        """What one way to part them would say, whether or not the rules ask it."""
        alone = TieChain((one,))
        result = break_tie(tied, 1, alone, scheme_of(self.season), chair=self.chair)
        why = [step.facts["why"] for step in result.steps if step.code == "tie-break-silent"]
        is_broken = result.state is TieState.BROKEN
        return {
            "tie_break": one.value,
            "first": list(result.chosen if is_broken else result.contested),
            "why": str(why[0]) if why else None,
        }
