"""Letters: what other apps want to say by e-mail, and how it is laid out in two languages."""

from cadair.mail.letters.layout import as_html, as_text, subject_line
from cadair.mail.letters.letter import Letter, Words, words_of

__all__ = ["Letter", "Words", "as_html", "as_text", "subject_line", "words_of"]
