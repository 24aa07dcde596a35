"""Counted things: “2 gategori”, “2 categories” (WEL-19).

Both languages stand together in the one table `nouns.py`; gettext's plural forms are not used,
because they cannot hold exact numbers (“5 mlynedd”) and hide a missing form.
"""

from __future__ import annotations

from cadair.foundation.bilingual import Language
from cadair.foundation.welsh.noun_forms import Noun
from cadair.foundation.welsh.nouns import NOUNS


def noun(key: str) -> Noun:
    """The noun of the table with that key.

    Raises:
        KeyError: there is none; the message lists those there are.
    """
    try:
        return NOUNS[key]
    except KeyError:
        raise KeyError(f"no noun “{key}” in nouns.py; there are: {', '.join(NOUNS)}") from None


def counted(key: str, number: int, language: Language) -> str:
    """A number and its noun: “2 gategori”, “253 nominations”, “1,200 cais”.

    The number is written in figures, with a comma in thousands, in both languages.

    Raises:
        KeyError: no noun has that key.
        ValueError: the number is negative.
    """
    return f"{number:,} {noun(key).after(number, language)}"
