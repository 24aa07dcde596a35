"""The frame of each public page: its title, its twin, where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.publishing.models import ReleasedProgramme
from cadair.web.shared import addresses
from cadair.web.shared.addresses import Paths, in_both
from cadair.web.shared.page import Link, Page, joined_title, service_name

LONGEST_DESCRIPTION = 200


def cadair_page(
    language: Language,
    title: str,
    paths: Paths,
    *,
    description: str = "",
    default: str = "",
    crumbs: Sequence[Link] = (),
    is_article: bool = False,
) -> Page:
    """A page that belongs to no programme."""
    return Page(
        language=language,
        title=joined_title(title, service_name(language)),
        paths=paths,
        description=shortened(description),
        default=default,
        nav=(
            Link(_("News"), addresses.news(language), paths[language] == addresses.news(language)),
        ),
        crumbs=tuple(crumbs),
        is_article=is_article,
    )


def programme_page(
    programme: ReleasedProgramme,
    language: Language,
    titles: Sequence[str],
    paths: Paths,
    *,
    description: str = "",
    crumbs: Sequence[Link] = (),
    is_article: bool = False,
    data: Link | None = None,
) -> Page:
    """A page of a programme, under its name; `titles` without the programme’s own."""
    name = programme.name.in_language(language)
    here = paths[language]
    nav = (
        (_("Awards"), addresses.programme(language, programme.slug)),
        (_("All years"), addresses.archive(language, programme.slug)),
        (_("News"), addresses.news(language)),
    )
    return Page(
        language=language,
        title=joined_title(*titles),
        paths=paths,
        description=shortened(description),
        site=Link(name, addresses.programme(language, programme.slug)),
        nav=tuple(Link(text, href, href == here) for text, href in nav),
        crumbs=tuple(crumbs),
        is_indexed=True,
        is_article=is_article,
        data=data,
    )


def programme_paths(programme: ReleasedProgramme) -> Paths:
    """The home of a programme in both languages."""
    return in_both(lambda language: addresses.programme(language, programme.slug))


def shortened(text: str) -> str:
    """One line for a description, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    return line[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:–") + "…"


def words(text: BilingualText | None, language: Language) -> str:
    """The text in one language, or nothing."""
    return text.in_language(language) if text else ""
