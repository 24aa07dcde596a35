"""What judges gave to test entries, side by side, to talk about what a mark means.

Nothing is shown of an entry before every judge has marked all of it: practice too is marked alone
first (PRO-05). None of it counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadair.foundation.bilingual import Language
from cadair.judging.desks import practice_places, title_of
from cadair.judging.models import Judge, Mark
from cadair.nominations.models import EntryCategory
from cadair.seasons.models import Criterion, Season


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion with each judge’s mark, in the order of the panel."""

    name: str
    marks: Sequence[tuple[str, int]]

    @property
    def lowest(self) -> int:
        """The lowest of them."""
        return min(mark for _judge, mark in self.marks)

    @property
    def highest(self) -> int:
        """The highest of them."""
        return max(mark for _judge, mark in self.marks)

    @property
    def apart(self) -> int:
        """How far the highest is from the lowest."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Together:
    """A test entry in a category: who still has to mark it, or everything that was given."""

    reference: str
    category: str
    title: str
    language: Language
    judges: Sequence[str]
    done: int
    rows: Sequence[Row]

    @property
    def is_complete(self) -> bool:
        """Whether everybody has marked all of it."""
        return bool(self.rows)

    @property
    def furthest(self) -> Row | None:
        """The criterion on which they are furthest apart; none where they agree."""
        widest = max(self.rows, key=lambda row: row.apart, default=None)
        return widest if widest is not None and widest.apart else None


def practice_together(season: Season) -> list[Together]:
    """Every test entry that can be practised on, by category and reference."""
    places = practice_places(season).select_related("entry", "category")
    ordered = list(places.order_by("category__position", "entry__reference"))
    judges = list(season.judges.filter(is_substitute=False).order_by("position"))
    criteria = list(season.criteria.all())
    rows = Mark.objects.filter(
        scorecard__entry__in=[place.entry_id for place in ordered], scorecard__judge__in=judges
    )
    given = {
        (entry, category, judge, criterion): value
        for entry, category, judge, criterion, value in rows.values_list(
            "scorecard__entry_id",
            "scorecard__category_id",
            "scorecard__judge_id",
            "criterion_id",
            "value",
        )
    }
    return [_together(place, judges, criteria, given) for place in ordered]


def _together(
    place: EntryCategory,
    judges: Sequence[Judge],
    criteria: Sequence[Criterion],
    given: Mapping[tuple[int, int, int, int], int],
) -> Together:
    entry, where = place.entry, (place.entry_id, place.category_id)
    done = [
        judge
        for judge in judges
        if all((*where, judge.pk, criterion.pk) in given for criterion in criteria)
    ]
    is_complete = bool(judges) and len(done) == len(judges) and bool(criteria)
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    return Together(
        reference=entry.reference,
        category=str(place.category.name),
        title=title,
        language=language,
        judges=[judge.name for judge in judges],
        done=len(done),
        rows=[
            Row(
                str(criterion.name),
                [(judge.name, given[(*where, judge.pk, criterion.pk)]) for judge in judges],
            )
            for criterion in criteria
        ]
        if is_complete
        else [],
    )
