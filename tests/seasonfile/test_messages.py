"""What a check says is said in both languages, and every sentence can be reached."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import seasonfile
from seasonfile.problems import messages, problem

pytestmark = pytest.mark.static

SOURCE = Path(seasonfile.__file__).parent
BROKEN = Path(__file__).parent / "broken"

NEEDS_NO_BROKEN_FILE = {
    "many-problems",
    "not-a-file",
    "not-found",
    "not-readable",
    "too-large",
    "too-many-values",
}
"""Said of files that are not there, or too large to keep; see test_hostile_input.py."""


def slots(sentence: str) -> set[str]:
    return {name for _text, name, _form, _conversion in Formatter().parse(sentence) if name}


def sentences() -> list[tuple[str, str, str]]:
    return [
        (code, language, sentence)
        for code, sides in messages().items()
        for language, message in sides.items()
        for sentence in (message.what, message.remedy)
    ]


def test_both_languages_name_the_same_facts() -> None:
    for code, sides in messages().items():
        for part in ("what", "remedy"):
            named = [slots(getattr(sides[language], part)) for language in ("cy", "en")]
            assert named[0] == named[1], code


def test_a_slot_stands_after_a_label_where_it_mutates_nothing() -> None:
    loose = [
        (code, sentence)
        for code, _language, sentence in sentences()
        for found in re.finditer(r"(?<!\{)\{\w+\}", sentence)
        if not re.search(r"(?:: | \()$", sentence[: found.start()])
    ]
    assert loose == []


def test_every_sentence_ends_like_one_and_is_typeset() -> None:
    assert [s for *_more, s in sentences() if not re.search(r"[.?]$", s)] == []
    assert [s for *_more, s in sentences() if re.search(r"\w'\w|  ", s)] == []


def test_welsh_is_not_left_in_english() -> None:
    for code, sides in messages().items():
        assert sides["cy"].what != sides["en"].what, code
        bare = re.sub(r"\{\w+\}|[^\w]", "", sides["cy"].remedy)
        assert bare != re.sub(r"\{\w+\}|[^\w]", "", sides["en"].remedy), code


def test_every_message_is_used_and_every_used_one_is_there() -> None:
    """Codes are words of the source; some are put together from the name of a form or section."""
    words = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    composed = {f"{name}-form" for name in words} | {f"repeated-{name}" for name in words}
    assert sorted(set(messages()) - words - composed) == []


def test_every_message_is_said_of_some_broken_file() -> None:
    said = {each.code for path in BROKEN.glob("*.yaml") for each in seasonfile.check(path)}
    assert set(messages()) - said == NEEDS_NO_BROKEN_FILE


def test_a_problem_is_one_line_in_either_language() -> None:
    wrong = problem("valley.yaml", 12, "unknown-entry", value="2026-009")
    assert wrong.render() == (
        "valley.yaml:12: Unknown entry: 2026-009. "
        "Correct the reference, or add the entry under entries."
    )
    assert wrong.render("cy") == (
        "valley.yaml:12: Cais anhysbys: 2026-009. "
        "Cywirwch y cyfeirnod, neu ychwanegwch y cais o dan entries."
    )
    assert wrong.what == "Unknown entry: 2026-009."
    assert wrong.remedy == "Correct the reference, or add the entry under entries."


def test_a_value_of_the_file_cannot_break_or_bend_the_message() -> None:
    wrong = problem("valley.yaml", 3, "unknown-entry", value="a\n\u202e{value}" + "b" * 500)
    assert wrong.what == "Unknown entry: a ⟨U+202E⟩{value}" + "b" * 102 + "…."
    assert "\n" not in wrong.render("cy")
