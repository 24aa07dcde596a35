"""From the tree of a file to the document; every value that has another shape is a problem.

A value that cannot be used is replaced by an empty one (`""`, -1, `()`), so that one reading finds
everything. The checks pass over such blanks; a document with problems never leaves the package.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from seasonfile.characters import kept, kept_line
from seasonfile.document import Moment, OwnText, SeasonDocument, Text
from seasonfile.forms import form_problem
from seasonfile.keys import nearest, typed_total
from seasonfile.nodes import Hole, Listing, Mapping, Node, Scalar
from seasonfile.problems import MOST_PROBLEMS, Problem, problem
from seasonfile.shapes import (
    DATE,
    LABEL,
    LANGUAGES,
    TIME,
    Answer,
    Both,
    Choice,
    Form,
    Instant,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Shape,
    Truth,
    Whole,
    Words,
)
from seasonfile.slots import Slot, slots_of

BLANK_NUMBER: Final = -1

_TRUTHS: Final = {"true": True, "True": True, "TRUE": True} | {
    "false": False,
    "False": False,
    "FALSE": False,
}
_MOST_DIGITS: Final = 9


def read_document(file: str, root: Mapping) -> tuple[SeasonDocument, list[Problem]]:
    """The document of a tree, with blanks where values have another shape, and the problems."""
    reader = _Reader(file)
    document: SeasonDocument = reader.part(SeasonDocument, root)
    return document, reader.problems


class _Reader:
    """Reads values by their shapes and collects what does not fit."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._by_shape: dict[type[Any], Callable[[Any, Node, str], Any]] = {
            Words: self._words,
            Form: self._form,
            Choice: self._choice,
            Whole: self._whole,
            Truth: self._truth,
            PartOf: self._part,
            Both: self._both,
            Own: self._own,
            Instant: self._instant,
            ListOf: self._list,
            PairsOf: self._pairs,
            Answer: self._answer,
        }

    def part(self, kind: type[Any], node: Mapping) -> Any:
        """The dataclass that a mapping describes."""
        slots = slots_of(kind)
        self._check_keys(node, [slot.name for slot in slots])
        values = {slot.name: self._slot(slot, node) for slot in slots}
        return kind(**values)

    def _report(self, line: int, code: str, **facts: str | int) -> None:
        self.problems.append(problem(self.file, line, code, **facts))

    def _check_keys(self, node: Mapping, allowed: Sequence[str]) -> None:
        for key, (line, _value) in node.entries.items():
            if key in allowed:
                continue
            if typed_total(key):
                self._report(line, "typed-total", key=key)
            else:
                near = nearest(key, allowed) if len(self.problems) < MOST_PROBLEMS else ""
                code = "unknown-key-near" if near else "unknown-key"
                self._report(line, code, key=key, near=near, allowed=", ".join(allowed))

    def _slot(self, slot: Slot, parent: Mapping) -> Any:
        line, node = parent.entries.get(slot.name, (parent.line, None))
        if node is not None and not (isinstance(node, Scalar) and node.is_null):
            return self._value(slot.shape, node, slot.name)
        if not slot.is_required:
            return None if slot.is_nullable and node is not None else slot.default
        self._report(line, "missing-key" if node is None else "empty-value", key=slot.name)
        return _blank(slot.shape)

    def _value(self, shape: Shape, node: Node, key: str) -> Any:
        if isinstance(node, Hole):
            return _blank(shape)
        return self._by_shape[type(shape)](shape, node, key)

    def _text(self, shape: Words | Form | Choice, node: Node, key: str) -> str:
        """The text of a scalar as it is kept, or an empty one with its problem."""
        if not isinstance(node, Scalar) or node.is_null:
            self._report(node.line, "not-text", key=key)
            return ""
        has_lines = isinstance(shape, Words) and shape.has_lines
        text = kept(node.text) if has_lines else kept_line(node.text)
        if not text:
            self._report(node.line, "empty-value", key=key)
        elif not has_lines and "\n" in node.text.strip():
            self._report(node.line, "many-lines", key=key)
        else:
            return text
        return ""

    def _words(self, shape: Words, node: Node, key: str) -> str:
        text = self._text(shape, node, key)
        if len(text) > shape.longest:
            self._report(node.line, "too-long", key=key, length=len(text), longest=shape.longest)
            return ""
        return text

    def _form(self, shape: Form, node: Node, key: str) -> str:
        text = self._text(shape, node, key)
        code = form_problem(shape, text) if text else None
        if code is None:
            return text
        self._report(node.line, code, key=key, value=text, longest=shape.longest)
        return ""

    def _choice(self, shape: Choice, node: Node, key: str) -> str:
        text = self._text(shape, node, key)
        if not text or text in shape.words:
            return text
        self._report(node.line, "not-a-choice", key=key, value=text, words=", ".join(shape.words))
        return ""

    def _whole(self, shape: Whole, node: Node, key: str) -> int:
        if isinstance(node, Scalar) and key == "awards":
            self._report(node.line, "typed-total", key=key)
            return BLANK_NUMBER
        if not isinstance(node, Scalar) or not node.is_plain or not _is_whole(node.text):
            self._report(node.line, "not-a-number", key=key)
            return BLANK_NUMBER
        number = int(node.text) if len(node.text) <= _MOST_DIGITS else BLANK_NUMBER
        if shape.lowest <= number <= shape.highest:
            return number
        self._report(
            node.line,
            "number-out-of-range",
            key=key,
            value=node.text,
            lowest=shape.lowest,
            highest=shape.highest,
        )
        return BLANK_NUMBER

    def _truth(self, _shape: Truth, node: Node, key: str) -> bool:
        if isinstance(node, Scalar) and node.is_plain and node.text in _TRUTHS:
            return _TRUTHS[node.text]
        self._report(node.line, "not-a-truth", key=key)
        return False

    def _part(self, shape: PartOf, node: Node, key: str) -> Any:
        if isinstance(node, Mapping):
            return self.part(shape.kind, node)
        self._report(node.line, "not-a-mapping", key=key)
        return _blank(shape)

    def _both(self, shape: Both, node: Node, key: str) -> Text:
        if not isinstance(node, Mapping):
            self._report(node.line, "not-bilingual", key=key)
            return Text("", "")
        self._check_keys(node, LANGUAGES)
        cy, en = (self._side(shape.of, node, language, key) for language in LANGUAGES)
        return Text(cy=cy, en=en)

    def _side(self, shape: Words | Form, parent: Mapping, language: str, key: str) -> str:
        line, node = parent.entries.get(language, (parent.line, None))
        is_empty = isinstance(node, Scalar) and (node.is_null or not node.text.strip())
        if node is None or is_empty:
            self._report(line, "missing-welsh" if language == "cy" else "missing-english", key=key)
            return ""
        text: str = self._value(shape, node, f"{key}.{language}")
        return text

    def _own(self, shape: Own, node: Node, key: str) -> Text | OwnText:
        if not isinstance(node, Mapping):
            self._report(node.line, "not-own-text", key=key)
            return Text("", "")
        if not node.entries.keys() & {"text", "language"}:
            return self._both(Both(shape.of), node, key)
        self._check_keys(node, ("text", "language"))
        text = self._slot(Slot("text", shape.of), node)
        language = self._slot(Slot("language", Choice(LANGUAGES)), node)
        return OwnText(text=text, language=language)

    def _instant(self, shape: Instant, node: Node, key: str) -> Moment:
        ways: dict[str, Shape] = {"at": TIME, "on": DATE}
        if shape.is_vague:
            ways["text"] = Both(LABEL)
        if not isinstance(node, Mapping):
            self._report(node.line, "not-a-moment", key=key, ways=", ".join(ways))
            return Moment()
        self._check_keys(node, tuple(ways))
        given = [way for way in ways if way in node.entries]
        if len(given) != 1:
            if given or not node.entries:
                self._report(node.line, "moment-not-one", key=key, ways=", ".join(ways))
            return Moment()
        slot = Slot(given[0], ways[given[0]])
        value = self._slot(slot, node)
        return Moment(**{given[0]: value}) if value else Moment()

    def _list(self, shape: ListOf, node: Node, key: str) -> tuple[Any, ...]:
        if not isinstance(node, Listing):
            is_total = key == "awards" and isinstance(node, Scalar)
            self._report(node.line, "typed-total" if is_total else "not-a-list", key=key)
            return ()
        if len(node.items) < shape.fewest:
            self._report(node.line, "too-few", key=key, fewest=shape.fewest)
        return tuple(self._value(shape.of, item, key) for item in node.items)

    def _pairs(self, shape: PairsOf, node: Node, key: str) -> tuple[tuple[str, Any], ...]:
        if not isinstance(node, Mapping):
            self._report(node.line, "not-a-mapping", key=key)
            return ()
        return tuple(
            (name, self._pair(shape, value, line, name))
            for name, (line, value) in node.entries.items()
        )

    def _pair(self, shape: PairsOf, node: Node, line: int, name: str) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            self._report(line, "empty-value", key=name)
            return _blank(shape.of)
        return self._value(shape.of, node, name)

    def _answer(self, shape: Answer, node: Node, key: str) -> Any:
        """A text; or the texts or rows of a list, which are not mixed."""
        if not isinstance(node, Listing):
            return self._words(shape.of, node, key)
        has_rows = any(isinstance(item, Mapping) for item in node.items)
        each = PairsOf(shape.of) if has_rows else shape.of
        return tuple(self._value(each, item, key) for item in node.items)


def _is_whole(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit()


_BLANKS: Final[dict[type[Any], Any]] = {
    Words: "",
    Form: "",
    Choice: "",
    Whole: BLANK_NUMBER,
    Truth: False,
    Both: Text("", ""),
    Own: Text("", ""),
    Instant: Moment(),
    ListOf: (),
    PairsOf: (),
    Answer: "",
}


def _blank(shape: Shape) -> Any:
    """What stands in for a value that cannot be used."""
    if isinstance(shape, PartOf):
        return shape.kind(**{slot.name: _blank_slot(slot) for slot in slots_of(shape.kind)})
    return _BLANKS[type(shape)]


def _blank_slot(slot: Slot) -> Any:
    return _blank(slot.shape) if slot.is_required else slot.default
