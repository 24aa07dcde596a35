"""Text as people type and paste it, made safe to keep, and counted as they count it (WEL-22)."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

_LINE_ENDS: Final = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_REFUSED: Final = regex.compile(
    r"\U0001F3F4[\U000E0061-\U000E007A]+\U000E007F(*SKIP)(*FAIL)"  # flags of Wales, Scotland …
    r"|[[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]--[\n\t\u00ad\u034f\u200c\u200d]]",
    flags=regex.VERSION1,
)
_GRAPHEME: Final = regex.compile(r"\X")


def clean(text: str) -> str:
    """`text` as it is stored: NFC, one kind of line end, nothing that cannot be seen or meant.

    Control characters, NUL, lone surrogates, byte-order marks and zero-width spaces go. So do the
    marks that change the direction of writing: with them a name can be made to read as another,
    and right-to-left names need none of them. Kept, because words need them: joiners (U+200D makes
    emoji, U+200C Persian), the soft hyphen, U+034F, and the tags that make the flag of Wales.
    Spaces at both ends of the text and at line ends go.
    """
    text = _REFUSED.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def clean_line(text: str) -> str:
    """`clean` for a text of one line, such as a name: every run of white space is one space."""
    return " ".join(clean(text).split())


def hidden_characters(text: str) -> tuple[str, ...]:
    """What `clean` would take away, by name, for a message: “U+202E RIGHT-TO-LEFT OVERRIDE”."""
    found = dict.fromkeys(_REFUSED.findall(_LINE_ENDS.sub("\n", text)))
    return tuple(_described(character) for character in found)


def visible(text: str) -> str:
    """`text` with every character that `clean` would take away written out as ⟨U+202E⟩.

    For logs, consoles and previews of what somebody sent.
    """
    return _REFUSED.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def graphemes(text: str) -> int:
    """How many characters a person sees, as browsers count them (extended grapheme clusters).

    ŵ is one whether sent as one code point or two, a family emoji is one, CR LF is one.
    """
    return sum(1 for _ in _GRAPHEME.finditer(text))


def shortened(text: str, longest: int) -> str:
    """`text` in at most `longest` visible characters, cut between them, “…” where it was cut.

    Raises:
        ValueError: `longest` leaves no room for a character and the “…”.
    """
    if longest < 2:
        raise ValueError("a shortened text needs room for a character and “…”")
    seen = _GRAPHEME.findall(text)
    if len(seen) <= longest:
        return text
    return "".join(seen[: longest - 1]).rstrip() + "…"


def words(text: str) -> int:
    """How many words, counted by the white space between them."""
    return len(text.split())


def _described(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
