"""Text in Welsh and English with equal standing: one value, two columns, no fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, overload

from django.utils.translation import get_language

Language = Literal["cy", "en"]
LANGUAGES: tuple[Language, Language] = ("cy", "en")


class MissingTranslation(LookupError):
    """A text was asked for in a language in which nobody has written it."""


def active_language() -> Language:
    """The language of the current reader; anything that is not Welsh reads English."""
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def other_language(language: Language) -> Language:
    """English for Welsh, Welsh for English."""
    return "en" if language == "cy" else "cy"


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The same text in both languages; an empty side means: not written yet."""

    cy: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        """The text in `language`.

        Raises:
            MissingTranslation: that side is empty while the other is not.
        """
        text = self.cy if language == "cy" else self.en
        if not text and (self.cy or self.en):
            raise MissingTranslation(f"no {language} text beside {self.cy or self.en!r}")
        return text

    @property
    def is_complete(self) -> bool:
        """Both sides are written."""
        return bool(self.cy and self.en)

    @property
    def is_same(self) -> bool:
        """Both languages say the same, as for a proper name."""
        return self.cy == self.en

    def as_dict(self) -> dict[str, str]:
        """`{"cy": …, "en": …}`, for files and snapshots."""
        return {"cy": self.cy, "en": self.en}

    @classmethod
    def from_dict(cls, value: Mapping[str, str]) -> BilingualText:
        """The reverse of `as_dict`; absent sides are empty."""
        return cls(cy=value.get("cy", ""), en=value.get("en", ""))

    def __str__(self) -> str:
        return self.in_language(active_language())

    def __bool__(self) -> bool:
        return bool(self.cy or self.en)


class Bilingual:
    """Descriptor over the columns `<name>_cy` and `<name>_en` of a model."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Bilingual: ...
    @overload
    def __get__(self, instance: object, owner: type) -> BilingualText: ...
    def __get__(self, instance: object | None, owner: type) -> Bilingual | BilingualText:
        if instance is None:
            return self
        return BilingualText(
            cy=cast("str", getattr(instance, f"{self.name}_cy")),
            en=cast("str", getattr(instance, f"{self.name}_en")),
        )

    def __set__(self, instance: object, value: BilingualText) -> None:
        setattr(instance, f"{self.name}_cy", value.cy)
        setattr(instance, f"{self.name}_en", value.en)


def columns(name: str, text: BilingualText | Mapping[str, str] | None) -> dict[str, Any]:
    """Keyword arguments for a model: `columns("name", text)` → `name_cy`, `name_en`."""
    if text is None:
        text = BilingualText()
    elif not isinstance(text, BilingualText):
        text = BilingualText.from_dict(text)
    return {f"{name}_cy": text.cy, f"{name}_en": text.en}
