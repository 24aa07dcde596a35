"""Reading the panel, its declarations and its scorecards."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from cadair.foundation.bilingual import Language
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Interest, Judge, Scorecard
from cadair.judging.states import InterestKind, ScorecardState
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.states import Eligibility
from cadair.seasons.models import Category, Season


def places_to_judge(season: Season | int) -> QuerySet[EntryCategory]:
    """Every eligible entry in every category in which it stands: what the panel reads."""
    return EntryCategory.objects.filter(
        entry__season=season,
        entry__eligibility=Eligibility.ELIGIBLE,
        entry__is_test=False,
        entry__grouped_into=None,
    )


_STANDS = Prepared(
    lambda season, entry, category: (
        places_to_judge(season).filter(entry=entry, category=category).values_list("pk")
    )
)


def is_place_to_judge(season: Season, entry: Entry, category: Category) -> bool:
    """Whether the panel reads this entry in this category."""
    return bool(_STANDS.rows(season=season.pk, entry=entry.pk, category=category.pk))


def has_stepped_aside(judge: Judge, category: Category, entries: Iterable[Entry] = ()) -> bool:
    """Whether the judge stepped aside from an entry in the category, or from one of `entries`."""
    aside = Interest.objects.filter(judge=judge, kind=InterestKind.STEP_ASIDE)
    return aside.filter(Q(entry__places__category=category) | Q(entry__in=list(entries))).exists()


def scorecards_that_count(season: Season) -> QuerySet[Scorecard]:
    """The scorecards of a season on eligible entries, in a place where they still stand."""
    return Scorecard.objects.filter(
        judge__season=season,
        entry__eligibility=Eligibility.ELIGIBLE,
        entry__is_test=False,
        entry__grouped_into=None,
        entry__places__category=F("category"),
    )


def not_read_by(season: Season, language: Language) -> int:
    """How many judges do not read a language."""
    field = "reads_cy" if language == "cy" else "reads_en"
    return season.judges.filter(**{field: False}).count()


def missing_scorecards(season: Season) -> list[tuple[str, str, str]]:
    """Who still owes which scorecard: (judge key, entry reference, category key).

    Expected is a locked scorecard or an abstention of every judge on every place, except where
    the judge stepped aside (PRO-07).
    """
    done = set(
        scorecards_that_count(season)
        .exclude(state=ScorecardState.OPEN)
        .values_list("judge__key", "entry__reference", "category__key")
    )
    aside = set(
        Interest.objects.filter(judge__season=season, kind=InterestKind.STEP_ASIDE).values_list(
            "judge__key", "entry__reference"
        )
    )
    places = list(places_to_judge(season).values_list("entry__reference", "category__key"))
    judges = season.judges.values_list("key", flat=True)
    return [
        (judge, entry, category)
        for judge in judges
        for entry, category in places
        if (judge, entry) not in aside and (judge, entry, category) not in done
    ]
