"""What a judge does at their own desk: marking, practising, abstaining, locking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.desks import desk_of, fingerprint, marks_on, practice_places
from cadair.judging.models import Judge, Mark, Scorecard
from cadair.judging.queries import is_place_to_judge
from cadair.judging.rules import (
    require_judging,
    require_may_score,
    require_own_desk,
    require_practising,
    require_readable,
)
from cadair.judging.states import SCORECARD_MOVES, ScorecardState
from cadair.nominations.models import Entry
from cadair.seasons.models import Category, Criterion, ScaleAnchor, Season
from cadair.seasons.queries import hold, locked

_JUDGE: Final = Prepared(lambda judge: Judge.objects.filter(pk=judge).select_related("season"))
_CARD: Final = Prepared(
    lambda judge, entry, category: Scorecard.objects.select_for_update().filter(
        judge=judge, entry=entry, category=category
    )
)
_CRITERIA: Final = Prepared(
    lambda season: Criterion.objects.filter(season=season).order_by().values_list("key", "pk")
)
_SCALE: Final = Prepared(
    lambda season: (
        ScaleAnchor.objects.filter(season=season)
        .order_by()
        .values("season")
        .values_list(Min("mark"), Max("mark"))
    )
)


class ScorecardChanged(Refusal):
    """The scorecard is no longer what the page showed: another tab or device saved it."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a scorecard holds before something is written to it."""

    card: Scorecard
    marks: Mapping[str, int]
    is_new: bool

    @property
    def print(self) -> str:
        """Its fingerprint."""
        return fingerprint(self.card.state, self.marks, self.card.comment)


@transaction.atomic
def save_scorecard(
    *,
    judge: Judge,
    entry: Entry,
    category: Category,
    marks: Mapping[str, int],
    by: Actor,
    comment: str = "",
    shown: str | None = None,
) -> Scorecard:
    """Keep a judge's marks (criterion key → mark) on an entry in a category; may be incomplete.

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
    kept = _kept(judge, entry, category)
    if not _write(kept, judge.season, marks, comment, shown):
        return kept.card
    was = {key: value for key, value in kept.marks.items() if marks.get(key) != value}
    record(
        actor=by,
        action="save_scorecard",
        subject=kept.card.ref,
        season=judge.season.public_id,
        facts={
            "entry": entry.ref,
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
    kept = _kept(judge, entry, category)
    if not _write(kept, judge.season, marks, comment, shown):
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
    card = _kept(judge, entry, category).card
    if ScorecardState.ABSTAINED not in SCORECARD_MOVES[ScorecardState(card.state)]:
        raise _no_longer_open()
    card.marks.all().delete()
    card.state = ScorecardState.ABSTAINED
    card.locked_at = clock.now()
    card.save(update_fields=["state", "locked_at"])
    record(
        actor=by,
        action="abstain",
        subject=card.ref,
        season=judge.season.public_id,
        facts={"entry": entry.ref},
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
    if not is_place_to_judge(judge.season, entry, category):
        raise Refusal("not-to-judge", _("This entry is not to be judged in this category."))


def _kept(judge: Judge, entry: Entry, category: Category) -> _Kept:
    """The judge's scorecard in this place, made where there is none, held until the end."""
    where: dict[str, Any] = {"judge": judge, "entry": entry, "category": category}
    numbers = {"judge": judge.pk, "entry": entry.pk, "category": category.pk}
    card = _CARD.first(**numbers)
    if card is not None:
        return _Kept(card, marks_on(card), is_new=False)
    # If another tab is first, by a moment, the database waits for it and adds nothing.
    new = Scorecard(**where)
    Scorecard.objects.bulk_create([new], ignore_conflicts=True)
    card = _CARD.first(**numbers)
    if card is None:
        raise Scorecard.DoesNotExist
    is_new = card.public_id == new.public_id
    return _Kept(card, {} if is_new else marks_on(card), is_new=is_new)


def _write(
    kept: _Kept, season: Season, marks: Mapping[str, int], comment: str, shown: str | None
) -> bool:
    """Write what differs; whether anything did, or the scorecard is new."""
    criteria = _checked(season, marks)
    card, text = kept.card, written_passage(_("Comment"), comment)
    if card.state != ScorecardState.OPEN:
        raise _no_longer_open()
    wanted = fingerprint(card.state, marks, text)
    if wanted == kept.print:
        return kept.is_new
    if shown is not None and shown != kept.print:
        raise ScorecardChanged(
            "scorecard-changed",
            _(
                "This page was saved from another tab or device since you opened it. Both are "
                "shown; nothing is lost."
            ),
        )
    if card.comment != text:
        card.comment = text
        card.save(update_fields=["comment"])
    gone = [criteria[key] for key in kept.marks if key not in marks]
    if gone:
        card.marks.filter(criterion_id__in=gone).delete()
    _write_marks(card, {criteria[k]: v for k, v in marks.items() if kept.marks.get(k) != v})
    return True


def _write_marks(card: Scorecard, marks: Mapping[int, int]) -> None:
    if marks:
        Mark.objects.bulk_create(
            (Mark(scorecard=card, criterion_id=key, value=value) for key, value in marks.items()),
            update_conflicts=True,
            unique_fields=["scorecard", "criterion"],
            update_fields=["value"],
        )


def _checked(season: Season, marks: Mapping[str, int]) -> dict[str, int]:
    """The criteria by key, once every mark is for one of them and on the scale."""
    known: dict[str, int] = dict(_CRITERIA.rows(season=season.pk))
    ends = _SCALE.rows(season=season.pk)
    lowest, highest = ends[0] if ends else (0, -1)
    for key, value in marks.items():
        if key not in known:
            raise Refusal(
                "unknown-criterion", _("There is no such criterion: %(key)s") % {"key": key}
            )
        if not lowest <= value <= highest:
            raise Refusal(
                "mark-outside-scale",
                _("A mark must stand on the scale. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": lowest, "highest": highest},
            )
    return known


def _no_longer_open() -> NotNow:
    return NotNow("scorecard-locked", _("This scorecard is locked and can no longer change."))
