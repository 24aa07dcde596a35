"""What a nomination said before its nominator changed it: version by version, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Choices
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.nominations.actions import pages_of_sent
from cadair.nominations.answers import ROWS, Given, in_words, page_of_question
from cadair.nominations.models import Nomination
from cadair.nominations.states import AgeBand, EntryKind, OrganisationRole, Relation
from cadair.seasons.models import Season
from cadair.seasons.questions import questions_of

LANGUAGES: Final = {"cy": "Cymraeg", "en": "English"}

Pages = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a form said, before and after; either may be empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A change that a nominator sent: the number of the version that came of it, when, and what."""

    number: int
    at: datetime
    changes: Sequence[Changed]


def steps_of(nomination: Nomination) -> list[Step]:
    """Every change that was sent, the newest first."""
    versions = list(nomination.versions.all())
    said = [_said(nomination.season, version.content["pages"]) for version in versions]
    said.append(_said(nomination.season, pages_of_sent(nomination)))
    steps = [
        Step(version.number + 1, version.replaced_at, list(_changes(before, after)))
        for version, before, after in zip(versions, said, said[1:], strict=False)
    ]
    return steps[::-1]


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Changed]:
    for label in dict.fromkeys([*before, *after]):
        was, now = before.get(label, ""), after.get(label, "")
        if was != now:
            yield Changed(label, was, now)


def _said(season: Season, pages: Pages) -> dict[str, str]:
    """Everything that a form said, by what it is called, as a person reads it."""
    here = active_language()
    said: dict[str, str] = {}
    for page, tell in _PAGES.items():
        said |= tell(season, dict(pages.get(page, {}).get("values", {})))
    for asked in questions_of(season):
        values = pages.get(page_of_question(asked.key), {}).get("values")
        if values:
            label = asked.label.as_dict()[here] or asked.key
            said[label] = in_words(asked, Given(asked, values).answer, here)
    return {label: text for label, text in said.items() if text}


def _language(_season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    return {_("Language"): LANGUAGES.get(values.get("language", ""), "")}


def _categories(season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    here = active_language()
    names = {each.key: each.name.in_language(here) for each in season.categories.all()}
    chosen = values.get("categories", [])
    return {_("Categories"): "\n".join(names.get(key, key) for key in chosen)}


def _entry(_season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    return {
        _("Title"): str(values.get("title", "")),
        _("What is put forward"): _label(EntryKind, values.get("kind")),
        _("Nominates"): _label(Relation, values.get("relation")),
        _("Place"): str(values.get("place", "")),
    }


def _people(_season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    rows = values.get(ROWS, [])
    return {_("Nominees"): _lines(rows, lambda row: _label(AgeBand, row.get("age_band")), "email")}


def _bodies(_season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    rows = values.get(ROWS, [])
    return {_("Organisations"): _lines(rows, lambda row: _label(OrganisationRole, row.get("role")))}


def _nominator(_season: Season, values: Mapping[str, Any]) -> dict[str, str]:
    parts = (values.get("name"), values.get("organisation"))
    return {_("Nominator"): ", ".join(str(part) for part in parts if part)}


_PAGES: Final[Mapping[str, Callable[[Season, Mapping[str, Any]], dict[str, str]]]] = {
    "language": _language,
    "categories": _categories,
    "entry": _entry,
    "people": _people,
    "organisations": _bodies,
    "you": _nominator,
}
"""The pages that every form has; a test holds their keys equal to those of the form."""


def _lines(
    rows: Iterable[Mapping[str, Any]], kind: Callable[[Mapping[str, Any]], str], *more: str
) -> str:
    told = ([row.get("name"), kind(row), *(row.get(key) for key in more)] for row in rows)
    return "\n".join(", ".join(str(part) for part in parts if part) for parts in told)


def _label(kinds: type[Choices], key: Any) -> str:
    return str(kinds(key).label) if key in kinds.values else ""
