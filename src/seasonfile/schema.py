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
    LANGUAGES,
    TIME,
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
    parts: dict[str, Schema] = {}
    top = _part(SeasonDocument, parts)
    return {"$schema": _DIALECT, "title": "Cadair season file", **top, "$defs": _sorted(parts)}


def schema_text() -> str:
    """The schema as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def shipped_schema() -> str:
    """The text of the schema that came with the package."""
    return resources.files("seasonfile").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")


def _sorted(parts: Mapping[str, Schema]) -> dict[str, Schema]:
    return dict(sorted(parts.items()))


def _part(kind: type[Any], parts: dict[str, Schema]) -> Schema:
    slots = slots_of(kind)
    return {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "additionalProperties": False,
        "required": [slot.name for slot in slots if slot.is_required],
        "properties": {slot.name: _slot(slot, parts) for slot in slots},
    }


def _slot(slot: Slot, parts: dict[str, Schema]) -> Schema:
    described = {"description": slot.meaning}
    inner = _shape(slot.shape, parts)
    if slot.is_required:
        return {**described, **inner}
    return {**described, "anyOf": [inner, {"type": "null"}]}


def _shape(shape: Shape, parts: dict[str, Schema]) -> Schema:
    match shape:
        case PartOf(kind=kind):
            name = kind.__name__.removesuffix("Part").lower()
            if name not in parts:
                parts[name] = _part(kind, parts)
            return {"$ref": f"#/$defs/{name}"}
        case ListOf(of=inner, fewest=fewest):
            listed: Schema = {"type": "array", "items": _shape(inner, parts)}
            return {**listed, "minItems": fewest} if fewest else listed
        case PairsOf(of=inner):
            return {"type": "object", "additionalProperties": _shape(inner, parts)}
        case Both() | Own() | Instant():
            return _compound(shape)
        case _:
            return _scalar(shape)


def _compound(shape: Both | Own | Instant) -> Schema:
    match shape:
        case Both(of=inner):
            return _object({language: _scalar(inner) for language in LANGUAGES})
        case Own(of=inner):
            own = {"text": _scalar(inner), "language": {"enum": list(LANGUAGES)}}
            return {"oneOf": [_object(own), _compound(Both(inner))]}
        case Instant(is_vague=is_vague):
            ways = [_object({"at": _scalar(TIME)}), _object({"on": _scalar(DATE)})]
            vague = [_object({"text": _compound(Both(Words(100)))})] if is_vague else []
            return {"oneOf": [*ways, *vague]}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": dict(properties),
    }


def _scalar(shape: Words | Form | Choice | Whole | Truth | Shape) -> Schema:
    match shape:
        case Words(longest=longest, has_lines=has_lines):
            words: Schema = {"type": "string", "minLength": 1, "maxLength": longest}
            return words if has_lines else {**words, "pattern": r"^[^\n]*$"}
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
