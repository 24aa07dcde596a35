"""Letters made for the tests, with their words in memory instead of in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.test import override_settings

from cadair.foundation.bilingual import BilingualText
from cadair.mail.letters import Letter

AWARD = BilingualText(cy="Gwobrau’r Cwm", en="Valley Awards")


@dataclass(frozen=True, kw_only=True)
class Received(Letter):
    """A nomination was received."""

    folder: ClassVar[str] = "tests/received"
    reference: str = "N-0001"
    title: str = "Operation Lantern"
    award: BilingualText = AWARD


@dataclass(frozen=True, kw_only=True)
class Secret(Received):
    """Words that are soon forgotten."""

    kept_for: ClassVar[timedelta] = timedelta(minutes=10)


WORDS = {
    "subject.cy.txt": "Derbyniwyd eich enwebiad\n",
    "subject.en.txt": "We have your nomination\n",
    "body.cy.txt": "Diolch.\n\nEnwebiad: {{ title }}\nGwobrau: {{ award }}\n\n"
    "    {{ reference }}\n",
    "body.en.txt": "Thank you.\n\nNomination: {{ title }}\nAwards: {{ award }}\n\n"
    "    {{ reference }}\n",
}


@contextmanager
def written_down(folder: Path, words: dict[str, str] | None = None) -> Iterator[None]:
    """Put the words where Django finds them; `words` replace single files."""
    place = folder / "tests" / "received"
    place.mkdir(parents=True)
    for name, text in {**WORDS, **(words or {})}.items():
        (place / name).write_text(text, encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [folder]}
    with override_settings(TEMPLATES=[engine]):
        yield
