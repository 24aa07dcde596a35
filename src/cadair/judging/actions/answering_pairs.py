"""A judge says of two entries which is the better one, until they lock."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.foundation.refusals import NotNow, Refusal
from cadair.judging.answers import own_comparisons
from cadair.judging.models import Comparison, Judge, PairOrder, Round
from cadair.judging.round_rules import open_round, require_asked
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rules import require_own_desk
from cadair.nominations.models import Entry


@transaction.atomic
def compare_two(
    *, round_: Round, judge: Judge, winner: Entry, loser: Entry, by: Actor
) -> Comparison:
    """Keep that the judge finds one entry better than another; the last word on a pair counts.

    Raises:
        NotAllowed: `by` is not the judge, or is not asked about one of the two.
        NotNow: the round is not open, or the judge has locked it.
        Refusal: it is one entry twice.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, RoundMethod.PAIRWISE)
    if winner.pk == loser.pk:
        raise Refusal("one-entry", _("Choose between two different entries."))
    require_asked(round_, judge, winner)
    require_asked(round_, judge, loser)
    _require_open(round_, judge)
    own = Comparison.objects.filter(round=round_, judge=judge)
    reversed_, _each = own.filter(winner=loser, loser=winner).delete()
    kept, is_new = Comparison.objects.get_or_create(
        round=round_, judge=judge, winner=winner, loser=loser, defaults={"given_at": clock.now()}
    )
    if not is_new:
        return kept
    record(
        actor=by,
        action="compare_two",
        subject=kept.ref,
        season=round_.season.public_id,
        facts={
            "round": round_.ref,
            "winner": winner.ref,
            "loser": loser.ref,
            "is_reversed": bool(reversed_),
        },
    )
    return kept


@transaction.atomic
def take_back_comparison(*, comparison: Comparison, by: Actor) -> Round:
    """Take back what a judge said of two entries; they are asked again.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the round is not open, or the judge has locked it.
    """
    require_own_desk(by, comparison.judge)
    round_ = open_round(comparison.round, RoundMethod.PAIRWISE)
    _require_open(round_, comparison.judge)
    subject = comparison.ref
    facts = {"winner": comparison.winner.ref, "loser": comparison.loser.ref}
    comparison.delete()
    record(
        actor=by,
        action="take_back_comparison",
        subject=subject,
        season=round_.season.public_id,
        facts={"round": round_.ref, **facts},
    )
    return round_


@transaction.atomic
def lock_comparisons(*, round_: Round, judge: Judge, by: Actor) -> Round:
    """Finish a round of comparisons: what the judge said counts and can no longer change.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the round is not open.
        Refusal: nothing is compared yet.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, RoundMethod.PAIRWISE)
    made = Comparison.objects.filter(round=round_, judge=judge)
    held: list[Canonical] = [
        list(pair)
        for pair in made.order_by("winner__public_id", "loser__public_id").values_list(
            "winner__public_id", "loser__public_id"
        )
    ]
    if not held:
        raise Refusal("nothing-compared", _("Compare at least two entries first."))
    made.update(state=PaperState.LOCKED)
    record(
        actor=by,
        action="lock_comparisons",
        subject=judge.ref,
        season=round_.season.public_id,
        facts={
            "round": round_.ref,
            "comparisons": len(held),
            "comparisons_sha256": sha256_of(held),
        },
    )
    return round_


def keep_pair_order(*, round_: Round, found: list[list[str | int]], inputs_sha256: str) -> int:
    """Keep the order that comparisons give, made from other rows; returns of how many entries."""
    PairOrder.objects.update_or_create(
        round=round_,
        defaults={"found": found, "inputs_sha256": inputs_sha256, "found_at": clock.now()},
    )
    return len(found)


def _require_open(round_: Round, judge: Judge) -> None:
    if any(each.state == PaperState.LOCKED for each in own_comparisons(round_, judge)):
        raise NotNow("comparisons-locked", _("You have locked this round."))
