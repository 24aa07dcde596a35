"""Canonical JSON (RFC 8785) for the values Cadair hashes: no floats, so no number formatting."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Canonical: TypeAlias = "str | int | bool | Sequence[Canonical] | Mapping[str, Canonical] | None"


def _ordered(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _whole_number(value)
    if isinstance(value, Mapping):
        keys = sorted((_key(key) for key in value), key=lambda key: key.encode("utf-16-be"))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, (list, tuple)):
        return [_ordered(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text, not {type(key).__name__}")
    return _text(key)


def _text(text: str) -> str:
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ValueError("a lone surrogate has no canonical form")
    return text


def _whole_number(number: int) -> int:
    """A number that every reader of JSON reads exactly."""
    if abs(number) > 2**53 - 1:
        raise ValueError("whole numbers beyond 2^53 - 1 have no canonical form")
    return number


def canonical_json(value: Canonical) -> bytes:
    """The one byte form of `value`: UTF-8, keys in UTF-16 order, no white space.

    Raises:
        TypeError: a value other than text, whole number, true, false, null, list or mapping, or a
            key that is not text.
        ValueError: a whole number beyond 2^53 - 1, or a lone surrogate.
    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def sha256_of(value: Canonical) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
