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
        model="MailingConsent",
        fields=("address", "set_by_ref"),
        why="to write only to those who asked for it when nominations open again (PRI-18)",
        kept="until it is taken back, at most 3 years",
    ),
    Personal(
        model="StoppedMail",
        fields=("address",),
        why="to keep to what somebody asked: no more messages (PRI-18)",
        kept="for as long as messages are sent",
    ),
    Personal(
        model="SeasonSender",
        fields=("reply_to", "name_cy", "name_en"),
        why="where answers go; a shared mailbox, which may still name a person",
        kept="with the season",
    ),
    Personal(
        model="SeasonWording",
        fields=("written_by_ref",),
        why="to show who worded a letter; an opaque reference",
        kept="with the season",
    ),
    Personal(
        model="Mailing",
        fields=("written_by_ref", "sent_by_ref"),
        why="to show who wrote to many; opaque references",
        kept="with the season",
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
        model="SeasonWording",
        fields=("season", "letter", "subject_cy", "subject_en", "body_cy", "body_en"),
        why="words for everybody, with names of variables in place of people",
    ),
    NotPersonal(model="SeasonSender", fields=("season",), why="an id"),
    NotPersonal(model="MailingConsent", fields=("programmes",), why="ids of awards"),
    NotPersonal(
        model="Mailing",
        fields=(
            *("season", "audience", "narrowed"),
            *("subject_cy", "subject_en", "body_cy", "body_en"),
        ),
        why="words for everybody on a list, and by which properties the list was made",
    ),
    NotPersonal(
        model="OutboxMessage",
        fields=("once", "letter", "held_by", "last_error", "season", "topic"),
        why="ids and codes; answers of mail servers are kept as numbers only",
    ),
)
