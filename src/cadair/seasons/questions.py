"""What a season asks its nominators, as values: its own questions, or the built-in ones.

Pages, drafts, judges' sheets and files read the form here and nowhere else. An answer is kept under
the key of its question: a text, a list of texts, or a list of rows; the short description has the
key `summary` and a column of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cadair.foundation.bilingual import BilingualText as Both
from cadair.foundation.prepared import Prepared
from cadair.seasons.models import Criterion, Question, Season
from cadair.seasons.states import QuestionKind

SUMMARY: Final = "summary"
"""The question that every form asks, in its own words if it likes: the work in short."""

NO_HELP: Final = Both()

SUMMARY_WORDS: Final = 150
ANSWER_WORDS: Final = 400


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question."""

    key: str
    label: Both


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked.

    `words` is the number of words suggested, `most` how many rows or files; `criterion` the key of
    the criterion that it is for. It is asked in `categories` (keys; none: in all), and only where
    the answer to the question `asked_if` is one of `asked_if_answers`. `asks` are further lines
    of the question, as the criteria have them.
    """

    key: str
    kind: QuestionKind
    label: Both
    help: Both = NO_HELP
    asks: Sequence[Both] = ()
    version: int = 1
    options: Sequence[Option] = ()
    words: int | None = None
    most: int | None = None
    is_required: bool = False
    is_for_judges: bool = True
    is_personal: bool = False
    is_retired: bool = False
    criterion: str = ""
    categories: frozenset[str] = frozenset()
    asked_if: str = ""
    asked_if_answers: frozenset[str] = frozenset()

    def is_asked(self, categories: frozenset[str], answers: Mapping[str, Any]) -> bool:
        """Whether it is put to somebody who chose these categories and gave these answers."""
        if self.is_retired or (self.categories and not self.categories & categories):
            return False
        if not self.asked_if:
            return True
        given = answers.get(self.asked_if, ())
        chosen = {given} if isinstance(given, str) else set(given)
        return not self.asked_if_answers.isdisjoint(chosen)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form and its questions, in their order."""

    key: str
    name: Both
    questions: Sequence[Asked]


_YOUR_CASE: Final = Both("Eich achos", "Your case")
_SUMMARY: Final = Asked(
    key=SUMMARY,
    kind=QuestionKind.LONG_TEXT,
    label=Both(
        "Beth gafodd ei wneud, i bwy, a pham mae’n haeddu gwobr?",
        "What was done, for whom, and why does it deserve an award?",
    ),
    words=SUMMARY_WORDS,
    is_required=True,
)


_QUESTIONS: Final = Prepared(
    lambda season: (
        Question.objects.filter(season=season)
        .select_related("section", "criterion", "asked_if")
        .order_by("section__position", "position")
    )
)
_ONLY_IN: Final = Prepared(
    lambda season: Question.categories.through.objects.filter(question__season=season).values_list(
        "question_id", "category__key"
    )
)
_CRITERIA: Final = Prepared(
    lambda season: Criterion.objects.filter(season=season).order_by("position")
)


def form_of(season: Season) -> list[Section]:
    """Every section with every question, retired ones too; three queries at most.

    A season that has no questions of its own asks for a summary and for an answer to each
    criterion. One that has asks for a summary as well, first, unless it words that itself.
    """
    own = _QUESTIONS.objects(season=season.pk)
    if not own:
        return [Section("case", _YOUR_CASE, [_SUMMARY, *_by_criteria(season)])]
    only_in: dict[int, set[str]] = {}
    for question_id, category in _ONLY_IN.rows(season=season.pk):
        only_in.setdefault(question_id, set()).add(category)
    sections: dict[str, tuple[Both, list[Asked]]] = {}
    for question in own:
        section = question.section
        sections.setdefault(section.key, (section.name, []))[1].append(
            _asked(question, frozenset(only_in.get(question.pk, ())))
        )
    if all(question.key != SUMMARY for question in own):
        next(iter(sections.values()))[1].insert(0, _SUMMARY)
    return [Section(key, name, questions) for key, (name, questions) in sections.items()]


def questions_of(season: Season) -> list[Asked]:
    """Every question in order, whatever its section; retired ones too."""
    return [question for section in form_of(season) for question in section.questions]


def _by_criteria(season: Season) -> list[Asked]:
    return [
        Asked(
            key=criterion.key,
            kind=QuestionKind.LONG_TEXT,
            label=criterion.name,
            asks=[Both.from_dict(ask) for ask in criterion.asks],
            words=ANSWER_WORDS,
            is_required=True,
            criterion=criterion.key,
        )
        for criterion in _CRITERIA.objects(season=season.pk)
    ]


def _asked(question: Question, categories: frozenset[str]) -> Asked:
    return Asked(
        key=question.key,
        kind=QuestionKind(question.kind),
        label=question.label,
        help=question.help,
        version=question.version,
        options=[Option(each["key"], Both.from_dict(each)) for each in question.options],
        words=question.words,
        most=question.most,
        is_required=question.is_required,
        is_for_judges=question.is_for_judges,
        is_personal=question.is_personal,
        is_retired=question.is_retired,
        criterion=question.criterion.key if question.criterion else "",
        categories=categories,
        asked_if=question.asked_if.key if question.asked_if else "",
        asked_if_answers=frozenset(question.asked_if_answers),
    )
