"""Accessible PDF files (PDF/UA-1), where the typesetter is installed: the extra `pdf`.

A document is a template of ours and data: what people typed is data, and never becomes markup.
Every page that offers a PDF is complete without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cadair.foundation import clock

if TYPE_CHECKING:
    import typst

FOLDER: Final = Path(__file__).parent / "pdf"
"""The project’s fonts as a typesetter reads them, and the templates."""

_LAST_OF_OUR_ALPHABETS: Final = 0x052F
"""Latin, Greek and Cyrillic end here; every letter up to here is in one of the fonts."""

UNKNOWN: Final = "□"


class CannotTypeset(RuntimeError):
    """The document cannot be made: the page shows the same."""


@cache
def can_typeset() -> bool:
    """Whether PDF files can be made here."""
    return find_spec("typst") is not None


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER])


def typeset(template: str, data: Mapping[str, Any], *, made_at: datetime | None = None) -> bytes:
    """A tagged PDF of a template in `pdf/`, as `ua-1` asks; it is refused where it is not.

    Where no font has a letter, it is set once more with □ in its place and `data.is_partial`.

    Raises:
        CannotTypeset: it cannot be made.
    """
    import typst

    # The typesetter takes whole seconds only.
    made = (made_at or clock.now()).replace(microsecond=0)
    source = (FOLDER / template).read_bytes()
    written = json.dumps(data, ensure_ascii=False)
    partial = json.dumps({**data, "is_partial": True}, ensure_ascii=False)
    for attempt in (written, _within_fonts(partial)):
        try:
            return typst.compile(
                source,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"data": attempt},
                pdf_standards="ua-1",
                timestamp=made,
            )
        except typst.TypstError as problem:
            why = problem.message
    raise CannotTypeset(why)


def _within_fonts(text: str) -> str:
    """The text with a box for every letter that the fonts may lack."""
    kept = "–—‘’“”…•‑€"
    known = (each <= chr(_LAST_OF_OUR_ALPHABETS) or each in kept for each in text)
    return "".join(
        each if is_known else UNKNOWN for each, is_known in zip(text, known, strict=True)
    )
