"""How a category is judged, as it is set up: plans of rounds as plain values, and ready-made ones.

What is planned is part of the rules (PRO-01); who sits in a round, and how far it has come, is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText
from cadair.foundation.canonical import Canonical
from cadair.judging.models import Round
from cadair.judging.round_states import AdvanceRule, RoundMethod
from cadair.seasons.models import Category, Season

MOST_ROUNDS: Final = 8
MOST_WEIGHT: Final = 100

WITH_POINTS: Final = frozenset(
    {RoundMethod.CRITERIA, RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL}
)
"""Rounds that give an entry points from 0 to 100."""

SHARED_OUT: Final = frozenset({RoundMethod.SIFT, RoundMethod.CRITERIA, RoundMethod.SINGLE_SCORE})
"""Rounds in which not everybody need read everything."""

LAST_ONLY: Final = frozenset({RoundMethod.RANKED_BALLOT, RoundMethod.PANEL_DECISION})
"""Rounds after which only the panel’s decision can come."""

ADVANCES: Final[dict[RoundMethod, tuple[AdvanceRule, ...]]] = {
    RoundMethod.SIFT: (AdvanceRule.VERDICT, AdvanceRule.ALL),
    RoundMethod.PAIRWISE: (AdvanceRule.COUNT, AdvanceRule.ALL),
    **dict.fromkeys(
        WITH_POINTS,
        (AdvanceRule.COUNT, AdvanceRule.THRESHOLD, AdvanceRule.MARGIN, AdvanceRule.ALL),
    ),
    **dict.fromkeys(LAST_ONLY, (AdvanceRule.ALL,)),
}
"""By what entries can go on from a round of each method."""

NEEDS_VALUE: Final = frozenset({AdvanceRule.COUNT, AdvanceRule.THRESHOLD, AdvanceRule.MARGIN})
TAKES_VALUE: Final = NEEDS_VALUE | {AdvanceRule.VERDICT}
"""For a verdict: the share of readers who would pass it, in hundredths; half without a number."""


IN_MEETING: Final = LAST_ONLY
"""Rounds that may be open while the panel decides."""

METHOD_NAMES: Final = {
    RoundMethod.SIFT: BilingualText(cy="Hidlo", en="Sift"),
    RoundMethod.CRITERIA: BilingualText(cy="Marcio", en="Marking"),
    RoundMethod.SINGLE_SCORE: BilingualText(cy="Un sgôr gyffredinol", en="Single overall score"),
    RoundMethod.RANKED_BALLOT: BilingualText(cy="Pleidlais", en="Ballot"),
    RoundMethod.PAIRWISE: BilingualText(cy="Cymharu dau ar y tro", en="Comparing two at a time"),
    RoundMethod.LIVE_FINAL: BilingualText(cy="Rownd derfynol fyw", en="Live final"),
    RoundMethod.PANEL_DECISION: BilingualText(cy="Y panel yn penderfynu", en="The panel decides"),
}
"""What a round is called where nobody gave it a name."""


def called(round_: Round) -> BilingualText:
    """What a round is called: by its name, or by its method."""
    return round_.name or METHOD_NAMES[RoundMethod(round_.method)]


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as it is set up; the fields are those of `Round`."""

    key: str
    method: RoundMethod
    name: BilingualText = field(default_factory=BilingualText)
    readers: int | None = None
    by_staff: bool = False
    hides_names: bool = False
    weight: int = 1
    advance: AdvanceRule = AdvanceRule.ALL
    advance_value: Decimal | None = None
    opens_on: date | None = None
    closes_on: date | None = None

    def as_rule(self) -> dict[str, Canonical]:
        """The plan as it is frozen with the rules."""
        value = self.advance_value
        return {
            "key": self.key,
            "method": RoundMethod(self.method).value,
            "name": self.name.as_dict(),
            "readers": self.readers,
            "by_staff": self.by_staff,
            "hides_names": self.hides_names,
            "weight": self.weight,
            "advance": AdvanceRule(self.advance).value,
            "advance_value": plain_number(value) if value is not None else None,
            "opens_on": self.opens_on.isoformat() if self.opens_on else None,
            "closes_on": self.closes_on.isoformat() if self.closes_on else None,
        }


def plain_number(value: Decimal) -> str:
    """A decimal without superfluous noughts: 5, 62.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plan_of(round_: Round) -> RoundPlan:
    """The plan of a round that is there."""
    return RoundPlan(
        key=round_.key,
        method=RoundMethod(round_.method),
        name=round_.name,
        readers=round_.readers,
        by_staff=round_.by_staff,
        hides_names=round_.hides_names,
        weight=round_.weight,
        advance=AdvanceRule(round_.advance),
        advance_value=round_.advance_value,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
    )


def planned(category: Category) -> tuple[RoundPlan, ...]:
    """The plans of a category’s rounds in their order, without what the panel called for."""
    return tuple(
        plan_of(each) for each in category.rounds.filter(is_called=False).order_by("position")
    )


def section_of(category: Category) -> Canonical:
    """The rounds of a category as plain values, to compare what was shown with what stands."""
    return [plan.as_rule() for plan in planned(category)]


def chosen_rounds(season: Season) -> dict[str, Canonical]:
    """The rounds as part of the frozen rules; nothing where the panel judges as ever."""
    rounds: dict[str, Canonical] = {}
    for each in season.rounds.filter(is_called=False).select_related("category"):
        rounds[each.category.key] = [*_listed(rounds, each), plan_of(each).as_rule()]
    return {"rounds": rounds} if rounds else {}


def _listed(rounds: dict[str, Canonical], round_: Round) -> list[Canonical]:
    known = rounds.get(round_.category.key)
    return list(known) if isinstance(known, list) else []


class Preset(StrEnum):
    """Ready-made ways to judge a category."""

    ALL_READ_ALL = "all-read-all"
    THREE_EACH = "three-each"
    STAFF_SIFT = "staff-sift"
    LIVE_FINAL = "live-final"
    BALLOT = "ballot"


FRONT_RUNNERS: Final = Decimal(5)
READERS: Final = 3

FIRST: Final = BilingualText(cy="Darllen cyntaf", en="First reading")
FRONT: Final = BilingualText(cy="Ceisiadau sydd ar y blaen", en="Front-runners")
SIFTING: Final = BilingualText(cy="Hidlo", en="Sift")
MARKING: Final = BilingualText(cy="Marcio", en="Marking")
FINAL: Final = BilingualText(cy="Rownd derfynol fyw", en="Live final")
VOTE: Final = BilingualText(cy="Pleidlais y panel", en="The panel’s ballot")

_MARKED: Final = RoundPlan(
    "marking",
    RoundMethod.CRITERIA,
    MARKING,
    advance=AdvanceRule.COUNT,
    advance_value=FRONT_RUNNERS,
)

PRESETS: Final[dict[Preset, tuple[RoundPlan, ...]]] = {
    Preset.ALL_READ_ALL: (),
    Preset.THREE_EACH: (
        replace(_MARKED, key="first-reading", name=FIRST, readers=READERS),
        RoundPlan("front-runners", RoundMethod.CRITERIA, FRONT),
    ),
    Preset.STAFF_SIFT: (
        RoundPlan("sift", RoundMethod.SIFT, SIFTING, by_staff=True, advance=AdvanceRule.VERDICT),
        RoundPlan("marking", RoundMethod.CRITERIA, MARKING),
    ),
    Preset.LIVE_FINAL: (_MARKED, RoundPlan("live-final", RoundMethod.LIVE_FINAL, FINAL)),
    Preset.BALLOT: (_MARKED, RoundPlan("ballot", RoundMethod.RANKED_BALLOT, VOTE)),
}
"""The rounds of each ready-made way."""


def problems_of(plans: Sequence[RoundPlan], minimum: int) -> Iterator[str | Promise]:
    """What stands against judging a category in these rounds, a sentence each.

    `minimum` is how many scorecards an entry needs.
    """
    if len(plans) > MOST_ROUNDS:
        yield _("There are too many rounds. At most: %(most)s.") % {"most": MOST_ROUNDS}
    for number, plan in enumerate(plans, start=1):
        is_last = number == len(plans)
        for problem in (
            *_problems_of_one(plan, minimum),
            *_problems_of_place(plan, is_last=is_last),
        ):
            yield _("Round %(number)s. %(problem)s") % {"number": number, "problem": problem}
    if plans and not any(plan.weight for plan in plans):
        yield _("No round weighs anything. Give at least one a weight of 1 or more.")
    days = [day for plan in plans for day in (plan.opens_on, plan.closes_on) if day]
    if days != sorted(days):
        yield _("The dates of the rounds are not in order. Check when each opens and closes.")


def missing_in_rounds(season: Season) -> Iterator[str | Promise]:
    """What is wrong with the rounds of a season, category by category, before it opens."""
    for category in season.categories.filter(rounds__is_called=False).distinct():
        for problem in problems_of(planned(category), season.minimum_scorecards or 1):
            yield _("Rounds of judging: %(category)s. %(problem)s") % {
                "category": category.name,
                "problem": problem,
            }


def _problems_of_one(plan: RoundPlan, minimum: int) -> Iterator[str | Promise]:
    method = RoundMethod(plan.method)
    if plan.by_staff and method != RoundMethod.SIFT:
        yield _("Organisers can only sift. Leave the marking to judges.")
    if plan.readers is not None:
        if method not in SHARED_OUT:
            yield _("In a round like this nothing is shared out. Leave the readers empty.")
        elif plan.readers < 1:
            yield _("An entry needs at least one reader.")
        elif method == RoundMethod.CRITERIA and plan.readers < minimum:
            yield _("Readers of each entry: %(there)s. Scorecards that it needs: %(needed)s.") % {
                "there": plan.readers,
                "needed": minimum,
            }
    if not 0 <= plan.weight <= MOST_WEIGHT:
        yield _("The weight of a round lies between 0 and %(most)s.") % {"most": MOST_WEIGHT}
    if bool(plan.name.cy) != bool(plan.name.en):
        yield _("Its name is there in one language only. Write the other, or leave both empty.")


def _problems_of_place(plan: RoundPlan, *, is_last: bool) -> Iterator[str | Promise]:
    method, advance, value = RoundMethod(plan.method), AdvanceRule(plan.advance), plan.advance_value
    if is_last:
        if advance != AdvanceRule.ALL:
            yield _("After the last round the panel decides: nothing goes on from it.")
        return
    if method in LAST_ONLY:
        yield _("After a ballot or the panel’s decision no round can come. Put it last.")
    elif advance not in ADVANCES[method]:
        yield _("Entries cannot go on that way from a round like this. Choose another one.")
    elif advance in NEEDS_VALUE and value is None:
        yield _("Say how many go on, or from how many points.")
    elif advance == AdvanceRule.COUNT and value is not None and (value < 1 or value % 1):
        yield _("How many go on is a whole number, 1 or more.")
    elif advance in TAKES_VALUE and value is not None and not 0 <= value <= 100:
        yield _("Points lie between 0 and 100.")


def as_stored(plans: Sequence[RoundPlan]) -> tuple[RoundPlan, ...]:
    """The same with what says nothing taken out: a number without a rule, a weight without points.

    Sifts, ballots and comparisons give no points, so they weigh nothing.
    """
    return tuple(
        replace(
            plan,
            advance_value=plan.advance_value if plan.advance in TAKES_VALUE else None,
            weight=plan.weight if plan.method in WITH_POINTS else 1,
        )
        for plan in plans
    )
