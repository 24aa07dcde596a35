"""Low ceilings: a newcomer reads one screen at a time."""

from __future__ import annotations

import ast

import pytest

from tests.structure.source import (
    functions,
    length_without_docstring,
    modules,
    modules_named,
    modules_under,
    undocumented,
)

pytestmark = pytest.mark.static

MOST_LINES_OF_A_MODULE = 400
MOST_LINES_OF_A_CLASS = 200
MOST_LINES_OF_A_FUNCTION = 40
LONGER = {"src/cadair/record/verify_record.py": 1700}
"""One file on purpose: it goes to people who do not have Cadair."""
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "manager",
    "handler",
    "misc",
}


def test_there_is_code_to_look_at() -> None:
    assert len(modules_under("src/cadair")) > 30
    assert len(modules_under("tests")) > 10


def test_no_module_is_longer_than_the_ceiling() -> None:
    assert [
        f"{m.where}: {m.length}"
        for m in modules()
        if m.length > LONGER.get(m.where, MOST_LINES_OF_A_MODULE)
    ] == []


def test_no_class_is_longer_than_the_ceiling() -> None:
    too_long = [
        f"{module.where}:{node.lineno} {node.name}: {length_without_docstring(node)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and length_without_docstring(node) > MOST_LINES_OF_A_CLASS
    ]
    assert too_long == []


def test_no_function_is_longer_than_the_ceiling() -> None:
    too_long = [
        f"{module.where}:{node.lineno} {node.name}: {length_without_docstring(node)}"
        for module in modules()
        for node in functions(module.tree)
        if length_without_docstring(node) > MOST_LINES_OF_A_FUNCTION
    ]
    assert too_long == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [
        module.where
        for module in modules()
        if NAMES_THAT_SAY_NOTHING & set(module.path.with_suffix("").parts[-2:])
        or set(module.path.stem.split("_")) & NAMES_THAT_SAY_NOTHING
    ]
    assert named == []


def test_every_public_name_of_the_packages_and_of_every_action_is_documented() -> None:
    documented = (*modules_under("src/adjudication", "src/seasonfile"), *modules_named("actions"))
    assert documented
    assert [name for module in documented for name in undocumented(module)] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        module.where
        for module in modules()
        if module.text.strip() and ast.get_docstring(module.tree) is None
    ]
    assert silent == []
