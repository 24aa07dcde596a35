"""The minutes as accessible PDF files, where the typesetter is installed."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from cadair.record.contents import Contents
from cadair.record.minutes import Minutes
from cadair.web.shared.typesetting import CannotTypeset, can_typeset, typeset


def typesetter(minutes: Minutes, contents: Contents) -> bytes | None:
    """A PDF of the minutes; None where none can be made, and the record is complete without."""
    if not can_typeset():
        return None
    with translation.override(minutes.language):
        data = {
            "title": minutes.title,
            "language": minutes.language,
            "footer": minutes.title,
            "is_partial": False,
            "partial_note": _(
                "□ stands for a letter that this file cannot show. The Word file shows it."
            ),
            "blocks": [
                {
                    "kind": block.kind,
                    "language": block.language or minutes.language,
                    "lines": block.text.split("\n"),
                    "head": block.head,
                    "rows": block.rows,
                }
                for block in minutes.blocks
            ],
        }
    try:
        return typeset("minutes.typ", data, made_at=contents.as_of)
    except CannotTypeset:
        return None
