"""Texts of a season as a page of the form says them."""

from __future__ import annotations

from cadair.foundation.bilingual import BilingualText, MissingTranslation, active_language


def said(text: BilingualText) -> str:
    """The text in the reader's language.

    Before a season opens, a rehearsal may meet a text that nobody has translated yet: then what
    there is. An open season has both, or it could not have been opened.
    """
    try:
        return text.in_language(active_language())
    except MissingTranslation:
        return text.cy or text.en
