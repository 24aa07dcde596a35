"""Whether a season’s own words of a letter can be sent: what is wrong, a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.foundation.refusals import NotComplete
from cadair.foundation.welsh.written import in_both, written_line, written_passage
from cadair.mail.letters.letter import Letter, Wording, Words, words_of
from cadair.mail.letters.wording import names_in
from cadair.mail.validators import LONGEST_SUBJECT_HALF

LONGEST_BODY: Final = 20_000
_IN: Final[Mapping[Language, Promise]] = {"cy": _("Welsh"), "en": _("English")}


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Subject and body in both languages, as somebody wrote them."""

    subject: BilingualText
    body: BilingualText

    def cleaned(self) -> LetterWords:
        """Without hidden characters; the subject on one line.

        Raises:
            UnfitText: a text is far too long.
        """
        return LetterWords(
            subject=in_both(_("Subject"), self.subject, written_line),
            body=in_both(_("Text"), self.body, written_passage),
        )

    def as_wording(self) -> Wording:
        """The words by language."""
        return {
            each: Words(getattr(self.subject, each), getattr(self.body, each)) for each in LANGUAGES
        }


def require_sendable(words: LetterWords, letter: type[Letter], samples: Sequence[Letter]) -> None:
    """Go on only with words that every example of the letter can be written with.

    Raises:
        NotComplete: lists what is wrong.
    """
    problems = tuple(problem for each in LANGUAGES for problem in _problems(words, letter, each))
    if not problems:
        problems = tuple(_too_long(words, samples))
    if problems:
        raise NotComplete(
            "letter-not-sendable", _("The letter cannot be sent like this yet:"), problems
        )


def _problems(
    words: LetterWords, letter: type[Letter], language: Language
) -> Iterator[str | Promise]:
    subject, body = getattr(words.subject, language), getattr(words.body, language)
    about = {"language": _IN[language]}
    if not subject:
        yield _("Write the subject. Language: %(language)s") % about
    if not body:
        yield _("Write the text. Language: %(language)s") % about
    if len(body) > LONGEST_BODY:
        yield _("The text is too long. Language: %(language)s") % about
    yield from _misplaced(subject, body, letter)
    for name in sorted(letter.always - set(names_in(body))) if body else ():
        yield _("The text needs this variable: %(name)s. Language: %(language)s") % {
            "name": f"{{{name}}}",
            **about,
        }


def _misplaced(subject: str, body: str, letter: type[Letter]) -> Iterator[str | Promise]:
    known = letter.variables()
    for name in _unknown(names_in(f"{subject}\n{body}"), known):
        yield _("There is no such variable: %(name)s") % {"name": f"{{{name}}}"}
    for name in _unknown(names_in(subject), letter.in_subject):
        if name in known:
            yield _("This variable cannot stand in a subject: %(name)s") % {"name": f"{{{name}}}"}


def _unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    return [name for name in names if name not in set(known)]


def _too_long(words: LetterWords, samples: Sequence[Letter]) -> Iterator[str | Promise]:
    for language in LANGUAGES:
        try:
            for sample in samples:
                words_of(sample, [language], words.as_wording())
        except ValueError:
            yield _(
                "The subject is too long once its variables are filled in. At most: %(most)s "
                "characters. Language: %(language)s"
            ) % {"most": LONGEST_SUBJECT_HALF, "language": _IN[language]}
