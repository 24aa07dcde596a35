"""Every address leads to one page, and none hides a page of the system."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from seasonfile.checks.findings import Findings, Path, found
from seasonfile.checks.known import Known
from seasonfile.document import SeasonDocument, Text
from seasonfile.reserved import RESERVED_SLUGS

_LANGUAGES: tuple[Literal["cy", "en"], ...] = ("cy", "en")

Slugged = tuple[Path, Text]


def check_slugs(known: Known) -> Findings:
    """Slugs that are reserved, only digits, or taken in the same place and language."""
    for group in _neighbours(known.document):
        for language in _LANGUAGES:
            yield from _in_language(group, language)


def _neighbours(document: SeasonDocument) -> Iterator[list[Slugged]]:
    """Slugs that stand in the same place of an address, a list for each place."""
    yield [(("programme", "slug"), document.programme.slug)]
    yield [(("categories", at, "slug"), each.slug) for at, each in enumerate(document.categories)]
    awards: defaultdict[str, list[Slugged]] = defaultdict(list)
    for at, award in enumerate(document.awards):
        if award.slug is not None:
            awards[award.category].append((("awards", at, "slug"), award.slug))
    yield from awards.values()
    yield [(("news", at, "slug"), each.slug) for at, each in enumerate(document.news)]


def _in_language(group: Iterable[Slugged], language: Literal["cy", "en"]) -> Findings:
    taken: dict[str, Path] = {}
    for path, slugs in group:
        slug = slugs.in_language(language)
        here = (*path, language)
        if slug in RESERVED_SLUGS:
            yield found("slug-reserved", *here, value=slug)
        elif slug.isdigit():
            yield found("slug-only-digits", *here, value=slug)
        elif slug and slug in taken:
            yield found("slug-taken", *here, first=taken[slug], value=slug)
        taken.setdefault(slug, here)
