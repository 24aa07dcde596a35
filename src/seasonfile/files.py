"""Reading and checking a season file, from bytes or path to document or problems."""

from __future__ import annotations

from pathlib import Path

from seasonfile.arranging import arranged
from seasonfile.checks import check_document
from seasonfile.document import SeasonDocument
from seasonfile.nodes import Mapping, Scalar, compose
from seasonfile.problems import MOST_PROBLEMS, InvalidSeasonFile, Problem, in_order, problem
from seasonfile.reading import read_document
from seasonfile.source import open_source


def check(source: Path | str | bytes, *, name: str | None = None) -> list[Problem]:
    """Everything that is wrong with a season file, by line; nothing when it can be loaded.

    `source` is a path or the content itself; `name` is what messages call the file.
    """
    return _first(_examine(source, name)[1])


def read(source: Path | str | bytes, *, name: str | None = None) -> SeasonDocument:
    """The season that a file holds, arranged.

    Raises:
        InvalidSeasonFile: something is wrong; its `problems` are those of `check`.
    """
    document, problems = _examine(source, name)
    if document is None or problems:
        raise InvalidSeasonFile(_first(problems))
    return arranged(document)


def _first(problems: list[Problem]) -> list[Problem]:
    """As many as anybody reads, and how many more there are."""
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return problems
    last = problems[MOST_PROBLEMS - 1]
    return [*problems[:MOST_PROBLEMS], problem(last.file, last.line, "many-problems", count=more)]


def _examine(
    source: Path | str | bytes, name: str | None
) -> tuple[SeasonDocument | None, list[Problem]]:
    opened = open_source(source, name)
    if opened.text is None:
        return None, opened.problems
    root, malformed = compose(opened.file, opened.text)
    problems = [*opened.problems, *malformed]
    if not isinstance(root, Mapping):
        if not problems:
            is_empty = root is None or (isinstance(root, Scalar) and root.is_null)
            code = "empty-file" if is_empty else "not-a-season"
            problems = [problem(opened.file, 1, code)]
        return None, in_order(problems)
    document, misshapen = read_document(opened.file, root)
    found = check_document(opened.file, root, document)
    return document, in_order([*problems, *misshapen, *found])
