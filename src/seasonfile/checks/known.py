"""What a document defines, by key, so that checks can ask whether something is there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from seasonfile.document import (
    AwardKindPart,
    CategoryPart,
    EntryPart,
    JudgePart,
    QuestionPart,
    SeasonDocument,
)
from seasonfile.document.season import STATES, State
from seasonfile.nodes import Listing, Scalar
from seasonfile.nodes import Mapping as MappingNode

Item = TypeVar("Item")

_TOLD_BY: Final[Mapping[str, str]] = {
    "criteria": "key",
    "categories": "key",
    "award_kinds": "key",
    "organisations": "key",
    "panel": "seat",
    "entries": "reference",
    "nominations": "entry",
    "decisions": "category",
    "awards": "category",
}
"""The lists that checks compare with others, and the key by which they do."""


@dataclass(frozen=True, slots=True)
class Known:
    """The document with its registers.

    `unsure` are the registers of which a part could not be read: what is missing there may be only
    misspelt, and is not reported again.
    """

    document: SeasonDocument
    criteria: Mapping[str, object]
    questions: Mapping[str, QuestionPart]
    categories: Mapping[str, CategoryPart]
    award_kinds: Mapping[str, AwardKindPart]
    organisations: Mapping[str, object]
    panel: Mapping[str, JudgePart]
    entries: Mapping[str, EntryPart]
    unsure: frozenset[str]

    def lacks(self, register: str, key: str | None) -> bool:
        """Whether `key` names something that the register certainly does not have."""
        items: Mapping[str, object] = getattr(self, register)
        return self.lacks_in(register, key, items)

    def lacks_in(self, section: str, key: str | None, items: Container[str]) -> bool:
        """Whether `items`, read from `section`, certainly do not hold `key`."""
        return bool(key) and section not in self.unsure and key not in items

    def has_come_to(self, state: State) -> bool:
        """Whether the season is in `state` or beyond."""
        own = self.document.state
        return own in STATES and STATES.index(own) >= STATES.index(state)

    def must_be_whole(self, state: State) -> bool:
        """Whether the file must know everything that `state` needs."""
        return self.document.completeness == "complete" and self.has_come_to(state)


def known(root: MappingNode, document: SeasonDocument) -> Known:
    """The registers of a document; `root` is what it was read from."""
    judges = [judge for _path, judge in judges_of(document)]
    unsure = {name for name, key in _TOLD_BY.items() if _has_blanks(document, name, key)}
    unsure |= {name for name in (*_TOLD_BY, "scale") if _is_broken(root, name)}
    unsure |= {"panel" for judge in judges if not judge.key}
    questions = [question for _path, question in questions_of(document)]
    form_is_unsure = _is_broken_form(root) or any(not each.key for each in questions)
    unsure |= {"questions"} if form_is_unsure else set()
    return Known(
        document=document,
        criteria=_first(document.criteria, "key"),
        questions=_first(questions, "key"),
        categories=_first(document.categories, "key"),
        award_kinds=_first(document.award_kinds, "key"),
        organisations=_first(document.organisations, "key"),
        panel=_first(judges, "key"),
        entries=_first(document.entries, "reference"),
        unsure=frozenset(unsure),
    )


def judges_of(document: SeasonDocument) -> Iterator[tuple[tuple[int, int], JudgePart]]:
    """Every judge, with the positions of the seat and of the judge in it."""
    for seat_at, seat in enumerate(document.panel):
        for judge_at, judge in enumerate(seat.judges):
            yield (seat_at, judge_at), judge


def questions_of(document: SeasonDocument) -> Iterator[tuple[tuple[int, int], QuestionPart]]:
    """Every question of the form, with the positions of its section and of itself in it."""
    for section_at, section in enumerate(document.form.sections):
        for question_at, question in enumerate(section.questions):
            yield (section_at, question_at), question


def stepped_aside(document: SeasonDocument) -> Mapping[tuple[str, str], int]:
    """Judge and entry of every recusal, with its position among the interests."""
    return {
        (interest.judge, interest.entry): at
        for at, interest in enumerate(document.interests)
        if interest.kind == "step-aside"
    }


def _first(parts: Iterable[Item], key: str) -> dict[str, Item]:
    """The parts by `key`, in their order; of namesakes the first, of blanks none."""
    register: dict[str, Item] = {}
    for part in parts:
        register.setdefault(getattr(part, key), part)
    register.pop("", None)
    return register


def _has_blanks(document: SeasonDocument, section: str, key: str) -> bool:
    return any(getattr(part, key) == "" for part in getattr(document, section))


def _is_broken(root: MappingNode, section: str) -> bool:
    _line, node = root.entries.get(section, (0, Listing(0)))
    if isinstance(node, Listing):
        return _has_broken_seats(section, node.items)
    return not (isinstance(node, Scalar) and node.is_null)


def _is_broken_form(root: MappingNode) -> bool:
    """Whether the form, its sections or the questions of one could not be read at all."""
    form = root.entries.get("form", (0, MappingNode(0)))[1]
    if not isinstance(form, MappingNode):
        return not (isinstance(form, Scalar) and form.is_null)
    sections = form.entries.get("sections", (0, Listing(0)))[1]
    if not isinstance(sections, Listing):
        return True
    return any(
        not isinstance(section, MappingNode)
        or not isinstance(section.entries.get("questions", (0, Listing(0)))[1], Listing)
        for section in sections.items
    )


def _has_broken_seats(section: str, items: Iterable[object]) -> bool:
    """Whether the judges of a seat could not be read at all."""
    if section != "panel":
        return False
    seats = [item for item in items if isinstance(item, MappingNode)]
    judges = [seat.entries["judges"][1] for seat in seats if "judges" in seat.entries]
    return any(not isinstance(listed, Listing) for listed in judges)
