"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal

PERSONAL: Final = (
    Personal(
        model="StoredFile",
        fields=("name",),
        why="what its sender called a file, so that they know it again; may name a person",
        kept="as the nomination with which it was sent; an hour when it belongs to none",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("StoredFile", ("place",), "a random name"),
    NotPersonal("StoredFile", ("sha256", "sent_sha256"), "hashes of what is in a file"),
)
