"""What an entrant needs to know of a season that has no results yet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.dates import long_date, machine_date, weekday_date_time
from cadair.publishing.documents import SeasonDocument
from cadair.web.public.cards import paragraphs
from cadair.web.public.facts import panel_names
from cadair.web.public.frames import words
from cadair.web.public.timetable import date_lines, is_open_for_nominations
from cadair.web.shared import addresses
from cadair.web.shared.finding import FoundSeason


def announcement(found: FoundSeason, language: Language) -> dict[str, Any]:
    """The context of the page: dates, categories, criteria, rules."""
    document = found.document
    return {
        "season": document,
        "name": document.name.in_language(language),
        "introduction": paragraphs(words(document.introduction, language)),
        "eligibility": paragraphs(words(document.eligibility, language)),
        "is_open": is_open_for_nominations(document),
        "nominate": addresses.nominate(language, document.season),
        "dates": date_lines(document, language),
        "categories": _categories(found, language),
        "criteria": _criteria(document, language),
        "scale": [
            {"mark": step.mark, "label": step.label.in_language(language)}
            for step in document.scale
        ],
        "panel": panel_names(document, language),
        "rule_texts": _rule_texts(document, language),
        "rules": _rules(document, language),
        "changes": _changes(document, language),
        "unreached": unreached(document, language),
        "calendar": _calendar(found, language),
    }


def _changes(document: SeasonDocument, language: Language) -> list[dict[str, Any]]:
    """What changed since the season opened, newest first."""
    return [
        {
            "when": long_date(change.at, language),
            "machine": machine_date(change.at),
            "paragraphs": paragraphs(change.note.in_language(language)),
        }
        for change in reversed(document.changes)
    ]


def unreached(document: SeasonDocument, language: Language) -> list[dict[str, Any]]:
    """What is said to people who were nominated and could not be told (PRI-02)."""
    return [
        {"people": each.people, "paragraphs": paragraphs(each.note.in_language(language))}
        for each in document.unreached
    ]


def _calendar(found: FoundSeason, language: Language) -> str:
    """Where the dates are for a calendar, or nothing while none is exact."""
    if not any(moment.at or moment.on for moment in found.document.timetable):
        return ""
    return addresses.calendar(language, found.programme.slug, found.document.year)


def _categories(found: FoundSeason, language: Language) -> list[dict[str, Any]]:
    slug, year = found.programme.slug, found.document.year
    return [
        {
            "name": section.name.in_language(language),
            "url": addresses.section(language, slug, year, section.slug),
            "definition": words(section.definition, language),
            "rounds": [said.in_language(language) for said in section.rounds],
        }
        for section in found.document.sections_in(language)
        if section.group != "overall"
    ]


def _criteria(document: SeasonDocument, language: Language) -> list[dict[str, Any]]:
    weights = {criterion.weight for criterion in document.criteria}
    return [
        {
            "name": criterion.name.in_language(language),
            "asks": [ask.in_language(language) for ask in criterion.asks],
            # Equal weights say nothing; unequal ones must be known before anyone writes.
            "weight": _("Weight: %(weight)s") % {"weight": criterion.weight}
            if len(weights) > 1
            else "",
        }
        for criterion in document.criteria
    ]


def _rule_texts(document: SeasonDocument, language: Language) -> list[dict[str, Any]]:
    headings = {
        "ties": _("If scores are equal"),
        "category_moves": _("If an entry fits another category better"),
        "repeat_nominations": _("If several people nominate the same work"),
        "late_nominations": _("If a nomination is late"),
        "feedback": _("Feedback and complaints"),
        "decision": _("Who decides"),
    }
    return [
        {"heading": headings[rule.key], "paragraphs": paragraphs(words(rule.text, language))}
        for rule in document.rule_texts
        if rule.key in headings
    ]


def _rules(document: SeasonDocument, language: Language) -> dict[str, str] | None:
    rules = document.rules
    if rules is None:
        return None
    return {
        "version": str(rules.version),
        "sha256": rules.sha256,
        "frozen": weekday_date_time(rules.frozen_at, language),
        "frozen_machine": machine_date(rules.frozen_at),
    }
