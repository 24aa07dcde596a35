"""A nomination as whoever prepares it for the panel reads it: words, hints, and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import Language, active_language
from cadair.nominations.answers import in_words
from cadair.nominations.hints import Hint, hints_in
from cadair.nominations.models import Entry, EntryPerson, Evidence, Nomination
from cadair.nominations.panel_words import (
    evidence_text,
)
from cadair.nominations.queries import (
    clarification_text,
    spans_by_text,
    texts_to_read,
)
from cadair.nominations.redacting import CHOSEN, Span, for_panel, mark, pieces, places_of
from cadair.nominations.states import RedactionReason
from cadair.seasons.questions import Asked, questions_of

AROUND = 40
"""So many characters on either side say where a mark stands."""

SHORTEST = 4
"""What is shorter stands in a title by chance."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words, words that a hint is about, or a mark; `start` counts in the text as it was sent."""

    text: str
    start: int
    kind: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One text with its name, what was asked, and its parts; without a name, only to be read."""

    name: str
    label: str
    parts: Sequence[Part]
    lang: Language


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A hint as a form can send it."""

    field: str
    start: int
    passage: str
    reason: RedactionReason


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage that was taken out: its mark, and what stands around it."""

    public_id: str
    label: str
    before: str
    mark: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a nomination that is to be read."""

    lang: Language
    passages: Sequence[Passage]
    suggestions: Sequence[Suggestion]
    taken: Sequence[Taken]
    left_in_names: Sequence[str]


def sheet_of(nomination: Nomination) -> Sheet:
    """The nomination with its hints and with what was taken out."""
    lang: Language = "cy" if nomination.language == "cy" else "en"
    questions = questions_of(nomination.season)
    texts = texts_to_read(nomination, questions)
    spans = spans_by_text(nomination)
    hints = {name: _open_hints(text, spans.get(name, ())) for name, text in texts.items()}
    labels = _labels(nomination, questions)
    languages = {
        clarification_text(each.public_id): each.answer_language
        for each in nomination.clarifications.all()
    }
    languages |= {
        evidence_text(each.public_id): each.language for each in nomination.evidence.all()
    }
    passages = [
        Passage(
            name,
            labels.get(name) or labels[name.split(".")[0]],
            list(_parts(text, spans.get(name, ()), hints[name], languages.get(name) or lang)),
            "cy" if languages.get(name, lang) == "cy" else "en",
        )
        for name, text in texts.items()
    ]
    return Sheet(
        lang=lang,
        passages=[*passages, *_chosen(nomination, questions)],
        suggestions=[
            Suggestion(name, hint.start, texts[name][hint.start : hint.end], hint.reason)
            for name, found in hints.items()
            for hint in found
        ],
        taken=list(_taken(nomination, texts, labels, lang)),
        left_in_names=_left_in_names(nomination),
    )


def _labels(nomination: Nomination, questions: Sequence[Asked]) -> dict[str, str]:
    here = active_language()
    found = {each.key: each.label.as_dict()[here] for each in questions}
    found = {key: label or key for key, label in found.items()}
    for each in nomination.clarifications.all():
        found[clarification_text(each.public_id)] = _("Added when asked")
    for shown in nomination.evidence.select_related("file"):
        found[evidence_text(shown.public_id)] = _("What it shows") + f": {_what(shown)}"
    return found


def _what(evidence: Evidence) -> str:
    return evidence.file.name if evidence.file else evidence.link


def _open_hints(text: str, spans: Sequence[Span]) -> list[Hint]:
    return [
        hint
        for hint in hints_in(text)
        if all(hint.end <= span.start or hint.start >= span.end for span in spans)
    ]


def _parts(
    text: str, spans: Sequence[Span], hints: Sequence[Hint], language: str
) -> Iterator[Part]:
    for piece in pieces(text, spans, language):
        if piece.is_mark:
            yield Part(piece.text, piece.start, "mark")
            continue
        at, end = piece.start, piece.start + len(piece.text)
        for hint in hints:
            if hint.start >= at and hint.end <= end:
                if hint.start > at:
                    yield Part(text[at : hint.start], at, "text")
                yield Part(text[hint.start : hint.end], hint.start, "hint")
                at = hint.end
        if at < end:
            yield Part(text[at:end], at, "text")


def _chosen(nomination: Nomination, questions: Sequence[Asked]) -> Iterator[Passage]:
    """What was chosen from what is offered: read, and nothing to take out of."""
    here = active_language()
    for asked in for_panel(questions):
        given = nomination.answers.get(asked.key)
        if asked.kind in CHOSEN and given:
            label = asked.label.as_dict()[here] or asked.key
            yield Passage("", label, [Part(in_words(asked, given, here), 0, "text")], here)


def _taken(
    nomination: Nomination, texts: Mapping[str, str], labels: Mapping[str, str], lang: Language
) -> Iterator[Taken]:
    for each in nomination.redactions.all():
        text = texts.get(each.field, "")
        yield Taken(
            public_id=each.public_id,
            label=labels.get(each.field) or labels.get(each.field.split(".")[0], ""),
            before=_beside(text, max(each.start - AROUND, 0), each.start, nomination, each.field),
            mark=mark(RedactionReason(each.reason), lang),
            after=_beside(text, each.end, each.end + AROUND, nomination, each.field),
        )


def _beside(text: str, start: int, end: int, nomination: Nomination, field: str) -> str:
    """What stands beside a mark, without anything else that was taken out."""
    others = [
        (max(span.start, start), min(span.end, end))
        for span in spans_by_text(nomination).get(field, ())
        if span.start < end and span.end > start
    ]
    shown, at = [], start
    for begins, ends in sorted(others):
        if begins > at:
            shown.append(text[at:begins])
        shown.append("…")
        at = max(at, ends)
    return "".join([*shown, text[at:end]])


def _left_in_names(nomination: Nomination) -> list[str]:
    """Where words that were taken out of the texts still stand in what the panel reads."""
    passages = {
        each.passage for each in nomination.redactions.all() if len(each.passage) >= SHORTEST
    }
    if not passages:
        return []
    entry = nomination.entry
    found = []
    for label, texts in _names(entry):
        if any(places_of(passage, text) for passage in passages for text in texts):
            found.append(label)
    return found


def _names(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    yield _("Title"), [entry.title_cy, entry.title_en]
    shown = entry.people.filter(is_withheld=False)
    yield _("Nominees"), [text for person in shown for text in _words_of(person)]
    bodies = entry.bodies.filter(is_withheld=False).select_related("organisation")
    names = [body.organisation.name for body in bodies]
    yield _("Organisations"), [text for name in names for text in name.as_dict().values()]


def _words_of(person: EntryPerson) -> list[str]:

    return [person.name, person.description_cy, person.description_en]
