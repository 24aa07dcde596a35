"""The derivation of any number as a list of steps: codes and facts, in no language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from adjudication.criteria import Scheme
from adjudication.figures import decimal_text, exact, fraction_text, rounded_text
from adjudication.scoring import CardTotal, EntryScore

Fact: TypeAlias = str | int | bool | tuple[str, ...] | None

STEP_FACTS: Mapping[str, tuple[str, ...]] = {
    # A score: marks → a total for each judge → the mean over judges.
    "mark": ("judge", "criterion", "mark", "weight", "points", "points_exact"),
    "card-total": ("judge", "total", "total_exact", "is_rescaled"),
    "not-counted": ("judge", "why"),
    "mean": ("cards", "score", "score_exact"),
    "not-enough": ("cards", "needed"),
    "round": ("round", "weight", "judges", "points", "points_exact"),
    "round-missing": ("round", "judges", "needed"),
    "weighted": ("rounds", "score", "score_exact"),
    # A suggestion: who is in the running …
    "pool": ("pool", "method", "entry_kinds", "entries"),
    "too-few-entries": ("entries", "needed"),
    "waits-for": ("category", "kind"),
    "after": ("kind", "removed"),
    "routes": ("routes", "entries"),
    "combines": ("categories", "weights", "entries"),
    "one-prize": ("removed",),
    "path": ("kind", "where"),
    "place-open": ("place", "before"),
    "candidates": ("entries",),
    "people": ("entry", "persons"),
    "discretion": (),
    "unscored": ("entries", "needed"),
    "did-not-go-on": ("removed",),
    "threshold": ("points", "reached", "below"),
    "within": ("points", "reference", "reference_exact", "reached", "below"),
    "floor": ("of", "criterion", "points"),
    "requirement": ("reached", "below"),
    "quota": ("quota", "of", "removed"),
    # … where they stand …
    "place": ("entry", "place", "shared_by", "category", "score", "score_exact"),
    "fits": ("entries", "maximum"),
    "gap": ("last_in", "first_out", "gap", "gap_exact"),
    "near-tie": ("window", "entries"),
    "margin": ("margin", "entries"),
    "quota-tied": ("quota", "of", "entries"),
    "ballots": ("count", "ballots", "has_no_award"),
    "ballot-place": ("entry", "place", "shared_by"),
    "no-ballots": (),
    # … equal scores …
    "equal": ("entries", "places", "score", "score_exact"),
    "tie-break": ("tie_break", "entry", "figure", "figure_exact"),
    "tie-break-silent": ("tie_break", "why"),
    "tie-broken": ("tie_break", "chosen", "contested"),
    "tie-stays": ("entries", "places"),
    "joint": ("entries",),
    # … and what follows.
    "suggested": ("entries",),
    "no-award": ("why",),
    "panel-decides": ("entries", "places"),
}
"""Every step code with the facts it carries: what a reader's sentences must exist for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: `code` is a key of `STEP_FACTS`, `facts` fill its sentence.

    Facts are ids, codes, counts, and exact figures as text: "70/3" with a rounded "23.3" beside.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The step as JSON values: `{"code": …, "facts": {…}}`."""
        return {
            "code": self.code,
            "facts": {k: list(v) if isinstance(v, tuple) else v for k, v in self.facts.items()},
        }


def score_steps(score: EntryScore, scheme: Scheme) -> tuple[Step, ...]:
    """How an entry's score came about: each judge's marks and total, who is left out, the mean."""
    steps = [step for total in score.counted for step in card_steps(total, scheme)]
    for why, judges in (
        ("recused", score.recused),
        ("abstained", score.abstained),
        ("excused", score.excused),
        ("missing", score.missing),
    ):
        steps.extend(Step("not-counted", {"judge": judge, "why": why}) for judge in judges)
    if score.rounds:
        return (*steps, *_round_steps(score))
    cards = len(score.counted)
    if score.score is None:
        steps.append(Step("not-enough", {"cards": cards, "needed": scheme.minimum_scorecards}))
    else:
        facts: dict[str, Fact] = {"cards": cards, "score": score.score.rounded()}
        steps.append(Step("mean", {**facts, "score_exact": score.score.exact}))
    return tuple(steps)


def _round_steps(score: EntryScore) -> Iterator[Step]:
    """What each round gave, and what they come to by their weights."""
    for part in score.rounds:
        judges, mean = len(part.given), part.mean
        if mean is None:
            facts: dict[str, Fact] = {"round": part.round, "judges": judges, "needed": part.needed}
            yield Step("round-missing", facts)
            continue
        facts = {"round": part.round, "weight": decimal_text(exact(part.weight)), "judges": judges}
        figures = {"points": rounded_text(mean), "points_exact": fraction_text(mean)}
        yield Step("round", {**facts, **figures})
    if score.score is not None:
        found = {"score": score.score.rounded(), "score_exact": score.score.exact}
        yield Step("weighted", {"rounds": len(score.rounds), **found})


def card_steps(total: CardTotal, scheme: Scheme) -> tuple[Step, ...]:
    """How one scorecard's total came about, criterion by criterion in the scheme's order."""
    facts: dict[str, Fact] = {
        "judge": total.card.judge,
        "total": total.score.rounded(),
        "total_exact": total.score.exact,
        "is_rescaled": total.is_rescaled,
    }
    return (*_mark_steps(total, scheme), Step("card-total", facts))


def _mark_steps(total: CardTotal, scheme: Scheme) -> Iterator[Step]:
    given = {mark.criterion: mark.value for mark in total.card.marks}
    for criterion in scheme.criteria:
        if criterion.key in given:
            points = scheme.scale.points(given[criterion.key])
            yield Step(
                "mark",
                {
                    "judge": total.card.judge,
                    "criterion": criterion.key,
                    "mark": decimal_text(exact(given[criterion.key])),
                    "weight": decimal_text(exact(criterion.weight)),
                    "points": rounded_text(points),
                    "points_exact": fraction_text(points),
                },
            )
