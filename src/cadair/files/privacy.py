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
    Personal(
        model="IncomingFile",
        fields=("name",),
        why="what its sender calls a file that is still on its way",
        kept="until it has come in; a day when its sender does not go on",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("StoredFile", ("place",), "a random name"),
    NotPersonal("IncomingFile", ("about", "mark"), "what it is for, and what it is known by"),
    NotPersonal("IncomingPart", ("place",), "a random name"),
    NotPersonal("StoredFile", ("sha256", "sent_sha256"), "hashes of what is in a file"),
)
