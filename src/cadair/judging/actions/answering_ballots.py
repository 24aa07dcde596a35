"""A judge’s ballot in a round: ranked until it is cast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.judging.actions.papers import AnswerChanged
from cadair.judging.answers import ballot_sha256, dense, ranks_on
from cadair.judging.counting import ballot_paper
from cadair.judging.models import Ballot, BallotLine, Judge, Round
from cadair.judging.round_rules import open_round
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rounds import asked_entries, entries_for
from cadair.judging.rules import require_own_desk
from cadair.nominations.models import Entry

MOST_RANKS = 32_000


@transaction.atomic
def save_ballot(
    *,
    round_: Round,
    judge: Judge,
    ranks: Mapping[Entry | None, int],
    by: Actor,
    shown: int | None = None,
) -> Ballot:
    """Keep a judge's ranks, 1 the best; None stands for “no award”. What is left out is unranked.

    Only the order counts: 1, 1, 4 is kept as 1, 1, 2. `shown` is the version that the page held
    (0: no ballot yet). Saving what is already kept changes nothing.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the round is not open, or the ballot is cast.
        AnswerChanged: it is no longer what was shown.
        Refusal: an entry that is not for this judge to rank, no such rank, equal ranks where the
            count does not take them, or “no award” where it is no choice.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, RoundMethod.RANKED_BALLOT)
    _check(round_, judge, ranks)
    ballot, is_new = Ballot.objects.select_for_update().get_or_create(round=round_, judge=judge)
    _require_open(ballot)
    given = dense({entry.pk if entry else None: rank for entry, rank in ranks.items()})
    if not is_new and given == ranks_on(ballot):
        return ballot
    if shown is not None and shown != (0 if is_new else ballot.version):
        raise AnswerChanged.since_shown()
    ballot.lines.all().delete()
    BallotLine.objects.bulk_create(
        BallotLine(ballot=ballot, entry_id=entry, rank=rank) for entry, rank in given.items()
    )
    ballot.version += 0 if is_new else 1
    ballot.save(update_fields=["version"])
    record(
        actor=by,
        action="save_ballot",
        subject=ballot.ref,
        season=round_.season.public_id,
        facts={"round": round_.ref, "ranked": len(given), "ballot_sha256": ballot_sha256(ballot)},
    )
    return ballot


@transaction.atomic
def cast_ballot(*, round_: Round, judge: Judge, by: Actor) -> Ballot:
    """Cast a judge's ballot as it is kept: from now on it counts and can no longer change.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the round is not open, or the ballot is cast already.
        NotComplete: nothing is ranked, or an entry is not declared on.
    """
    require_own_desk(by, judge)
    round_ = open_round(round_, RoundMethod.RANKED_BALLOT)
    ballot = Ballot.objects.select_for_update().filter(round=round_, judge=judge).first()
    if ballot is not None:
        _require_open(ballot)
    undeclared = asked_entries(round_, judge).exclude(
        pk__in=entries_for(round_, judge).values("pk")
    )
    missing = tuple(
        str(_("Not declared on yet: %(reference)s") % {"reference": reference})
        for reference in undeclared.values_list("reference", flat=True)
    )
    if ballot is None or not ballot.lines.exists():
        missing = (*missing, str(_("Give at least one rank.")))
    if ballot is None or missing:
        raise NotComplete("ballot-empty", _("The ballot cannot be cast yet. Missing:"), missing)
    ballot.state, ballot.cast_at = PaperState.LOCKED, clock.now()
    ballot.save(update_fields=["state", "cast_at"])
    lines = ballot.lines.count()
    record(
        actor=by,
        action="cast_ballot",
        subject=ballot.ref,
        season=round_.season.public_id,
        facts={"round": round_.ref, "ranked": lines, "ballot_sha256": ballot_sha256(ballot)},
    )
    return ballot


def _require_open(ballot: Ballot) -> None:
    if ballot.state != PaperState.OPEN:
        raise NotNow("ballot-cast", _("Your ballot is cast and can no longer change."))


def _check(round_: Round, judge: Judge, ranks: Mapping[Entry | None, int]) -> None:
    paper = ballot_paper(round_.category)
    own = set(entries_for(round_, judge).values_list("pk", flat=True))
    for entry, rank in ranks.items():
        if entry is not None and entry.pk not in own:
            raise Refusal("not-to-rank", _("This entry is not on your ballot."))
        if entry is None and not paper.has_no_award:
            raise Refusal("no-such-line", _("“No award” is no choice on this ballot."))
        if not 1 <= rank <= MOST_RANKS:
            raise Refusal("rank-is-no-number", _("A rank is a whole number from 1 on, 1 the best."))
    twice = sorted(rank for rank, times in Counter(ranks.values()).items() if times > 1)
    if twice and not paper.allows_equals:
        raise Refusal(
            "equal-ranks",
            _("On this ballot each rank is given once. Given more than once: %(ranks)s")
            % {"ranks": ", ".join(str(rank) for rank in twice)},
        )
