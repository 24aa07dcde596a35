"""The facts around the awards: who sat on the panel, where and before whom they were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import BilingualText, Language
from cadair.publishing.documents import ReleasedAward, SeasonDocument, Section
from cadair.web.public.timetable import moment_words
from cadair.web.shared.finding import FoundSeason
from cadair.web.shared.page import Link


class FactLine(TypedDict):
    """A label and what belongs to it; several values are a list, never a sentence."""

    label: str
    values: list[str]


class LinkLine(TypedDict):
    """A label and links; a link without an address is only text."""

    label: str
    values: list[Link]


def award_facts(
    found: FoundSeason, section: Section, award: ReleasedAward, language: Language
) -> list[LinkLine]:
    """What stands beside an award: where it belongs, who gave and took it, what goes with it."""
    name = section.name.in_language(language)
    lines = [
        (_("Category"), [Link(name, found.section_paths(section)[language])]),
        (
            _("Season"),
            [Link(found.document.name.in_language(language), found.paths[language])],
        ),
        (_("Place"), _texts(award.place, language)),
        (_("Presented by"), _texts(award.presenter, language)),
        (_("Collected by"), _texts(award.collected_by, language)),
        (_("Shared with"), _shared_with(found, section, award, language)),
        (_("Other awards for the same entry"), _also(found, award, language)),
    ]
    return [{"label": label, "values": values} for label, values in lines if values]


def _texts(text: BilingualText | None, language: Language) -> list[Link]:
    return [Link(value, "") for value in _one(text, language)]


def _shared_with(
    found: FoundSeason, section: Section, award: ReleasedAward, language: Language
) -> list[Link]:
    """Who holds the rest of a joint award."""
    return [
        Link(other.title.in_language(language), found.award_paths(section, other)[language])
        for other in section.awards
        if award.is_joint
        and other.is_joint
        and other.kind_key == award.kind_key
        and other.id != award.id
    ]


def _also(found: FoundSeason, award: ReleasedAward, language: Language) -> list[Link]:
    """The other awards of the same entry in this season."""
    return [
        Link(
            f"{section.name.in_language(language)}: {other.title.in_language(language)}",
            found.award_paths(section, other)[language],
        )
        for section in found.document.sections_in(language)
        for other in section.awards
        if other.id in award.also
    ]


def ceremony_lines(document: SeasonDocument, language: Language) -> list[FactLine]:
    """What is known of the ceremony, unknown parts left out."""
    if document.is_ceremony_cancelled:
        return [{"label": _("Ceremony"), "values": [_("Cancelled")]}]
    when = document.moment("ceremony")
    facts = document.ceremony
    lines = [(_("Ceremony"), [moment_words(when, language)] if when else [])]
    if facts is not None:
        lines += [
            (_("Venue"), _one(facts.venue, language)),
            (_("Host"), _one(facts.host, language)),
            (_("Presenters"), _all(facts.presenters, language)),
            (_("Guests"), _one(facts.attendance, language)),
        ]
    return [{"label": label, "values": values} for label, values in lines if values]


def panel_names(document: SeasonDocument, language: Language) -> list[str]:
    """The organisations that held a seat on the panel, in the order of the season."""
    return _all(document.panel, language)


def _one(text: BilingualText | None, language: Language) -> list[str]:
    return [text.in_language(language)] if text else []


def _all(texts: Sequence[BilingualText], language: Language) -> list[str]:
    return [text.in_language(language) for text in texts]
