"""Where the bytes lie: the storage `files`, under random names, outside everything that is served.

Bytes are written before the row that names them and taken away after it. What a crash leaves in
between is found by the worker: a place no row names.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any, Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

ALIAS: Final = "files"
_FOLDERS: Final = 256


def storage() -> Storage:
    """The storage of what people sent."""
    return storages[ALIAS]


def put_away(content: File[Any] | bytes) -> str:
    """Keep bytes; returns the place."""
    name = secrets.token_hex(16)
    wrapped = ContentFile(content) if isinstance(content, bytes) else content
    return storage().save(f"{name[:2]}/{name}", wrapped)


def read_back(place: str) -> bytes:
    """The bytes that lie in a place.

    Raises:
        OSError: they are not there.
    """
    with storage().open(place, "rb") as found:
        return bytes(found.read())


def take_away(place: str) -> None:
    """Forget what lies in a place; nothing there is no mistake."""
    if place:
        storage().delete(place)


def places_in(folder: int) -> Iterator[str]:
    """Every place in one of the folders, numbered from 0 to 255."""
    prefix = f"{folder % _FOLDERS:02x}"
    try:
        _folders, names = storage().listdir(prefix)
    except FileNotFoundError:
        return
    yield from (f"{prefix}/{name}" for name in names)
