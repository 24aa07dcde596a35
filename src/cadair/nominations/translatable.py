"""What of a nomination is written in words and read by the panel, so that it can be translated.

A text has a name: `title`, `summary`, the key of a question, `clarification.<id>`, `evidence.<id>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, active_language, other_language
from cadair.foundation.welsh.text import words
from cadair.nominations.models import Clarification, Entry, Evidence, Nomination, Translation
from cadair.nominations.panel_words import (
    evidence_text,
    panel_description,
    panel_question,
    taken_out,
)
from cadair.nominations.queries import (
    clarification_text,
)
from cadair.nominations.redacting import for_panel, hash_of
from cadair.nominations.states import ClarificationState, NominationState
from cadair.seasons.questions import SUMMARY, Asked, questions_of
from cadair.seasons.states import QuestionKind

TITLE: Final = "title"

WRITTEN: Final = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
"""What is written in words; names, figures and addresses are the same in both languages."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as the panel reads it: its name, what was asked, its words and their language."""

    field: str
    label: str
    text: str
    language: Language

    @property
    def target(self) -> Language:
        """Into which language it is translated."""
        return other_language(self.language)

    @property
    def sha256(self) -> str:
        """By which a translation knows the words from which it was made."""
        return hash_of(self.text)

    @property
    def words(self) -> int:
        """How many words it has."""
        return words(self.text)


@dataclass(frozen=True, slots=True)
class Around:
    """What is read with a nomination: translations, later answers, whether it shows the title."""

    translations: Iterable[Translation]
    clarifications: Iterable[Clarification]
    evidence: Iterable[Evidence]
    is_first: bool


def around_of(nomination: Nomination) -> Around:
    """What is read with this nomination, asked one by one."""
    behind = nomination.entry.nominations.filter(state=NominationState.SUBMITTED)
    first = behind.order_by("pk").values_list("pk", flat=True).first()
    return Around(
        nomination.translations.all(),
        nomination.clarifications.all(),
        nomination.evidence.all(),
        is_first=first in (None, nomination.pk),
    )


def sources_of(
    nomination: Nomination, questions: Sequence[Asked], around: Around
) -> Iterator[SourceText]:
    """Every text that the panel reads and that is written in words; none before it was read."""
    if nomination.is_read or nomination.entry.is_test:
        if around.is_first:
            yield from _title(nomination.entry)
        yield from _answers(nomination, questions)
        yield from _additions(nomination, around.clarifications)
        yield from _descriptions(nomination, questions, around.evidence)


def hashes_of_sources(nomination: Nomination) -> dict[str, str]:
    """The hash of every text that the panel reads and that can be translated, by its name."""
    asked = questions_of(nomination.season)
    return {
        each.field: each.sha256 for each in sources_of(nomination, asked, around_of(nomination))
    }


def _title(entry: Entry) -> Iterator[SourceText]:
    """The title, with the first nomination of its entry; in both languages it is done."""
    if entry.title_language and entry.grouped_into_id is None:
        yield SourceText(TITLE, _("Title"), entry.title, _language(entry.title_language))


def _answers(nomination: Nomination, questions: Sequence[Asked]) -> Iterator[SourceText]:
    language = _language(nomination.language)
    for asked in for_panel(questions):
        given = nomination.panel_answers.get(asked.key, "")
        if asked.key == SUMMARY:
            yield SourceText(SUMMARY, _("Summary"), nomination.panel_summary, language)
        elif asked.kind in WRITTEN and isinstance(given, str) and given:
            sides = asked.label.as_dict()
            label = sides[active_language()] or sides[other_language(active_language())]
            yield SourceText(asked.key, label, given, language)


def _additions(
    nomination: Nomination, clarifications: Iterable[Clarification]
) -> Iterator[SourceText]:
    """What was answered later, and its question where it stands in one language only."""
    for each in clarifications:
        if each.state != ClarificationState.ANSWERED or not each.is_read:
            continue
        name = clarification_text(each.public_id)
        asked = panel_question(each, taken_out(nomination))
        if not asked.is_complete:
            side: Language = "cy" if asked.cy else "en"
            text = asked.cy or asked.en
            yield SourceText(f"{name}.question", _("Question asked later"), text, side)
        label, language = _("Added when asked"), _language(each.answer_language)
        yield SourceText(name, label, each.panel_answer, language)


def _descriptions(
    nomination: Nomination, questions: Sequence[Asked], evidence: Iterable[Evidence]
) -> Iterator[SourceText]:
    """What files and links show, of those that judges may see."""
    asked = {"", *(each.key for each in for_panel(questions))}
    shown = [each for each in evidence if each.question in asked and not each.is_withheld]
    redactions = list(nomination.redactions.all()) if shown else []
    for each in shown:
        if each.description:
            text = panel_description(each, redactions)
            name, label = evidence_text(each.public_id), _("What a file or link shows")
            yield SourceText(name, label, text, _language(each.language))


def _language(code: str) -> Language:
    return "cy" if code == "cy" else "en"
