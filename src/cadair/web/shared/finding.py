"""From the words of an address to what is released there (WEL-03).

An address may come with a word of the other language in it: an old link, a guess, a hand-edited
`/cy/`. Each word is looked up in the language of the address first and then in the other; what is
found knows its right address, and a view redirects when that is not the one asked for. What is not
found is `None`, whether it never was or is not public yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect

from cadair.foundation.bilingual import BilingualText, Language, other_language
from cadair.foundation.canonical import sha256_of
from cadair.publishing import queries
from cadair.publishing.documents import ReleasedAward, SeasonDocument, Section
from cadair.publishing.models import ReleasedPost, ReleasedProgramme
from cadair.web.shared import addresses
from cadair.web.shared.addresses import Paths, in_both

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FoundSeason:
    """A released season and where it lives."""

    programme: ReleasedProgramme
    document: SeasonDocument

    @property
    def paths(self) -> Paths:
        """Its address in each language."""
        slug, year = self.programme.slug, self.document.year
        return in_both(lambda language: addresses.season(language, slug, year))

    def section_paths(self, section: Section) -> Paths:
        """The addresses of one of its categories."""
        slug, year = self.programme.slug, self.document.year
        return in_both(lambda language: addresses.section(language, slug, year, section.slug))

    def award_paths(self, section: Section, award: ReleasedAward) -> Paths:
        """The addresses of one of its awards."""
        slug, year = self.programme.slug, self.document.year
        return in_both(
            lambda language: addresses.award(language, slug, year, section.slug, award.slug)
        )


def find_programme(language: Language, slug: str) -> ReleasedProgramme:
    """The programme of that address.

    Raises:
        Http404: there is none.
    """
    found = queries.programme(language, slug) or queries.programme_in_either_language(slug)
    if found is None:
        raise Http404
    return found


def find_season(language: Language, slug: str, year: int) -> FoundSeason:
    """The public season of that address.

    Raises:
        Http404: there is none, or it is not public.
    """
    programme = find_programme(language, slug)
    document = queries.season_document(programme.key, year)
    if document is None:
        raise Http404
    return FoundSeason(programme, document)


def find_section(found: FoundSeason, language: Language, slug: str) -> Section:
    """The category of that address.

    Raises:
        Http404: the season has none of that name.
    """
    return _by_slug(found.document.sections, lambda section: section.slug, language, slug)


def merged_into(found: FoundSeason, slug: str) -> Section | None:
    """Where the category of that address went when it was merged, or None: it never was."""
    sections = {section.key: section for section in found.document.sections}
    if any(slug in (here.slug.cy, here.slug.en) for here in sections.values()):
        return None
    merged = {each.key: each for each in found.document.merged}
    gone = next((m for m in merged.values() if slug in (m.slug.cy, m.slug.en)), None)
    while gone is not None and gone.into not in sections:
        # Its target was merged in its turn.
        gone = merged.get(gone.into)
    return sections[gone.into] if gone else None


def find_award(section: Section, language: Language, slug: str) -> ReleasedAward:
    """The award of that address, or the one that was found there before a name was taken out.

    Raises:
        Http404: the category has none of that name.
    """
    if any(award.former for award in section.awards):
        former = sha256_of(slug)
        for award in section.awards:
            if former in award.former:
                return award
    return _by_slug(section.awards, lambda award: award.slug, language, slug)


def find_post(language: Language, slug: str) -> ReleasedPost:
    """The news item of that address.

    Raises:
        Http404: there is none.
    """
    found = queries.post(language, slug) or queries.post_in_either_language(slug)
    if found is None:
        raise Http404
    return found


def moved(request: HttpRequest, right: str) -> HttpResponsePermanentRedirect | None:
    """A permanent redirect to the right address, with the query, unless it is the one asked for."""
    if request.path == right:
        return None
    return HttpResponsePermanentRedirect(addresses.with_query(right, request))


def _by_slug(
    things: Iterable[T], slug_of: Callable[[T], BilingualText], language: Language, slug: str
) -> T:
    known = list(things)
    for tried in (language, other_language(language)):
        for thing in known:
            if slug_of(thing).in_language(tried) == slug:
                return thing
    raise Http404
