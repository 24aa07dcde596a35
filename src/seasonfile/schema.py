"""The JSON Schema of season files (draft 2020-12), made from the shapes of the document.

The committed `season.schema.json` is what editors and other programs use; a test holds it equal to
`schema()`. What a schema cannot say (references, dates in order, who may hold what) is in `checks`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from seasonfile.document import SeasonDocument
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

SCHEMA_FILE: Final = "season.schema.json"

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schema() -> Schema:
    """The whole schema as plain data."""
    definitions = _Definitions()
    top = definitions.part(SeasonDocument)
    every = dict(sorted(definitions.known.items()))
    return {"$schema": _DIALECT, "title": "Cadair season file", **top, "$defs": every}


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def shipped_schema() -> str:
    """The text of the schema that came with the package."""
    return resources.files("seasonfile").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")


class _Definitions:
    """Turns shapes into schemas; what is used more than once gets a name in `known`."""

    def __init__(self) -> None:
        self.known: dict[str, Schema] = {}

    def part(self, kind: type[Any]) -> Schema:
        """The schema of a class of the document."""
        slots = slots_of(kind)
        return {
            "type": "object",
            "description": (kind.__doc__ or "").strip().replace("'", "’"),
            "additionalProperties": False,
            "required": [slot.name for slot in slots if slot.is_required],
            "properties": {slot.name: self._slot(slot) for slot in slots},
        }

    def _slot(self, slot: Slot) -> Schema:
        described = {"description": slot.meaning}
        inner = self._shape(slot.shape)
        if slot.is_required:
            return {**described, **inner}
        return {**described, "anyOf": [inner, {"type": "null"}]}

    def _shape(self, shape: Shape) -> Schema:
        match shape:
            case ListOf(of=inner, fewest=fewest):
                listed: Schema = {"type": "array", "items": self._shape(inner)}
                return {**listed, "minItems": fewest} if fewest else listed
            case PairsOf(of=inner):
                return {"type": "object", "additionalProperties": self._shape(inner)}
            case Answer(of=inner):
                given = (inner, ListOf(inner), ListOf(PairsOf(inner)))
                return {"anyOf": [self._shape(way) for way in given]}
            case PartOf() | Both() | Own() | Instant() | Form():
                return self._named(_name(shape), shape)
            case _:
                return _scalar(shape)

    def _named(self, name: str, shape: Shape) -> Schema:
        if name not in self.known:
            self.known[name] = {}
            self.known[name] = self._content(shape)
        return {"$ref": f"#/$defs/{name}"}

    def _content(self, shape: Shape) -> Schema:
        match shape:
            case PartOf(kind=kind):
                return self.part(kind)
            case Both(of=inner):
                return _object({language: self._shape(inner) for language in LANGUAGES})
            case Own(of=inner):
                own = {"text": self._shape(inner), "language": {"enum": list(LANGUAGES)}}
                return {"oneOf": [_object(own), self._shape(Both(inner))]}
            case Instant(is_vague=is_vague):
                ways: dict[str, Shape] = {"at": TIME, "on": DATE}
                vague: dict[str, Shape] = {"text": Both(LABEL)} if is_vague else {}
                every = {**ways, **vague}.items()
                return {"oneOf": [_object({key: self._shape(of)}) for key, of in every]}
            case _:
                return _scalar(shape)


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": dict(properties),
    }


def _name(shape: PartOf | Both | Own | Instant | Form | Words) -> str:
    """What a shape is called among the definitions."""
    match shape:
        case PartOf(kind=kind):
            return kind.__name__.removesuffix("Part").lower()
        case Both(of=inner):
            return f"both-{_name(inner)}"
        case Own(of=inner):
            return f"own-{_name(inner)}"
        case Instant(is_vague=is_vague):
            return "moment" if is_vague else "exact-moment"
        case Form(name=name, longest=longest):
            return f"{name}-{longest}"
        case Words(longest=longest):
            return f"text-{longest}"


def _scalar(shape: Shape) -> Schema:
    match shape:
        case Words(longest=longest, has_lines=has_lines):
            words: Schema = {"type": "string", "minLength": 1, "maxLength": longest}
            return words if has_lines else {**words, "pattern": r"^[^\n]*\n?$"}
        case Form(pattern=pattern, longest=longest):
            return {"type": "string", "maxLength": longest, "pattern": f"^(?:{pattern})$"}
        case Choice(words=choices):
            return {"enum": list(choices)}
        case Whole(lowest=lowest, highest=highest):
            return {"type": "integer", "minimum": lowest, "maximum": highest}
        case Truth():
            return {"type": "boolean"}
        case _:
            raise TypeError(f"not a scalar: {shape!r}")
