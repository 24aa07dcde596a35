"""Finding every text that asks for a translation, in Python and in templates, without GNU gettext.

Only what is written as a literal can be found, and only that can be translated; a call with
anything else is reported as `unreadable` and fails a test.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation.template import templatize

_TEMPLATE_SUFFIXES: Final = frozenset({".html", ".txt", ".xml"})

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
"""What each function of gettext takes, in order; each also exists with `_lazy` or `_noop`."""

_TEMPLATE_CALL: Final = re.compile(r"(?<![\w.])(?:n?p?gettext|_)\(")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be translated and one place where it stands."""

    msgid: str
    context: str = ""
    plural: str = ""
    path: Path = Path()
    line: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue looks it up by."""
        return self.context, self.msgid


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A call for a translation whose text is not written there as a literal."""

    path: Path
    line: int
    source: str


def messages_in(folder: Path) -> Iterator[Message]:
    """Every text to be translated below `folder`, or in it when it is one file."""
    for path in _sources(folder):
        yield from _messages(path)


def unreadable_in(folder: Path) -> Iterator[Unreadable]:
    """Every call below `folder` that no tool can read."""
    for path in _sources(folder):
        if path.suffix == ".py":
            yield from _unreadable(path)


def _sources(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py" or (path.suffix in _TEMPLATE_SUFFIXES and _is_template(path)):
            yield path


def _is_template(path: Path) -> bool:
    return "templates" in path.parts


def _messages(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        yield from _messages_of_python(path, path.read_text(encoding="utf-8"))
    else:
        yield from messages_of_template(path, path.read_text(encoding="utf-8"))


def _messages_of_python(path: Path, source: str) -> Iterator[Message]:
    for call, words in _calls(ast.parse(source)):
        texts = _literals(call, words)
        if texts is not None:
            yield Message(path=path, line=call.lineno, **texts)


def _unreadable(path: Path) -> Iterator[Unreadable]:
    source = path.read_text(encoding="utf-8")
    for call, words in _calls(ast.parse(source)):
        if _literals(call, words) is None:
            yield Unreadable(path, call.lineno, ast.unparse(call))


def messages_of_template(path: Path, source: str) -> Iterator[Message]:
    """The texts of one template, as Django looks them up: with every % doubled.

    Raises:
        SyntaxError: a `blocktranslate` with other tags inside; the message names the file.
    """
    prepared = templatize(source, origin=str(path))
    for found in _TEMPLATE_CALL.finditer(prepared):
        call = _call_at(prepared, found.start())
        if call is None:
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        texts = _literals(call, _WORDS["gettext" if name == "_" else name])
        if texts is None:
            continue
        if name == "_":  # Django doubles these when it looks them up, but not when it prepares them
            texts = {word: text.replace("%", "%%") for word, text in texts.items()}
        line = prepared.count("\n", 0, found.start()) + 1
        yield Message(path=path, line=line, **texts)


def _call_at(source: str, start: int) -> ast.Call | None:
    """The call that begins at `start`: the shortest text up to a closing bracket that parses."""
    end = source.find(")", start)
    while end != -1:
        try:
            node = ast.parse(source[start : end + 1], mode="eval").body
        except SyntaxError:
            end = source.find(")", end + 1)
            continue
        return node if isinstance(node, ast.Call) else None
    return None


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, tuple[str, ...]]]:
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _called(node.func, names)
            if name in _WORDS:
                yield node, _WORDS[name]


def _imported_names(tree: ast.Module) -> dict[str, str]:
    """Names by which this module calls gettext's functions: `_` for gettext_lazy, and so on."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                names[alias.asname or alias.name] = _base(alias.name)
    return names


def _called(function: ast.expr, names: dict[str, str]) -> str:
    if isinstance(function, ast.Name):
        return names.get(function.id, "")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return _base(function.attr) if function.value.id == "translation" else ""
    return ""


def _base(name: str) -> str:
    return name.removesuffix("_lazy").removesuffix("_noop")


def _literals(call: ast.Call, words: tuple[str, ...]) -> dict[str, str] | None:
    """The texts of a call by what they are; none when one of them is not a literal."""
    texts: dict[str, str] = {}
    for word, argument in zip(words, call.args, strict=False):
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            return None
        texts[word] = argument.value
    return texts if len(texts) == len(words) else None
