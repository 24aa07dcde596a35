"""What a category’s rounds give its entries: points to be weighed, and who was left behind."""

from __future__ import annotations

from collections.abc import Collection

from adjudication.scorecards import RoundPoints
from cadair.judging.models import Interest, Paper, Round, RoundEntry
from cadair.judging.queries import STARTED, has_rounds, places_to_judge
from cadair.judging.round_plans import LAST_ONLY, WITH_POINTS
from cadair.judging.round_states import PaperState, RoundMethod
from cadair.judging.rounds import entries_in, judges_of
from cadair.judging.states import InterestKind
from cadair.seasons.models import Season

Place = tuple[str, str]
"""Category key and entry reference."""


def points_of_rounds(
    season: Season, among: Collection[int] | None = None
) -> dict[Place, list[RoundPoints]]:
    """What each round with points gave the entries of the last one with points of its own.

    Only categories with a single score or a live final are there; in the others the scorecards say
    it all. Rounds by criteria share their scorecards, so they are one part, with the weight of the
    last of them. `among` are the entries that are asked for; None: all.
    """
    if not has_rounds(season):
        return {}
    by_category: dict[int, list[Round]] = {}
    rounds = season.rounds.filter(
        is_called=False, state__in=STARTED, method__in=[str(each) for each in WITH_POINTS]
    )
    for each in rounds.select_related("category", "season").order_by("position"):
        by_category.setdefault(each.category_id, []).append(each)
    found: dict[Place, list[RoundPoints]] = {}
    for here in by_category.values():
        if any(each.method != RoundMethod.CRITERIA for each in here):
            found |= _points_in_category(here, among)
    return found


def _points_in_category(
    rounds: list[Round], among: Collection[int] | None
) -> dict[Place, list[RoundPoints]]:
    last = [each for each in rounds if each.method != RoundMethod.CRITERIA][-1]
    key = last.category.key
    entries = entries_in(last)
    if among is not None:
        entries = entries.filter(pk__in=among)
    parts: dict[int, list[RoundPoints]] = {pk: [] for pk in entries.values_list("pk", flat=True)}
    criteria = [each for each in rounds if each.method == RoundMethod.CRITERIA]
    if criteria:
        for each in parts.values():
            each.append(RoundPoints(criteria[-1].key, criteria[-1].weight, is_by_criteria=True))
    for round_ in rounds:
        if round_.method != RoundMethod.CRITERIA:
            given, needed = _given(round_), _needed(round_)
            for pk, each in parts.items():
                each.append(
                    RoundPoints(round_.key, round_.weight, tuple(given.get(pk, ())), needed)
                )
    references = dict(entries.values_list("pk", "reference"))
    return {(key, references[pk]): each for pk, each in parts.items()}


def _given(round_: Round) -> dict[int, list[tuple[str, int]]]:
    """The locked points of a round by entry, judge by judge, without who stepped aside."""
    aside = set(
        Interest.objects.filter(
            judge__season=round_.season_id, kind=InterestKind.STEP_ASIDE
        ).values_list("judge_id", "entry_id")
    )
    papers = Paper.objects.filter(round=round_, state=PaperState.LOCKED).exclude(points=None)
    found: dict[int, list[tuple[str, int]]] = {}
    for judge, name, entry, points in papers.order_by("judge__key").values_list(
        "judge_id", "judge__key", "entry_id", "points"
    ):
        if (judge, entry) not in aside and points is not None:
            found.setdefault(entry, []).append((name, points))
    return found


def _needed(round_: Round) -> int:
    """How many judges must have given points: as many as scorecards, where so many are asked."""
    asked = round_.readers if round_.readers is not None else len(judges_of(round_))
    return max(1, min(round_.season.minimum_scorecards or 1, asked))


def left_behind(season: Season) -> frozenset[Place]:
    """Where an entry did not go on to the last round of a category that anybody went on to.

    A ballot leaves nobody behind: it ranks some, and the points of the others stand.
    """
    if not has_rounds(season):
        return frozenset()
    came: dict[int, tuple[int, set[int]]] = {}
    rows = RoundEntry.objects.filter(round__season=season, round__is_called=False)
    rows = rows.exclude(round__method__in=[str(each) for each in LAST_ONLY])
    for category, position, entry in rows.order_by("round__position").values_list(
        "round__category_id", "round__position", "entry_id"
    ):
        if category not in came or came[category][0] != position:
            came[category] = (position, set())
        came[category][1].add(entry)
    if not came:
        return frozenset()
    places = places_to_judge(season).filter(category__in=came)
    return frozenset(
        (key, reference)
        for category, key, entry, reference in places.values_list(
            "category_id", "category__key", "entry_id", "entry__reference"
        )
        if entry not in came[category][1]
    )
