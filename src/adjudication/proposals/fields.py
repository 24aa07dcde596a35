"""Plain values of a rule, read one field at a time; a wrong one is refused by its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from adjudication.errors import InvalidRule

_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,6})?", re.ASCII)
_Choice = TypeVar("_Choice", bound=StrEnum)


def points_of(value: object) -> Fraction | None:
    """Points written as decimal text, or None where that is something else."""
    is_points = isinstance(value, str) and _POINTS.fullmatch(value)
    return Fraction(str(value)) if is_points else None


class PlainFields:
    """The fields of one rule as they stand in a file or a database."""

    def __init__(self, kind: str, mapping: Mapping[str, object]) -> None:
        """Read for the kind of award `kind`, which every refusal names."""
        self.kind = kind
        self._mapping = mapping

    def check_names(self, known: Collection[str], required: Collection[str]) -> None:
        """Refuse names nobody knows, and missing ones that must be there."""
        for name in self._mapping:
            if name not in known:
                raise self.refusal(str(name), "unknown-field")
        for name in required:
            if name not in self._mapping:
                raise self.refusal(name, "missing")

    def text(self, name: str) -> str:
        """A text; empty where the field is absent."""
        value = self._mapping.get(name, "")
        if not isinstance(value, str):
            raise self.refusal(name, "not-text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text that is not empty, or nothing."""
        if self._mapping.get(name) is None:
            return None
        if not self.text(name):
            raise self.refusal(name, "empty")
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, none of them twice; empty where the field is absent."""
        value = self._mapping.get(name, ())
        if not isinstance(value, list | tuple):
            raise self.refusal(name, "not-a-list")
        if not all(isinstance(item, str) and item for item in value):
            raise self.refusal(name, "not-text")
        if len(set(value)) != len(value):
            raise self.refusal(name, "repeated")
        return tuple(value)

    def truth(self, name: str, *, default: bool) -> bool:
        """True or false, nothing that merely looks like it."""
        value = self._mapping.get(name, default)
        if not isinstance(value, bool):
            raise self.refusal(name, "not-true-or-false")
        return value

    def whole(self, name: str, *, default: int) -> int:
        """A whole number."""
        value = self._mapping.get(name, default)
        if type(value) is not int:
            raise self.refusal(name, "not-a-whole-number")
        return value

    def whole_or_none(self, name: str, *, default: int | None) -> int | None:
        """A whole number, or nothing where it says so."""
        value = self._mapping.get(name, default)
        return None if value is None else self.whole(name, default=0)

    def points(self, name: str) -> Fraction | None:
        """Points as decimal text such as "1.5", or nothing."""
        value = self._mapping.get(name)
        if value is None:
            return None
        points = points_of(value)
        if points is None:
            raise self.refusal(name, "not-decimal-text")
        return points

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """One of a fixed set of words."""
        return self._chosen(name, self.text(name), choices)

    def choice_or_none(self, name: str, choices: type[_Choice]) -> _Choice | None:
        """One of a fixed set of words, or nothing."""
        return None if self._mapping.get(name) is None else self.choice(name, choices)

    def choices(self, name: str, choices: type[_Choice]) -> tuple[_Choice, ...]:
        """A list of words of a fixed set, none of them twice."""
        return tuple(self._chosen(name, item, choices) for item in self.texts(name))

    def _chosen(self, name: str, value: str, choices: type[_Choice]) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            raise self.refusal(name, "unknown-word", value=value) from None

    def mapping(self, name: str) -> Mapping[str, object]:
        """A mapping; empty where the field is absent."""
        value = self._mapping.get(name, {})
        if not isinstance(value, Mapping):
            raise self.refusal(name, "not-a-mapping")
        return value

    def parts(
        self, name: str, known: Collection[str], required: Collection[str]
    ) -> list[Mapping[str, object]]:
        """A list of mappings with these names; empty where the field is absent."""
        return [
            self.part(name, part, known, required)
            for part in self.part_list(name, self._mapping, name)
        ]

    def part(
        self, name: str, part: object, known: Collection[str], required: Collection[str]
    ) -> Mapping[str, object]:
        """One mapping of a list."""
        if not isinstance(part, Mapping):
            raise self.refusal(name, "not-a-mapping")
        if not set(required) <= set(part) <= set(known):
            raise self.refusal(name, "unknown-field" if set(part) - set(known) else "missing")
        return part

    def part_list(self, name: str, mapping: Mapping[str, object], key: str) -> list[object]:
        """The list of a key within the field `name`; where it is there it is not empty."""
        value = mapping.get(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple) or not value:
            raise self.refusal(name, "not-a-list")
        return list(value)

    def refusal(self, name: str, problem: str, **facts: str | int) -> InvalidRule:
        """What is wrong with a field, to be raised."""
        return InvalidRule(kind=self.kind, field=name, problem=problem, **facts)
