"""Where the bytes lie: the storage `files`, under random names, outside everything that is served.

Bytes are written before the row that names them and taken away after it. What a crash leaves in
between is found by the worker: a place no row names. Whatever the storage is, what fails there is
an `OSError`, as it is on a disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

ALIAS: Final = "files"
_FOLDERS: Final = 256
_OF_OBJECT_STORAGE: Final = ("boto3", "botocore", "s3transfer", "urllib3")


class StorageFailed(OSError):
    """The storage did not do what it was asked: not there, not allowed, too slow."""


def storage() -> Storage:
    """The storage of what people sent."""
    return storages[ALIAS]


@contextmanager
def _asking() -> Iterator[Storage]:
    """Ask the storage; the errors of an object storage become those of a disk."""
    try:
        yield storage()
    except OSError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] in _OF_OBJECT_STORAGE:
            raise StorageFailed(type(error).__name__) from error
        raise


def put_away(content: File[Any] | bytes) -> str:
    """Keep bytes; returns the place.

    Raises:
        OSError: they could not be kept.
    """
    name = secrets.token_hex(16)
    wrapped = ContentFile(content) if isinstance(content, bytes) else content
    with _asking() as there:
        return there.save(f"{name[:2]}/{name}", wrapped)


def read_back(place: str) -> bytes:
    """The bytes that lie in a place.

    Raises:
        OSError: they are not there.
    """
    with _asking() as there, there.open(place, "rb") as found:
        return bytes(found.read())


def take_away(place: str) -> None:
    """Forget what lies in a place; nothing there is no mistake.

    Raises:
        OSError: the storage did not do it.
    """
    if place:
        with _asking() as there:
            there.delete(place)


def kept_since(place: str) -> datetime:
    """When the bytes in a place were put there.

    Raises:
        OSError: they are not there.
    """
    with _asking() as there:
        return there.get_modified_time(place)


def places_in(folder: int) -> Iterator[str]:
    """Every place in one of the folders, numbered from 0 to 255.

    Raises:
        OSError: the storage does not say.
    """
    prefix = f"{folder % _FOLDERS:02x}"
    try:
        with _asking() as there:
            _folders, names = there.listdir(prefix)
    except FileNotFoundError:
        return
    yield from (f"{prefix}/{name}" for name in names if name)
