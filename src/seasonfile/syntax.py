"""What the YAML reader stumbled over, in words that help."""

from __future__ import annotations

import re
from typing import Final

from ruamel.yaml.error import MarkedYAMLError

from seasonfile.problems import Problem, problem

_BY_WORDS: Final = (
    ("character '\\t' that cannot start", "tab-indent"),
    ("mapping values are not allowed", "colon-in-text"),
    ("unexpected end of stream", "quote-open"),
    ("unexpected document separator", "quote-open"),
    ("unknown escape character", "bad-escape"),
    ("escape sequence", "bad-escape"),
    ("could not find expected ':'", "colon-missing"),
    ("expected ',' or", "bracket-open"),
    ("that cannot start any token", "special-start"),
    ("expected <block end>", "indentation"),
    ("expected <document start>", "indentation"),
    ("block sequence", "indentation"),
)


def syntax_problem(file: str, error: MarkedYAMLError, text: str) -> Problem:
    """The problem for an error of the YAML reader, at the line where its cause begins."""
    said = error.problem or ""
    code = next((code for words, code in _BY_WORDS if words in said), "not-yaml")
    if code == "colon-in-text" and _is_key(error, text):
        code = "indentation"
    mark = error.context_mark if code in ("quote-open", "bracket-open") else error.problem_mark
    mark = mark or error.problem_mark or error.context_mark
    line = 1 if mark is None else min(mark.line, text.count("\n")) + 1
    return problem(file, line, code)


def _is_key(error: MarkedYAMLError, text: str) -> bool:
    """Whether the colon that the reader did not expect follows the first word of its line."""
    mark = error.problem_mark
    if mark is None:
        return False
    line = text.split("\n", mark.line + 1)[mark.line]
    return re.fullmatch(r"[\s-]*[\w-]+", line[: mark.column]) is not None
