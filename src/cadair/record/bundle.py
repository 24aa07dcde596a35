"""The judging record as one file that an outsider can check: record, minutes, program, notes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.canonical import canonical_json
from cadair.record.contents import Contents, contents_of
from cadair.record.docx import as_docx, packed
from cadair.record.minutes import Minutes, minutes_of
from cadair.record.states import RecordVersion
from cadair.seasons.models import Season

_HERE: Final = Path(__file__).parent

Typesetter: TypeAlias = Callable[[Minutes, Contents], bytes | None]
"""Makes a PDF of minutes, or None where that cannot be done here."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished record: its bytes, their hash, and what to call the file."""

    content: bytes
    sha256: str
    name: str


def bundle_of(season: Season, version: RecordVersion, typesetter: Typesetter) -> Bundle:
    """The record of a season as it stands; the same rows give the same bytes."""
    contents = contents_of(season, version)
    files: dict[str, bytes] = {"verify_record.py": (_HERE / "verify_record.py").read_bytes()}
    for language in LANGUAGES:
        note = f"README.{language}.md"
        files[note] = (_HERE / "papers" / note).read_bytes()
        minutes = minutes_of(season, contents, language)
        files[f"minutes-{language}.docx"] = as_docx(minutes)
        pdf = typesetter(minutes, contents)
        if pdf is not None:
            files[f"minutes-{language}.pdf"] = pdf
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    record = canonical_json({**contents.document, "files": hashes})
    content = packed(sorted({**files, "record.json": record}.items()))
    return Bundle(
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        name=f"{season.key}-judging-record-{version.value}.zip",
    )


def without_pdf(_minutes: Minutes, _contents: Contents) -> None:
    """For places where no PDF can be made: the record is complete without."""
