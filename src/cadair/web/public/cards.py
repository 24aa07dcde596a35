"""Awards and sections as templates need them: plain text of one language, nothing left to compute.

Dictionaries, because a template finds a key in one step and an attribute only after a failed try
for a key; on a page of 250 awards that is a third of its time.
"""

from __future__ import annotations

from itertools import groupby
from typing import Literal, TypedDict

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.publishing.documents import ReleasedAward, Section
from cadair.web.public.sentences import awards_counted, joint_heading
from cadair.web.shared import addresses
from cadair.web.shared.finding import FoundSeason

Tone = Literal["winner", "commended", "award"]


class AwardCard(TypedDict):
    """One award. `tone` chooses rule and icon; the words in `kind` say the same."""

    id: str
    url: str
    title: str
    kind: str
    tone: Tone
    who: list[str]
    paragraphs: list[str]
    presenter: str
    collected_by: str


class AwardGroup(TypedDict):
    """Awards that stand together; side by side when they share one place.

    A heading stands over those that share a place, unless that of their section already does.
    Levels are those of HTML's headings.
    """

    heading: str
    is_shared: bool
    tone: Tone
    level: int
    award_level: int
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
    counted: str
    groups: list[AwardGroup]


def section_cards(found: FoundSeason, language: Language) -> list[SectionCard]:
    """What the results page shows, in the order of the language; nothing for an empty category."""
    shown = [section for section in found.document.sections_in(language) if section.is_shown]
    return [section_card(found, section, language) for section in shown]


def section_card(
    found: FoundSeason, section: Section, language: Language, level: int = 2
) -> SectionCard:
    """One category; `level` is that of its own heading on the page."""
    slug, year = found.programme.slug, found.document.year
    url = addresses.section(language, slug, year, section.slug)
    groups = [
        list(awards)
        for _key, awards in groupby(sorted(section.awards, key=_rank), key=_shared_place)
    ]
    needs_headings = section.group != "overall" or len(groups) > 1
    return {
        "id": section.slug.in_language(language),
        "url": url,
        "name": section.name.in_language(language),
        "definition": _paragraphs(section.definition, language),
        "note": _paragraphs(section.note, language),
        "wording": _paragraphs(section.wording, language),
        "is_overall": section.group == "overall",
        "counted": awards_counted(len(section.awards), language),
        "groups": [
            _group(awards, url, language, level + 1, has_heading=needs_headings)
            for awards in groups
        ],
    }


def award_card(award: ReleasedAward, section_url: str, language: Language) -> AwardCard:
    """One award; `section_url` is the address of its category in the same language."""
    return {
        "id": award.id,
        "url": f"{section_url}{award.slug.in_language(language)}/",
        "title": award.title.in_language(language),
        "kind": kind_name(award, language),
        "tone": tone(award),
        "who": [
            *(person.in_language(language) for person in award.people),
            *(body.name.in_language(language) for body in award.organisations),
        ],
        "paragraphs": _paragraphs(award.text, language),
        "presenter": _line(award.presenter, language),
        "collected_by": _line(award.collected_by, language),
    }


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


def _line(text: BilingualText | None, language: Language) -> str:
    return text.in_language(language) if text else ""


def _rank(award: ReleasedAward) -> bool:
    """Commendations below everything else; otherwise the order in which they were decided."""
    return award.kind is not None and award.kind.is_commendation


def _shared_place(award: ReleasedAward) -> tuple[str, bool]:
    return award.kind_key, award.is_joint


def _group(
    awards: list[ReleasedAward],
    section_url: str,
    language: Language,
    level: int,
    *,
    has_heading: bool,
) -> AwardGroup:
    first = awards[0]
    is_shared = first.is_joint and len(awards) > 1
    has_heading = has_heading and is_shared
    return {
        "heading": joint_heading(first.kind_key, len(awards), language) if has_heading else "",
        "is_shared": is_shared,
        "tone": tone(first),
        "level": level,
        "award_level": level + 1 if has_heading else level,
        "awards": [award_card(award, section_url, language) for award in awards],
    }
