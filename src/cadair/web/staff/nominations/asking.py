"""What a list of nominations is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.welsh.sorting import sort_key
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.models import EntryOrganisation, Nomination
from cadair.nominations.states import Eligibility, EntryKind, NominationState
from cadair.seasons.models import Season
from cadair.web.staff.nominations.folding import folded

SORTS: Final = {
    "newest": ("-submitted_at", "-pk"),
    "oldest": ("submitted_at", "pk"),
    "reference": ("reference", "pk"),
    "title": ("pk",),
}
SHOWN: Final = ("grouped", "test")
LONGEST_SEARCH: Final = 200

Row = tuple[int, int, int | None]
"""A nomination, its entry, and the entry with which that counts if it is grouped: ids."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything that is empty lets all through; a rehearsal is shown only where it is asked for.

    `organisations` is `unchecked` for entries behind which stands a body nobody has checked;
    `show` is `grouped` for what counts with another entry, `test` for the rehearsal.
    """

    eligibility: str = ""
    category: str = ""
    language: str = ""
    kind: str = ""
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

    def rows(self, season: Season) -> Sequence[Row]:
        """The nominations it lets through, in order."""
        found = self._narrowed(season).order_by(*SORTS[self.sort])
        plain = ("pk", "entry_id", "entry__grouped_into_id")
        if not self.q and self.sort != "title":
            return list(found.values_list(*plain))
        columns = (*plain, *SEARCHED, "entry__title_language")
        read = list(found.values_list(*columns))
        if self.q:
            read = self._matching(season, read)
        if self.sort == "title":
            language = active_language()
            read.sort(key=lambda row: sort_key(_title(row), language))
        return [row[:3] for row in read]

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
        if self.eligibility:
            found = found.filter(_stands_as(self.eligibility))
        if self.eligibility == Eligibility.UNCHECKED:
            found = found.filter(state=NominationState.SUBMITTED)
        if self.organisations:
            # As a list of ids: an entry with two such bodies stands in the list once.
            typed = EntryOrganisation.objects.filter(
                entry__season=season, organisation__is_checked=False
            )
            found = found.filter(entry__in=typed.values("entry"))
        return found

    def _matching(self, season: Season, read: Sequence[Any]) -> list[Any]:
        """Every word that is looked for stands somewhere in what was sent, or in a body’s name."""
        asked = folded(self.q).split()
        bodies = _bodies(season)
        return [
            row
            for row in read
            if _has_all(asked, folded(" ".join(row[3:-1])) + bodies.get(row[1], ""))
        ]


SEARCHED: Final = (
    "entry__title_cy",
    "entry__title_en",
    "entry__reference",
    "reference",
    "nominator_name",
    "nominator_email",
    "nominator_organisation",
)


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""


def _stands_as(eligibility: str) -> Q:
    """What is grouped stands as the entry with which it counts."""
    own = Q(entry__grouped_into=None, entry__eligibility=eligibility)
    return own | Q(entry__grouped_into__eligibility=eligibility)


def _title(row: Any) -> str:
    cy, en, language = row[3], row[4], row[-1]
    return str(cy if language == "cy" or (not language and active_language() == "cy") else en)


def _has_all(asked: Sequence[str], text: str) -> bool:
    return all(word in text for word in asked)


def _bodies(season: Season) -> dict[int, str]:
    """The folded names of the bodies behind each entry."""
    parts = EntryOrganisation.objects.filter(entry__season=season).order_by()
    names: dict[int, str] = {}
    found: dict[int, str] = {}
    columns = ("entry_id", "organisation_id", "organisation__name_cy", "organisation__name_en")
    for entry, body, cy, en in parts.values_list(*columns):
        if body not in names:
            names[body] = f" {folded(f'{cy} {en}')}"
        found[entry] = found.get(entry, "") + names[body]
    return found
