"""What people and machines put into text fields, from the innocent to the malicious."""

from __future__ import annotations

from typing import Final

KEPT: Final = {
    "script": "<script>alert(1)</script>",
    "end-of-script": "</script><script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "single-quote": "' onmouseover='alert(1)",
    "comment": "<!-- --> ]]> <![CDATA[ x",
    "template": "{{7*7}} {% debug %} {# no #}",
    "format": "%(name)s {name} %s ${name}",
    "entity": "&lt;b&gt; &amp;amp; &#60;",
    "circumflexes": "Ŵyn ŷd Ŷnys tŵr",
    "family": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿 é",
    "right-to-left": "אבג مرحبا",
    "formula": "=HYPERLINK(1)",
    "plus": "+44 1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "url": "javascript:alert(1)",
    "sql": "'; DROP TABLE outcomes_award; --",
    "backslash": "\\u003cscript\\u003e \\0",
}
"""Texts that are stored to the letter and shown to the letter."""

CLEANED: Final = {
    "decomposed": ("Ŵyn ŷd", "Ŵyn ŷd"),
    "override": ("abc\u202egpj.exe", "abcgpj.exe"),
    "isolate": ("a\u2066b\u2069c", "abc"),
    "nul": ("a\x00b", "ab"),
    "escape": ("a\x1b[31mb", "a[31mb"),
    "lone-surrogate": ("a\ud800b", "ab"),
    "zero-width": ("a\u200bb\ufeffc", "abc"),
    "noncharacter": ("a\ufffeb", "ab"),
}
"""Texts that are stored without what nobody can see or mean."""

MEGABYTE: Final = "ŵ" * 500_000
"""A million bytes."""


def in_handfuls(longest: int) -> list[str]:
    """All of `KEPT`, several in one text of at most `longest` characters: a season for each."""
    handfuls = [""]
    for text in KEPT.values():
        if len(handfuls[-1]) + len(text) + 3 > longest:
            handfuls.append("")
        handfuls[-1] = f"{handfuls[-1]} · {text}".removeprefix(" · ")
    return handfuls
