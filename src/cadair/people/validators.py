"""One form for every e-mail address, so that one person has one account."""

from __future__ import annotations

import unicodedata


def normalised_email(address: str) -> str:
    """The address as it is stored and compared: trimmed, lower case, domains in ASCII.

    Upper and lower case before the “@” may differ in theory; no provider our readers use does so,
    and two accounts for one person would let somebody approve his own work.
    """
    address = unicodedata.normalize("NFC", address).strip().lower()
    name, at, domain = address.rpartition("@")
    if not at:
        return address
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        # Not a domain: left as it is, and refused by whoever validates the address.
        return address
    return f"{name}@{domain}"
