"""What judges declare, mark and lock, and the moves of judging."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.models import Interest, Judge, Mark, Scorecard
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.judging.rules import require_judging, require_may_score, require_own_desk
from cadair.judging.states import (
    SCORECARD_MOVES,
    InterestKind,
    InterestNature,
    ScorecardState,
)
from cadair.nominations.models import Entry
from cadair.nominations.queries import unchecked_entries
from cadair.seasons.models import Category, Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move


@transaction.atomic
def begin_judging(*, season: Season, by: Actor) -> Season:
    """Hand the eligible entries to the panel.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not closed.
        NotComplete: an entry is unchecked, nothing is eligible, or the panel is too small.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.JUDGING)
    require_frozen_rules(season)
    problems: list[str | Promise] = [
        _("Entry not checked yet: %(reference)s") % {"reference": entry.reference}
        for entry in unchecked_entries(season)
    ]
    judges = season.judges.count()
    if judges < (season.minimum_scorecards or 1):
        problems.append(_("The panel has fewer judges than scorecards are needed. Add a judge."))
    if not places_to_judge(season).exists():
        problems.append(_("No entry is eligible. There is nothing to judge."))
    if problems:
        raise NotComplete(
            "cannot-judge-yet", _("Judging cannot begin yet. What is missing:"), tuple(problems)
        )
    season.state = SeasonState.JUDGING
    season.save(update_fields=["state"])
    record(
        actor=by,
        action="begin_judging",
        subject=season.ref,
        season=season.public_id,
        facts={"judges": judges, "places": places_to_judge(season).count()},
    )
    return season


@transaction.atomic
def sign_declaration(
    *,
    judge: Judge,
    interests: Mapping[Entry, tuple[InterestKind, InterestNature | None]],
    by: Actor,
) -> Judge:
    """One signature over what a judge declares on each entry; a later one replaces it.

    Stepping aside voids a scorecard given before; the audit record keeps that it was there.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: the panel is deciding or has decided.
        Refusal: an entry of another season, or an interest that does not say what it is.
    """
    judge = _seated(judge)
    season = judge.season
    require_own_desk(by, judge)
    if season.state not in (SeasonState.CHECKING, SeasonState.JUDGING):
        raise NotNow("not-declaring", _("Interests are declared before and during judging."))
    signed = []
    for entry, (kind, nature) in sorted(interests.items(), key=lambda item: item[0].reference):
        _check_interest(judge, entry, kind, nature)
        Interest.objects.update_or_create(
            judge=judge,
            entry=entry,
            defaults={"kind": kind, "nature": nature or "", "declared_at": clock.now()},
        )
        signed.append([entry.public_id, kind.value, nature.value if nature else ""])
    aside = [
        entry for entry, (kind, _nature) in interests.items() if kind == InterestKind.STEP_ASIDE
    ]
    voided = Scorecard.objects.filter(judge=judge, entry__in=aside)
    voided_count = voided.count()
    voided.delete()
    record(
        actor=by,
        action="sign_declaration",
        subject=judge.ref,
        season=season.public_id,
        facts={
            "declared": len(signed),
            "stepped_aside": len(aside),
            "scorecards_voided": voided_count,
            "declaration_sha256": sha256_of(signed),
        },
    )
    return judge


def _check_interest(
    judge: Judge, entry: Entry, kind: InterestKind, nature: InterestNature | None
) -> None:
    if entry.season_id != judge.season_id:
        raise Refusal("other-season", _("This entry does not belong to the season."))
    if (kind == InterestKind.NONE) != (nature is None):
        raise Refusal("interest-without-nature", _("Say what ties you to the entry."))


@transaction.atomic
def save_scorecard(
    *,
    judge: Judge,
    entry: Entry,
    category: Category,
    marks: Mapping[str, int],
    by: Actor,
    comment: str = "",
) -> Scorecard:
    """Keep a judge's marks (criterion key → mark) on an entry in a category; may be incomplete.

    Raises:
        NotAllowed: `by` is not the judge, nothing was declared, or the judge stepped aside.
        NotNow: judging is not open, or the scorecard is locked.
        Refusal: the entry does not stand there, an unknown criterion, a mark outside the scale, a
            comment that is too long.
    """
    judge = _seated(judge)
    require_own_desk(by, judge)
    card = _own_card(judge, entry, category)
    _check_marks(judge.season, marks)
    if card.state != ScorecardState.OPEN:
        raise NotNow("scorecard-locked", _("This scorecard is locked and can no longer change."))
    card.comment = written_passage(_("Comment"), comment)
    card.save(update_fields=["comment"])
    criteria = {criterion.key: criterion for criterion in judge.season.criteria.all()}
    card.marks.all().delete()
    Mark.objects.bulk_create(
        Mark(scorecard=card, criterion=criteria[key], value=value) for key, value in marks.items()
    )
    record(
        actor=by,
        action="save_scorecard",
        subject=card.ref,
        season=judge.season.public_id,
        facts={"entry": entry.ref, **{f"mark_{key}": value for key, value in marks.items()}},
    )
    return card


def _seated(judge: Judge) -> Judge:
    """The judge read afresh, with the season held: marking and the end of judging take turns."""
    judge = Judge.objects.get(pk=judge.pk)
    judge.season = locked(judge.season)
    return judge


def _own_card(judge: Judge, entry: Entry, category: Category) -> Scorecard:
    require_judging(judge)
    require_may_score(judge, entry)
    if not places_to_judge(judge.season).filter(entry=entry, category=category).exists():
        raise Refusal("not-to-judge", _("This entry is not to be judged in this category."))
    card, _new = Scorecard.objects.get_or_create(judge=judge, entry=entry, category=category)
    return card


def _check_marks(season: Season, marks: Mapping[str, int]) -> None:
    known = set(season.criteria.values_list("key", flat=True))
    anchors = list(season.scale.values_list("mark", flat=True))
    for key, value in marks.items():
        if key not in known:
            raise Refusal(
                "unknown-criterion", _("There is no such criterion: %(key)s") % {"key": key}
            )
        if not min(anchors) <= value <= max(anchors):
            raise Refusal(
                "mark-outside-scale",
                _("A mark must stand on the scale. Lowest: %(lowest)s. Highest: %(highest)s.")
                % {"lowest": min(anchors), "highest": max(anchors)},
            )


@transaction.atomic
def abstain(*, judge: Judge, entry: Entry, category: Category, by: Actor) -> Scorecard:
    """Give no marks on one entry, which is not an interest; the scorecard counts for nothing.

    Raises:
        NotAllowed: `by` is not the judge, nothing was declared, or the judge stepped aside.
        NotNow: judging is not open, or the scorecard is locked.
        Refusal: the entry does not stand there.
    """
    judge = _seated(judge)
    require_own_desk(by, judge)
    card = _own_card(judge, entry, category)
    if ScorecardState.ABSTAINED not in SCORECARD_MOVES[ScorecardState(card.state)]:
        raise NotNow("scorecard-locked", _("This scorecard is locked and can no longer change."))
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
    judge = _seated(judge)
    season = judge.season
    require_own_desk(by, judge)
    require_judging(judge)
    criteria = season.criteria.count()
    own = Scorecard.objects.filter(judge=judge, state=ScorecardState.OPEN)
    complete = {
        (card.entry.reference, card.category.key)
        for card in own.select_related("entry", "category").prefetch_related("marks")
        if len(card.marks.all()) == criteria
    }
    problems = tuple(
        _("Not marked in full: %(reference)s") % {"reference": f"{entry}, {category}"}
        for who, entry, category in missing_scorecards(season)
        if who == judge.key and (entry, category) not in complete
    )
    if problems:
        raise NotComplete(
            "scorecards-open", _("You can lock when every entry is marked. Missing:"), problems
        )
    count = own.update(state=ScorecardState.LOCKED, locked_at=clock.now())
    record(
        actor=by,
        action="lock_scorecards",
        subject=judge.ref,
        season=season.public_id,
        facts={"scorecards": count},
    )
    return judge


@transaction.atomic
def begin_deciding(*, season: Season, by: Actor) -> Season:
    """End independent judging once every scorecard is locked; the panel meets.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not being judged.
        NotComplete: somebody still owes a scorecard (expected = locked + abstained + aside).
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.DECIDING)
    owed = missing_scorecards(season)
    if owed:
        raise NotComplete(
            "scorecards-missing",
            _("The panel cannot decide yet. Scorecards missing:"),
            tuple(" · ".join(item) for item in owed),
        )
    season.state = SeasonState.DECIDING
    season.save(update_fields=["state"])
    record(actor=by, action="begin_deciding", subject=season.ref, season=season.public_id)
    return season
