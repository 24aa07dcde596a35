"""Both languages in one message: Welsh first, English below, never interleaved (WEL-09)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from cadair.foundation.bilingual import LANGUAGES, BilingualText, Language
from cadair.mail.letters.blocks import WIDTH, block_as_html, block_as_text, blocks_in
from cadair.mail.letters.letter import Words

NOWHERE: Final = BilingualText()
BELOW: Final = "English below"
HEADING: Final = "English"


def subject_line(words: Mapping[Language, Words]) -> str:
    """`Cymraeg / English`, or the one language that was asked for."""
    return " / ".join(words[language].subject for language in LANGUAGES if language in words)


def as_text(words: Mapping[Language, Words], stop: BilingualText = NOWHERE) -> str:
    """The plain part; `stop` is the page where messages like this one are stopped."""
    halves = [
        _half_as_text(words[language], language, stop)
        for language in LANGUAGES
        if language in words
    ]
    if len(halves) == 1:
        return halves[0]
    welsh, english = halves
    return f"{BELOW}\n\n{welsh}\n\n{'-' * WIDTH}\n\n{HEADING}\n\n{english}"


def as_html(words: Mapping[Language, Words], stop: BilingualText = NOWHERE) -> str:
    """The HTML part: one layout for every letter, each half marked with its language."""
    halves = [
        {
            "language": language,
            "body": body_as_html(words[language].body),
            "footer": body_as_html(_footer(language, stop)),
        }
        for language in LANGUAGES
        if language in words
    ]
    return render_to_string(
        "mail/letter.html",
        {
            "language": halves[0]["language"],
            "subject": subject_line(words),
            "halves": halves,
            "is_bilingual": len(halves) > 1,
            "below": BELOW,
            "heading": HEADING,
        },
    )


def _half_as_text(words: Words, language: Language, stop: BilingualText) -> str:
    parts = [block_as_text(block) for block in blocks_in(words.body)]
    parts += ["-- "] + [block_as_text(block) for block in blocks_in(_footer(language, stop))]
    return "\n\n".join(parts)


def body_as_html(text: str) -> SafeString:
    """The text of a letter as HTML; everything in it is escaped."""
    return format_html_join("\n", "{}", ((block_as_html(block),) for block in blocks_in(text)))


def _footer(language: Language, stop: BilingualText) -> str:
    """That Welsh is welcome, is answered in Welsh and costs no time (WEL-10); how to stop."""
    # Nothing is escaped in the plain part; blocks are, when HTML is made of them.
    context = {"stop": mark_safe(stop.as_dict()[language])}  # noqa: S308  # nosec B308 B703
    return render_to_string(f"mail/footer.{language}.txt", context)
