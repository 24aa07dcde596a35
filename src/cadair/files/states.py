"""What a file is, how far it has come, and why one is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    """What may be sent; told by what stands in the file, never by its name."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"
    WEBP = "webp", "WebP"


ENDINGS: Final[Mapping[str, str]] = {
    FileKind.PDF: ".pdf",
    FileKind.JPEG: ".jpg",
    FileKind.PNG: ".png",
    FileKind.WEBP: ".webp",
}
MEDIA_TYPES: Final[Mapping[str, str]] = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}


class FileState(TextChoices):
    """How far a file has come. Nobody but its sender hears of it before it is ready."""

    RECEIVED = "received", _("Being checked")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Ready")
    REFUSED = "refused", _("Not accepted")


FILE_MOVES: Final = {
    FileState.RECEIVED: FileState.CHECKING,
    FileState.CHECKING: (FileState.READY, FileState.REFUSED),
}
"""A check that fails for a reason of ours leaves a file as it is: it is tried again later."""


class WhyRefused(TextChoices):
    """Why a file was not accepted, and what its sender can do (ACC-09)."""

    VIRUS = "virus", _("A virus was found in this file. Do not send it again; send another one.")
    PASSWORD = (
        "password",
        _("This PDF has a password. Save a copy without a password and send that."),
    )
    TOO_MANY_PIXELS = (
        "too-many-pixels",
        _("This picture has too many pixels. Make it smaller and send it again."),
    )
    DAMAGED = (
        "damaged",
        _("This file cannot be read. Open it, save it anew and send it again."),
    )
