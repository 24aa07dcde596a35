"""What stands beside a text for somebody who does not read its language (WEL-12, ACC-14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cadair.foundation.bilingual import Language, active_language, other_language
from cadair.nominations.answers import in_words
from cadair.nominations.models import Nomination
from cadair.nominations.redacting import for_panel
from cadair.nominations.translations import Piece, pieces_of
from cadair.seasons.questions import SUMMARY, Asked


@dataclass(frozen=True, slots=True)
class Beside:
    """An approved translation, with who made it; or the form's own words for what was chosen.

    Without a text it is still to be translated.
    """

    text: str
    language: Language
    author: str = ""
    approved_at: datetime | None = None

    @property
    def is_missing(self) -> bool:
        """Nobody has approved a translation yet."""
        return not self.text

    @property
    def lang(self) -> str:
        """The language for a `lang` attribute where it is not the page’s own."""
        return self.language if self.language != active_language() else ""


def beside_texts(
    nomination: Nomination, language: Language, questions: Sequence[Asked]
) -> Mapping[str, Beside]:
    """What stands beside the texts that are not in `language`, by their names.

    Names of people, figures and addresses are the same in both languages: nothing stands there.
    """
    source = other_language(language)
    found = {each.source.field: _beside(each) for each in pieces_of(nomination, questions, source)}
    if nomination.language == source and nomination.is_read:
        found |= _in_words(nomination, language, questions)
    return found


def _beside(piece: Piece) -> Beside:
    made = piece.approved
    if made is None:
        return Beside("", piece.source.target)
    return Beside(made.text, piece.source.target, made.author, made.approved_at)


def _in_words(
    nomination: Nomination, language: Language, questions: Sequence[Asked]
) -> dict[str, Beside]:
    """What was chosen, and dates: the form has these words in both languages."""
    given = nomination.panel_answers
    found = {}
    for asked in for_panel(questions):
        if asked.key != SUMMARY and given.get(asked.key):
            here = in_words(asked, given[asked.key], other_language(language))
            there = in_words(asked, given[asked.key], language)
            if here != there:
                found[asked.key] = Beside(there, language)
    return found
