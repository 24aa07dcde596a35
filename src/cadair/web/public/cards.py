"""Awards and sections as templates need them: plain text of one language, nothing left to compute.

Dictionaries, because a template finds a key in one step and an attribute only after a failed try
for a key; on a page of 250 awards that is a third of its time.
"""

from __future__ import annotations

from itertools import groupby
from typing import Final, Literal, TypedDict

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.publishing.documents import ReleasedAward, Section
from cadair.web.public.sentences import several_of_a_kind
from cadair.web.shared import addresses
from cadair.web.shared.finding import FoundSeason

Tone = Literal["winner", "commended", "award"]

BETWEEN_NAMES: Final = " · "
"""A sign and not a word: no list of names needs a conjunction that mutates the last."""


class AwardCard(TypedDict):
    """One award in a list; its kind stands over the group.

    `text` is the first paragraph and nearly always the only one, `more` are those after it.
    """

    id: str
    url: str
    title: str
    who: str
    text: str
    more: list[str]


class AwardGroup(TypedDict):
    """Awards of one kind under one heading; side by side when they share a place.

    `tone` chooses rule and icon; the heading says the same in words.
    """

    heading: str
    tone: Tone
    is_shared: bool
    awards: list[AwardCard]


class SectionCard(TypedDict):
    """A category with everything given in it."""

    id: str
    url: str
    name: str
    definition: list[str]
    note: list[str]
    wording: list[str]
    is_overall: bool
    groups: list[AwardGroup]


def section_cards(found: FoundSeason, language: Language) -> list[SectionCard]:
    """What the results page shows, in the order of the language; nothing for an empty category."""
    shown = [section for section in found.document.sections_in(language) if section.is_shown]
    return [section_card(found, section, language) for section in shown]


def section_card(found: FoundSeason, section: Section, language: Language) -> SectionCard:
    """One category."""
    slug, year = found.programme.slug, found.document.year
    url = addresses.section(language, slug, year, section.slug)
    ranked = groupby(sorted(section.awards, key=_is_below), key=_shared_heading)
    return {
        "id": section.slug.in_language(language),
        "url": url,
        "name": section.name.in_language(language),
        "definition": _paragraphs(section.definition, language),
        "note": _paragraphs(section.note, language),
        "wording": _paragraphs(section.wording, language),
        "is_overall": section.group == "overall",
        "groups": [_group(list(awards), url, language) for _key, awards in ranked],
    }


def award_card(award: ReleasedAward, section_url: str, language: Language) -> AwardCard:
    """One award; `section_url` is the address of its category in the same language."""
    first, *more = _paragraphs(award.text, language) or [""]
    return {
        "id": award.id,
        "url": f"{section_url}{award.slug.in_language(language)}/",
        "title": award.title.in_language(language),
        "who": BETWEEN_NAMES.join(names_of(award, language)),
        "text": first,
        "more": more,
    }


def names_of(award: ReleasedAward, language: Language) -> list[str]:
    """Who the award names: people, by name or role, then organisations.

    An archive that may not name a person has the role as the title; it is not said twice.
    """
    title = award.title.in_language(language).casefold()
    people = [person.in_language(language) for person in award.people]
    bodies = [body.name.in_language(language) for body in award.organisations]
    return [name for name in people + bodies if name.casefold() != title]


def kind_name(award: ReleasedAward, language: Language) -> str:
    """“Joint winner”, “Highly commended”; “Award” where an archive does not know the kind."""
    if award.kind is None:
        return _("Award")
    name = award.kind.joint_name if award.is_joint else award.kind.name
    return name.in_language(language)


def tone(award: ReleasedAward) -> Tone:
    """Gold for winners only, laurel for commendations, neither where the kind is not known."""
    if award.kind is None:
        return "award"
    return "commended" if award.kind.is_commendation else "winner"


def paragraphs(text: str) -> list[str]:
    """Plain text, parted by blank lines."""
    return [part for part in map(str.strip, text.split("\n\n")) if part]


def _paragraphs(text: BilingualText | None, language: Language) -> list[str]:
    return paragraphs(text.in_language(language)) if text else []


def _is_below(award: ReleasedAward) -> bool:
    """Commendations below everything else; otherwise the order in which they were decided."""
    return award.kind is not None and award.kind.is_commendation


def _shared_heading(award: ReleasedAward) -> tuple[str, bool]:
    return award.kind_key, award.is_joint


def _group(awards: list[ReleasedAward], section_url: str, language: Language) -> AwardGroup:
    first = awards[0]
    return {
        "heading": group_heading(first, len(awards), language),
        "tone": tone(first),
        "is_shared": first.is_joint and len(awards) > 1,
        "awards": [award_card(award, section_url, language) for award in awards],
    }


def group_heading(first: ReleasedAward, number: int, language: Language) -> str:
    """“Winner”, “2 joint winners”, “Award”, “3 awards”."""
    if number == 1:
        return kind_name(first, language)
    return (
        several_of_a_kind(first.kind_key, number, language, is_joint=first.is_joint)
        or f"{kind_name(first, language)}: {number}"
    )
