"""Texts: in both languages, or in the language of their author."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["cy", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Welsh and in English."""

    cy: str
    en: str

    def in_language(self, language: Language) -> str:
        """The side of `language`."""
        return self.cy if language == "cy" else self.en

    def as_dict(self) -> dict[str, str]:
        """`{"cy": …, "en": …}`."""
        return {"cy": self.cy, "en": self.en}


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as its author wrote it, in one language."""

    text: str
    language: Language
