"""Reading the panel, its declarations and its scorecards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadair.foundation.bilingual import Language
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Interest, InterestRules, Judge, Scorecard, Substitution
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


def for_judge(places: QuerySet[EntryCategory], judge: int) -> QuerySet[EntryCategory]:
    """What of these a judge reads: everything, or what was given to a substitute."""
    is_substitute = Judge.objects.filter(pk=judge, is_substitute=True)
    given = Substitution.objects.filter(judge=judge, entry=OuterRef("entry"))
    return places.filter(Q(~Exists(is_substitute)) | Q(Exists(given)))


def interest_rules(season: Season) -> InterestRules:
    """What the season asks of declarations; the defaults where nobody has chosen."""
    return InterestRules.objects.filter(season=season).first() or InterestRules(season=season)


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
    the judge stepped aside, and of a substitute only where they were asked (PRO-07).
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
    asked = asked_of_substitutes(season)
    places = list(places_to_judge(season).values_list("entry__reference", "category__key"))
    judges = season.judges.values_list("key", flat=True)
    return [
        (judge, entry, category)
        for judge in judges
        for entry, category in places
        if (judge, entry) not in aside
        and (judge, entry, category) not in done
        and (judge not in asked or entry in asked[judge])
    ]


def asked_of_substitutes(season: Season) -> dict[str, set[str]]:
    """The references of the entries that were given to each substitute, by key."""
    found: dict[str, set[str]] = {}
    substitutes = season.judges.filter(is_substitute=True).order_by()
    for key, entry in substitutes.values_list("key", "substitutions__entry__reference"):
        found.setdefault(key, set()).update([entry] if entry else [])
    return found


def not_given_to(judge: Judge) -> frozenset[int]:
    """The entries of the season that are no concern of a substitute; of others there are none."""
    if not judge.is_substitute:
        return frozenset()
    others = judge.season.entries.exclude(substitutions__judge=judge).exclude(is_test=True)
    return frozenset(others.values_list("pk", flat=True))


def short_of_judges(season: Season) -> dict[int, int]:
    """Entries for which fewer judges remain than a score needs: how many remain, by entry.

    Whoever stepped aside or abstained does not remain; a substitute does where they were asked.
    """
    needed = season.minimum_scorecards or 1
    regular = set(season.judges.filter(is_substitute=False).values_list("pk", flat=True))
    gone = {(judge, entry) for judge, entry in _aside(season) if judge in regular}
    lost = Counter(entry for _judge, entry in gone)
    helping = set(
        Substitution.objects.filter(judge__season=season).values_list("judge_id", "entry_id")
    ) - set(_aside(season))
    helped = Counter(entry for _judge, entry in helping)
    abstained: Counter[tuple[int, int]] = Counter()
    cards = scorecards_that_count(season).filter(state=ScorecardState.ABSTAINED)
    for judge, entry, category in cards.values_list("judge_id", "entry_id", "category_id"):
        abstained[entry, category] += (judge, entry) not in gone
    found: dict[int, int] = {}
    for entry, category in places_to_judge(season).values_list("entry_id", "category_id"):
        left = len(regular) - lost[entry] + helped[entry] - abstained[entry, category]
        if left < needed:
            found[entry] = min(left, found.get(entry, left))
    return found


def _aside(season: Season) -> list[tuple[int, int]]:
    rows = Interest.objects.filter(judge__season=season, kind=InterestKind.STEP_ASIDE).order_by()
    return list(rows.values_list("judge_id", "entry_id"))
