"""What a list of nominations is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict

from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.models import EntryOrganisation, Flag, Nomination
from cadair.nominations.states import Eligibility, EntryKind, FlagKind, NominationState
from cadair.nominations.words import found_by, placed_in
from cadair.seasons.models import Season

SORTS: Final = {
    "newest": ("-submitted_at", "-pk"),
    "oldest": ("submitted_at", "pk"),
    "reference": ("reference", "pk"),
    "title": ("entry__words__sort_{language}", "pk"),
}
SHOWN: Final = ("grouped", "test", "proposed")
LONGEST_SEARCH: Final = 200
FEW: Final = 500

Row = tuple[int, int, int | None]
"""A nomination, its entry, and the entry with which that counts if it is grouped: ids."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything that is empty lets all through; a rehearsal is shown only where it is asked for.

    `organisations` is `unchecked` for entries behind which stands a body nobody has checked;
    `flag` a kind of flag, or `any`; `show` is `grouped` for what counts with another entry,
    `proposed` for what waits to be confirmed as not eligible, `test` for the rehearsal.
    """

    eligibility: str = ""
    category: str = ""
    language: str = ""
    kind: str = ""
    flag: str = ""
    place: str = ""
    organisation: str = ""
    organisations: str = ""
    show: str = ""
    q: str = ""
    sort: str = "newest"

    @classmethod
    def of(cls, query: QueryDict) -> Ask:
        """What an address asks for; what makes no sense asks for nothing."""
        said = {each.name: clean_line(query.get(each.name, "")) for each in fields(cls)}
        return cls(
            eligibility=_one_of(said["eligibility"], Eligibility.values),
            category=said["category"][:80],
            language=_one_of(said["language"], LANGUAGES),
            kind=_one_of(said["kind"], EntryKind.values),
            flag=_one_of(said["flag"], ("any", *FlagKind.values)),
            place=said["place"][:80],
            organisation=said["organisation"][:80],
            organisations=_one_of(said["organisations"], ("unchecked",)),
            show=_one_of(said["show"], SHOWN),
            q=said["q"][:LONGEST_SEARCH],
            sort=_one_of(said["sort"], SORTS) or "newest",
        )

    @property
    def values(self) -> Mapping[str, str]:
        """What is asked for, without what is usual."""
        return {
            each.name: value
            for each in fields(self)
            if (value := getattr(self, each.name)) and value != each.default
        }

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(set(self.values) - {"sort"})

    @property
    def query(self) -> str:
        """It as the query of an address, with its question mark; empty when nothing is asked."""
        return f"?{urlencode(self.values)}" if self.values else ""

    def but(self, **other: str) -> str:
        """The query of an address that asks the same but for something."""
        return replace(self, **other).query

    def found(self, season: Season) -> QuerySet[Nomination]:
        """The nominations it lets through, in order."""
        language = active_language()
        order = [column.format(language=language) for column in SORTS[self.sort]]
        return self._narrowed(season).order_by(*order)

    def page(self, season: Season, number: int, first: int, most: int) -> list[int]:
        """Of the `number` nominations that it lets through `most`, from `first` on: their ids."""
        found = self.found(season)
        if number <= FEW:
            # A database that looks for the newest walks past all others: first which, then when.
            few = list(self._narrowed(season).order_by().values_list("pk", flat=True))
            found = season.nominations.filter(pk__in=few).order_by(*found.query.order_by)
        return list(found.values_list("pk", flat=True)[first : first + most])

    def rows(self, season: Season) -> Sequence[Row]:
        """All of them as ids, in order."""
        return list(self.found(season).values_list("pk", "entry_id", "entry__grouped_into_id"))

    def counted(self, season: Season) -> tuple[int, int]:
        """How many nominations it lets through, and how many entries stand before them."""
        stands = Coalesce("entry__grouped_into_id", "entry_id")
        of = self._narrowed(season).aggregate(all=Count("pk"), entries=Count(stands, distinct=True))
        return of["all"], of["entries"]

    def _narrowed(self, season: Season) -> QuerySet[Nomination]:
        found = season.nominations.filter(entry__is_test=self.show == "test")
        plain = {
            "entry__places__category__key": self.category,
            "language": self.language,
            "entry__kind": self.kind,
            "entry__bodies__organisation__key": self.organisation,
        }
        found = found.filter(**{name: value for name, value in plain.items() if value})
        if self.show == "grouped":
            found = found.exclude(entry__grouped_into=None)
        if self.show == "proposed":
            found = found.exclude(entry__proposed_exclusion=None)
        if self.eligibility:
            found = found.filter(_stands_as(self.eligibility))
        if self.eligibility == Eligibility.UNCHECKED:
            found = found.filter(state=NominationState.SUBMITTED)
        return self._by_lists(self._by_words(found), season)

    def _by_words(self, found: QuerySet[Nomination]) -> QuerySet[Nomination]:
        """What stands in the index: the words that are looked for, and the place."""
        if self.q:
            found = found.filter(found_by(self.q))
        if self.place:
            found = found.filter(placed_in(self.place))
        return found

    def _by_lists(self, found: QuerySet[Nomination], season: Season) -> QuerySet[Nomination]:
        """What is asked as a list of ids: an entry with two such things stands in the list once."""
        if self.organisations:
            typed = EntryOrganisation.objects.filter(
                entry__season=season, organisation__is_checked=False
            )
            found = found.filter(entry__in=typed.values("entry"))
        if self.flag:
            up = Flag.objects.filter(cleared_at=None)
            up = up if self.flag == "any" else up.filter(kind=self.flag)
            found = found.filter(pk__in=up.order_by().values("nomination"))
        return found


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""


def _stands_as(eligibility: str) -> Q:
    """What is grouped stands as the entry with which it counts."""
    own = Q(entry__grouped_into=None, entry__eligibility=eligibility)
    return own | Q(entry__grouped_into__eligibility=eligibility)
