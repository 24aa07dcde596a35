"""Hints for whoever reads a nomination: what looks as if it named somebody, in Welsh and English.

A hint is a guess by its shape alone: it suggests and never decides, and it knows no names. Whoever
reads can take it, leave it, and find what it missed. Nothing is sent anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cadair.nominations.states import RedactionReason

MOST: Final = 60
"""More hints in one text than this help nobody."""


class Hint(NamedTuple):
    """What stands from `start` to before `end`, and what it may tell."""

    start: int
    end: int
    reason: RedactionReason


_UPPER: Final = "A-ZÀ-ÖØ-ÞŴŶ"
_LOWER: Final = "a-zß-öø-ÿŵŷ"
_WORD: Final = rf"[{_UPPER}][{_LOWER}’']{{1,30}}(?:-[{_UPPER}][{_LOWER}]{{1,30}}){{0,2}}"
_NAME: Final = rf"(?P<it>{_WORD}(?:\s+(?:ap|ab|ferch|[{_UPPER}]\.)?\s*{_WORD}){{0,2}})"

_NO_NAMES: Final = (
    "and at by for from he her his in it of on our she that the their they this to was we "
    "were when who with after although because before but during following since some then "
    "there these those through under until what where while as an if "
    "a ac aeth ar am bu cafodd cawsant daeth dyma er erbyn fe gan gyda hefyd hi hon "
    "hwn i mae maent mewn nhw nid o oedd oeddent ond pan roedd roeddent rydym sydd trwy wedi "
    "y yn yna yng ym yr "
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december llun mawrth mercher iau gwener "
    "sadwrn sul ionawr chwefror ebrill mai mehefin gorffennaf awst medi hydref tachwedd "
    "rhagfyr support service services unit team police council heddlu cyngor tîm gwasanaeth "
    "wales cymru welsh cymraeg english saesneg"
)
"""Words that begin a sentence or a date far more often than a name."""

_NOT_NAMES: Final = frozenset(_NO_NAMES.split())

_VICTIM: Final = (
    r"victims?|survivors?|complainants?|dioddefwyr|ddioddefwyr|nioddefwyr|dioddefwr|ddioddefwr|"
    r"nioddefwr|dioddefydd|ddioddefydd|goroeswr|oroeswr|goroeswyr|oroeswyr|achwynydd"
)
_WITNESS: Final = r"witness(?:es)?|tyst|dyst|thyst|nhyst|tystion|dystion"
_ACCUSED: Final = (
    r"offenders?|perpetrators?|suspects?|defendants?|attackers?|abusers?|troseddwyr|droseddwyr|"
    r"throseddwyr|troseddwr|droseddwr|throseddwr|diffynnydd|ddiffynnydd|ymosodwr|camdriniwr|"
    r"gamdriniwr|cyflawnwr|gyflawnwr"
)
_CHILD: Final = (
    r"child|children|boy|girl|son|daughter|pupil|toddler|baby|schoolboy|schoolgirl|teenager|plentyn|"
    r"blentyn|phlentyn|mhlentyn|plant|blant|phlant|mab|fab|merch|ferch|disgybl|ddisgybl|baban|"
    r"faban|bachgen|fachgen"
)
_NEAR: Final = r"[\s,:;–—(“\"]{1,3}(?:(?:called|named|o’r enw|o'r enw|sef|Mr|Mrs|Ms|Miss)\s+)?"


def _beside(who: str, reason: RedactionReason) -> Iterator[tuple[re.Pattern[str], RedactionReason]]:
    """A name after or before a word for somebody: `the victim, Jane Example`."""
    yield re.compile(rf"\b(?i:{who}){_NEAR}{_NAME}"), reason
    words = rf"(?:\s+[{_LOWER}’']{{1,30}}){{1,6}}"
    yield re.compile(rf"\b(?i:{who}){words},\s{{1,3}}{_NAME}"), reason
    yield re.compile(rf"{_NAME}\s?[,–—(]\s?(?i:(?:the|a|y|yr|our)\s+)?(?i:{who})\b"), reason


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|"
    r"mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)"
)
_DAY: Final = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{2,4}})"
)
_STREET: Final = (
    r"(?:street|road|avenue|close|crescent|drive|lane|place|terrace|court|gardens|grove|way|"
    r"square|rise|hill|view|walk|row|mews)"
)
_STRYD: Final = r"(?:stryd|heol|ffordd|lôn|rhes|maes|cilgant|rhodfa|teras|clos|tŷ|parc|bryn)"
_CASE: Final = (
    r"(?:crime|case|incident|occurrence|custody|reference|ref|trosedd|achos|digwyddiad|cyfeirnod)"
)

_PATTERNS: Final[Sequence[tuple[re.Pattern[str], RedactionReason]]] = (
    *_beside(_VICTIM, RedactionReason.VICTIM),
    *_beside(_WITNESS, RedactionReason.WITNESS),
    *_beside(_ACCUSED, RedactionReason.ACCUSED),
    *_beside(_CHILD, RedactionReason.CHILD),
    (
        re.compile(
            rf"\b(?i:man|woman|lady|person|resident|{_CHILD}|dyn|ddyn|menyw|fenyw|dynes|preswylydd)"
            rf"(?:\s+\d{{1,3}}\s+(?:mlwydd\s+)?oed)?,?\s+(?:called|named|o’r enw|o'r enw)\s+{_NAME}"
        ),
        RedactionReason.NAME,
    ),
    (
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b"),
        RedactionReason.ADDRESS,
    ),
    (
        re.compile(
            rf"\b(?i:flat|fflat)\s+\d+[A-Za-z]?\b|\b\d{{1,4}}[A-Za-z]?,?\s+"
            rf"(?:(?:[{_UPPER}][{_LOWER}’']+\s+){{1,3}}(?i:{_STREET})\b"
            rf"|(?i:{_STRYD})\b(?:\s+(?:y|yr|[{_UPPER}][{_LOWER}’']+)){{1,3}})"
        ),
        RedactionReason.ADDRESS,
    ),
    (
        re.compile(r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?!\w)"),
        RedactionReason.TELEPHONE,
    ),
    (
        re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
        RedactionReason.EMAIL,
    ),
    (
        re.compile(
            rf"(?i:\b(?:born|dob|d\.o\.b\.?|date of birth|birthday|ganwyd|ganed|dyddiad geni|"
            rf"pen-?blwydd)\b\D{{0,20}}?(?P<it>{_DAY}))"
        ),
        RedactionReason.BIRTH_DATE,
    ),
    (
        re.compile(
            rf"(?i:\b{_CASE}(?:\s+(?:ref(?:erence)?|no|number|rhif))?[.:]?\s*(?:is\s+|yw\s+)?)"
            r"(?P<it>#?(?=[\w/-]*\d{2})[A-Z0-9][A-Z0-9/-]{4,24})"
        ),
        RedactionReason.CASE_NUMBER,
    ),
    (
        re.compile(
            rf"(?i:\brhif\s+(?:y\s+)?{_CASE}[.:]?\s*(?:yw\s+)?)"
            r"(?P<it>#?(?=[\w/-]*\d{2})[A-Z0-9][A-Z0-9/-]{4,24})"
        ),
        RedactionReason.CASE_NUMBER,
    ),
    (
        re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
        RedactionReason.OTHER,
    ),
    (re.compile(r"\b\d{3}\s\d{3}\s\d{4}\b"), RedactionReason.HEALTH),
    (
        re.compile(
            r"(?i:\b(?:\d|1[0-7])[- ](?:year|month)s?[- ]old\b(?:\s+(?:boy|girl|child))?"
            r"|\b(?:(?:bachgen|fachgen|merch|ferch|plentyn|blentyn)\s+)(?:\d|1[0-7])\s+(?:mlwydd\s+)?oed\b)"
        ),
        RedactionReason.CHILD,
    ),
)
"""What is looked for, the likeliest first."""


def hints_in(text: str) -> list[Hint]:
    """What in a text may tell who somebody is, in order, no two over the same words."""
    taken: list[Hint] = []
    for pattern, reason in _PATTERNS:
        for found in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            start, end = found.span(group)
            if group and reason in _BY_NAME:
                start, end = _name_within(text, start, end)
            if start < end and all(end <= each.start or start >= each.end for each in taken):
                taken.append(Hint(start, end, reason))
            if len(taken) == MOST:
                return sorted(taken)
    return sorted(taken)


_BY_NAME: Final = frozenset(
    {
        RedactionReason.VICTIM,
        RedactionReason.WITNESS,
        RedactionReason.ACCUSED,
        RedactionReason.CHILD,
        RedactionReason.NAME,
    }
)


def _name_within(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without words at its ends that are no names; empty where nothing is left."""
    words = [found.span() for found in re.finditer(r"\S+", text[start:end])]
    while words and text[start:end][slice(*words[0])].casefold() in _NOT_NAMES:
        words.pop(0)
    while words and text[start:end][slice(*words[-1])].casefold() in _NOT_NAMES:
        words.pop()
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)
