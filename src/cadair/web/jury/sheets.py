"""One entry on the desk: what is read on the left, and the form for marks on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import Language, active_language
from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.judging.desks import (
    fingerprint_of,
    marks_on,
    readers_of,
    title_of,
)
from cadair.judging.masking import is_hidden, masked_title
from cadair.judging.models import Judge, Scorecard
from cadair.judging.rules import languages_read
from cadair.judging.sayings import remarks_on
from cadair.nominations.beside import Beside, beside_texts
from cadair.nominations.models import (
    Entry,
    EntryCategory,
    EntryOrganisation,
    EntryPerson,
    Nomination,
)
from cadair.nominations.queries import (
    PanelText,
    nominations_behind,
    panel_body,
    panel_person,
    panel_texts,
)
from cadair.nominations.translatable import TITLE
from cadair.nominations.translations import is_translation_required
from cadair.seasons.models import Criterion, ScaleAnchor, Season
from cadair.seasons.questions import SUMMARY, Asked, questions_of

LONGEST_NUMBER: Final = 6
MARK: Final = "mark-"
REMARK: Final = "remark-"
FLAG: Final = "flag"

_SCALE: Final = Prepared(lambda season: ScaleAnchor.objects.filter(season=season))
_PEOPLE: Final = Prepared(lambda entry: EntryPerson.objects.filter(entry=entry))
_BODIES: Final = Prepared(
    lambda entry: EntryOrganisation.objects.filter(entry=entry).select_related("organisation")
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a nominator answered to one question."""

    question: str
    text: str
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What a nominator added later, when they were asked."""

    question: str
    question_lang: str
    answer: str
    lang: str
    language: Language
    answered_at: datetime
    beside: Beside | None = None
    question_beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One nomination as the panel reads it: never who sent it (SEC-02)."""

    reference: str
    language: Language
    lang: str
    is_read: bool
    summary: str
    answers: Sequence[Answer]
    additions: Sequence[Addition]
    is_foreign: bool
    beside: Mapping[str, Beside]

    @property
    def summary_beside(self) -> Beside | None:
        """What stands beside the summary."""
        return self.beside.get(SUMMARY)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything of an entry that a judge may read."""

    title: str
    lang: str
    people: Sequence[str]
    organisations: Sequence[str]
    texts: Sequence[Text]
    readers: Sequence[str]
    is_masked: bool = False

    @property
    def title_beside(self) -> Beside | None:
        """What stands beside the title; nothing where names are hidden."""
        if self.is_masked:
            return None
        return next((text.beside[TITLE] for text in self.texts if TITLE in text.beside), None)

    @property
    def is_foreign(self) -> bool:
        """A text is in a language that the judge does not read (WEL-12)."""
        return any(text.beside or text.is_foreign for text in self.texts)

    @property
    def is_translated(self) -> bool:
        """Beside everything that the judge does not read stands an approved translation."""
        missing = (each.is_missing for text in self.texts for each in text.beside.values())
        return all(text.is_read for text in self.texts) and not any(missing)


class Choice(NamedTuple):
    """One mark of the scale, with its words where it has some."""

    value: int
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion with the marks to choose from."""

    key: str
    name: str
    asks: Sequence[str]
    choices: Sequence[Choice]
    remark: str

    @property
    def chosen(self) -> int | None:
        """The mark that stands, or None."""
        return next((each.value for each in self.choices if each.is_chosen), None)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a judge has put into the form, as it came."""

    marks: Mapping[str, str]
    remarks: Mapping[str, str]
    comment: str
    shown: str
    is_flagged: bool = False

    @classmethod
    def of(cls, sent: QueryDict) -> Typed:
        """Read a sent form; a mark for something that is not asked is for the action to refuse."""
        return cls(
            marks=_named(sent, MARK),
            remarks=_named(sent, REMARK),
            comment=sent.get("comment", ""),
            shown=sent.get("shown", ""),
            is_flagged=FLAG in sent,
        )

    @classmethod
    def kept(cls, card: Scorecard | None, *, is_flagged: bool = False) -> Typed:
        """What is kept."""
        given, said = marks_on(card), remarks_on(card)
        marks = {key: str(value) for key, value in given.items()}
        comment = card.comment if card else ""
        return cls(marks, said, comment, fingerprint_of(card, given, said), is_flagged)

    def values(self) -> dict[str, int]:
        """The marks as numbers; a criterion without one is left out.

        Raises:
            Refusal: something is no number at all.
        """
        given = {key: text.strip() for key, text in self.marks.items() if text.strip()}
        for text in given.values():
            if not text.removeprefix("-").isdecimal() or len(text) > LONGEST_NUMBER:
                raise Refusal(
                    "mark-is-no-number", _("A mark is a number on the scale. Choose one of them.")
                )
        return {key: int(text) for key, text in given.items()}


def _named(sent: QueryDict, prefix: str) -> dict[str, str]:
    fields = (name for name in sent if name.startswith(prefix))
    return {name.removeprefix(prefix): sent.get(name, "") for name in fields}


def questions(criteria: Sequence[Criterion], season: Season, typed: Typed) -> list[Question]:
    """The criteria with the marks from the lowest to the highest of the scale."""
    words = {anchor.mark: str(anchor.label) for anchor in _SCALE.objects(season=season.pk)}
    language = active_language()
    marks = range(min(words), max(words) + 1) if words else ()
    return [
        Question(
            key=each.key,
            name=str(each.name),
            asks=[ask[language] for ask in each.asks],
            choices=[
                Choice(value, words.get(value, ""), typed.marks.get(each.key) == str(value))
                for value in marks
            ],
            remark=typed.remarks.get(each.key, ""),
        )
        for each in criteria
    ]


def reading(place: EntryCategory, judge: Judge) -> Reading:
    """What stands in the reading pane; without names, where they are hidden (PRO-13)."""
    entry = place.entry
    is_masked = is_hidden(judge, entry)
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    if is_masked:
        title, language = masked_title(entry.reference)
    asked = questions_of(judge.season)
    texts = [_text(each, place, judge, asked) for each in nominations_behind(entry)]
    foreign = next((text.language for text in texts if text.is_foreign), "")
    return Reading(
        title=title,
        lang=_marked(language),
        people=[] if is_masked else _people(entry),
        organisations=[] if is_masked else _organisations(entry),
        texts=texts,
        readers=readers_of(judge.season, foreign) if foreign else [],
        is_masked=is_masked,
    )


def _organisations(entry: Entry) -> list[str]:
    return [panel_body(body) for body in _BODIES.objects(entry=entry.pk)]


def _people(entry: Entry) -> list[str]:
    return [panel_person(person) for person in _PEOPLE.objects(entry=entry.pk)]


def _marked(language: Language) -> str:
    """The language for a `lang` attribute where it is not the page’s own."""
    return language if language != active_language() else ""


def _beside(
    nomination: Nomination, text: PanelText, place: EntryCategory, judge: Judge, asked: list[Asked]
) -> Mapping[str, Beside]:
    """For whoever reads one language only: what stands beside the texts in the other."""
    reads = languages_read(judge)
    there = {text.language, place.entry.title_language, *(each.language for each in text.additions)}
    there |= {each.question_language for each in text.additions}
    if len(reads) != 1 or not there - {*reads, ""}:
        return {}
    return beside_texts(nomination, next(iter(reads)), asked)


def _text(nomination: Nomination, place: EntryCategory, judge: Judge, asked: list[Asked]) -> Text:
    text = panel_texts(nomination, asked)
    beside = _beside(nomination, text, place, judge, asked)
    can_read = text.language in languages_read(judge)
    waits = bool(beside) and not place.entry.is_test and is_translation_required(judge.season)

    def shown(words: str, name: str) -> str:
        """What waits for its translation is not there yet (WEL-12)."""
        there = beside.get(name)
        return "" if waits and there is not None and there.is_missing else words

    return Text(
        reference=text.reference,
        language=text.language,
        lang=_marked(text.language),
        is_read=text.is_read,
        summary=shown(text.summary, SUMMARY),
        answers=[
            Answer(each.name, shown(each.text, each.key), beside.get(each.key))
            for each in text.answers
        ],
        additions=[
            Addition(
                shown(each.question, f"{each.name}.question"),
                _marked(each.question_language),
                shown(each.answer, each.name),
                _marked(each.language),
                each.language,
                each.answered_at,
                beside.get(each.name),
                beside.get(f"{each.name}.question"),
            )
            for each in text.additions
        ],
        is_foreign=not can_read,
        beside=beside,
    )
