"""The rounds of a category: which comes after which, what is read in each, and by whom.

A category without rounds is judged in one: the whole panel marks every entry by the criteria. A
round that the panel calls in its meeting comes on top of that and changes nothing of it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadair.judging.models import (
    Assignment,
    Interest,
    Judge,
    Round,
    RoundEntry,
    RoundJudge,
    Substitution,
)
from cadair.judging.round_states import RoundState
from cadair.judging.states import InterestKind
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.queries import judgeable_entries
from cadair.seasons.models import Category


def rounds_of(category: Category) -> list[Round]:
    """The rounds of a category in their order; none where the panel judges as ever."""
    return list(category.rounds.order_by("position").select_related("season", "category"))


def current_round(category: Category) -> Round | None:
    """The round that is open, or None."""
    found = category.rounds.filter(state=RoundState.OPEN).order_by("position")
    return found.select_related("season", "category").first()


def previous_round(round_: Round) -> Round | None:
    """The round before this one in its category."""
    before = Round.objects.filter(category=round_.category_id, position__lt=round_.position)
    return before.select_related("season", "category").order_by("-position").first()


def next_round(round_: Round) -> Round | None:
    """The round after this one in its category, of those that were set up for it."""
    after = Round.objects.filter(
        category=round_.category_id, position__gt=round_.position, is_called=False
    )
    return after.select_related("season", "category").order_by("position").first()


def entries_in(round_: Round) -> QuerySet[Entry]:
    """The eligible entries that are judged in a round.

    Those that came into it; in the first round without such rows, all that stand in the category.
    A later round has none before the round in front of it is closed.
    """
    judgeable = judgeable_entries(round_.season).order_by("reference")
    if RoundEntry.objects.filter(round=round_).exists():
        came = RoundEntry.objects.filter(round=round_, entry=OuterRef("pk"))
        return judgeable.filter(Exists(came))
    if previous_round(round_) is not None:
        return judgeable.none()
    stands = EntryCategory.objects.filter(category=round_.category_id, entry=OuterRef("pk"))
    return judgeable.filter(Exists(stands))


def judges_of(round_: Round) -> list[Judge]:
    """Who judges in a round: those who were named for it, or the whole panel.

    A substitute is among them where entries were given to them; nobody where organisers sift.
    """
    if round_.by_staff:
        return []
    judges = Judge.objects.filter(season=round_.season_id).order_by("position")
    named = RoundJudge.objects.filter(round=round_)
    if named.exists():
        return list(judges.filter(rounds__round=round_))
    return list(judges.filter(Q(is_substitute=False) | _has_something(round_)))


def _has_something(round_: Round) -> Q:
    given = Substitution.objects.filter(judge=OuterRef("pk"))
    shared = Assignment.objects.filter(judge=OuterRef("pk"), round=round_)
    return Q(Exists(shared if round_.readers is not None else given))


def is_on(round_: Round, judge: Judge) -> bool:
    """Whether a judge takes part in a round."""
    if round_.by_staff or judge.season_id != round_.season_id:
        return False
    named = set(RoundJudge.objects.filter(round=round_).values_list("judge_id", flat=True))
    return not named or judge.pk in named


def asked_entries(round_: Round, judge: Judge) -> QuerySet[Entry]:
    """What a judge is to read in a round, undeclared entries included; for counting only."""
    entries = entries_in(round_)
    if not is_on(round_, judge):
        return entries.none()
    if round_.readers is not None:
        own = Assignment.objects.filter(round=round_, judge=judge, entry=OuterRef("pk"))
        entries = entries.filter(Exists(own))
    elif judge.is_substitute:
        given = Substitution.objects.filter(judge=judge, entry=OuterRef("pk"))
        entries = entries.filter(Exists(given))
    return entries.filter(~Exists(_declared(judge).filter(kind=InterestKind.STEP_ASIDE)))


def entries_for(round_: Round, judge: Judge) -> QuerySet[Entry]:
    """What a judge may read in a round: asked of them, declared on, not stepped aside from."""
    return asked_entries(round_, judge).filter(Exists(_declared(judge)))


def is_asked(round_: Round, judge: Judge, entry: Entry) -> bool:
    """Whether a judge may answer on an entry in a round.

    The round need not be open; an entry on which the judge has not declared is not asked yet.
    """
    return entries_for(round_, judge).filter(pk=entry.pk).exists()


def open_rounds_for(judge: Judge) -> list[Round]:
    """The open rounds in which a judge has something to read, in the order of the categories."""
    opened = Round.objects.filter(season=judge.season_id, state=RoundState.OPEN)
    ordered = opened.select_related("season", "category").order_by(
        "category__position", "category_id", "position"
    )
    return [each for each in ordered if asked_entries(each, judge).exists()]


def _declared(judge: Judge) -> QuerySet[Interest, Any]:
    return Interest.objects.filter(judge=judge, entry=OuterRef("pk")).order_by()
