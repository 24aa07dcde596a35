"""What is due by each rule: questions to the tables, which change nothing.

`seasons` are those whose time has come by the rule; what is held back is never found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from cadair.judging.models import (
    Analysis,
    Ballot,
    Briefing,
    Comparison,
    DatePoll,
    Interest,
    MarksImport,
    Paper,
    Scorecard,
)
from cadair.nominations.models import (
    BatchText,
    Entry,
    EntryPerson,
    Extension,
    Nomination,
    NominationImport,
    Repeat,
    SavedView,
    TranslationBatch,
)
from cadair.nominations.states import Eligibility, NominationState
from cadair.outcomes.models import Decision, Feedback, ProcessReview
from cadair.retention.holds import held_nominations

Found = QuerySet[Any]
SAYS = ~Q(nominator_name="", nominator_email="", summary="")
"""A nomination in which something still stands."""

_OUT = (Eligibility.INELIGIBLE, Eligibility.WITHDRAWN)
_IS_OUT = (
    Q(state=NominationState.WITHDRAWN)
    | Q(entry__eligibility__in=_OUT)
    | Q(entry__grouped_into__eligibility__in=_OUT)
)


def _full(seasons: Sequence[int]) -> QuerySet[Nomination]:
    full = Nomination.objects.filter(SAYS, season__in=seasons)
    return full.exclude(public_id__in=held_nominations()).order_by("pk")


def not_judged(seasons: Sequence[int]) -> Found:
    """Nominations that were withdrawn, or whose entry was not eligible."""
    return _full(seasons).filter(_IS_OUT)


def without_award(seasons: Sequence[int]) -> Found:
    """Nominations that were judged, of entries to which nothing was given."""
    return _judged(seasons).exclude(pk__in=_won(seasons))


def with_award(seasons: Sequence[int]) -> Found:
    """Nominations of what won."""
    return _judged(seasons).filter(pk__in=_won(seasons))


def _judged(seasons: Sequence[int]) -> QuerySet[Nomination]:
    out = Nomination.objects.filter(_IS_OUT, season__in=seasons)
    return _full(seasons).exclude(pk__in=out.values("pk"))


def _won(seasons: Sequence[int]) -> QuerySet[Any]:
    has_won = Q(entry__awards__isnull=False) | Q(entry__grouped_into__awards__isnull=False)
    return Nomination.objects.filter(has_won, season__in=seasons).values("pk")


def silent_entries(entries: Sequence[int]) -> QuerySet[Entry]:
    """Which of these entries have no award, and no nomination behind them that says anything."""
    return wordless_entries(entries).filter(awards__isnull=True)


def wordless_entries(entries: Sequence[int]) -> QuerySet[Entry]:
    """Which of these entries have no nomination behind them that says anything."""
    full = Nomination.objects.filter(SAYS)
    own = full.filter(entry__in=entries).values("entry")
    grouped = full.filter(entry__grouped_into__in=entries).values("entry__grouped_into")
    there = Entry.objects.filter(pk__in=entries)
    return there.exclude(pk__in=own).exclude(pk__in=grouped)


def unnamed_people(seasons: Sequence[int]) -> Found:
    """People in what won who did not agree to be named, and who hold no award of their own."""
    there = EntryPerson.objects.filter(entry__season__in=seasons, is_name_public=False)
    there = there.filter(awards__isnull=True).exclude(name="")
    sent = Nomination.objects.filter(season__in=seasons).values("entry")
    return there.filter(entry__in=sent).exclude(entry__in=_held_entries()).order_by("pk")


def scorecards(seasons: Sequence[int]) -> Found:
    """Marks and comments; what they came to stays with the suggestions of the rules."""
    there = Scorecard.objects.filter(entry__season__in=seasons)
    return there.exclude(entry__in=_held_entries()).order_by("pk")


def analyses(seasons: Sequence[int]) -> Found:
    """How sure an order was, and how high each judge marks: made of the scorecards."""
    return Analysis.objects.filter(season__in=seasons).order_by("pk")


def papers(seasons: Sequence[int]) -> Found:
    """What was answered entry by entry in rounds: passed or not, points, reasons."""
    there = Paper.objects.filter(entry__season__in=seasons)
    return there.exclude(entry__in=_held_entries()).order_by("pk")


def ballots(seasons: Sequence[int]) -> Found:
    """Ballots of rounds in which nothing that is held was ranked."""
    there = Ballot.objects.filter(round__season__in=seasons)
    return there.exclude(lines__entry__in=_held_entries()).order_by("pk")


def comparisons(seasons: Sequence[int]) -> Found:
    """Which of two entries judges found better."""
    there = Comparison.objects.filter(round__season__in=seasons)
    held = _held_entries()
    return there.exclude(Q(winner__in=held) | Q(loser__in=held)).order_by("pk")


def marks_imports(seasons: Sequence[int]) -> Found:
    """Tables of marks that came from outside; what they filled in is on the scorecards."""
    there = MarksImport.objects.filter(season__in=seasons)
    return there.exclude(season__entries__in=_held_entries()).order_by("pk")


def date_polls(seasons: Sequence[int]) -> Found:
    """When judges could meet."""
    return DatePoll.objects.filter(season__in=seasons).order_by("pk")


def briefings(seasons: Sequence[int]) -> Found:
    """What judges were given to read beside the entries."""
    return Briefing.objects.filter(season__in=seasons).order_by("pk")


def interests(seasons: Sequence[int]) -> Found:
    """What judges declared."""
    there = Interest.objects.filter(entry__season__in=seasons)
    return there.exclude(entry__in=_held_entries()).order_by("pk")


def feedback(seasons: Sequence[int]) -> Found:
    """What nominators were told of entries without an award."""
    there = Feedback.objects.filter(entry__season__in=seasons)
    return there.exclude(entry__in=_held_entries()).order_by("pk")


def reviews(seasons: Sequence[int]) -> Found:
    """Who asked whether the rules were kept, and what they were answered."""
    there = ProcessReview.objects.filter(entry__season__in=seasons)
    return there.exclude(entry__in=_held_entries()).order_by("pk")


def reasons(seasons: Sequence[int]) -> Found:
    """Decisions that still say why."""
    there = Decision.objects.filter(season__in=seasons)
    full = there.exclude(reason_cy="", reason_en="")
    return full.exclude(category__places__entry__in=_held_entries()).order_by("pk")


def saved_views(seasons: Sequence[int]) -> Found:
    """Lists that organisers asked for again; a search may hold a name."""
    return SavedView.objects.filter(season__in=seasons).order_by("pk")


def extensions(seasons: Sequence[int]) -> Found:
    """Who was given more time, by their addresses, and why."""
    there = Extension.objects.filter(season__in=seasons)
    held = {(each.season_id, each.nominator_email.casefold()) for each in _held()}
    kept = [
        pk
        for pk, season, address in there.values_list("pk", "season", "email")
        if (season, address.casefold()) in held
    ]
    return there.exclude(pk__in=kept).order_by("pk")


def imports(seasons: Sequence[int]) -> Found:
    """Files with nominations; what was taken in from them is not theirs any more."""
    there = NominationImport.objects.filter(season__in=seasons)
    return there.exclude(pk__in=_held().exclude(imported_in=None).values("imported_in")).order_by(
        "pk"
    )


def translation_orders(seasons: Sequence[int]) -> Found:
    """Which texts were given to whom to translate."""
    there = TranslationBatch.objects.filter(season__in=seasons)
    return there.exclude(
        pk__in=BatchText.objects.filter(nomination__in=_held()).values("batch")
    ).order_by("pk")


def repeats_of(entries: Sequence[int]) -> QuerySet[Repeat]:
    """What was found of these entries and others alike."""
    return Repeat.objects.filter(Q(one__in=entries) | Q(other__in=entries))


def _held() -> QuerySet[Nomination]:
    """The nominations that are held back one by one."""
    return Nomination.objects.filter(public_id__in=held_nominations())


def _held_entries() -> QuerySet[Any]:
    """Entries behind which stands a nomination that is held back."""
    held = _held()
    return Entry.objects.filter(Q(nominations__in=held) | Q(grouped__nominations__in=held)).values(
        "pk"
    )
