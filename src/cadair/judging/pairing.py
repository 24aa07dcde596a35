"""The order of a round of comparisons, by the model of Bradley and Terry: for the worker only.

Whoever imports this loads the numeric libraries only when an order is made.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from cadair.judging.analyses import can_calibrate
from cadair.judging.counting import comparisons_sha256
from cadair.judging.models import Comparison, PairOrder, Round
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rounds import entries_in
from cadair.seasons.states import SeasonState

PENALTY: Final = 0.125
"""Abilities are taken as normal with a standard deviation of 2 before anything is compared.

So there is an order even where somebody has won every comparison, and nobody is infinitely good.
"""

Found = list[list[str | int]]


def rounds_to_order() -> list[Round]:
    """Rounds of comparisons whose order is not made, or was made from other comparisons.

    None where the numeric libraries are not installed.
    """
    if not can_calibrate():
        return []
    rounds = Round.objects.filter(
        method=RoundMethod.PAIRWISE,
        season__state__in=(SeasonState.JUDGING, SeasonState.DECIDING),
        comparisons__state=PaperState.LOCKED,
    ).distinct()
    made = dict(PairOrder.objects.values_list("round_id", "inputs_sha256"))
    return [each for each in rounds if made.get(each.pk) != comparisons_sha256(each)]


def computed_order(round_: Round) -> Found:
    """Each entry that was compared: identity, ability and standard error in thousandths.

    Best first, in log odds from the mean of those compared. Whoever nobody compared is left out.
    """
    import numpy as np

    from adjudication.pairs import Comparisons, bradley_terry

    there = dict(entries_in(round_).values_list("pk", "public_id"))
    rows = Comparison.objects.filter(round=round_, state=PaperState.LOCKED).order_by()
    times = Counter(
        pair
        for pair in rows.values_list("winner_id", "loser_id")
        if pair[0] in there and pair[1] in there
    )
    items = sorted({pk for pair in times for pk in pair})
    if not items:
        return []
    number = {pk: at for at, pk in enumerate(items)}
    found = bradley_terry(
        Comparisons(
            winner=np.array([number[winner] for winner, _loser in times], dtype=np.int64),
            loser=np.array([number[loser] for _winner, loser in times], dtype=np.int64),
            count=np.array(list(times.values()), dtype=np.float64),
            items=len(items),
        ),
        penalty=PENALTY,
    )
    mean = float(found.ability.mean())
    lines = [
        (round((float(found.ability[at]) - mean) * 1000), there[pk], round(found.se[at] * 1000))
        for pk, at in number.items()
    ]
    return [[entry, ability, se] for ability, entry, se in sorted(lines, key=_best_first)]


def _best_first(line: tuple[int, str, int]) -> tuple[int, str]:
    return -line[0], line[1]
