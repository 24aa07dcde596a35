"""Small seasons by chance, with every kind of rule, and the parts of a record that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from adjudication.proposals import AwardRule, propose
from adjudication.scorecards import (
    NO_AWARD,
    Category,
    Entry,
    EntryKind,
    Judge,
    PanelBallot,
    RoundPoints,
    Scorecard,
    ScorecardStatus,
)
from tests.adjudication.panels import card, rule, short_scheme

CATEGORIES = (
    Category("asb", "theme"),
    Category("youth", "theme"),
    Category("team", "cross-cutting"),
    Category("overall", "overall"),
)
BODIES = ("mill", "quay", "guild")


@dataclass(frozen=True)
class Season:
    """Everything that suggestions are made from, in a small season."""

    rules: tuple[AwardRule, ...]
    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    cards: tuple[Scorecard, ...]
    holders: tuple[str, ...] | None = None
    ballots: tuple[PanelBallot, ...] = ()
    categories: tuple[Category, ...] = CATEGORIES
    final: dict[str, tuple[tuple[str, int], ...]] | None = None
    weights: tuple[int, int] = (1, 1)
    scheme: Any = field(default_factory=lambda: short_scheme(minimum=2))

    def suggested(self) -> list[dict[str, Any]]:
        """What the core says."""
        found = propose(
            categories=self.categories,
            rules=self.rules,
            entries=self.entries,
            judges=self.judges,
            cards=self.cards,
            scheme=self.scheme,
            holders=self.holders,
            ballots=self.ballots,
            rounds=self.rounds(),
            gone=self.gone(),
        )
        return [
            {**each.as_dict(), **({} if self.holders is None else {"holders": list(self.holders)})}
            for each in found
        ]

    def rounds(self) -> dict[tuple[str, str], list[RoundPoints]]:
        """The points of those in the final, for the core."""
        needed = min(self.scheme.minimum_scorecards, len(self.judges))
        recused = (each for each in self.cards if each.status is ScorecardStatus.RECUSED)
        aside = {(each.judge, each.entry) for each in recused}
        found = {}
        for entry, papers in (self.final or {}).items():
            given = tuple(each for each in papers if (each[0], entry) not in aside)
            found["asb", entry] = [
                RoundPoints("first", self.weights[0], is_by_criteria=True),
                RoundPoints("final", self.weights[1], given, needed),
            ]
        return found

    def gone(self) -> set[tuple[str, str]]:
        """Who did not come into the final."""
        if not self.final:
            return set()
        here = {each.id for each in self.entries if "asb" in each.categories}
        return {("asb", entry) for entry in here - set(self.final)}

    def record(self) -> dict[str, Any]:
        """The parts of a judging record that suggestions are checked by."""
        return {
            "season": {"minimum_scorecards": self.scheme.minimum_scorecards},
            "version": "full",
            "chain": {"entries": []},
            "categories": [{"category": each.id, "ref": each.id} for each in self.categories],
            "panel": [
                {"judges": [{"judge": j.id, "ref": j.id, "chair": j.is_chair}]} for j in self.judges
            ],
            "interests": [
                {"judge": each.judge, "entry": each.entry, "kind": "step-aside"}
                for each in self.cards
                if each.status is ScorecardStatus.RECUSED
            ],
            "rules": [{"document": self.rules_document()}],
            "entries": self.entries_told(),
            "scorecards": self.cards_told(),
            "ballots": self.ballots_told(),
            "rounds": self.rounds_told(),
            "papers": [
                {
                    "round": "round:final",
                    "judge": judge,
                    "entry": entry,
                    "state": "locked",
                    "points": points,
                }
                for entry, given in (self.final or {}).items()
                for judge, points in given
            ],
            "suggestions": self.suggested(),
        }

    def cards_told(self) -> list[dict[str, Any]]:
        """The scorecards that count."""
        return [
            {
                "ref": f"{each.judge} {each.entry} {each.category}",
                "judge": each.judge,
                "entry": each.entry,
                "category": each.category,
                "state": "locked",
                "marks": {mark.criterion: mark.value for mark in each.marks},
            }
            for each in self.cards
            if each.status is ScorecardStatus.COMPLETE
        ]

    def ballots_told(self) -> list[dict[str, Any]]:
        """The ballots, all of them cast."""
        return [
            {
                "round": f"round:{each.category}",
                "judge": each.judge,
                "category": each.category,
                "state": "locked",
                "counts": True,
                "ranking": [list(group) for group in each.ranking],
            }
            for each in self.ballots
        ]

    def rounds_told(self) -> list[dict[str, Any]]:
        """A ballot where there are some, and in one category marks, then a live final."""
        everybody: dict[str, Any] = {"named": None, "came": None, "readers": None}
        plain = {**everybody, "by_staff": False, "state": "closed", "called": False, "weight": 1}
        ballots = [
            {
                **plain,
                "ref": f"round:{name}",
                "category": name,
                "method": "ranked-ballot",
                "called": True,
                "position": 0,
            }
            for name in sorted({each.category for each in self.ballots})
        ]
        if self.final is None:
            return ballots
        here = {**plain, "category": "asb"}
        first = {"ref": "round:first", "method": "criteria", "position": 0}
        final = {"ref": "round:final", "method": "live-final", "position": 1}
        return [
            *ballots,
            {**here, **first, "weight": self.weights[0]},
            {**here, **final, "weight": self.weights[1], "came": sorted(self.final)},
        ]

    def entries_told(self) -> list[dict[str, Any]]:
        """The entries, with all that rules may ask."""
        return [
            {
                "entry": each.id,
                "ref": each.id,
                "kind": each.kind.value if each.kind else "",
                "categories": list(each.categories),
                "organisations": list(each.organisations),
                "people": each.people,
                "area": [each.area] if each.area else [],
                "routes": list(each.routes),
            }
            for each in self.entries
        ]

    def rules_document(self) -> dict[str, Any]:
        """The rules as they are frozen."""
        scale = self.scheme.scale
        return {
            "criteria": [{"key": each.key, "weight": each.weight} for each in self.scheme.criteria],
            "scale": [{"mark": scale.lowest}, {"mark": scale.highest}],
            "categories": [{"key": each.id, "group": each.group} for each in self.categories],
            "award_kinds": [
                {
                    "key": each.kind,
                    "groups": list(each.groups),
                    "categories": list(each.categories),
                    "rule": each.as_dict(),
                }
                for each in self.rules
            ],
        }


_SCORE = {"of": "score", "at_least": "50"}
_EACH_JUDGE = {"of": "each-judge", "at_least": "37.5"}
_FLOORS = (
    _SCORE,
    _EACH_JUDGE,
    {"of": "each-criterion", "at_least": "40"},
    {"of": "criterion", "criterion": "impact", "at_least": "50"},
)
Fields = dict[str, Any]


def _some(draw: st.DrawFn, *choices: object) -> Any:
    return draw(st.sampled_from(choices))


def _floors(draw: st.DrawFn, *choices: dict[str, str]) -> list[object] | None:
    if draw(st.integers(0, 2)):
        return None
    chosen = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=2))
    return [{"any_of": [each]} for each in chosen] if draw(st.booleans()) else [{"any_of": chosen}]


def _fields(draw: st.DrawFn) -> Fields:
    """What every rule can say."""
    return {
        "maximum": _some(draw, 1, 1, 2, None),
        "joint": draw(st.booleans()),
        "minimum_entries": _some(draw, 1, 1, 3),
        "may_withhold": draw(st.booleans()),
        "routes": _some(draw, [], [], ["self"]),
        "one_prize": draw(st.booleans()),
    }


def _with_points(draw: st.DrawFn) -> Fields:
    """What rules can say that compare points."""
    plain = _fields(draw)
    ways = ["more-judges", "head-to-head", "chair", "heaviest-criterion"]
    ties = draw(st.lists(st.sampled_from(ways), unique=True))
    if plain["joint"] and draw(st.booleans()):
        ties.append("declare-joint")
    return {
        **plain,
        "threshold": _some(draw, None, "25", "50.5"),
        "near_tie": _some(draw, None, None, "0", "12.5"),
        "winning_margin": _some(draw, None, None, "5", "12.5"),
        "ties": ties,
        "quota": _some(draw, None, None, 1, 2),
        "quota_of": _some(draw, "organisation", "area"),
    }


def _by_ballot(draw: st.DrawFn) -> Fields:
    return {
        **_fields(draw),
        "method": "ranked-ballot/1",
        "count": _some(draw, "schulze", "borda", "stv"),
        "no_award": draw(st.booleans()),
    }


def _overall(draw: st.DrawFn) -> AwardRule:
    way = draw(st.integers(0, 2))
    fields = (_with_points(draw), _fields(draw), _by_ballot(draw))[way]
    method = ("highest-score/1", "panel-chooses/1", "ranked-ballot/1")[way]
    plain = {**fields, "method": method, "groups": ["overall"], "pool": "award-holders"}
    return rule("overall", **plain, holders_of=_some(draw, [], ["winner"]))


def _team(draw: st.DrawFn) -> AwardRule:
    best: Fields = {"method": "highest-score/1"}
    combined: Fields = {"method": "combined-score/1", "combines": {"asb": 1, "youth": 3}}
    plain = {**_with_points(draw), "groups": ["cross-cutting"], "pool": "all-entries"}
    floors = _floors(draw, _SCORE, _EACH_JUDGE)
    kinds = _some(draw, [], ["team"])
    return rule("team", **plain, **_some(draw, best, combined), entry_kinds=kinds, requires=floors)


@st.composite
def award_rules(draw: st.DrawFn) -> tuple[AwardRule, ...]:
    """Rules that use everything a rule can say, often at once."""
    everywhere = {"groups": ["cross-cutting"], "pool": "all-entries"}
    people = {"groups": ["overall"], "one_prize": False, "method": "panel-chooses/2"}
    return (
        _overall(draw),
        rule(
            "highly",
            **{**_with_points(draw), "after": "winner"},
            within=_some(draw, None, "10"),
            where=_some(draw, None, None, "given", "not-given"),
            place=_some(draw, None, None, 2),
            requires=_floors(draw, *_FLOORS),
        ),
        rule("winner", **_with_points(draw), requires=_floors(draw, *_FLOORS)),
        _team(draw),
        rule("person", **{**_fields(draw), **people}, pool=_some(draw, "people", "discretion")),
        rule("chosen", **{**_by_ballot(draw), **everywhere}),
    )


@st.composite
def ballots_of(
    draw: st.DrawFn, names: Sequence[str], rules: Sequence[AwardRule], judges: Sequence[Judge]
) -> tuple[PanelBallot, ...]:
    """Ballots for both categories that may be decided so; one after the other where stv counts."""
    counts = {str(each.count) for each in rules if each.count}
    found = []
    for category in ("team", "overall"):
        for judge in judges:
            order = draw(st.permutations([*names, NO_AWARD]))[: draw(st.integers(0, 4))]
            equals = st.just(1) if "stv" in counts else st.integers(1, 3)
            groups: list[tuple[str, ...]] = []
            while order:
                size = draw(equals)
                groups.append(tuple(order[:size]))
                order = order[size:]
            if groups:
                found.append(PanelBallot(judge.id, category, tuple(groups)))
    return tuple(found)


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """A small season with frequent ties, recusals, and every kind of rule."""
    judges = tuple(Judge(f"j{n}", is_chair=n == 0) for n in range(draw(st.integers(2, 5))))
    entries, cards = [], []
    statuses = [*ScorecardStatus, *[ScorecardStatus.COMPLETE] * 30]
    for n in range(draw(st.integers(0, 7))):
        places = draw(st.sampled_from([("asb",), ("youth",), ("asb", "youth")]))
        entry = Entry(
            f"e{n}",
            places,
            draw(st.sampled_from([EntryKind.TEAM, EntryKind.PERSON, None])),
            tuple(draw(st.lists(st.sampled_from(BODIES), max_size=2))),
            draw(st.integers(0, 2)),
            draw(st.sampled_from(["", "north", "south"])),
            tuple(draw(st.lists(st.sampled_from(["self", "third-party"]), unique=True))),
        )
        entries.append(entry)
        for place in places:
            for judge in judges:
                status = draw(st.sampled_from(statuses))
                marks = draw(st.sampled_from([(4, 4, 4), (3, 4, 2), (2, 2, 2), (1, 0, 3)]))
                is_full = status is ScorecardStatus.COMPLETE
                given_marks = marks if is_full else ()
                cards.append(card(judge.id, entry.id, *given_marks, category=place, status=status))
    names = [each.id for each in entries]
    rules = draw(award_rules())
    holders = draw(st.none() | st.lists(st.sampled_from(names), unique=True)) if names else None
    return Season(
        rules,
        tuple(entries),
        judges,
        tuple(cards),
        None if holders is None else tuple(holders),
        draw(ballots_of(names, rules, judges)),
        final=_final(draw, [each.id for each in entries if "asb" in each.categories], judges),
        weights=(draw(st.integers(0, 2)), draw(st.integers(1, 3))),
    )


def _final(
    draw: st.DrawFn, names: list[str], judges: Sequence[Judge]
) -> dict[str, tuple[tuple[str, int], ...]] | None:
    """Who came into a live final in one category, with the points of each judge; or none."""
    came = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    if not came or draw(st.booleans()):
        return None
    return {
        entry: tuple(
            (judge.id, draw(st.sampled_from([40, 50, 50, 75])))
            for judge in judges
            if draw(st.integers(0, 9))
        )
        for entry in came
    }
