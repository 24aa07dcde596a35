"""The JSON Schema says the same as the program, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import seasonfile
from seasonfile.document import SeasonDocument
from seasonfile.nodes import Listing, Mapping, Node, Scalar, compose
from seasonfile.schema import schema_text, shipped_schema

pytestmark = pytest.mark.static

FOLDER = Path(__file__).parent
CONTENT = Path(seasonfile.__file__).parents[1] / "cadair/demo/content"

ABOUT_SHAPES = {
    "another-format",
    "long-and-many-lines",
    "malformed-words",
    "missing-keys",
    "missing-language",
    "out-of-range",
    "person-out-of-range",
    "total-typed",
    "unknown-keys",
    "wrong-types",
}
"""Broken files that a schema alone must refuse."""


def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(shipped_schema()))


def plain(path: Path) -> Any:
    """A file as another program reads it that knows YAML 1.2, and no dates."""
    root, _problems = compose(path.name, path.read_text(encoding="utf-8"))
    assert root is not None
    return value_of(root)


def value_of(node: Node) -> Any:
    """What a part of a file is, without quotes: a number, a truth, nothing, or a text."""
    match node:
        case Mapping(entries=entries):
            return {key: value_of(inner) for key, (_line, inner) in entries.items()}
        case Listing(items=items):
            return [value_of(item) for item in items]
        case Scalar(text=text, is_plain=True):
            known = {"true": True, "false": False, "null": None, "": None}
            return known.get(text, int(text) if text.lstrip("-").isdigit() else text)
        case Scalar(text=text):
            return text
        case _:
            return None


def test_the_shipped_schema_is_made_from_the_document() -> None:
    assert shipped_schema() == schema_text()
    assert seasonfile.schema() == json.loads(shipped_schema())


def test_it_is_a_schema_of_draft_2020_12() -> None:
    assert seasonfile.schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(seasonfile.schema())


@pytest.mark.parametrize(
    "path", [FOLDER / "valley.yaml", *sorted(CONTENT.glob("*.yaml"))], ids=lambda path: path.stem
)
def test_the_schema_accepts_what_the_program_accepts(path: Path) -> None:
    assert seasonfile.check(path) == []
    assert [error.message for error in validator().iter_errors(plain(path))] == []


@pytest.mark.parametrize("name", sorted(ABOUT_SHAPES))
def test_the_schema_refuses_what_the_program_refuses_by_shape(name: str) -> None:
    assert not validator().is_valid(plain(FOLDER / "broken" / f"{name}.yaml"))


def test_there_is_no_field_for_a_total() -> None:
    refused = plain(FOLDER / "valley.yaml") | {"awards": 34}
    assert not validator().is_valid(refused)
    stated = seasonfile.schema()["$defs"]["stated"]
    assert list(stated["properties"]) == ["nominations"]
    assert stated["additionalProperties"] is False


def test_every_key_says_what_it_means() -> None:
    every = [seasonfile.schema(), *seasonfile.schema()["$defs"].values()]
    described = [
        (key, said)
        for part in every
        if part.get("description")
        for key, said in part["properties"].items()
    ]
    assert len(described) > 100
    assert [key for key, said in described if not said["description"].endswith(".")] == []


def test_the_first_keys_of_the_schema_are_the_parts_of_the_document() -> None:
    assert list(seasonfile.schema()["properties"]) == list(SeasonDocument.__dataclass_fields__)
