"""Turns rows into values of the judging core, and back.

Beside it only the modules named in `.importlinter` ask the core anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from adjudication.errors import AdjudicationError
from adjudication.profiles import Pool
from adjudication.proposals import propose as propose_awards
from adjudication.rounds import weighed
from adjudication.scorecards import Entry as EntryValue
from adjudication.scorecards import EntryKind, Mark, ScorecardStatus
from adjudication.scorecards import Judge as JudgeValue
from adjudication.scorecards import Scorecard as ScorecardValue
from adjudication.scoring import EntryScore, card_total, entry_scores, places
from cadair.foundation.canonical import Canonical
from cadair.judging.counting import ballots_of
from cadair.judging.models import Interest, Judge, Round, Scorecard
from cadair.judging.models import Mark as MarkRow
from cadair.judging.queries import (
    Asked,
    asked_for_marks,
    places_to_judge,
    scorecards_that_count,
)
from cadair.judging.rounds import entries_in
from cadair.judging.states import InterestKind, ScorecardState
from cadair.judging.weighing import left_behind, points_of_rounds
from cadair.nominations.models import Entry, EntryCategory
from cadair.nominations.queries import judgeable_entries
from cadair.nominations.states import NominationState
from cadair.seasons.models import Category, Season
from cadair.seasons.rulebook import award_rules, category_values, scheme_of

STATUS = {
    ScorecardState.OPEN: ScorecardStatus.INCOMPLETE,
    ScorecardState.LOCKED: ScorecardStatus.COMPLETE,
    ScorecardState.ABSTAINED: ScorecardStatus.ABSTAINED,
}


def scores(season: Season) -> tuple[EntryScore, ...]:
    """The exact score of every eligible entry in every category where it stands."""
    found = entry_scores(
        entry_values(season), judge_values(season), card_values(season), scheme_of(season)
    )
    return weighed(found, points_of_rounds(season))


class CannotScore(ValueError):
    """The marks as they lie in the rows are none that could have been given."""


def exact_points(season: Season) -> dict[tuple[str, str], Fraction | None]:
    """The score of every entry in every category, by category and entry; None: too few cards.

    Raises:
        CannotScore: a mark is outside the scale, or missing in a locked scorecard.
    """
    try:
        found = scores(season)
    except AdjudicationError as problem:
        raise CannotScore(str(problem)) from problem
    return {
        (each.category, each.entry): each.score.points if each.score else None for each in found
    }


def propose(season: Season, *, award_holders: Collection[str] | None) -> list[dict[str, Canonical]]:
    """What the season's rules suggest, one item a category and kind, as JSON values.

    `award_holders` are the references of entries that hold awards, or None while not every
    category they come from is decided.
    """
    rules = award_rules(season)
    has_more = any(rule.pool is Pool.PEOPLE or rule.routes or rule.quota for rule in rules)
    proposals = propose_awards(
        categories=category_values(season),
        rules=rules,
        entries=entry_values(season, has_more=has_more),
        judges=judge_values(season),
        cards=card_values(season),
        scheme=scheme_of(season),
        holders=award_holders,
        ballots=ballots_of(season),
        rounds=points_of_rounds(season),
        gone=left_behind(season),
    )
    return [cast("dict[str, Canonical]", proposal.as_dict()) for proposal in proposals]


def entry_values(season: Season, *, has_more: bool = False) -> tuple[EntryValue, ...]:
    """The eligible entries; with `has_more` what few rules ask: people, area, routes."""
    entries = judgeable_entries(season).prefetch_related("places__category", "bodies__organisation")
    if has_more:
        entries = entries.prefetch_related("people", "nominations")
    return tuple(_entry_value(entry, has_more=has_more) for entry in entries)


def _entry_value(entry: Entry, *, has_more: bool) -> EntryValue:
    value = EntryValue(
        id=entry.reference,
        categories=tuple(place.category.key for place in entry.places.all()),
        kind=EntryKind(entry.kind) if entry.kind else None,
        organisations=tuple(body.organisation.key for body in entry.bodies.all()),
    )
    if not has_more:
        return value
    routes = {
        str(nomination.relation)
        for nomination in entry.nominations.all()
        if nomination.state == NominationState.SUBMITTED
    }
    return replace(
        value,
        people=len(entry.people.all()),
        area=str(entry.place.en or entry.place.cy),
        routes=tuple(sorted(routes)),
    )


def judge_values(season: Season) -> tuple[JudgeValue, ...]:
    """The panel."""
    return tuple(JudgeValue(id=judge.key, is_chair=judge.is_chair) for judge in season.judges.all())


def card_values(season: Season) -> tuple[ScorecardValue, ...]:
    """Every scorecard that may count, and one without marks for every place stepped aside from."""
    recused = _recusals(season)
    cards = (
        scorecards_that_count(season)
        .select_related("judge", "entry", "category")
        .prefetch_related("marks__criterion")
    )
    asked = asked_for_marks(season)
    given = [
        ScorecardValue(
            judge=card.judge.key,
            entry=card.entry.reference,
            category=card.category.key,
            marks=tuple(Mark(mark.criterion.key, mark.value) for mark in card.marks.all()),
            status=STATUS[ScorecardState(card.state)],
        )
        for card in cards
    ]
    aside = {_place_of(card) for card in recused}
    kept = [card for card in given if _place_of(card) not in aside and _is_due(card, asked)]
    places = places_to_judge(season).values_list("entry__reference", "category__key")
    known = aside | {_place_of(card) for card in kept}
    return (*recused, *kept, *_excused(season, asked, places, known))


_Place = tuple[str, str, str]


def _place_of(card: ScorecardValue) -> _Place:
    return card.judge, card.entry, card.category


def _is_due(card: ScorecardValue, asked: Asked) -> bool:
    """Whether a scorecard counts for anything: finished, or one that is still asked for."""
    is_open = card.status is ScorecardStatus.INCOMPLETE
    return not is_open or asked.has(card.judge, card.entry, card.category)


def _excused(
    season: Season, asked: Asked, places: Iterable[tuple[str, str]], known: Collection[_Place]
) -> Iterator[ScorecardValue]:
    """One scorecard without marks wherever a judge was not asked for one."""
    if asked.is_everybody:
        return
    judges = [judge.key for judge in season.judges.all()]
    for entry, category in places:
        for judge in judges:
            if (judge, entry, category) not in known and not asked.has(judge, entry, category):
                yield ScorecardValue(judge, entry, category, (), ScorecardStatus.EXCUSED)


def _recusals(season: Season) -> list[ScorecardValue]:
    aside = (
        Interest.objects.filter(
            judge__season=season,
            kind=InterestKind.STEP_ASIDE,
            entry__in=judgeable_entries(season),
        )
        .select_related("judge", "entry")
        .prefetch_related("entry__places__category")
    )
    return [
        ScorecardValue(
            judge=interest.judge.key,
            entry=interest.entry.reference,
            category=place.category.key,
            status=ScorecardStatus.RECUSED,
        )
        for interest in aside
        for place in interest.entry.places.all()
    ]


@dataclass(frozen=True, slots=True)
class Total:
    """What one judge's marks on an entry come to, from 0 to 100; `tenths` are for drawing."""

    judge: str
    points: str
    tenths: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands among others: place and mean, each judge's total, who gave none.

    Judges are named by key. `place` and `points` are empty where too few scorecards count; who
    did not go on to the last round has no place either.
    """

    entry: str
    category: str
    place: int | None
    shared_by: int
    points: str
    tenths: int
    totals: Sequence[Total]
    recused: Sequence[str]
    abstained: Sequence[str]
    missing: Sequence[str]
    is_left_behind: bool = False


def standings(
    season: Season, entries: Iterable[Entry], category: Category | None = None
) -> list[Standing]:
    """The entries best first, by their score in `category`; None: by their best in any.

    Reads only what belongs to these entries: a category costs what it holds, not the season.
    """
    found: dict[str, EntryScore] = {}
    gone = left_behind(season)

    def order(score: EntryScore) -> tuple[bool, tuple[bool, Fraction, str]]:
        return (score.category, score.entry) in gone, _best_first(score)

    for score in _scores_of(season, entries, category):
        best = found.get(score.entry)
        if best is None or order(score) < order(best):
            found[score.entry] = score
    there = tuple(each for each in found.values() if (each.category, each.entry) not in gone)
    ranks = {place.entry: place.rank for place in places(there)}
    ordered = sorted(found.values(), key=order)
    return [
        Standing(
            entry=score.entry,
            category=score.category,
            place=ranks[score.entry].place if score.entry in ranks else None,
            shared_by=ranks[score.entry].shared_by if score.entry in ranks else 0,
            points=score.score.rounded() if score.score else "",
            tenths=round(score.score.points * 10) if score.score else 0,
            totals=[
                Total(each.card.judge, each.score.rounded(), round(each.score.points * 10))
                for each in score.counted
            ],
            recused=score.recused,
            abstained=score.abstained,
            missing=score.missing,
            is_left_behind=(score.category, score.entry) in gone,
        )
        for score in ordered
    ]


def _scores_of(
    season: Season, entries: Iterable[Entry], category: Category | None
) -> tuple[EntryScore, ...]:
    references = {entry.pk: entry.reference for entry in entries}
    stands = EntryCategory.objects.filter(entry__in=references)
    if category is not None:
        stands = stands.filter(category=category)
    where: dict[int, list[str]] = {}
    for entry, key in stands.values_list("entry_id", "category__key"):
        where.setdefault(entry, []).append(key)
    values = [EntryValue(references[pk], tuple(keys), None) for pk, keys in where.items()]
    cards = tuple(_cards_in(season, references, where))
    found = entry_scores(values, judge_values(season), cards, scheme_of(season))
    return weighed(found, points_of_rounds(season, references))


def _cards_in(
    season: Season, references: dict[int, str], where: dict[int, list[str]]
) -> Iterator[ScorecardValue]:
    """The scorecards in these places, and one without marks where a judge gives none."""
    aside = set(
        Interest.objects.filter(
            judge__season=season, entry__in=where, kind=InterestKind.STEP_ASIDE
        ).values_list("judge__key", "entry_id")
    )
    recused = [
        ScorecardValue(judge, references[entry], key, (), ScorecardStatus.RECUSED)
        for judge, entry in aside
        for key in where[entry]
    ]
    asked = asked_for_marks(season)
    left = {_place_of(card) for card in recused}
    kept = [
        card
        for card in _given_in(season, references, where)
        if _place_of(card) not in left and _is_due(card, asked)
    ]
    places = [(references[pk], key) for pk in where for key in where[pk]]
    yield from recused
    yield from kept
    yield from _excused(season, asked, places, left | {_place_of(card) for card in kept})


def _given_in(
    season: Season, references: dict[int, str], where: dict[int, list[str]]
) -> Iterator[ScorecardValue]:
    cards = Scorecard.objects.filter(judge__season=season, entry__in=where).order_by()
    marks: dict[int, list[Mark]] = {}
    given = MarkRow.objects.filter(scorecard__in=cards.values("pk")).order_by()
    for card, key, value in given.values_list("scorecard_id", "criterion__key", "value"):
        marks.setdefault(card, []).append(Mark(key, value))
    for pk, judge, entry, key, state in cards.values_list(
        "pk", "judge__key", "entry_id", "category__key", "state"
    ):
        if key in where[entry]:
            status = STATUS[ScorecardState(state)]
            given_here = tuple(marks.get(pk, ()))
            yield ScorecardValue(judge, references[entry], key, given_here, status)


def criteria_points(round_: Round) -> dict[int, Fraction]:
    """The mean of the scorecards of the entries of a round, by entry; without those with too few.

    Scorecards of earlier rounds of the same category count too: nothing is read twice.
    """
    entries = {each.reference: each.pk for each in entries_in(round_)}
    references = {pk: reference for reference, pk in entries.items()}
    where = {pk: [round_.category.key] for pk in references}
    values = [EntryValue(references[pk], tuple(keys), None) for pk, keys in where.items()]
    cards = tuple(_cards_in(round_.season, references, where))
    found = entry_scores(values, judge_values(round_.season), cards, scheme_of(round_.season))
    return {entries[each.entry]: each.score.points for each in found if each.score}


def own_totals(judge: Judge) -> dict[tuple[int, int], Total]:
    """What a judge’s own marks come to, by entry and category, where they marked in full."""
    scheme = scheme_of(judge.season)
    given: dict[tuple[int, int], list[Mark]] = {}
    rows = MarkRow.objects.filter(scorecard__judge=judge, scorecard__entry__is_test=False)
    for entry, category, key, value in rows.order_by().values_list(
        "scorecard__entry_id", "scorecard__category_id", "criterion__key", "value"
    ):
        given.setdefault((entry, category), []).append(Mark(key, value))
    found: dict[tuple[int, int], Total] = {}
    for (entry, category), marks in given.items():
        if len(marks) < len(scheme.criteria):
            continue
        card = ScorecardValue(judge.key, str(entry), str(category), tuple(marks))
        score = card_total(card, scheme).score
        found[entry, category] = Total(judge.key, score.rounded(), round(score.points * 10))
    return found


def score_lines(season: Season) -> Iterator[str]:
    """Every score for a console: category, points, entry, and how many of the panel counted."""
    found = scores(season)
    panel = season.judges.count()
    for category in season.categories.all():
        here = [score for score in found if score.category == category.key]
        if here:
            yield str(category.name)
        for score in sorted(here, key=_best_first):
            points = score.score.rounded() if score.score else "–"
            yield f"  {points:>6}  {score.entry}  {len(score.counted)}/{panel}"


def _best_first(score: EntryScore) -> tuple[bool, Fraction, str]:
    points = score.score.points if score.score else Fraction(0)
    return score.score is None, -points, score.entry
