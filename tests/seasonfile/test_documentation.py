"""The guide to season files says every key, and its examples are one season that loads."""

from __future__ import annotations

import re

import pytest

import seasonfile
from seasonfile.problems import messages
from tests.seasonfile.key_tables import GUIDE, TABLES, documented, with_tables

pytestmark = pytest.mark.static


def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


def examples() -> str:
    """Everything the guide shows as YAML, in its order: one whole file."""
    return "\n".join(re.findall(r"```yaml\n(.*?)```", guide(), re.DOTALL))


def test_every_part_has_its_table_of_keys_once() -> None:
    assert sorted(documented(guide())) == sorted(TABLES)


def test_the_tables_are_those_of_the_schema() -> None:
    """When this fails: `python -m tests.seasonfile.key_tables` writes them anew."""
    assert with_tables(guide()) == guide()


def test_every_key_of_the_schema_is_in_the_guide() -> None:
    parts = [seasonfile.schema(), *seasonfile.schema()["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}
    assert len(keys) > 80
    assert sorted(key for key in keys if f"`{key}`" not in guide()) == []


def test_the_examples_are_one_file_without_problems() -> None:
    found = seasonfile.check(examples().encode(), name="examples")
    assert [problem.render() for problem in found] == []


def test_the_examples_use_every_part() -> None:
    document = seasonfile.read(examples().encode())
    empty = {
        slot
        for slot in type(document).__dataclass_fields__
        if getattr(document, slot) in ((), None)
    }
    assert empty == {"stated"}


def test_the_messages_shown_are_messages_that_are_said() -> None:
    shown = re.findall(r"^    valley\.yaml:\d+: (.*)$", guide(), re.MULTILINE)
    patterns = [
        re.sub(r"\\\{\w+\\\}", ".+", re.escape(f"{sides[language].what} {sides[language].remedy}"))
        for sides in messages().values()
        for language in sides
    ]
    assert len(shown) >= 2
    assert [line for line in shown if not any(re.fullmatch(p, line) for p in patterns)] == []
