"""Personal data in this app."""

from __future__ import annotations

from typing import Final

from cadair.audit.privacy import NotPersonal, Personal

PERSONAL: Final = (
    Personal(
        model="LanguagePreference",
        fields=("address", "set_by_ref"),
        why="to write to people in the language they chose (WEL-07)",
        kept="while anything else is kept of that person",
    ),
    Personal(
        model="OutboxMessage",
        fields=("to_address", "subject_cy", "subject_en", "body_cy", "body_en"),
        why="to deliver the message, and to show what was sent when somebody asks",
        kept="the words 90 days or as long as the letter says, a sign-in code 10 minutes; "
        "the address 12 months",
    ),
)

NOT_PERSONAL: Final = (
    NotPersonal(
        model="OutboxMessage",
        fields=("once", "letter", "held_by", "last_error"),
        why="ids and codes; answers of mail servers are kept as numbers only",
    ),
)
