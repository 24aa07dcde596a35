"""The texts of plain pages: Markdown files beside this module, one for each language.

HTML inside them is shown as text, never as HTML. `{organiser}`, `{service}` and `{email}` stand
for what an operator sets; a text without its twin is refused when the process starts to read it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from markdown_it import MarkdownIt

from cadair.foundation.bilingual import Language

FOLDER: Final = Path(__file__).parent / "pages"


@cache
def plain_text(name: str, language: Language) -> tuple[str, str]:
    """The title of a page and its text as HTML.

    Raises:
        FileNotFoundError: the page has no text in that language.
        ValueError: it does not begin with its title.
    """
    source = (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8")
    for slot, text in _settings(language).items():
        source = source.replace(f"{{{slot}}}", text)
    first, _, rest = source.strip().partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"{name}.{language}.md does not begin with “# ” and its title")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return first.removeprefix("# ").strip(), str(markdown.render(rest))


def _settings(language: Language) -> dict[str, str]:
    organiser = getattr(settings, "CADAIR_ORGANISER", {})
    return {
        "organiser": organiser.get(language, "Cadair"),
        "service": getattr(settings, "CADAIR_SERVICE", {}).get(language, "Cadair"),
        "email": getattr(settings, "CADAIR_CONTACT", "contact@example.org"),
    }
