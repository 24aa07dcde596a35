"""What may stand in the head of a message (SEC-16): one plain address, one plain line."""

from __future__ import annotations

import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext_lazy as _

from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import graphemes

LONGEST_ADDRESS: Final = 254
"""Characters of an address that mail can be sent to (RFC 5321), and that our tables hold."""

LONGEST_SUBJECT_HALF: Final = 60
"""Characters of a subject in one language: longer ones are cut by mail programs (WEL-09)."""


class HeaderInjection(ValueError):
    """A text for the head of a message holds a line end or another control character."""


def normalised_address(address: str) -> str:
    """The address as it is stored and compared: trimmed, lower case, domains in ASCII.

    Upper and lower case before the “@” may differ in theory; no provider our readers use does so,
    and two accounts for one person would let somebody approve his own work.
    """
    address = unicodedata.normalize("NFC", address).strip(" \t").lower()
    name, at, domain = address.rpartition("@")
    if not at:
        return address
    try:
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        # Not a domain: left as it is, and refused by whoever checks the address.
        return address


def checked_address(address: str) -> str:
    """One plain address in its stored form: no name, no list, no control characters.

    Raises:
        Refusal: it is anything else.
    """
    normal = normalised_address(address)
    try:
        validate_email(one_line(normal))
        MaxLengthValidator(LONGEST_ADDRESS)(normal)
    except (HeaderInjection, ValidationError) as problem:
        raise Refusal(
            "not-an-address", _("That is no e-mail address. It looks like name@example.org")
        ) from problem
    return normal


def one_line(text: str) -> str:
    """`text`, when it can stand in the head of a message.

    Raises:
        HeaderInjection: it has a line end, NUL or another control character; the message does not
            repeat it, because errors are logged.
    """
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"} for character in text):
        raise HeaderInjection("a line end or control character in the head of a message")
    return text


def sender_name(text: str) -> str:
    """A name before an address: one line, and no words that are encoded already.

    Raises:
        HeaderInjection: it is more than one line, or mail programs would decode it to something
            that nobody here has read.
    """
    if "=?" in text:
        raise HeaderInjection("an encoded word in the name of a sender")
    return one_line(text)


def subject_half(text: str) -> str:
    """A subject in one language: one line that no mail program cuts.

    Raises:
        HeaderInjection: it is more than one line.
        ValueError: it is empty or longer than 60 characters as a reader counts them.
    """
    length = graphemes(one_line(text))
    if not 0 < length <= LONGEST_SUBJECT_HALF:
        raise ValueError(f"a subject has 1 to {LONGEST_SUBJECT_HALF} characters, not {length}")
    return text
