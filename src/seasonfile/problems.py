"""What is wrong with a season file, where, and what to do about it; in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from seasonfile.characters import visible
from seasonfile.document.texts import Language

MESSAGES_FILE: Final = "messages.toml"

LONGEST_FACT: Final = 120
"""Characters of a value of the file that a message repeats."""

_OURS: Final = frozenset(("allowed", "pools", "ways", "words"))
"""Slots that hold words of the format, never of the file."""

MOST_PROBLEMS: Final = 1_000
"""After so many a file is not broken in places: it is another file."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that says what is wrong, and one that says what to do."""

    what: str
    remedy: str


@cache
def messages() -> Mapping[str, Mapping[Language, Message]]:
    """Every message, by code and language."""
    text = resources.files("seasonfile").joinpath(MESSAGES_FILE).read_text(encoding="utf-8")
    return {
        code: {"cy": Message(*sides["cy"]), "en": Message(*sides["en"])}
        for code, sides in tomllib.loads(text).items()
    }


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in one line of a file.

    `code` is stable; `facts` are the values that the message names, by slot.
    """

    file: str
    line: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return self.message("en").what

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.message("en").remedy

    def message(self, language: Language) -> Message:
        """Both sentences, with the facts in their slots."""
        template = messages()[self.code][language]
        facts = dict(self.facts)
        return Message(template.what.format_map(facts), template.remedy.format_map(facts))

    def render(self, language: Language = "en") -> str:
        """`file:line: what, and what to do`, in one line."""
        message = self.message(language)
        return f"{self.file}:{self.line}: {message.what} {message.remedy}"


def problem(file: str, line: int, code: str, **facts: str | int) -> Problem:
    """A problem whose facts are fit to be shown: hidden characters visible, long ones cut."""
    shown = ((slot, _shown(fact, is_ours=slot in _OURS)) for slot, fact in facts.items())
    return Problem(file, line, code, tuple(shown))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By line; what stands on one line in the order in which it was found; nothing twice."""
    return sorted(dict.fromkeys(problems), key=lambda each: each.line)


class InvalidSeasonFile(Exception):
    """The file cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(each.render() for each in problems))
        self.problems = problems


def _shown(fact: str | int, *, is_ours: bool) -> str:
    text = visible(" ".join(str(fact).split()))
    return text if is_ours or len(text) <= LONGEST_FACT else text[: LONGEST_FACT - 1] + "…"
