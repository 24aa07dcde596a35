"""From YAML text to a plain tree that knows its lines; every scalar stays the text it was.

Nothing is resolved: `17:00` is not a number and `no` is not false. What a season file has no use
for and could hurt (anchors, aliases, tags, several documents, deep nesting) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from seasonfile.characters import refused_characters, without_refused
from seasonfile.problems import Problem, problem
from seasonfile.syntax import syntax_problem

DEEPEST: Final = 12
"""Levels of nesting; a season file needs six."""

MOST_VALUES: Final = 500_000
"""Keys and values of a file; ten thousand nominations stay far below."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Scalar:
    """A text, number, truth value or nothing; `is_plain` when it stood without quotes."""

    text: str
    line: int
    is_plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether it says that there is nothing."""
        return self.is_plain and self.text in _NULLS


@dataclass(slots=True)
class Hole:
    """A value that was refused and reported."""

    line: int


@dataclass(slots=True)
class Listing:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and their values, with the line of each key."""

    line: int
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)


Node = Scalar | Hole | Listing | Mapping

Step = str | int


def line_of(root: Node, *path: Step) -> int:
    """The line of what stands at `path`, or of the nearest thing around it that is there."""
    node, line = root, root.line
    for step in path:
        match node, step:
            case Mapping(entries=entries), str() if step in entries:
                line, node = entries[step]
            case Listing(items=items), int() if step < len(items):
                node = items[step]
                line = node.line
            case _:
                break
    return line


def compose(file: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, or None where there is none; and what is wrong with the YAML."""
    composer = _Composer(file)
    events = YAML(typ="safe", pure=True).parse(text)
    try:
        composer.take(events)
    except MarkedYAMLError as error:
        return None, [*composer.problems, syntax_problem(file, error, text)]
    except (YAMLError, ValueError, OverflowError):
        return None, [*composer.problems, problem(file, composer.line, "bad-escape")]
    return composer.root, composer.problems


class _Composer:
    """Builds the tree, event by event, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.line = 1
        self._open: list[tuple[Listing | Mapping, tuple[str | None, int] | None]] = []
        self._documents = 0

    def take(self, events: Iterator[Any]) -> None:
        for number, event in enumerate(events):
            self.line = event.start_mark.line + 1
            if number > MOST_VALUES:
                self._give_up("too-many-values", most=MOST_VALUES)
                return
            if not self._take_one(event):
                return

    def _take_one(self, event: Any) -> bool:
        """Whether there is any use in going on."""
        if isinstance(event, DocumentStartEvent):
            return self._start_document(event)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._check_marks(event)
            return self._start(event)
        if isinstance(event, ScalarEvent):
            self._check_marks(event)
            self._add(self._scalar(event))
        elif isinstance(event, CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, AliasEvent):
            self._report("alias", name=event.anchor)
            self._add(Hole(self.line))
        return True

    def _report(self, code: str, **facts: str | int) -> None:
        self.problems.append(problem(self.file, self.line, code, **facts))

    def _give_up(self, code: str, **facts: str | int) -> None:
        self._report(code, **facts)
        self.root = None

    def _check_marks(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._report("anchor", name=event.anchor)
        if event.tag is not None:
            self._report("tag", name=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _start_document(self, event: DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._report("many-documents")
            return False
        if event.tags or (event.version and tuple(event.version) != (1, 2)):
            self.line = max(1, self.line - 1)
            self._report("directive")
        return True

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> bool:
        node = Mapping(self.line) if isinstance(event, MappingStartEvent) else Listing(self.line)
        if len(self._open) >= DEEPEST:
            self._give_up("too-deep", most=DEEPEST)
            return False
        self._add(node)
        self._open.append((node, None))
        return True

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text: str = event.value
        if event.style == '"':
            hidden = refused_characters(text)
            if hidden:
                names = dict.fromkeys(name for line in hidden.values() for name in line)
                self._report("hidden-characters", characters=", ".join(names))
                text = without_refused(text)
        return Scalar(text, self.line, is_plain=event.style is None)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif key is None:
            self._open[-1] = (parent, self._key(parent, node))
        else:
            name, line = key
            self._open[-1] = (parent, None)
            if not isinstance(node, Scalar):
                node.line = line
            if name is not None and name not in parent.entries:
                parent.entries[name] = (line, node)

    def _key(self, parent: Mapping, node: Node) -> tuple[str | None, int]:
        """The name and line of a key; no name where it is none, so that its value is left out."""
        if not isinstance(node, Scalar):
            self._report("key-not-text")
            return (None, node.line)
        if node.text in parent.entries:
            first = parent.entries[node.text][0]
            self._report("duplicate-key", key=node.text, first=first)
        return (node.text, node.line)
