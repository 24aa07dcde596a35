"""Words of a letter as a season writes them: text with `{names}` and nothing else (SEC-12).

No conditions, no filters, no attributes: a name in braces that the letter knows is replaced by
its value, everything else stays as it was typed. What is put in is never looked at again, so a
value with braces is a value with braces.

A line whose names all turn out empty is left out: “Nominations close: {closes}” needs no “if”.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NAME: Final = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]*)\}(?!\})")
"""A name in single braces; `{{7*7}}` and `{{ x }}` are text."""


def names_in(text: str) -> list[str]:
    """The names that stand in braces, each once, in order."""
    return list(dict.fromkeys(NAME.findall(text)))


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with its names replaced; a name that is not in `values` stays as it is."""
    lines = (line for line in text.split("\n") if not _is_left_out(line, values))
    return "\n".join(NAME.sub(lambda found: values.get(found[1], found[0]), line) for line in lines)


def _is_left_out(line: str, values: Mapping[str, str]) -> bool:
    names = names_in(line)
    return bool(names) and all(name in values and not values[name] for name in names)
