"""Which words of a text the dictionaries do not know.

Aspell's Welsh dictionary is small and has few mutated forms, so a Welsh word also passes when the
word it was mutated from is known: “bawb” by “pawb”. That checks spelling, not grammar.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.spelling.texts import EITHER, Text

HERE: Final = Path(__file__).parent
DICTIONARIES: Final = {"cy": "cy", "en": "en_GB"}
_CHARSETS: Final = {"cy": "iso8859-14", "en": "iso8859-1"}

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_ATTACHED: Final = {
    "cy": re.compile(r"'(?:r|n|u|i|ch|m|w|th)$"),
    "en": re.compile(r"(?:'s|s'|'ve|'ll|'re|n't)$"),
}
# How a mutated word begins, and how the word in the dictionary may then begin.
_RADICALS: Final = (
    *(("b", "p"), ("d", "t"), ("g", "c"), ("f", "b"), ("f", "m"), ("dd", "d"), ("l", "ll")),
    *(("r", "rh"), ("", "g"), ("mh", "p"), ("nh", "t"), ("ngh", "c"), ("m", "b"), ("n", "d")),
    *(("ng", "g"), ("ph", "p"), ("th", "t"), ("ch", "c"), ("h", "")),
)


class MissingDictionaryError(RuntimeError):
    """Aspell or one of its dictionaries is not installed; the message says what to do."""


def require_dictionaries() -> None:
    """Make sure that both dictionaries can be asked.

    Raises:
        MissingDictionaryError: aspell, the Welsh or the British English dictionary is missing.
    """
    advice = "Install them: apt-get install aspell aspell-cy aspell-en"
    aspell = shutil.which("aspell")
    if aspell is None:
        raise MissingDictionaryError(f"aspell is not installed. {advice}")
    installed = subprocess.run([aspell, "dicts"], capture_output=True, text=True, check=True)
    for dictionary in DICTIONARIES.values():
        if dictionary not in installed.stdout.split():
            raise MissingDictionaryError(f"aspell has no dictionary “{dictionary}”. {advice}")


def unknown_words(texts: Iterable[Text]) -> list[str]:
    """Lines `file: word (language)`, sorted, one for each word no dictionary knows."""
    found = {(t.where, t.language, word) for t in texts for word in words_of(t.prose)}
    wanted = {
        language: {w for _, spoken, w in found if spoken in {language, EITHER}}
        for language in DICTIONARIES
    }
    unknown = {language: _unknown_in(language, words) for language, words in wanted.items()}
    return sorted(
        f"{where}: {word} ({language})"
        for where, language, word in found
        if all(word in unknown[spoken] for spoken in _languages(language))
    )


def words_of(prose: str) -> Iterator[str]:
    """The words, with straight apostrophes and ordinary hyphens; abbreviations are left out."""
    for match in _WORD.finditer(prose):
        if not match.group().isupper() or len(match.group()) == 1:
            yield match.group().replace("’", "'").replace("‑", "-")


def _languages(language: str) -> tuple[str, ...]:
    return tuple(DICTIONARIES) if language == EITHER else (language,)


def _unknown_in(language: str, words: set[str]) -> set[str]:
    spellings = {word: list(_spellings(language, word)) for word in words}
    candidates = {c for ways in spellings.values() for way in ways for part in way for c in part}
    refused = _refused(language, candidates) - _own_words(language)
    return {
        word
        for word, ways in spellings.items()
        if not any(all(part - refused for part in way) for way in ways)
    }


def _spellings(language: str, word: str) -> Iterator[list[set[str]]]:
    """Ways to read a word, each a list of parts, each part a set of forms one of which must do."""
    bare = _ATTACHED[language].sub("", word)
    yield [_forms(language, bare.replace("'", ""))] if "'" not in bare else [{bare}]
    if "-" in bare:
        yield [_forms(language, part) for part in bare.split("-")]


def _forms(language: str, part: str) -> set[str]:
    small = part.lower()
    forms = {small}
    if language == "cy":
        forms |= {new + small[len(old) :] for old, new in _RADICALS if small.startswith(old)}
    # A small letter passes as a capital at the start of a sentence, but not the other way round.
    return {part} | (forms | {f.capitalize() for f in forms} if part != small else forms)


def _own_words(language: str) -> set[str]:
    return set((HERE / f"words.{language}.txt").read_text(encoding="utf-8").split())


def _refused(language: str, candidates: set[str]) -> set[str]:
    # /nonexistent: nobody's personal dictionary decides what passes.
    command = ["aspell", "--home-dir=/nonexistent", "--encoding=utf-8", "-l"]
    answer = subprocess.run(
        [*command, DICTIONARIES[language], "list"],
        input="\n".join(sorted(candidates)),
        capture_output=True,
        text=True,
        check=True,
    )
    rejected = set(answer.stdout.split("\n"))
    # Aspell may cut a candidate at a hyphen, or at a letter its dictionary cannot hold.
    return {
        candidate
        for candidate in candidates
        if rejected & {candidate, *candidate.split("-")} or not _fits(language, candidate)
    }


def _fits(language: str, candidate: str) -> bool:
    try:
        candidate.encode(_CHARSETS[language])
    except UnicodeEncodeError:
        return False
    return True
