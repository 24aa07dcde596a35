"""What a file is, told by its first bytes, and what it may be called."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.files.states import FileKind
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line

LONGEST_NAME: Final = 200
LOOKED_AT: Final = 1024
"""So many bytes from the beginning say what a file is."""

_SIGNATURES: Final = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
)


def kind_of(beginning: bytes) -> FileKind:
    """What a file is by its signature; neither its name nor what the browser says is asked.

    A file has to begin with it: what hides a picture behind a page of another kind is neither.

    Raises:
        Refusal: it is nothing that is taken.
    """
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return FileKind.WEBP
    raise Refusal(
        "file-wrong-type",
        _("This file is none that we can take. Send a PDF, or a JPEG, PNG or WebP picture."),
    )


def written_name(name: str) -> str:
    """What a sender called a file, for reading: no folders, no hidden or turning characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return clean_line(last).strip(". ")[-LONGEST_NAME:] or "–"
