"""A copy of what was sent, for its nominator: a page to read and print, and an accessible PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.dates import weekday_date_time
from cadair.nominations.actions.filled_forms import EVIDENCE
from cadair.nominations.actions.sent_forms import pages_of_sent
from cadair.nominations.models import Draft, Nomination
from cadair.web.nominate.evidence import Item
from cadair.web.nominate.forms import Shown
from cadair.web.nominate.pages import FormPages
from cadair.web.nominate.words import said


@dataclass(frozen=True, slots=True)
class CopiedPart:
    """A page of the form, and what was answered there."""

    name: str | Promise
    answers: Sequence[Shown]


def parts_of(nomination: Nomination) -> list[CopiedPart]:
    """What was sent, page by page, without those on which nothing was."""
    sent = Draft(season=nomination.season, language=nomination.language)
    sent.answers = pages_of_sent(nomination)
    found = [
        CopiedPart(
            page.title, list(_files(nomination) if page.key == EVIDENCE else page.shown(sent))
        )
        for page in FormPages(sent).pages
    ]
    return [part for part in found if part.answers]


def _files(nomination: Nomination) -> Iterator[Shown]:
    for each in nomination.evidence.select_related("file"):
        yield Shown(Item(each).name, each.description or "–", each.language)


def typeset_data(nomination: Nomination, parts: Sequence[CopiedPart]) -> dict[str, Any]:
    """What the PDF says, in the language of the reader; each text with its own language."""
    language = active_language()
    season = said(nomination.season.name)
    facts = [
        (_("Title"), nomination.entry.title, nomination.language),
        (_("Awards"), season, language),
        (_("Reference"), nomination.reference, language),
        (_("Sent"), weekday_date_time(nomination.submitted_at, language), language),
    ]
    if nomination.entry.is_test:
        facts.append((_("Note"), _("This is a rehearsal."), language))
    return {
        "title": title_of(nomination),
        "language": language,
        "footer": f"{season} · {nomination.reference}",
        "is_partial": False,
        "partial_note": _("This file cannot show some letters. The page on the web shows them."),
        "facts": [{"label": label, "text": text, "language": each} for label, text, each in facts],
        "parts": [
            {"name": str(part.name), "lines": [_line(each, language) for each in part.answers]}
            for part in parts
        ],
    }


def title_of(nomination: Nomination) -> str:
    """What the copy is called."""
    return _("Copy of nomination %(reference)s") % {"reference": nomination.reference}


def _line(shown: Shown, language: str) -> dict[str, Any]:
    paragraphs = [each.strip() for each in shown.answer.splitlines() if each.strip()]
    return {
        "label": str(shown.label),
        "language": shown.language or language,
        "paragraphs": paragraphs,
    }
