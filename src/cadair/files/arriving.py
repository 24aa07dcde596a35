"""A file comes in: looked at, refused at once or kept until the worker has checked it (ACC-09)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cadair.files import keeping
from cadair.files.queries import bytes_kept
from cadair.files.states import FileKind
from cadair.files.validators import LOOKED_AT, kind_of, written_name
from cadair.foundation.refusals import NotNow, Refusal


@dataclass(frozen=True, slots=True)
class Arrived:
    """Bytes that lie in the storage and that no row names yet."""

    kind: FileKind
    name: str
    size: int
    sha256: str
    place: str

    def drop(self) -> None:
        """Forget them again: nothing came of it."""
        keeping.take_away(self.place)


def take_in(upload: UploadedFile[Any] | None, *, most_bytes: int) -> Arrived:
    """Keep what was sent, outside any transaction: a slow storage must hold up nobody.

    Raises:
        NotNow: there is no room, or the storage failed.
        Refusal: there is no file, or it is empty, too big or of a kind that is not taken.
    """
    if upload is None:
        raise Refusal("file-none", _("Choose a file first."))
    size = int(upload.size or 0)
    _check_size(size, most_bytes)
    kind = kind_of(upload.read(LOOKED_AT))
    _check_room(size)
    return Arrived(
        kind=kind,
        name=written_name(upload.name or ""),
        size=size,
        sha256=_hash(upload),
        place=_put_away(upload),
    )


def require_size(size: int, most_bytes: int) -> None:
    """Refuse a file that is announced and not sent yet, for what it would be refused for later.

    Raises:
        NotNow: there is no room.
        Refusal: it is empty or too big.
    """
    _check_size(size, most_bytes)
    _check_room(size)


def _check_size(size: int, most_bytes: int) -> None:
    if size <= 0:
        raise Refusal("file-empty", _("This file is empty. Choose another one."))
    if size > most_bytes:
        raise Refusal(
            "file-too-big",
            _("This file is too big. Megabytes: %(size)s. At most: %(most)s.")
            % {"size": -(-size // 1_000_000), "most": most_bytes // 1_000_000},
        )


def _check_room(size: int) -> None:
    if bytes_kept() + size > settings.CADAIR_FILES_MOST_BYTES:
        raise NotNow("files-full", _("No more files can be taken now. Tell the organisers."))


def _hash(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    found = hashlib.sha256()
    for piece in upload.chunks():
        found.update(piece)
    return found.hexdigest()


def _put_away(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    try:
        return keeping.put_away(upload)
    except OSError as error:
        raise NotNow(
            "file-failed", _("The file could not be saved. Try again in a few minutes.")
        ) from error
