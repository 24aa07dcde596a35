"""The texts of a season that may be corrected while it runs, each under a short name.

`text:eligibility`, `definition:asb`, `note:asb`, `criterion:impact`, `ask:impact:0`,
`section:case`, `before:here:why_not`. A question of the form has actions of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import Refusal
from cadair.seasons.models import (
    Category,
    Criterion,
    EligibilityQuestion,
    FormSection,
    Season,
    SeasonText,
)

FREE_UNTIL_RELEASE = ("text:introduction", "note:", "caution:")
"""What is no part of the rules, and what begins so: it may be corrected until the results."""


BEFORE = ("label", "fits_label", "fails_label", "why_not", "instead")
"""The texts of a question before the form."""

Owner = SeasonText | Category | Criterion | FormSection | EligibilityQuestion


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in both languages: its short name, what it belongs to (a row), and its words."""

    name: str
    owner: Owner
    text: BilingualText

    @property
    def is_rule(self) -> bool:
        """Whether it is part of what was frozen."""
        return not self.name.startswith(FREE_UNTIL_RELEASE)


def passages_of(season: Season) -> Iterator[Passage]:
    """Every text of the season that may be corrected, in the order of its pages."""
    for text in season.texts.order_by("id"):
        yield Passage(f"text:{text.key}", text, text.text)
    for category in season.categories.all():
        if category.definition:
            yield Passage(f"definition:{category.key}", category, category.definition)
        if category.note:
            yield Passage(f"note:{category.key}", category, category.note)
        if category.caution:
            yield Passage(f"caution:{category.key}", category, category.caution)
    for criterion in season.criteria.all():
        yield Passage(f"criterion:{criterion.key}", criterion, criterion.name)
        for number, ask in enumerate(criterion.asks):
            yield Passage(f"ask:{criterion.key}:{number}", criterion, BilingualText.from_dict(ask))
    yield from _passages_of_form(season)


def _passages_of_form(season: Season) -> Iterator[Passage]:
    for section in season.form_sections.all():
        yield Passage(f"section:{section.key}", section, section.name)
    for question in season.eligibility_questions.all():
        for field in BEFORE:
            if getattr(question, field):
                name = f"before:{question.key}:{field}"
                yield Passage(name, question, getattr(question, field))


def passage_by_name(season: Season, name: str) -> Passage:
    """The text of that short name.

    Raises:
        Refusal: the season has none.
    """
    for passage in passages_of(season):
        if passage.name == name:
            return passage
    raise Refusal("no-such-text", _("This season has no such text. Choose one from the list."))


def write_passage(passage: Passage, text: BilingualText) -> None:
    """Put other words in the place of a text; part of an action."""
    kind, *rest = passage.name.split(":")
    owner = passage.owner
    if kind == "ask" and isinstance(owner, Criterion):
        owner.asks = [
            text.as_dict() if number == int(rest[1]) else ask
            for number, ask in enumerate(owner.asks)
        ]
    else:
        names = {"text": "text", "criterion": "name", "section": "name", "before": rest[-1]}
        field = names.get(kind, kind)
        for column, value in columns(field, text).items():
            setattr(owner, column, value)
    owner.save()
