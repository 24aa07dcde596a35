"""Texts with passages taken out: values in, values out; what is stored is what the panel reads.

A text has a name: the key of its question (`summary`), and, inside a list or a row, how to get
there (`partners.0.name`). Spans count characters from the beginning of a text. A mark such as
`[victim]` stands where something was taken out, in the language of the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.utils import translation

from cadair.nominations.hints import hints_in
from cadair.nominations.states import RedactionReason
from cadair.seasons.questions import SUMMARY, Asked
from cadair.seasons.states import QuestionKind

CHOSEN: Final = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.YES_NO})
"""What was chosen is a key of the form, not a text of the nominator."""

CONTACT: Final = frozenset({"email", "phone", "telephone", "age_band"})
"""Columns of a row that the panel never reads (SEC-02)."""

MOST_COUNTED: Final = 30_000
"""More hints than this are not counted any further."""

_APOSTROPHES: Final = "['’‘]"


class Span(NamedTuple):
    """From the character `start` to before the character `end`, and what it told."""

    start: int
    end: int
    reason: RedactionReason


NOTHING_TAKEN: Final[Mapping[str, Sequence[Span]]] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text as it is shown: words, or a mark in their place."""

    text: str
    start: int
    spans: Sequence[int] = ()

    @property
    def is_mark(self) -> bool:
        """Something was taken out here; `spans` says by which spans."""
        return bool(self.spans)


def for_panel(questions: Sequence[Asked]) -> list[Asked]:
    """The questions whose answers the panel reads; a retired one too, where it was answered."""
    return [each for each in questions if each.is_for_judges and not each.is_personal]


def panel_answers(answers: Mapping[str, Any], questions: Sequence[Asked]) -> dict[str, Any]:
    """What of the answers the panel may read at all, before anything is taken out of it."""
    asked = {each.key for each in for_panel(questions)} - {SUMMARY}
    return {key: _without_contact(given) for key, given in answers.items() if key in asked}


def _without_contact(given: Any) -> Any:
    if not isinstance(given, list):
        return given
    return [
        {key: text for key, text in row.items() if key not in CONTACT}
        if isinstance(row, dict)
        else row
        for row in given
    ]


def texts_in(
    summary: str, answers: Mapping[str, Any], questions: Sequence[Asked]
) -> dict[str, str]:
    """Every text of a nominator by its name, in the order of the form."""
    found = {SUMMARY: summary} if summary else {}
    for asked in questions:
        if asked.kind not in CHOSEN and asked.key in answers:
            found.update(_inside(asked.key, answers[asked.key]))
    return found


def _inside(name: str, given: Any) -> Iterator[tuple[str, str]]:
    if isinstance(given, str):
        if given:
            yield name, given
    elif isinstance(given, Mapping):
        for key, each in given.items():
            yield from _inside(f"{name}.{key}", each)
    elif isinstance(given, Sequence):
        for number, each in enumerate(given):
            yield from _inside(f"{name}.{number}", each)


def with_texts(name: str, given: Any, texts: Mapping[str, str]) -> Any:
    """`given` with the texts of these names in place of its own."""
    if isinstance(given, str):
        return texts.get(name, given)
    if isinstance(given, Mapping):
        return {key: with_texts(f"{name}.{key}", each, texts) for key, each in given.items()}
    if isinstance(given, Sequence):
        return [with_texts(f"{name}.{n}", each, texts) for n, each in enumerate(given)]
    return given


def texts_for_panel(
    questions: Sequence[Asked], summary: str, answers: Mapping[str, Any]
) -> dict[str, str]:
    """Every text, by its name, that the panel could read at all."""
    asked = for_panel(questions)
    shown = summary if any(each.key == SUMMARY for each in asked) else ""
    return texts_in(shown, panel_answers(answers, asked), asked)


def panel_columns(
    questions: Sequence[Asked],
    summary: str,
    answers: Mapping[str, Any],
    spans: Mapping[str, Sequence[Span]] = NOTHING_TAKEN,
    language: str = "en",
) -> dict[str, Any]:
    """The columns of a nomination that hold what the panel reads, with `spans` taken out."""
    texts = {
        name: redacted(text, spans.get(name, ()), language)
        for name, text in texts_for_panel(questions, summary, answers).items()
    }
    given = panel_answers(answers, questions)
    return {
        "panel_summary": texts.get(SUMMARY, ""),
        "panel_answers": {key: with_texts(key, each, texts) for key, each in given.items()},
        "hints": min(sum(len(hints_in(text)) for text in texts.values()), MOST_COUNTED),
    }


def hash_of(text: str) -> str:
    """By which a span knows the text in which it was counted."""
    return hashlib.sha256(text.encode()).hexdigest()


def places_of(passage: str, text: str) -> list[tuple[int, int]]:
    """Where a passage stands in a text as whole words, however its lines and spaces were broken."""
    words = [re.escape(word) for word in passage.split()]
    if not words:
        return []
    wanted = re.sub(_APOSTROPHES, _APOSTROPHES, r"\s+".join(words))
    begins = r"(?<!\w)" if re.match(r"\w", passage.strip()) else ""
    ends = r"(?!\w)" if re.search(r"\w$", passage.strip()) else ""
    return [found.span() for found in re.finditer(f"{begins}{wanted}{ends}", text)]


def mark(reason: RedactionReason, language: str) -> str:
    """What stands in the place of a passage, in the language of the text."""
    with translation.override(language):
        return f"[{reason.label}]"


def pieces(text: str, spans: Sequence[Span], language: str) -> list[Piece]:
    """A text in order, with marks; spans that overlap are one mark, that of the first."""
    shown: list[Piece] = []
    at = 0
    order = sorted(range(len(spans)), key=lambda n: spans[n])
    while order:
        together = [order.pop(0)]
        end = spans[together[0]].end
        while order and spans[order[0]].start < end:
            together.append(order.pop(0))
            end = max(end, spans[together[-1]].end)
        first = spans[together[0]]
        if first.start > at:
            shown.append(Piece(text[at : first.start], at))
        shown.append(Piece(mark(first.reason, language), first.start, tuple(together)))
        at = end
    if at < len(text):
        shown.append(Piece(text[at:], at))
    return shown


def redacted(text: str, spans: Sequence[Span], language: str) -> str:
    """The text with marks in the place of what was taken out."""
    return "".join(piece.text for piece in pieces(text, spans, language))


def without(text: str, passages: Iterable[tuple[str, str]], language: str) -> str:
    """A text beside the form with these passages taken out wherever they stand as whole words.

    A passage comes with the reason for which it was taken out.
    """
    spans = [
        Span(start, end, RedactionReason(reason))
        for passage, reason in passages
        for start, end in places_of(passage, text)
    ]
    return redacted(text, spans, language)
