"""A second round, or a fresh ballot, that the panel asks for in its meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.models import Judge, Round, RoundEntry, RoundJudge
from cadair.judging.round_states import AdvanceRule, RoundMethod, RoundState
from cadair.nominations.models import Entry
from cadair.outcomes.queries import candidates, judges_for_a_round, kinds_given_in
from cadair.outcomes.rules import require_deciding, require_may_lead_in, require_quorum
from cadair.seasons.models import Category
from cadair.seasons.queries import locked

FRESH: Final = (RoundMethod.RANKED_BALLOT, RoundMethod.SINGLE_SCORE)
FEWEST: Final = 2


@transaction.atomic
def call_round(
    *,
    category: Category,
    method: RoundMethod,
    entries: Sequence[Entry],
    judges: Sequence[Judge],
    by: Actor,
) -> Round:
    """Ask judges in the meeting for a fresh ballot, or fresh marks, on some entries of a category.

    It is open at once, on the page of every judge who takes part. What they gave before stays as
    it is: neither a rank nor a fresh mark is added to it.

    Raises:
        NotAllowed: `by` does not lead the meeting or stepped aside here, or a judge did.
        NotNow: the panel is not deciding, is too few, or a round is open here.
        Refusal: fewer than two entries, none of the candidates, nobody to answer, another method.
    """
    season = locked(category.season)
    require_deciding(season)
    require_may_lead_in(by, category)
    require_quorum(category)
    _check(category, method, entries, judges)
    last = category.rounds.order_by("-position").first()
    called = Round.objects.create(
        season=season,
        category=category,
        key=f"called-{category.rounds.filter(is_called=True).count() + 1}",
        position=last.position + 1 if last else 0,
        method=RoundMethod(method).value,
        state=RoundState.OPEN,
        is_called=True,
        advance=AdvanceRule.ALL,
        opened_at=clock.now(),
    )
    RoundEntry.objects.bulk_create(RoundEntry(round=called, entry=each) for each in entries)
    RoundJudge.objects.bulk_create(RoundJudge(round=called, judge=each) for each in judges)
    record(
        actor=by,
        action="call_round",
        subject=called.ref,
        season=season.public_id,
        facts=_facts(called, entries, judges),
    )
    return called


def _facts(
    called: Round, entries: Sequence[Entry], judges: Sequence[Judge]
) -> dict[str, str | int | bool | None]:
    return {
        "category": called.category.ref,
        "method": RoundMethod(called.method).value,
        "entries": len(entries),
        "judges": len(judges),
        "entries_sha256": sha256_of(sorted(each.public_id for each in entries)),
        "judges_sha256": sha256_of(sorted(each.public_id for each in judges)),
    }


@transaction.atomic
def close_called_round(*, round_: Round, by: Actor) -> Round:
    """End a round that was called in the meeting; what nobody locked does not count.

    Raises:
        NotAllowed: `by` does not lead the meeting, or stepped aside here.
        NotNow: the panel is not deciding, or the round is not open.
        Refusal: the round is one of the rules, not one that the meeting called.
    """
    season = locked(round_.season)
    require_deciding(season)
    require_may_lead_in(by, round_.category)
    called = Round.objects.get(pk=round_.pk)
    if not called.is_called:
        raise Refusal("not-called", _("This round belongs to the rules. Close it on its own page."))
    if called.state != RoundState.OPEN:
        raise NotNow("round-not-open", _("This round is closed already."))
    called.state, called.closed_at = RoundState.CLOSED, clock.now()
    called.save(update_fields=["state", "closed_at"])
    record(
        actor=by,
        action="close_called_round",
        subject=called.ref,
        season=season.public_id,
        facts={
            "category": called.category.ref,
            "ballots": called.ballots.exclude(cast_at=None).count(),
            "papers": called.papers.exclude(given_at=None).count(),
        },
    )
    return called


def _check(
    category: Category, method: RoundMethod, entries: Sequence[Entry], judges: Sequence[Judge]
) -> None:
    if method not in FRESH:
        raise Refusal(
            "not-a-fresh-method", _("Choose: a ranked ballot, or one fresh mark for each entry.")
        )
    if category.rounds.filter(state=RoundState.OPEN).exists():
        raise NotNow("round-open", _("A round is open here. Close it first."))
    if len(set(_keys(entries))) < FEWEST:
        raise Refusal("too-few-to-choose", _("Choose at least two entries."))
    among = set(_keys(candidates(category, kinds_given_in(category))))
    if not among.issuperset(_keys(entries)):
        raise Refusal(
            "entry-not-in-pool", _("This entry is not among those this award is chosen from.")
        )
    if not judges:
        raise Refusal("nobody-answers", _("Choose the judges who take part."))
    _check_judges(category, entries, judges)


def _check_judges(category: Category, entries: Sequence[Entry], judges: Sequence[Judge]) -> None:
    """Nobody is asked about an entry from which they stepped aside (PRO-03)."""
    free = {each.pk: left for each, left in judges_for_a_round(category).items()}
    if not free.keys() >= set(_keys(judges)):
        raise NotAllowed(
            "judge-stepped-aside",
            _("Somebody chosen stepped aside here, or was not asked to read these entries."),
        )
    for judge in judges:
        for entry in free[judge.pk]:
            if entry in entries:
                raise NotAllowed(
                    "judge-left-entry",
                    _("%(name)s stepped aside from %(reference)s. Leave one of the two out.")
                    % {"name": judge.name, "reference": entry.reference},
                )


def _keys(rows: Iterable[Entry | Judge]) -> list[int]:
    return [each.pk for each in rows]
