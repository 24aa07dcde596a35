"""Canonical JSON (RFC 8785) for the values Cadair hashes: no floats, so no number formatting."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

Canonical: TypeAlias = "str | int | bool | Sequence[Canonical] | Mapping[str, Canonical] | None"


def _ordered(value: object) -> object:
    if isinstance(value, str):
        if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
            raise ValueError("a lone surrogate has no canonical form")
        return value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise ValueError("whole numbers beyond 2^53 - 1 have no canonical form")
        return value
    if isinstance(value, Mapping):
        keys = sorted(cast("list[str]", list(value)), key=lambda k: k.encode("utf-16-be"))
        return {cast("str", _ordered(k)): _ordered(value[k]) for k in keys}
    if isinstance(value, (list, tuple)):
        return [_ordered(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical_json(value: Canonical) -> bytes:
    """The one byte form of `value`: UTF-8, keys in UTF-16 order, no white space.

    Raises:
        TypeError: a value other than text, whole number, true, false, null, list or mapping.
        ValueError: a whole number beyond 2^53 - 1, or a lone surrogate.
    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def sha256_of(value: Canonical) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
