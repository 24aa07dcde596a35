"""Reading the panel, its declarations and its scorecards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadair.foundation.bilingual import Language
from cadair.foundation.prepared import Prepared
from cadair.judging.models import (
    Assignment,
    Interest,
    InterestRules,
    Judge,
    Round,
    RoundEntry,
    RoundJudge,
    Scorecard,
    Substitution,
)
from cadair.judging.round_states import RoundMethod, RoundState
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
    """What of these is a judge’s concern, to declare on: everything where they take part.

    Of a substitute it is what was given to them. In a category whose rounds are all for other
    judges it is nothing.
    """
    rounds = Round.objects.filter(category=OuterRef("category"), is_called=False).order_by()
    own = rounds.filter(_is_for(judge), by_staff=False)
    takes_part = Q(~Exists(rounds)) | Q(Exists(own))
    shared = Assignment.objects.filter(judge=judge, entry=OuterRef("entry")).order_by()
    given = Substitution.objects.filter(judge=judge, entry=OuterRef("entry"))
    return places.filter(
        Q(takes_part, ~Exists(_substitute(judge))) | Q(Exists(given)) | Q(Exists(shared))
    )


def read_by(places: QuerySet[EntryCategory], judge: int) -> QuerySet[EntryCategory]:
    """What of these a judge may read: what they are asked in any round, open or closed."""
    return _asked_in(places, judge, Round.objects.all())


def marked_by(places: QuerySet[EntryCategory], judge: int) -> QuerySet[EntryCategory]:
    """What of these a judge marks by the criteria: everything where a category has no rounds."""
    return _asked_in(places, judge, Round.objects.filter(method=RoundMethod.CRITERIA))


STARTED = (RoundState.OPEN, RoundState.CLOSED)


def _asked_in(
    places: QuerySet[EntryCategory], judge: int, rounds: QuerySet[Round]
) -> QuerySet[EntryCategory]:
    any_round = Round.objects.filter(category=OuterRef("category"), is_called=False).order_by()
    given = Substitution.objects.filter(judge=judge, entry=OuterRef("entry"))
    is_given = Q(~Exists(_substitute(judge))) | Q(Exists(given))
    here = OuterRef(OuterRef("entry"))
    came = RoundEntry.objects.filter(round=OuterRef("pk"))
    shared = Assignment.objects.filter(round=OuterRef("pk"), judge=judge, entry=here).order_by()
    started = rounds.order_by().filter(
        _is_for(judge),
        Q(~Exists(came)) | Q(Exists(came.filter(entry=here))),
        category=OuterRef("category"),
        state__in=STARTED,
        by_staff=False,
    )
    return places.filter(
        Q(~Exists(any_round), is_given)
        | Q(Exists(started.filter(readers=None)), is_given)
        | Q(Exists(started.filter(Exists(shared)).exclude(readers=None)))
    )


def _is_for(judge: int) -> Q:
    named = RoundJudge.objects.filter(round=OuterRef("pk"))
    return Q(~Exists(named)) | Q(Exists(named.filter(judge=judge)))


def _substitute(judge: int) -> QuerySet[Judge]:
    return Judge.objects.filter(pk=judge, is_substitute=True).order_by()


def interest_rules(season: Season) -> InterestRules:
    """What the season asks of declarations; the defaults where nobody has chosen."""
    return InterestRules.objects.filter(season=season).first() or InterestRules(season=season)


_TO_MARK = Prepared(
    lambda season, judge, entry, category: (
        marked_by(places_to_judge(season), judge)
        .filter(entry=entry, category=category)
        .order_by()
        .values_list("pk")
    )
)


def is_to_mark(judge: Judge, entry: Entry, category: Category) -> bool:
    """Whether a judge is asked to mark this entry in this category."""
    return bool(
        _TO_MARK.rows(season=judge.season_id, judge=judge.pk, entry=entry.pk, category=category.pk)
    )


_ASIDE = Prepared(
    lambda season: (
        Interest.objects.filter(judge__season=season, kind=InterestKind.STEP_ASIDE)
        .order_by()
        .values_list("judge_id", "entry_id", "entry__places__category_id")
    )
)


def stepped_aside(category: Category, entries: Iterable[Entry] = ()) -> frozenset[int]:
    """The judges who stepped aside from an entry in the category, or from one of `entries`: ids."""
    among = {entry.pk for entry in entries}
    return frozenset(
        judge
        for judge, entry, stands in _ASIDE.rows(season=category.season_id)
        if stands == category.pk or entry in among
    )


_LEFT = Prepared(
    lambda judge: (
        Interest.objects.filter(judge=judge, kind=InterestKind.STEP_ASIDE)
        .order_by()
        .values_list("entry_id")
    )
)


def left_of(judge: Judge) -> frozenset[int]:
    """The entries that are not for a judge’s eyes: those they left, or, of a substitute, all but
    those they were asked to read; ids."""
    return frozenset(entry for (entry,) in _LEFT.rows(judge=judge.pk)) | not_given_to(judge)


def scorecards_that_count(season: Season) -> QuerySet[Scorecard]:
    """The scorecards of a season on eligible entries, in a place where they still stand."""
    return Scorecard.objects.filter(
        judge__season=season,
        entry__eligibility=Eligibility.ELIGIBLE,
        entry__is_test=False,
        entry__grouped_into=None,
        entry__places__category=F("category"),
    )


def has_marks_in(category: Category) -> bool:
    """Whether a judge has marked an entry in a category, or abstained; rehearsals do not count."""
    cards = Scorecard.objects.filter(category=category, entry__is_test=False)
    return cards.exclude(state=ScorecardState.OPEN, marks=None).exists()


def not_read_by(season: Season, language: Language) -> int:
    """How many judges do not read a language."""
    field = "reads_cy" if language == "cy" else "reads_en"
    return season.judges.filter(**{field: False}).count()


def missing_scorecards(season: Season) -> list[tuple[str, str, str]]:
    """Who still owes which scorecard: (judge key, entry reference, category key).

    Expected is a locked scorecard or an abstention of every judge on every place, except where
    the judge stepped aside, and only where they were asked: a substitute, or a judge in a category
    with rounds (PRO-07).
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
    asked = asked_for_marks(season)
    places = list(places_to_judge(season).values_list("entry__reference", "category__key"))
    judges = season.judges.values_list("key", flat=True)
    return [
        (judge, entry, category)
        for judge in judges
        for entry, category in places
        if (judge, entry) not in aside
        and (judge, entry, category) not in done
        and asked.has(judge, entry, category)
    ]


def asked_of_substitutes(season: Season) -> dict[str, set[str]]:
    """The references of the entries that were given to each substitute, by key."""
    found: dict[str, set[str]] = {}
    substitutes = season.judges.filter(is_substitute=True).order_by()
    for key, entry in substitutes.values_list("key", "substitutions__entry__reference"):
        found.setdefault(key, set()).update([entry] if entry else [])
    return found


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who is asked for what in a round; None: everybody, everything, not shared out."""

    judges: set[str] | None
    entries: set[str] | None
    shared: set[tuple[str, str]] | None

    def has(self, judge: str, entry: str, *, is_given: bool) -> bool:
        if (self.judges and judge not in self.judges) or (
            self.entries and entry not in self.entries
        ):
            return False
        return is_given if self.shared is None else (judge, entry) in self.shared


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked to mark what by the criteria: judges, entries and categories by their keys."""

    substitutes: dict[str, set[str]] = field(default_factory=dict)
    rounds: dict[str, list[_Asking]] = field(default_factory=dict)

    @property
    def is_everybody(self) -> bool:
        """Whether the whole panel marks everything."""
        return not self.substitutes and not self.rounds

    def has(self, judge: str, entry: str, category: str) -> bool:
        """Whether a judge is asked for a scorecard; whoever stepped aside is not left out here."""
        is_given = judge not in self.substitutes or entry in self.substitutes[judge]
        if category not in self.rounds:
            return is_given
        return any(each.has(judge, entry, is_given=is_given) for each in self.rounds[category])

    def reads(self, entry: str, category: str) -> bool:
        """Whether anybody is to mark the entry there: no round that started may have it."""
        if category not in self.rounds:
            return True
        return any(not each.entries or entry in each.entries for each in self.rounds[category])


_ROUNDS = Prepared(
    lambda season: (
        Round.objects.filter(season=season, is_called=False).order_by().values_list("pk")[:1]
    )
)


def has_rounds(season: Season) -> bool:
    """Whether any category is judged in rounds; most seasons have none, and nothing to look up."""
    return bool(_ROUNDS.rows(season=season.pk))


def asked_for_marks(season: Season) -> Asked:
    """Who is asked to mark what, in categories without rounds and in the rounds that started."""
    rounds: dict[str, list[_Asking]] = {}
    planned = season.rounds.filter(is_called=False) if has_rounds(season) else Round.objects.none()
    for round_ in planned.select_related("category").order_by("pk"):
        here = rounds.setdefault(round_.category.key, [])
        is_asking = round_.method == RoundMethod.CRITERIA and round_.state in STARTED
        if is_asking and not round_.by_staff:
            here.append(_asking(round_))
    return Asked(asked_of_substitutes(season), rounds)


def _asking(round_: Round) -> _Asking:
    shared = round_.assignments.values_list("judge__key", "entry__reference")
    return _Asking(
        judges=set(round_.judges.values_list("judge__key", flat=True)) or None,
        entries=set(round_.entries.values_list("entry__reference", flat=True)) or None,
        shared=None if round_.readers is None else set(shared),
    )


def not_given_to(judge: Judge) -> frozenset[int]:
    """The entries of the season that are no concern of a substitute; of others there are none."""
    if not judge.is_substitute:
        return frozenset()
    others = judge.season.entries.exclude(substitutions__judge=judge).exclude(is_test=True)
    others = others.exclude(assignments__judge=judge)
    return frozenset(others.values_list("pk", flat=True))


def short_of_judges(season: Season) -> dict[int, int]:
    """Entries for which fewer judges remain than a score needs: how many remain, by entry.

    Whoever stepped aside or abstained does not remain; a substitute does where they were asked.
    """
    needed = season.minimum_scorecards or 1
    asked = asked_for_marks(season)
    aside = set(_aside(season))
    cards = scorecards_that_count(season).filter(state=ScorecardState.ABSTAINED)
    abstained = set(cards.values_list("judge_id", "entry_id", "category_id"))
    judges = list(season.judges.values_list("pk", "key"))
    found: dict[int, int] = {}
    for entry, reference, category, key in places_to_judge(season).values_list(
        "entry_id", "entry__reference", "category_id", "category__key"
    ):
        if not asked.reads(reference, key):
            continue
        remaining = [
            judge
            for judge, name in judges
            if (judge, entry) not in aside
            and (judge, entry, category) not in abstained
            and asked.has(name, reference, key)
        ]
        if len(remaining) < needed:
            found[entry] = min(len(remaining), found.get(entry, len(remaining)))
    return found


def _aside(season: Season) -> list[tuple[int, int]]:
    rows = Interest.objects.filter(judge__season=season, kind=InterestKind.STEP_ASIDE).order_by()
    return list(rows.values_list("judge_id", "entry_id"))
