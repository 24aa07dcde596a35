"""The derivation of any number as a list of steps: codes and facts, in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fact: TypeAlias = str | int | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: `code` is a key of `STEP_FACTS`, `facts` fill its sentence.

    Facts are ids, codes, counts, and exact figures as text: "70/3" with a rounded "23.3" beside.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The step as JSON values: `{"code": …, "facts": {…}}`."""
        return {
            "code": self.code,
            "facts": {k: list(v) if isinstance(v, tuple) else v for k, v in self.facts.items()},
        }
