"""The base of every letter: a frozen dataclass beside a folder with its words.

    @dataclass(frozen=True, kw_only=True)
    class SignInCode(Letter):
        folder = "web_account/email/sign_in_code"
        code: str

The folder holds `subject.cy.txt`, `subject.en.txt`, `body.cy.txt` and `body.en.txt`: Django
templates that see the fields of the letter. A text in both languages shows its own side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import ClassVar

from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from cadair.foundation.bilingual import Language
from cadair.mail.validators import subject_half


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Something to say by e-mail. `kept_for`: how long the words stay in the outbox."""

    folder: ClassVar[str]
    kept_for: ClassVar[timedelta] = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in one language."""

    subject: str
    body: str


def words_of(letter: Letter, languages: Sequence[Language]) -> Mapping[Language, Words]:
    """The letter in each of `languages`.

    Raises:
        TemplateDoesNotExist: a side was never written.
        ValueError: a subject is empty, too long or more than one line.
    """
    return {language: _in_language(letter, language) for language in languages}


def _in_language(letter: Letter, language: Language) -> Words:
    with translation.override(language):
        return Words(
            subject=subject_half(_filled(letter, f"subject.{language}.txt").strip()),
            body=_filled(letter, f"body.{language}.txt").strip(),
        )


def _filled(letter: Letter, name: str) -> str:
    template = get_template(f"{letter.folder}/{name}")
    values = {field.name: getattr(letter, field.name) for field in fields(letter)}
    # Plain text: nothing is escaped here, and everything when HTML is made of it.
    # Unlocalised: a code is not a number to be grouped.
    context = Context(values, autoescape=False, use_l10n=False, use_tz=True)
    text: str = template.template.render(context)  # type: ignore[attr-defined]
    return text
