"""What a list of nominations is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.http import QueryDict

from cadair.foundation.bilingual import LANGUAGES, active_language
from cadair.foundation.welsh.sorting import sort_key
from cadair.foundation.welsh.text import clean_line
from cadair.nominations.models import EntryOrganisation, Nomination
from cadair.nominations.states import Eligibility, EntryKind, NominationState
from cadair.people.models import Organisation
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
        if self.q:
            searched = Concat(*SEARCHED, output_field=TextField())
            read = found.annotate(searched=searched).values_list(*plain, "searched")
            rows = _matching(season, folded(self.q).split(), read)
        else:
            rows = list(found.values_list(*plain))
        return _by_title(rows) if self.sort == "title" else rows

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


_SPACE: Final = Value(" ")
SEARCHED: Final = (
    F("entry__title_cy"),
    _SPACE,
    F("entry__title_en"),
    _SPACE,
    F("entry__reference"),
    _SPACE,
    F("reference"),
    _SPACE,
    F("nominator_name"),
    _SPACE,
    F("nominator_email"),
    _SPACE,
    F("nominator_organisation"),
)


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""


def _stands_as(eligibility: str) -> Q:
    """What is grouped stands as the entry with which it counts."""
    own = Q(entry__grouped_into=None, entry__eligibility=eligibility)
    return own | Q(entry__grouped_into__eligibility=eligibility)


def _matching(season: Season, asked: Sequence[str], read: Iterable[Any]) -> list[Row]:
    """Every word that is looked for stands somewhere in what was sent, or in a body’s name."""
    named = list(zip(asked, _entries_of_bodies(season, asked), strict=True))
    found = []
    for pk, entry, together, searched in read:
        text = folded(searched)
        if all(word in text or entry in entries for word, entries in named):
            found.append((pk, entry, together))
    return found


def _entries_of_bodies(season: Season, asked: Sequence[str]) -> list[set[int]]:
    """For each word the entries behind which stands a body with it in its name."""
    parts = EntryOrganisation.objects.filter(entry__season=season).order_by()
    rows = Organisation.objects.filter(pk__in=parts.values("organisation"))
    names = [
        (pk, folded(f"{cy} {en}")) for pk, cy, en in rows.values_list("pk", "name_cy", "name_en")
    ]
    bodies = [{pk for pk, name in names if word in name} for word in asked]
    if not any(bodies):
        return [set() for _word in asked]
    behind = list(parts.values_list("entry_id", "organisation_id"))
    return [{entry for entry, body in behind if body in some} for some in bodies]


def _by_title(rows: Sequence[Row]) -> list[Row]:
    """The rows in the alphabet of the reader."""
    language = active_language()
    sent = Nomination.objects.filter(pk__in=[row[0] for row in rows]).order_by()
    titles = {
        pk: cy if (cy and (spoken or language) == "cy") or not en else en
        for pk, cy, en, spoken in sent.values_list(
            "pk", "entry__title_cy", "entry__title_en", "entry__title_language"
        )
    }
    return sorted(rows, key=lambda row: sort_key(titles[row[0]], language))
