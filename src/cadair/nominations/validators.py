"""What a reference, a language and a link may look like."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.refusals import Refusal
from cadair.foundation.welsh.text import clean_line

LONGEST_REFERENCE: Final = 80
LONGEST_LINK: Final = 2000
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_REFERENCE: Final = re.compile(r"[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*")


def check_reference(reference: str) -> str:
    """`reference` itself, when a season file can hold it too.

    Raises:
        Refusal: it is too long or has other characters than letters, figures, “-”, “.” and “/”.
    """
    if len(reference) > LONGEST_REFERENCE or not _REFERENCE.fullmatch(reference):
        raise Refusal(
            "reference-form",
            _("A reference has letters, figures and single hyphens between them. Change it."),
        )
    return reference


def check_language(language: str) -> str:
    """`language` itself, when it is Welsh or English.

    Raises:
        Refusal: it is neither.
    """
    if language not in LANGUAGES:
        raise Refusal("unknown-language", _("Choose Welsh or English."))
    return language


def written_link(text: str) -> str:
    """The address of a page on the web, as it is kept; without a scheme it gets https://.

    Raises:
        Refusal: it is no address of a page that everybody can open: another scheme, a machine
            without a name, a name and password in it, or more than an address.
    """
    link = clean_line(text)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", link):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        is_fine = (
            parts.scheme in {"http", "https"}
            and bool(_HOST.fullmatch(parts.hostname or ""))
            and "@" not in parts.netloc
            and not re.search(r"[\s\\<>\"]", link)
            and (parts.port or 443) > 0
            and len(link) <= LONGEST_LINK
        )
    except ValueError:
        is_fine = False
    if not is_fine:
        raise Refusal(
            "link-form", _("Give the whole address of a page on the web. It begins with https://")
        )
    return link
