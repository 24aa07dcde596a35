"""Ordered tie-breaks, chosen before scores are known; the result names the one that decided."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, groupby

from adjudication.criteria import Scheme
from adjudication.errors import NotTied, SeedDoesNotMatch
from adjudication.explain import Fact, Step
from adjudication.figures import exact, fraction_text, rounded_text
from adjudication.scoring import EntryScore, Score


class TieBreak(StrEnum):
    """One way to part entries with equal scores.

    HEAVIEST_CRITERION: the higher mean mark for the one criterion heavier than all others.
    MORE_JUDGES: more of the judges who finished all of them put it alone at the top.
    HEAD_TO_HEAD: more duels won; a duel goes to the entry more of the judges of both put higher.
    CHAIR: the higher total on the chair's own scorecard. LOT: by the seed committed to.
    DECLARE_JOINT: whoever is still equal shares.
    """

    HEAVIEST_CRITERION = "heaviest-criterion"
    MORE_JUDGES = "more-judges"
    HEAD_TO_HEAD = "head-to-head"
    CHAIR = "chair"
    LOT = "lot"
    DECLARE_JOINT = "declare-joint"


class TieSilence(StrEnum):
    """Why a tie-break has nothing to say."""

    STILL_EQUAL = "still-equal"
    NO_HEAVIEST_CRITERION = "no-heaviest-criterion"
    CRITERION_NOT_MARKED = "criterion-not-marked"
    NO_JUDGE_FINISHED_ALL = "no-judge-finished-all"
    NO_CHAIR = "no-chair"
    CHAIR_DID_NOT_FINISH_ALL = "chair-did-not-finish-all"
    LOT_NOT_DRAWN = "lot-not-drawn"


class TieState(StrEnum):
    """How a tie ended."""

    BROKEN = "broken"
    JOINT = "joint"
    UNBROKEN = "unbroken"


@dataclass(frozen=True, slots=True)
class TieChain:
    """Tie-breaks in their order; a lot needs the SHA-256 of its seed, published in advance."""

    breaks: tuple[TieBreak, ...] = ()
    lot_commitment: str = ""


@dataclass(frozen=True, slots=True)
class TieResult:
    """Who gets the places, by which rule; `contested` entries could not be parted.

    BROKEN: `chosen` holds exactly as many entries as there were places and nobody is contested.
    JOINT: `contested` share what is left, because the chain says so. UNBROKEN: the panel decides.
    `decided_by` is the last tie-break that parted anybody, or the one that declared joint.
    """

    state: TieState
    chosen: tuple[str, ...]
    contested: tuple[str, ...]
    decided_by: TieBreak | None
    steps: tuple[Step, ...]


class _Silent(Exception):
    """A tie-break has nothing to say."""

    def __init__(self, why: TieSilence) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What tie-breaks may look at."""

    scores: Mapping[str, EntryScore]
    scheme: Scheme
    chair: str | None
    lot_seed: str | None

    def totals(self, entry: str) -> dict[str, Score]:
        """The judges counted for the entry, with their totals."""
        return {total.card.judge: total.score for total in self.scores[entry].counted}


def break_tie(
    tied: Mapping[str, EntryScore],
    places: int,
    chain: TieChain,
    scheme: Scheme,
    *,
    chair: str | None = None,
    lot_seed: str | None = None,
) -> TieResult:
    """Choose `places` of the tied entries, each given with the score it competes with.

    Each tie-break is asked once, about those the ones before it left contested.

    Raises:
        NotTied: the scores are not all equal.
        SeedDoesNotMatch: `lot_seed` is not the seed committed to.
    """
    if len({score.required() for score in tied.values()}) > 1:
        raise NotTied(entries=" ".join(sorted(tied)))
    if lot_seed is not None and chain.lot_commitment not in {"", lot_commitment(lot_seed)}:
        raise SeedDoesNotMatch(commitment=chain.lot_commitment)
    evidence = _Evidence(tied, scheme, chair, lot_seed if chain.lot_commitment else None)
    chosen: tuple[str, ...] = ()
    contested = tuple(sorted(tied))
    decided_by: TieBreak | None = None
    steps: list[Step] = []
    for tie_break in chain.breaks:
        if tie_break is TieBreak.DECLARE_JOINT:
            return TieResult(TieState.JOINT, chosen, contested, tie_break, tuple(steps))
        ordered = _ask(tie_break, contested, evidence, steps)
        left = places - len(chosen)
        taken, contested_now = _fill(ordered, left)
        if len(ordered) > 1:
            decided_by = tie_break
            chosen, contested = (*chosen, *taken), contested_now
            facts: dict[str, Fact] = {"tie_break": tie_break.value, "chosen": taken}
            steps.append(Step("tie-broken", {**facts, "contested": contested}))
        if not contested:
            return TieResult(TieState.BROKEN, chosen, (), decided_by, tuple(steps))
    return TieResult(TieState.UNBROKEN, chosen, contested, decided_by, tuple(steps))


def lot_order(entries: Iterable[str], seed: str) -> tuple[str, ...]:
    """The entries in the order drawn by `seed`: ascending SHA-256 of seed, line feed, entry id.

    The same for everybody who repeats it; nobody who does not know the seed can foresee it.
    """
    return tuple(sorted(entries, key=lambda entry: _sha256(f"{seed}\n{entry}")))


def lot_commitment(seed: str) -> str:
    """What is published before scores are known: SHA-256 of the seed, 64 hexadecimal digits.

    The seed must be long and random (32 hexadecimal digits or more), or it can be guessed.
    """
    return _sha256(seed)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _fill(groups: Sequence[tuple[str, ...]], left: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of the best groups who fit whole into the places left, and the group that does not."""
    taken: list[str] = []
    for group in groups:
        if len(taken) == left:
            break
        if len(taken) + len(group) > left:
            return tuple(taken), group
        taken.extend(group)
    return tuple(taken), ()


def _ask(
    tie_break: TieBreak, contested: tuple[str, ...], evidence: _Evidence, steps: list[Step]
) -> list[tuple[str, ...]]:
    """The contested entries in groups, best first; one group where the tie-break is silent."""
    try:
        figures = _ASK[tie_break](contested, evidence)
    except _Silent as silent:
        steps.append(_silent_step(tie_break, silent.why))
        return [contested]
    steps.extend(_figure_step(tie_break, entry, figures[entry]) for entry in contested)
    ordered = sorted(contested, key=lambda entry: (-figures[entry], entry))
    groups = [tuple(group) for _f, group in groupby(ordered, key=figures.__getitem__)]
    if len(groups) == 1:
        steps.append(_silent_step(tie_break, TieSilence.STILL_EQUAL))
    return groups


def _silent_step(tie_break: TieBreak, why: TieSilence) -> Step:
    return Step("tie-break-silent", {"tie_break": tie_break.value, "why": why.value})


def _figure_step(tie_break: TieBreak, entry: str, figure: Fraction) -> Step:
    return Step(
        "tie-break",
        {
            "tie_break": tie_break.value,
            "entry": entry,
            "figure": rounded_text(figure, 0 if figure.denominator == 1 else 1),
            "figure_exact": fraction_text(figure),
        },
    )


def _heaviest_criterion(contested: Sequence[str], evidence: _Evidence) -> dict[str, Fraction]:
    heaviest = evidence.scheme.heaviest
    if heaviest is None:
        raise _Silent(TieSilence.NO_HEAVIEST_CRITERION)
    found: dict[str, Fraction] = {}
    for entry in contested:
        marks = [
            exact(mark.value)
            for total in evidence.scores[entry].counted
            for mark in total.card.marks
            if mark.criterion == heaviest.key
        ]
        if not marks:
            raise _Silent(TieSilence.CRITERION_NOT_MARKED)
        found[entry] = Fraction(sum(marks, Fraction(0)), len(marks))
    return found


def _more_judges(contested: Sequence[str], evidence: _Evidence) -> dict[str, Fraction]:
    totals = {entry: evidence.totals(entry) for entry in contested}
    common = set.intersection(*(set(given) for given in totals.values()))
    if not common:
        raise _Silent(TieSilence.NO_JUDGE_FINISHED_ALL)
    firsts: Counter[str] = Counter()
    for judge in common:
        best = max(given[judge] for given in totals.values())
        top = [entry for entry in contested if totals[entry][judge] == best]
        if len(top) == 1:
            firsts[top[0]] += 1
    return {entry: Fraction(firsts[entry]) for entry in contested}


def _head_to_head(contested: Sequence[str], evidence: _Evidence) -> dict[str, Fraction]:
    won: Counter[str] = Counter()
    for one, other in combinations(contested, 2):
        ones, others = evidence.totals(one), evidence.totals(other)
        both = ones.keys() & others.keys()
        for_one = sum(ones[judge] > others[judge] for judge in both)
        for_other = sum(ones[judge] < others[judge] for judge in both)
        if for_one != for_other:
            won[one if for_one > for_other else other] += 1
    return {entry: Fraction(won[entry]) for entry in contested}


def _chair(contested: Sequence[str], evidence: _Evidence) -> dict[str, Fraction]:
    if evidence.chair is None:
        raise _Silent(TieSilence.NO_CHAIR)
    found: dict[str, Fraction] = {}
    for entry in contested:
        totals = evidence.totals(entry)
        if evidence.chair not in totals:
            raise _Silent(TieSilence.CHAIR_DID_NOT_FINISH_ALL)
        found[entry] = totals[evidence.chair].points
    return found


def _lot(contested: Sequence[str], evidence: _Evidence) -> dict[str, Fraction]:
    if evidence.lot_seed is None:
        raise _Silent(TieSilence.LOT_NOT_DRAWN)
    drawn = lot_order(contested, evidence.lot_seed)
    return {entry: Fraction(len(drawn) - place) for place, entry in enumerate(drawn)}


_ASK: Mapping[TieBreak, Callable[[Sequence[str], _Evidence], dict[str, Fraction]]] = {
    TieBreak.HEAVIEST_CRITERION: _heaviest_criterion,
    TieBreak.MORE_JUDGES: _more_judges,
    TieBreak.HEAD_TO_HEAD: _head_to_head,
    TieBreak.CHAIR: _chair,
    TieBreak.LOT: _lot,
}
