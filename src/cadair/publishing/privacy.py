"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal, both

PERSONAL: Final = (
    Personal(
        model="Post",
        fields=(*both("title", "excerpt", "body"), "authors"),
        why="news; may name people who agreed to it",
        kept="with the published archive; a name goes when its bearer asks",
    ),
    Personal(
        model="ReleasedPost",
        fields=(*both("title", "excerpt", "body"), "authors"),
        why="the same news as the public reads it",
        kept="with the published archive; a name goes when its bearer asks",
    ),
    Personal(
        model="ReleasedSeason",
        fields=("document",),
        why="the published results; names only with consent",
        kept="for good; a name goes when its bearer asks, the address stays",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal("FormerAddress", ("award_key", "sha256"), "a key and a hash"),
    NotPersonal("Post", (*both("published_text"), "tags"), "a date in words, and topics"),
    NotPersonal("ReleasedPost", (*both("published_text"), "tags"), "a date in words, and topics"),
    NotPersonal(
        "ReleasedProgramme", both("name", "tagline", "organiser"), "names of awards and a body"
    ),
    NotPersonal("ReleasedSeason", both("name"), "names of awards"),
)
