"""What a judge does at their own desk: marking, practising, abstaining, locking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import NotComplete, Refusal
from cadair.judging.actions.keeping import Given, HeldCard, no_longer_open
from cadair.judging.desks import desk_of, practice_places
from cadair.judging.models import Judge, Scorecard
from cadair.judging.queries import is_to_mark
from cadair.judging.rules import (
    require_judging,
    require_may_score,
    require_own_desk,
    require_practising,
    require_readable,
)
from cadair.judging.states import SCORECARD_MOVES, ScorecardState
from cadair.nominations.models import Entry
from cadair.seasons.models import Category
from cadair.seasons.queries import hold, locked

_JUDGE: Final = Prepared(lambda judge: Judge.objects.filter(pk=judge).select_related("season"))


@transaction.atomic
def save_scorecard(
    *,
    judge: Judge,
    entry: Entry,
    category: Category,
    marks: Mapping[str, int],
    by: Actor,
    comment: str = "",
    remarks: Mapping[str, str] | None = None,
    shown: str | None = None,
) -> Scorecard:
    """Keep a judge's marks (criterion key → mark) on an entry in a category; may be incomplete.

    `remarks` are comments on single criteria; without them, those that are kept stay.
    `shown` is the fingerprint of what the page held when it was opened; without one, the last
    word counts. Saving what is already kept changes nothing and leaves no entry in the record.

    Raises:
        NotAllowed: `by` is not the judge, nothing was declared, or the judge stepped aside.
        NotNow: judging is not open, the scorecard is locked, or the season asks for translations
            and the judge cannot read all of the entry.
        ScorecardChanged: it is no longer what was shown.
        Refusal: the entry does not stand there, an unknown criterion, a mark outside the scale, a
            comment that is too long.
    """
    judge = _at_work(judge)
    require_own_desk(by, judge)
    require_judging(judge)
    require_may_score(judge, entry)
    _require_place(judge, entry, category)
    if not by.is_operator:
        require_readable(judge, entry)
    kept = HeldCard.of(judge, entry, category)
    if not kept.write(judge.season, Given(marks, comment, remarks), shown):
        return kept.card
    was = {key: value for key, value in kept.marks.items() if marks.get(key) != value}
    record(
        actor=by,
        action="save_scorecard",
        subject=kept.card.ref,
        season=judge.season.public_id,
        facts={
            "entry": entry.ref,
            "category": category.ref,
            **{f"mark_{key}": value for key, value in marks.items()},
            **{f"was_{key}": value for key, value in was.items()},
        },
    )
    return kept.card


@transaction.atomic
def practise(
    *,
    judge: Judge,
    entry: Entry,
    category: Category,
    marks: Mapping[str, int],
    by: Actor,
    comment: str = "",
    remarks: Mapping[str, str] | None = None,
    shown: str | None = None,
) -> Scorecard:
    """Keep marks on a test entry: nothing of it counts, and it goes with the rehearsal.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the panel is deciding or has decided.
        ScorecardChanged: the scorecard is no longer what was shown.
        Refusal: this is no test entry, an unknown criterion, a mark outside the scale, a comment
            that is too long.
    """
    judge = _at_work(judge)
    require_own_desk(by, judge)
    require_practising(judge)
    if not practice_places(judge.season).filter(entry=entry, category=category).exists():
        raise Refusal("no-test-entry", _("This is not a test entry."))
    kept = HeldCard.of(judge, entry, category)
    if not kept.write(judge.season, Given(marks, comment, remarks), shown):
        return kept.card
    record(
        actor=by,
        action="practise",
        subject=kept.card.ref,
        season=judge.season.public_id,
        facts={"entry": entry.ref, "marks": len(marks)},
    )
    return kept.card


@transaction.atomic
def abstain(*, judge: Judge, entry: Entry, category: Category, by: Actor) -> Scorecard:
    """Give no marks on one entry, which is not an interest; the scorecard counts for nothing.

    Raises:
        NotAllowed: `by` is not the judge, nothing was declared, or the judge stepped aside.
        NotNow: judging is not open, or the scorecard is locked.
        Refusal: the entry does not stand there.
    """
    judge = _at_work(judge)
    require_own_desk(by, judge)
    require_judging(judge)
    require_may_score(judge, entry)
    _require_place(judge, entry, category)
    card = HeldCard.of(judge, entry, category).card
    if ScorecardState.ABSTAINED not in SCORECARD_MOVES[ScorecardState(card.state)]:
        raise no_longer_open()
    card.marks.all().delete()
    card.remarks.all().delete()
    card.state = ScorecardState.ABSTAINED
    card.locked_at = clock.now()
    card.save(update_fields=["state", "locked_at"])
    record(
        actor=by,
        action="abstain",
        subject=card.ref,
        season=judge.season.public_id,
        facts={"entry": entry.ref, "category": category.ref},
    )
    return card


@transaction.atomic
def lock_scorecards(*, judge: Judge, by: Actor) -> Judge:
    """Finish: all of a judge's scorecards are complete and can no longer change (PRO-05).

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: judging is not open.
        NotComplete: an entry is unmarked or a scorecard misses a mark.
    """
    judge = Judge.objects.get(pk=judge.pk)
    season = judge.season = locked(judge.season)
    require_own_desk(by, judge)
    require_judging(judge)
    problems = tuple(
        _("Not marked in full: %(reference)s")
        % {"reference": f"{place.reference}, {place.category}"}
        for place in desk_of(judge)
        if not place.is_done
    )
    if problems:
        raise NotComplete(
            "scorecards-open", _("You can lock when every entry is marked. Missing:"), problems
        )
    own = Scorecard.objects.filter(judge=judge, state=ScorecardState.OPEN, entry__is_test=False)
    count = own.update(state=ScorecardState.LOCKED, locked_at=clock.now())
    judge.device_copies.filter(ended_at=None).update(ended_at=clock.now())
    record(
        actor=by,
        action="lock_scorecards",
        subject=judge.ref,
        season=season.public_id,
        facts={"scorecards": count},
    )
    return judge


def _at_work(judge: Judge) -> Judge:
    """The judge read afresh; the season stays as it is, while other judges may work too."""
    hold(judge.season_id)
    fresh = _JUDGE.first(judge=judge.pk)
    if fresh is None:
        raise Judge.DoesNotExist
    return fresh


def _require_place(judge: Judge, entry: Entry, category: Category) -> None:
    if not is_to_mark(judge, entry, category):
        raise Refusal("not-to-judge", _("This entry is not to be judged in this category."))
