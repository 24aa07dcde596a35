"""What a reference and a language may look like."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.refusals import Refusal

LONGEST_REFERENCE: Final = 80
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
