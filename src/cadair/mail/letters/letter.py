"""The base of every letter: a frozen dataclass beside a folder with its words.

    @dataclass(frozen=True, kw_only=True)
    class NominationReceived(Letter):
        folder = "nominations/email/nomination_received"
        called, sent_when = _("Receipt"), _("As soon as a nomination is sent in.")
        always = frozenset({"reference"})
        reference: str

The folder holds `subject.cy.txt`, `subject.en.txt`, `body.cy.txt` and `body.en.txt`: Django
templates that see the fields of the letter. A text in both languages shows its own side.

A letter that says what it is `called` can be worded anew by each season (`wording`): there a
field is `{reference}`. What a letter decides with “if” stands in a part of its own, a file
beside the others (`parts`), which its templates include and a wording names like a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any, ClassVar, Final, Self

from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import BilingualText, Language
from cadair.mail.letters.samples import sample_value
from cadair.mail.letters.wording import filled_in
from cadair.mail.states import Topic
from cadair.mail.validators import subject_half

SAYS: Final[Mapping[str, Promise]] = {
    "season": gettext_lazy("the name of the awards and their year"),
    "title": gettext_lazy("what was nominated"),
    "reference": gettext_lazy("the reference of the nomination"),
    "closes": gettext_lazy("when nominations close"),
    "page": gettext_lazy("the address of the page"),
    "reason": gettext_lazy("the reason"),
    "note": gettext_lazy("the sentence written for this occasion"),
    "was": gettext_lazy("how it was before"),
    "becomes": gettext_lazy("how it is now"),
}
"""What a variable stands for, for all letters that have one of this name."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """Something to say by e-mail. `kept_for`: how long the words stay in the outbox.

    A letter with a `topic` can be stopped by whoever gets it; the others are about what somebody
    did or has to do.
    """

    folder: ClassVar[str]
    kept_for: ClassVar[timedelta] = timedelta(days=90)
    topic: ClassVar[Topic | None] = None
    called: ClassVar[str | Promise] = ""
    sent_when: ClassVar[str | Promise] = ""
    parts: ClassVar[tuple[str, ...]] = ()
    says: ClassVar[Mapping[str, str | Promise]] = {}
    unsaid: ClassVar[frozenset[str]] = frozenset()
    always: ClassVar[frozenset[str]] = frozenset()
    in_subject: ClassVar[frozenset[str]] = frozenset({"season", "reference", "closes"})
    kinds: ClassVar[Mapping[str, tuple[Any, ...]]] = {}

    @classmethod
    def key(cls) -> str:
        """How an address names it: the last word of its folder."""
        return cls.folder.rsplit("/", 1)[-1].replace("_", "-")

    @classmethod
    def variables(cls) -> dict[str, str | Promise]:
        """What a wording may name in braces → what it stands for."""
        known = {**SAYS, **cls.says}
        names = [f.name for f in fields(cls) if f.type != "bool" and f.name not in cls.unsaid]
        return {name: known.get(name, name) for name in (*names, *cls.parts)}

    @classmethod
    def samples(cls) -> Iterator[Self]:
        """Examples of the letter: one of each way in which it decides what it says."""
        first = cls(**{field.name: sample_value(field) for field in fields(cls)})
        kinds = {f.name: (False, True) for f in fields(cls) if f.type == "bool"} | dict(cls.kinds)
        if cls.kinds:
            first = replace(first, **{name: values[0] for name, values in cls.kinds.items()})
        yield first
        for name, values in kinds.items():
            yield from (
                replace(first, **{name: value}) for value in values if value != getattr(first, name)
            )

    def said(self, language: Language) -> dict[str, str]:
        """Each variable as it reads in `language`."""
        with translation.override(language):
            values = {name: _part(self, name, language) for name in self.parts}
            for name in self.variables():
                if name not in values:
                    values[name] = _as_said(getattr(self, name), language)
        return values


@dataclass(frozen=True, slots=True)
class Words:
    """A letter in one language."""

    subject: str
    body: str


Wording = Mapping[Language, Words]


def words_of(
    letter: Letter, languages: Sequence[Language], wording: Wording | None = None
) -> Mapping[Language, Words]:
    """The letter in each of `languages`: as the season words it, or as it was delivered to us.

    Raises:
        TemplateDoesNotExist: a side was never written.
        ValueError: a subject is empty, too long or more than one line.
    """
    if wording:
        return {each: _reworded(letter, each, wording[each]) for each in languages}
    return {language: _in_language(letter, language) for language in languages}


def raw_words(letter: Letter, language: Language) -> Words:
    """Where a wording may begin: the words of `letter` with its variables in braces."""
    names = letter.variables().keys() - set(letter.parts)
    marked = replace(letter, **{name: _marked(getattr(letter, name), name) for name in names})
    words = _in_language(marked, language)
    subject, body = words.subject, words.body
    for name in letter.parts:
        with translation.override(language):
            said = _part(marked, name, language)
        if name in letter.in_subject:
            subject = subject.replace(said, f"{{{name}}}")
        else:
            body = body.replace(said, f"{{{name}}}")
    return Words(subject, re.sub(r"\n{3,}", "\n\n", body))


def _marked(value: object, name: str) -> Any:
    mark = f"{{{name}}}"
    if isinstance(value, BilingualText):
        return BilingualText(cy=mark, en=mark)
    return (mark,) if isinstance(value, tuple) else mark


def _reworded(letter: Letter, language: Language, raw: Words) -> Words:
    values = letter.said(language)
    subject = filled_in(raw.subject, values).strip()
    if getattr(letter, "is_test", False):
        with translation.override(language):
            subject = f"{_('Rehearsal')}: {subject}"
    return Words(subject=subject_half(subject), body=filled_in(raw.body, values).strip())


def _in_language(letter: Letter, language: Language) -> Words:
    with translation.override(language):
        return Words(
            subject=subject_half(_filled(letter, f"subject.{language}.txt").strip()),
            body=_filled(letter, f"body.{language}.txt").strip(),
        )


def _part(letter: Letter, name: str, language: Language) -> str:
    return _filled(letter, f"{name}.{language}.txt").strip()


def _as_said(value: object, language: Language) -> str:
    if isinstance(value, BilingualText):
        return getattr(value, language) or value.cy or value.en
    if isinstance(value, tuple):
        return ", ".join(_as_said(each, language) for each in value)
    return str(value)


def _filled(letter: Letter, name: str) -> str:
    template = get_template(f"{letter.folder}/{name}")
    values = {field.name: getattr(letter, field.name) for field in fields(letter)}
    # Plain text: nothing is escaped here, and everything when HTML is made of it.
    # Unlocalised: a code is not a number to be grouped.
    context = Context(values, autoescape=False, use_l10n=False, use_tz=True)
    text: str = template.template.render(context)  # type: ignore[attr-defined]
    return text
