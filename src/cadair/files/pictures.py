"""Pictures made anew: only their pixels are kept.

What was hidden in or behind the picture is gone with the old file: where it was taken (GPS), by
whom, with what, comments, previews, and whatever is no picture at all (PRI-06, SEC-13).
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageOps

MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 4000
"""What is bigger is made smaller: more than any screen or page shows."""

_FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SAVED_WITH: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88},
}


TOO_MANY_PIXELS, PASSWORD, DAMAGED = "too-many-pixels", "password", "damaged"
"""Codes of `states.WhyRefused`, which this process of its own does not load Django for."""


class Refused(Exception):
    """A file cannot be taken; `why` is one of the codes above."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def clean_picture(data: bytes, kind: str) -> bytes:
    """The picture, turned as its camera said, in the same format and without anything else.

    Raises:
        Refused: it cannot be read, or has too many pixels.
    """
    name = _FORMATS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[name]) as found:
                # The size stands at the beginning: nothing is unpacked before it was looked at.
                _check_size(found)
                found.load()
                return _made_anew(found, name)
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except Exception as error:
        # Whatever a damaged picture makes its reader stumble over: it cannot be read.
        raise Refused(DAMAGED) from error


def _check_size(found: Image.Image) -> None:
    if found.width * found.height > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS)


def _made_anew(found: Image.Image, name: str) -> bytes:
    turned = ImageOps.exif_transpose(found)
    has_alpha = turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info
    pixels = turned.convert("RGBA" if has_alpha and name != "JPEG" else "RGB")
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture knows nothing of the old one but its pixels.
    fresh = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    target = BytesIO()
    fresh.save(target, format=name, **_SAVED_WITH[name])
    return target.getvalue()
