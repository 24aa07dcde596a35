"""Every text a reader may see, with its language and the file it stands in."""

from __future__ import annotations

import functools
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polib
from ruamel.yaml import YAML

from tests.structure.source import ROOT

CONTENT: Final = ROOT / "src/cadair/demo/content"
MATERIAL: Final = ROOT / "src/cadair/demo/material"
PAGES: Final = ROOT / "src/cadair/web/public/pages"
MESSAGES: Final = ROOT / "src/seasonfile/messages.toml"
SCHEMA: Final = ROOT / "src/seasonfile/season.schema.json"
GLOSSARY: Final = ROOT / "src/cadair/foundation/welsh/glossary.yaml"

EITHER: Final = "either"
"""The language of a name that is written the same in both."""

_NOT_PROSE: Final = re.compile(
    r"\]\([^)]*\)"  # the address of a link; its words stay
    r"|https?://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+\b"
    r"|\b[\w-]+(?:/[\w.-]+)+"  # paths
    r"|%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|\{\{.*?\}\}|\{%.*?%\}"  # placeholders
    r"|<[^<>]+>|&\w+;|`[^`]*`|\bcadair(?: [a-z]+)+"  # markup and commands
    r"|\b(?:ss|uuuuuu)\b"  # of a pattern such as HH:MM:ss
)
_CODE: Final = re.compile(r"[a-z0-9 -]+")  # keys among the sentences of a bank
_FALSE_DIGRAPH_MARK: Final = "\u034f"


@dataclass(frozen=True)
class Text:
    """Some prose; `language` is `cy`, `en` or `either`."""

    where: str
    language: str
    prose: str


def all_texts() -> Iterator[Text]:
    """Season files, the demo's material, what a check says, glossary, pages and catalogues."""
    for path in (*sorted(CONTENT.rglob("*.yaml")), GLOSSARY):
        yield from texts_in_yaml(_where(path), path.read_text(encoding="utf-8"))
    for path in sorted(MATERIAL.glob("*.toml")):
        yield from texts_in_toml(_where(path), path.read_text(encoding="utf-8"))
    for text in texts_in_toml(_where(MESSAGES), MESSAGES.read_text(encoding="utf-8")):
        yield replace(text, prose=_words_of_the_format().sub(" ", text.prose))
    for path in sorted(PAGES.glob("*.md")):
        language = path.suffixes[0].removeprefix(".")
        yield Text(_where(path), language, prose_of(path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "src").rglob("locale/cy/LC_MESSAGES/*.po")):
        yield from texts_in_catalogue(_where(path), path)


def texts_in_yaml(where: str, source: str) -> Iterator[Text]:
    """The texts of a season file or a bank of sentences: whatever has a language beside it."""
    for language, words in _spoken(YAML(typ="safe", pure=True).load(source), ""):
        yield Text(where, language, prose_of(words))


def texts_in_toml(where: str, source: str) -> Iterator[Text]:
    """The same for the material of the demo; a file `bank_cy.toml` speaks Welsh throughout."""
    speaks = re.search(r"_(cy|en)\.toml$", where)
    for language, words in _spoken(tomllib.loads(source), speaks.group(1) if speaks else ""):
        if not _CODE.fullmatch(words):
            yield Text(where, language, prose_of(words))


def texts_in_catalogue(where: str, path: Path) -> Iterator[Text]:
    """Both sides of a catalogue of translations."""
    for entry in polib.pofile(str(path)):
        if entry.obsolete:
            continue
        yield Text(where, "en", prose_of(entry.msgid))
        yield Text(where, "cy", prose_of(entry.msgstr))


def prose_of(text: str) -> str:
    """`text` without addresses, placeholders and markup."""
    return _NOT_PROSE.sub(" ", text).replace(_FALSE_DIGRAPH_MARK, "")


@functools.cache
def _words_of_the_format() -> re.Pattern[str]:
    """The keys and values of a season file, which a message names as they stand there."""
    words = set(_names_in(json.loads(SCHEMA.read_text(encoding="utf-8"))))
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _names_in(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        yield from (value for value in schema.get("enum", []) if isinstance(value, str))
        schema = list(schema.values())
    for part in schema if isinstance(schema, list) else []:
        yield from _names_in(part)


def _where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _spoken(value: object, language: str) -> Iterator[tuple[str, str]]:
    """Pairs of language and text; `language` is the one the surroundings speak, if any."""
    if isinstance(value, str) and language:
        yield language, value
    elif isinstance(value, Mapping):
        yield from _spoken_in_mapping(value, language)
    elif isinstance(value, list):
        for item in value:
            yield from _spoken(item, language)


# What a mapping with a `language` says in that language; its other values are names and codes.
_FREE_TEXT: Final = frozenset(
    {"text", "title", "summary", "answers", "comment", "prevention", "innovation", "impact"}
)


def _spoken_in_mapping(value: Mapping[str, object], language: str) -> Iterator[tuple[str, str]]:
    same = value.get("cy") == value.get("en")
    own = value.get("language")
    for key, item in value.items():
        if key in {"cy", "en"}:
            yield from _spoken(item, EITHER if same else key)
        elif key in _FREE_TEXT and own in {"cy", "en"}:
            yield from _spoken(item, str(own))
        elif key != "slug":
            # Inside answers and inside a list of sentences the language goes on downwards.
            yield from _spoken(item, language)
