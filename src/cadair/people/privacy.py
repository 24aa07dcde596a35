"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal

PERSONAL: Final = (
    Personal(
        model="OrganisationContact",
        fields=("address", "noted_by_ref"),
        why="to tell partners when nominations open; an address may name a person",
        kept="until the organisation or the person asks for it to go",
    ),
    Personal(
        model="Account",
        fields=("email", "name", "password", "last_login"),
        why="to let somebody sign in and to address them",
        kept="while they have a part in a season, then 12 months; a day when nobody signed in",
    ),
    Personal(
        model="SignedInSession",
        fields=("session_key", "session_data", "account"),
        why="to keep somebody signed in, and to let them end it elsewhere",
        kept="12 hours; half an hour without use, two hours for people without a part",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal(
        model="OrganisationAlias",
        fields=("name", "fold"),
        why="other names of public bodies and groups",
    ),
    NotPersonal(
        model="AccessLink",
        fields=("purpose", "subject_ref", "token_hash"),
        why="a hash of a random secret and a reference; whom it was sent to stands elsewhere",
    ),
    NotPersonal(
        model="Organisation",
        fields=("name_cy", "name_en"),
        why="the official names of public bodies and groups",
    ),
)
