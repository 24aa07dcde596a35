"""The code base as data: what the structure tests read."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "tests", "scripts", "benchmarks")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    path: Path
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @property
    def where(self) -> str:
        """The path inside the checkout."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def dotted(self) -> str:
        """The name it is imported by."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        parts = parts[1:] if parts[0] == "src" else parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def length(self) -> int:
        """Lines."""
        return len(self.text.splitlines())


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every Python file except migrations, which Django writes."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                found.append(Module(path, text, ast.parse(text)))
    return tuple(found)


def modules_under(*folders: str) -> tuple[Module, ...]:
    """Those below some folders, such as `src/cadair`."""
    return tuple(m for m in modules() if m.where.startswith(tuple(f"{f}/" for f in folders)))


def modules_named(name: str) -> tuple[Module, ...]:
    """Every `<name>.py` of the Django project, or the files of a package of that name."""
    return tuple(
        m
        for m in modules_under("src/cadair")
        if m.path.stem == name or (m.path.parent.name == name and m.path.stem != "__init__")
    )


def length_without_docstring(node: Function | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the end; the docstring costs nothing."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function, however deep."""
    return (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def public_functions(module: Module) -> Iterator[Function]:
    """The functions a module offers."""
    return (
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    )


def undocumented(module: Module) -> Iterator[str]:
    """Public names without a docstring: the module itself, classes, functions, methods."""
    if module.text.strip() and ast.get_docstring(module.tree) is None:
        yield module.where
    yield from _undocumented_in(module.tree.body, module.where)


def _undocumented_in(body: list[ast.stmt], where: str) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        # A private name needs none; an overload is explained where it is written out; so is Meta.
        if node.name.startswith("_") or node.name == "Meta" or _is_overload(node):
            continue
        if ast.get_docstring(node) is None:
            yield f"{where}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _undocumented_in(node.body, where)


def _is_overload(node: Function | ast.ClassDef) -> bool:
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)
