"""Fonts and styles are our own, small, and can write Welsh."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import cadair.web.shared

STATIC = Path(cadair.web.shared.__file__).parent / "static" / "cadair"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))
WELSH = "ŵŷâêîôûäëïöüáéíóúàèìòùŴŶÂÊÎÔÛÄËÏÖÜÁÉÍÓÚÀÈÌÒÙ’‘“”–…"


def test_the_three_fonts_together_stay_within_60_kilobytes() -> None:
    assert [path.name for path in FONTS] == [
        "atkinson-400.woff2",
        "atkinson-700.woff2",
        "fraunces-600.woff2",
    ]
    assert sum(path.stat().st_size for path in FONTS) <= 60_000


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_font_has_every_welsh_letter_and_a_licence_beside_it(path: Path) -> None:
    known = set(TTFont(path).getBestCmap())
    assert [letter for letter in WELSH if ord(letter) not in known] == []
    licence = path.with_name(f"OFL-{path.name.split('-')[0]}.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License" in licence


def test_the_style_sheet_is_small_and_fetches_nothing_from_elsewhere() -> None:
    source = (STATIC / "cadair.css").read_text(encoding="utf-8")
    assert len(gzip.compress(source.encode())) <= 20_000
    wanted = re.findall(r'url\("([^"]+)"\)', source)
    assert sorted(wanted) == [f"fonts/{path.name}" for path in FONTS]
    assert "@import" not in source


COLOURS = {
    # text on ground: the tokens of light and dark, as they stand in the style sheet
    "light": {"ground": "#fbfaf7", "raised": "#ffffff", "wash": "#f8f0dc"},
    "dark": {"ground": "#1d2433", "raised": "#262e40", "wash": "#262a33"},
}
TEXTS = {
    "light": ["#1d2433", "#4c5a6b", "#1f6b4f", "#8a5b00", "#a4262c"],
    "dark": ["#f4f2ec", "#bac3ce", "#8fd3b4", "#f2c14e", "#ffa8a3"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_colour_is_readable_on_every_ground(scheme: str) -> None:
    source = (STATIC / "cadair.css").read_text(encoding="utf-8").lower()
    for text in TEXTS[scheme]:
        assert text in source
        for name, ground in COLOURS[scheme].items():
            assert _contrast(text, ground) >= 4.5, f"{scheme}: {text} on {name}"


def _contrast(one: str, other: str) -> float:
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
