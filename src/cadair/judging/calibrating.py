"""How sure the order of every category is, worked out from all marks of a season by the core.

Runs in the worker: the numeric libraries are loaded only when something is worked out. Whoever
stepped aside gets figures of their own, from which every category in which they did is left out:
out of shared figures and the marks they may see, the marks they may not see could be calculated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from adjudication.errors import TooManyLevels
from adjudication.scoring import EntryScore
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.analyses import FORMAT, certainty_words, fingerprint
from cadair.judging.models import CertaintyWords, Judge
from cadair.judging.parting import TieRules
from cadair.judging.queries import left_of
from cadair.judging.round_states import RoundMethod, RoundState
from cadair.judging.scorebook import scores
from cadair.judging.states import InterestKind
from cadair.judging.weighing import left_behind
from cadair.nominations.models import EntryCategory
from cadair.seasons.models import Category, Season

if TYPE_CHECKING:
    from adjudication.calibration import Calibration
    from adjudication.certainty import Posterior
    from adjudication.ratings import Ratings

SHARE: Final = 0.9
"""Between the two figures of an interval lies the true one with this chance."""

MOST_COMPARED: Final = 6
"""So many contenders are compared with each other, two at a time."""

ENTRIES_FOR_AGREEMENT: Final = 5
"""With fewer entries the panel’s agreement could be anything: nothing is said of it."""

_SILENT: Final[dict[str, Canonical]] = {"format": FORMAT, "is_silent": True}


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of a category, for one judge or for everybody who stepped aside from nothing."""

    category: Category
    judge: Judge | None
    inputs_sha256: str
    document: dict[str, Canonical]


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything the figures of a season come from.

    `weighed` are the categories whose points are not the marks alone: a single score or a live
    final is in them, so that figures about marks would be about something else than the list.
    """

    season: Season
    scored: Mapping[str, Sequence[EntryScore]]
    words: CertaintyWords
    closed: Mapping[int, frozenset[str]]
    weighed: frozenset[str]

    @classmethod
    def of(cls, season: Season) -> Marks:
        """Read them, without entries that did not go on or have too few scorecards for a score."""
        scored: dict[str, list[EntryScore]] = {}
        gone = left_behind(season)
        for each in scores(season):
            if each.score is not None and (each.category, each.entry) not in gone:
                scored.setdefault(each.category, []).append(each)
        return cls(season, scored, certainty_words(season), _closed(season), _weighed(season))

    @property
    def sha256(self) -> str:
        """The hash of all of it; as long as it stays, so do the figures."""
        words = self.words
        return sha256_of(
            [
                FORMAT,
                [words.clear, words.ahead, words.contenders, words.open_from, words.open_to],
                [[judge, sorted(keys)] for judge, keys in sorted(self.closed.items())],
                sorted(self.weighed),
                [
                    [each.category, each.entry, total.card.judge, total.score.exact]
                    for scored in self.scored.values()
                    for each in scored
                    for total in each.counted
                ],
            ]
        )


def _closed(season: Season) -> dict[int, frozenset[str]]:
    """By judge the categories in which something stands that they left; only where there is any."""
    found = {}
    aside = season.judges.filter(interests__kind=InterestKind.STEP_ASIDE) | season.judges.filter(
        is_substitute=True
    )
    for judge in aside.distinct():
        judge.season = season
        stands = EntryCategory.objects.filter(entry__in=left_of(judge))
        keys = frozenset(stands.values_list("category__key", flat=True))
        if keys:
            found[judge.pk] = keys
    return found


def _weighed(season: Season) -> frozenset[str]:
    started = season.rounds.filter(is_called=False).exclude(state=RoundState.WAITING)
    others = started.filter(method__in=(RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL))
    return frozenset(others.values_list("category__key", flat=True))


def worked_out(marks: Marks) -> Iterator[Found]:
    """The figures of every category for everybody, and for each judge who stepped aside."""
    categories = {each.key: each for each in marks.season.categories.all()}
    judges = {each.pk: each for each in marks.season.judges.all()}
    rules = TieRules.of(marks.season)
    readers: dict[frozenset[str], list[Judge | None]] = {frozenset(): [None]}
    for pk, keys in marks.closed.items():
        readers.setdefault(keys, []).append(judges[pk])
    for closed, who in readers.items():
        shown = {key: each for key, each in marks.scored.items() if key not in closed}
        for key, document in _documents(shown, marks.words, rules, categories):
            said = _SILENT if key in marks.weighed else document
            totals = fingerprint(_given(shown[key]))
            for judge in who:
                yield Found(categories[key], judge, totals, said)


def _given(scored: Iterable[EntryScore]) -> Iterator[tuple[str, str, str]]:
    for each in scored:
        for total in each.counted:
            yield each.entry, total.card.judge, total.score.rounded()


def _documents(
    scored: Mapping[str, Sequence[EntryScore]],
    words: CertaintyWords,
    rules: TieRules,
    categories: Mapping[str, Category],
) -> Iterator[tuple[str, dict[str, Canonical]]]:
    from adjudication.calibration import calibrate
    from adjudication.ratings import ratings

    given = ratings(
        (each.entry, total.card.judge, float(total.score.points), key)
        for key, found in scored.items()
        for each in found
        for total in each.counted
    )
    try:
        whole = calibrate(given)
    except TooManyLevels:
        whole = None
    for key, found in scored.items():
        at = given.categories.index(key)
        model, place = (whole, at) if whole else (calibrate(_alone(given, at)), at)
        yield (
            key,
            {
                "format": FORMAT,
                **_figures(model, place, words),
                "agreement": _agreement(model.ratings, place),
                "ties": rules.ties(found, categories[key]),
            },
        )


def _alone(given: Ratings, category: int) -> Ratings:
    """One category by itself, where all of them together are too much for the memory."""
    return given.without(given.category == category)


def _figures(model: Calibration, category: int, words: CertaintyWords) -> dict[str, Any]:
    """Adjusted means, chances, and what they come to."""
    from adjudication.certainty import Bands, contenders, is_open, posterior

    # Without a remainder nothing is left from which to tell how sure anything is.
    joint = posterior(model, category) if model.sd.residual else None
    chances = _chances(model, joint, category) if joint else None
    names = _names(model, category)
    bands = Bands(words.clear / 100, words.ahead / 100)
    among = contenders(chances, words.contenders / 100) if chances else ()
    duels = list(_duels(joint, among, names)) if joint else []
    first = duels[0]["chance"] if duels else _first_two(joint, chances)
    limits = (words.open_from / 100, words.open_to / 100)
    return {
        "order_can_change": model.order_can_change(category),
        "entries": _entries(model, category, names, chances),
        "band": bands.word(max(chances)) if chances else None,
        "contenders": [names[at] for at in among],
        "duels": duels,
        "is_open": first is not None and is_open(first, limits),
        "judges": list(_judges(model, category)),
        "without": list(_without(model, category)) if joint else [],
        "sd": {"entry": model.sd.entry, "judge": model.sd.judge, "rest": model.sd.residual},
        "components": model.ratings.components,
        "notes": [note.code for note in model.notes],
    }


def _names(model: Calibration, category: int) -> list[str]:
    ours = model.ratings
    return [ours.entries[entry] for entry in ours.unit_entry[ours.units_of(category)].tolist()]


def _entries(
    model: Calibration, category: int, names: Sequence[str], chances: Sequence[float] | None
) -> list[dict[str, Any]]:
    """The entries of a category, best first by the adjusted means."""
    from adjudication.certainty import interval

    low, high = interval(model, SHARE)
    units = model.ratings.units_of(category).tolist()
    entries = [
        {
            "entry": names[at],
            "n": int(model.ratings.read_by[unit]),
            "raw": _figure(model.raw[unit]),
            "adjusted": _figure(model.adjusted[unit]),
            "low": _figure(low[unit]),
            "high": _figure(high[unit]),
            "place": place,
            "p_best": round(chances[at], 4) if chances else None,
        }
        for at, (unit, place) in enumerate(zip(units, model.places(category).tolist(), strict=True))
    ]
    return sorted(entries, key=lambda each: (each["place"], each["entry"]))


def _chances(model: Calibration, joint: Posterior, category: int) -> list[float]:
    """The chance of each to be the best; equals in every respect have equal ones, to the digit."""
    found = joint.best(_seed(model.ratings.categories[category]))
    units = joint.units
    alike: dict[tuple[float, float], list[int]] = {}
    for at, pair in enumerate(zip(model.adjusted[units], model.unit_se[units], strict=True)):
        alike.setdefault((round(float(pair[0]), 6), round(float(pair[1]), 6)), []).append(at)
    for same in alike.values():
        found[same] = found[same].mean()
    return [float(each) for each in found]


def _seed(category: str) -> int:
    """The draws of a category are the same every time it is worked out, and other than others’."""
    return int.from_bytes(hashlib.sha256(category.encode()).digest()[:4])


def _figure(number: float) -> float | None:
    """For a document: thousandths; None for what the scores do not tell."""
    return round(float(number), 3) if number == number else None  # noqa: PLR0124


def _first_two(joint: Posterior | None, chances: Sequence[float] | None) -> float | None:
    if joint is None or not chances:
        return None
    order = sorted(range(len(chances)), key=lambda at: -chances[at])
    return joint.beats(order[0], order[1])


def _duels(
    joint: Posterior, among: Sequence[int], names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """The chance that the better of two contenders is the better one; the first two come first."""
    for one, other in combinations(among[:MOST_COMPARED], 2):
        yield {
            "better": names[one],
            "other": names[other],
            "chance": round(joint.beats(one, other), 4),
        }


def _judges(model: Calibration, category: int) -> Iterator[dict[str, Any]]:
    """Every judge of a category: entries marked here, and how far above or below colleagues."""
    ours = model.ratings
    here = ours.judge[ours.category == category].tolist()
    for at in sorted(set(here)):
        yield {
            "judge": ours.judges[at],
            "n": here.count(at),
            "leniency": _figure(model.prediction.judge[at]),
            "se": _figure(model.judge_se[at]),
        }


def _without(model: Calibration, category: int) -> Iterator[dict[str, Any]]:
    """Who would come first without each judge in turn."""
    from adjudication.certainty import without_each_judge

    ours = model.ratings
    for each in without_each_judge(model, category):
        yield {
            "judge": ours.judges[each.judge],
            "first": [ours.entries[ours.unit_entry[unit]] for unit in each.winners],
            "changes": each.changes,
        }


def _agreement(given: Ratings, category: int) -> dict[str, Any] | None:
    """How much of the differences between means are differences between entries, with an interval.

    Of the judges who marked every entry; None where that could be anything.
    """
    from adjudication.agreement import Reason, icc, reliability_interval

    units = given.units_of(category)
    here = given.category == category
    judges = given.judge[here].tolist()
    complete = [at for at in set(judges) if judges.count(at) == len(units)]
    if len(units) < ENTRIES_FOR_AGREEMENT or len(complete) < 2:
        return None
    chosen = given.without(
        [on and who in complete for on, who in zip(here, given.judge, strict=True)]
    )
    found, between = icc(chosen), reliability_interval(chosen)
    if isinstance(found, Reason) or isinstance(between, Reason) or found["A,k"] is None:
        return None
    low, high = (min(max(each, 0.0), 1.0) for each in between.panel)
    return {
        "judges": len(complete),
        "of": len(set(judges)),
        "panel": round(min(max(found["A,k"], 0.0), 1.0), 3),
        "low": round(low, 3),
        "high": round(high, 3),
    }
