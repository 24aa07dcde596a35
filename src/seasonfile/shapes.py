"""What a value in a season file may look like; every key of the file names its shape.

The classes of `seasonfile.document` carry these in their fields, so that reading, writing and the
JSON Schema have one source. A shape says nothing about how things hang together: see `checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LANGUAGES: Final = ("cy", "en")
"""The languages of every public text, Welsh first."""

LONGEST_TEXT: Final = 50_000
"""Characters in the longest text a file may hold: a news item, an answer."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text: at most `longest` characters, of one line unless `has_lines`."""

    longest: int
    has_lines: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A short text of a fixed form: `name` finds its message, `pattern` its expression."""

    name: str
    pattern: str
    longest: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `lowest` to `highest`, written without quotes."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Truth:
    """true or false."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """A mapping that becomes the dataclass `kind`."""

    kind: type[Any]


@dataclass(frozen=True, slots=True)
class Both:
    """A text in both languages, each of the shape `of`."""

    of: Words | Form


@dataclass(frozen=True, slots=True)
class Own:
    """A text in its author's language, or in both: {text, language} or {cy, en}."""

    of: Words


@dataclass(frozen=True, slots=True)
class Instant:
    """A time (at), a day (on) or, where `is_vague` allows it, words in both languages (text)."""

    is_vague: bool = True


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of values of one shape, from `fewest` on."""

    of: Shape
    fewest: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: a text, a list of texts, or a list of rows of named texts."""

    of: Words


@dataclass(frozen=True, slots=True)
class PairsOf:
    """A mapping from keys of criteria or questions, or names of columns, to values of one shape."""

    of: Words | Whole | Answer


Scalar = Words | Form | Choice | Whole | Truth
Shape = Scalar | PartOf | Both | Own | Instant | ListOf | PairsOf | Answer

KEY_PATTERN: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"

KEY: Final = Form("key", KEY_PATTERN, 80)
FORM_KEY: Final = Form("key", KEY_PATTERN, 40)
AWARD_KEY: Final = Form("key", KEY_PATTERN, 100)
REFERENCE: Final = Form("reference", "[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*", 80)
SLUG: Final = Form("slug", KEY_PATTERN, 80)
EMAIL: Final = Form("email", r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+\.[^\s@.,]+", 254)
DATE: Final = Form("date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", 10)
TIME: Final = Form("time", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?", 19)
POINTS: Final = Form("points", r"(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,6})?", 10)
AMOUNT: Final = Form("amount", r"(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,2})?", 7)
LINK: Final = Form("link", r"https?://[^\s\\\"<>]+", 500)
DIGEST: Final = Form("digest", "[0-9a-f]{64}", 64)

NAME: Final = Words(200)
LABEL: Final = Words(100)
TITLE: Final = Words(300)
TAGLINE: Final = Words(400)
PROSE: Final = Words(LONGEST_TEXT, has_lines=True)


def says(
    shape: Shape, meaning: str, *, is_required: bool | None = None, is_nullable: bool = False
) -> Mapping[str, Any]:
    """The metadata of a field: its shape, and what it means in a sentence for the schema.

    A field without a default is required in the file; `is_required` says otherwise. A null in the
    file is the same as no key, unless `is_nullable`: then it is a value of its own.
    """
    return {
        "shape": shape,
        "meaning": meaning,
        "is_required": is_required,
        "is_nullable": is_nullable,
    }
