"""A letter as it will look: in Welsh, in English, and both in one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from cadair.foundation.bilingual import LANGUAGES, Language
from cadair.foundation.welsh.written import UnfitText
from cadair.mail.letters import Letter, LetterWords, Words, body_as_html, subject_line, words_of

_IN_A_MESSAGE: Final = 'style="font-size:1.5em"'
_ON_A_PAGE: Final = 'class="letter__code"'


@dataclass(frozen=True, slots=True)
class Half:
    """The letter in one language."""

    language: Language
    subject: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class Preview:
    """The letter in both languages, and the subject of a message with both."""

    halves: tuple[Half, ...]
    subject: str


def preview_of(sample: Letter, words: LetterWords | None) -> Preview | None:
    """How the letter looks with made-up values; None while it cannot be sent like this.

    Without words of the season it is shown with those it was delivered with.
    """
    try:
        wording = words.cleaned().as_wording() if words else None
        found = words_of(sample, LANGUAGES, wording)
    except (ValueError, UnfitText):
        return None
    if not all(each.body for each in found.values()):
        return None
    return Preview(
        halves=tuple(_half(language, found[language]) for language in LANGUAGES),
        subject=subject_line(found),
    )


def _half(language: Language, words: Words) -> Half:
    body = body_as_html(words.body)
    # On a page a class says what an attribute says in a message: the policy forbids the latter.
    # What people wrote is escaped in it, quotes too, so this is always our own.
    shown = mark_safe(body.replace(_IN_A_MESSAGE, _ON_A_PAGE))  # noqa: S308  # nosec B308 B703
    return Half(language, words.subject, shown)
