"""What may not stand in a text, a template or a module, so that both languages stay right.

Each function returns what it found, as words for whoever has to correct it.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.urls import URLPattern, URLResolver
from ruamel.yaml import YAML

from cadair.foundation.welsh.dates import MONTHS
from cadair.foundation.welsh.mutations import aspirate, nasal, soft
from tests.structure.source import ROOT

PACKAGE: Final = ROOT / "src" / "cadair"
TEMPLATES: Final = tuple(sorted(PACKAGE.glob("**/templates/**/*.*")))

SLOT: Final = r"(?:%\(\w+\)|\{\{?\s*\w*|%[sd])"
MUTATING_SLOT: Final = re.compile(
    r"(?<![\w’'-])(?:yn|yng|ym|i|o|a|â|ac|gan|gyda|am|ar|at|dan|dros|drwy|trwy|heb|hyd|wrth|dy|ei"
    rf"|y|yr|na|neu)\s+[“‘]?{SLOT}|\w’(?:r|i|w|n|th)\s+[“‘]?{SLOT}",
    re.IGNORECASE,
)
"""A word that mutates what follows, directly before a slot (WEL-17)."""

PLACEHOLDER: Final = re.compile(r"%(?:\(\w+\))?[sdr]|%%|\{\w*\}")
HTML_TAG: Final = re.compile(r"<[^>]+>")

_MONTHS: Final = "|".join(
    sorted({m for names in MONTHS.values() for m in names}, key=len, reverse=True)
)
WRITTEN_DATE: Final = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})\b|\b(?:{_MONTHS}) (?:19|20)\d\d\b|\b(?:{_MONTHS}) \d{{1,2}}\b"
)
DATE_FILTER: Final = re.compile(
    r"\|\s*(?:date|time|timesince|timeuntil|naturalday|naturaltime|yesno|pluralize)\b"
    r"|\{%\s*(?:now|load humanize|plural)\b|\{%\s*blocktrans(?:late)?\b[^%]*\bcount\b"
)
LANG_LITERAL: Final = re.compile(r"""\b(hreflang|lang)=["']([^"'{]*)["']""")
LANGUAGES_OF_PAGES: Final = {"lang": {"cy", "en"}, "hreflang": {"cy", "en", "x-default"}}


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A word that the glossary forbids, the term it stands for, and the word to use."""

    word: str
    term: str
    use: str


def mutating_slots(welsh: str) -> list[str]:
    """Slots in places where Welsh would change what is put in."""
    return [found.group() for found in MUTATING_SLOT.finditer(welsh)]


def wrong_signs(text: str) -> list[str]:
    """Straight apostrophes and quotation marks, and “&”, outside of HTML tags."""
    prose = HTML_TAG.sub("", text)
    return [sign for sign in ("'", '"', "&") if sign in prose]


def differing_placeholders(english: str, welsh: str) -> list[str]:
    """Placeholders that one side has and the other has not, or not as often."""
    ours, theirs = (Counter(PLACEHOLDER.findall(text)) for text in (english, welsh))
    return sorted(((ours - theirs) + (theirs - ours)).elements())


def forbidden_words(language: str) -> list[Forbidden]:
    """What `glossary.yaml` forbids in a language."""
    path = PACKAGE / "foundation" / "welsh" / "glossary.yaml"
    terms = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return [
        Forbidden(word, key, term[language])
        for key, term in terms.items()
        for word in term[f"forbidden_{language}"]
    ]


def names_in_archives() -> list[str]:
    """Welsh names of organisations and categories in the season files we ship."""
    seasons = [
        YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        for path in sorted((PACKAGE / "demo" / "content").glob("*.yaml"))
    ]
    things = [t for s in seasons for t in (*s.get("organisations", ()), *s.get("categories", ()))]
    return sorted({thing["name"]["cy"] for thing in things})


def forbidden_in(text: str, language: str, words: Sequence[Forbidden]) -> list[Forbidden]:
    """Those of the forbidden words that stand in `text`; in Welsh also mutated."""
    return [word for word in words if _stands_in(word.word, text, language)]


def _stands_in(word: str, text: str, language: str) -> bool:
    shapes = {word, soft(word), nasal(word), aspirate(word)} if language == "cy" else {word}
    return any(
        re.search(rf"(?<![\w’-]){re.escape(shape)}(?![\w-])", text, re.IGNORECASE)
        for shape in shapes
    )


def date_words(tree: ast.AST) -> Iterator[str]:
    """Ways in which a module would write a date or count a thing by itself."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.Call) and _is_strftime(node) and _names_a_month(node.args)) or (
            isinstance(node, ast.FormattedValue) and _names_a_month([node.format_spec])
        ):
            yield f"line {node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom):
            yield from _imported_date_words(node)


def _is_strftime(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "strftime"


def _names_a_month(formats: Sequence[ast.expr | None]) -> bool:
    """A format with a name in it, or one that cannot be read; figures for machines are none."""
    texts = [ast.unparse(one) for one in formats if one is not None]
    can_be_read = all(isinstance(one, ast.Constant | ast.JoinedStr) for one in formats if one)
    return not can_be_read or any(re.search(r"%-?[aAbBpcxX]", text) for text in texts)


def _imported_date_words(node: ast.ImportFrom) -> Iterator[str]:
    modules = {"django.utils.dateformat", "django.utils.dates", "django.utils.timesince"}
    names = {alias.name for alias in node.names}
    if node.module in modules:
        yield f"line {node.lineno}: {node.module}"
    if node.module == "django.utils.formats" and "date_format" in names:
        yield f"line {node.lineno}: date_format"


def own_plurals(tree: ast.AST) -> Iterator[str]:
    """Imports of gettext's plural functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if "ngettext" in alias.name or alias.name.startswith("npgettext"):
                    yield f"line {node.lineno}: {alias.name}"


def untranslated_literals(tree: ast.AST) -> Iterator[str]:
    """Sentences for readers that a module writes in one language only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in _arguments_for_readers(node):
                if _is_prose(argument):
                    yield f"line {argument.lineno}: {ast.unparse(argument)}"


_LABELS: Final = {"label", "help_text", "verbose_name", "empty_label", "error_message"}
_REFUSALS: Final = re.compile(r"(?:Refusal|NotAllowed|NotNow|NotComplete|Unusable\w+)$")


def _arguments_for_readers(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if _REFUSALS.search(name):
        yield from call.args[1:2]
    if name == "ValidationError":
        yield from call.args[:1]
    for keyword in call.keywords:
        if keyword.arg in _LABELS:
            yield keyword.value


def _is_prose(node: ast.expr) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(node, ast.JoinedStr) or (isinstance(text, str) and " " in text)


def written_dates(text: str) -> list[str]:
    """Dates written out by hand."""
    return [found.group() for found in WRITTEN_DATE.finditer(text)]


def wrong_langs(template: str) -> list[str]:
    """`lang` and `hreflang` other than those there are; `<html>` without the page's language."""
    found = [
        f"{name}={value!r}"
        for name, value in LANG_LITERAL.findall(template)
        if value not in LANGUAGES_OF_PAGES[name]
    ]
    pages = re.findall(r"<html\b[^>]*>", template)
    wrong = [html for html in pages if not re.search(r"""\blang=["']\{\{""", html)]
    return [*found, *(f"{html}: its language must be that of the page" for html in wrong)]


_TEMPLATE_TEXT: Final = (
    r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}",
    r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}",
    r"\{#.*?#\}",
    r"<!--.*?-->",
    r"<(script|style|svg|symbol)\b.*?</\1>",
    r"<(\w+)\b[^>]*\blang=[\"'](?:cy|en)[\"'][^>]*>.*?</\1>",
    r"\{%.*?%\}",
    r"\{\{.*?\}\}",
)
_SPOKEN_ATTRIBUTE: Final = re.compile(
    r"""\b(?:alt|title|aria-label|placeholder)=["']([^"']*)["']"""
)
NAMES: Final = {"Cadair", "Cymraeg", "English", "JSON"}
"""Words that stand in a template as they are: names, and the two languages in themselves."""


def untranslated_prose(template: str) -> list[str]:
    """Words that a template says in one language only, in its text or in spoken attributes."""
    for pattern in _TEMPLATE_TEXT:
        template = re.sub(pattern, " ", template, flags=re.DOTALL)
    template = re.sub(r"&\w+;", " ", template)
    prose = [*_SPOKEN_ATTRIBUTE.findall(template), HTML_TAG.sub(" ", template)]
    words = (word for text in prose for word in re.findall(r"[^\W\d_]{2,}", text))
    return [word for word in words if word not in NAMES]


def fixed_words(resolver: URLResolver) -> set[str]:
    """Words of addresses that stand where a programme's or a category's slug could stand."""
    addresses = (address.strip("^/$").split("/") for address in _addresses(resolver))
    return {
        word
        for parts in addresses
        if parts[0] in {"cy", "en", "<language:language>"}
        for word in _beside_slugs(parts[1:])
        if re.fullmatch(r"[a-z0-9-]+", word)
    }


def _beside_slugs(parts: list[str]) -> list[str]:
    """Below a word of the system's own (`/en/nominate/…`) there is no programme to hide."""
    return parts if parts and parts[0].startswith("<") else parts[:1]


def _addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from _addresses(pattern, address)


def is_page_template(path: Path) -> bool:
    """A template whose text readers see as HTML."""
    return path.suffix == ".html"


def where(path: Path) -> str:
    """The path inside the checkout."""
    return path.relative_to(ROOT).as_posix()
