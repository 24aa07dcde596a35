"""Addresses of this part of the organiser's desk."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern

from cadair.foundation.bilingual import BilingualText
from cadair.web.shared.routing import worded
from cadair.web.staff.letters.views import contacts, messages, wording

_PAGES: Final = (
    ("llythyrau", "letters", wording.letters, "staff_letters"),
    ("llythyrau/anfonwr", "letters/sender", wording.sender, "staff_letters_sender"),
    (
        "llythyrau/geiriau/<slug:letter>",
        "letters/words/<slug:letter>",
        wording.letter,
        "staff_letter",
    ),
    ("negeseuon", "messages", messages.mailings, "staff_messages"),
    ("negeseuon/newydd", "messages/new", messages.new_mailing, "staff_message_new"),
    ("negeseuon/cysylltiadau", "messages/contacts", contacts.contacts, "staff_contacts"),
    ("negeseuon/<slug:mailing>", "messages/<slug:mailing>", messages.mailing, "staff_message"),
    (
        "negeseuon/<slug:mailing>/anfon",
        "messages/<slug:mailing>/send",
        messages.sending,
        "staff_message_send",
    ),
)
"""Welsh words, English words, the view, its name; fixed words before what they resemble."""

LETTERS: list[URLPattern] = [
    pattern
    for cy, en, view, name in _PAGES
    for pattern in worded(
        BilingualText(cy=f"desg/<slug:season>/{cy}", en=f"desk/<slug:season>/{en}"), view, name
    )
]
