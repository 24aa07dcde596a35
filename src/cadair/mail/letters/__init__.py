"""Letters: what other apps want to say by e-mail, and how it is laid out in two languages."""

from cadair.mail.letters.catalogue import all_letters, rewordable_letters
from cadair.mail.letters.checking import LetterWords, require_sendable
from cadair.mail.letters.layout import as_html, as_text, body_as_html, subject_line
from cadair.mail.letters.letter import Letter, Wording, Words, raw_words, words_of
from cadair.mail.letters.stopping import stop_page, stop_token, stopped_by
from cadair.mail.letters.wording import names_in

__all__ = [
    "Letter",
    "LetterWords",
    "Wording",
    "Words",
    "all_letters",
    "as_html",
    "as_text",
    "body_as_html",
    "names_in",
    "raw_words",
    "require_sendable",
    "rewordable_letters",
    "stop_page",
    "stop_token",
    "stopped_by",
    "subject_line",
    "words_of",
]
