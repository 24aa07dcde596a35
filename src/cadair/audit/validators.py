"""What may enter the record: ids, codes, numbers and hashes; never a name or free text (PRI-21).

Whoever erases a person must never have to touch the record, so nothing personal may get in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Fact = str | int | bool | None

LONGEST_VALUE = 128
LARGEST_NUMBER = 2**53 - 1

_CODE = re.compile(r"[a-z0-9]+(?:[-_.:/]+[a-z0-9]+)*")
"""`theme`, `entry:0f3a…`, `highest-mean/1`, a hash: no capitals, no spaces, no “@”."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")


class NotForTheRecord(ValueError):
    """A value that could be a name or free text was about to enter the permanent record."""


def check_code(what: str, value: str) -> str:
    """`value`, when it is an id, a code, a moment or a hash; `what` names it in the refusal.

    Raises:
        NotForTheRecord: it is anything else.
    """
    is_short = len(value) <= LONGEST_VALUE
    if is_short and (_CODE.fullmatch(value) or _MOMENT.fullmatch(value)):
        return value
    raise NotForTheRecord(
        f"{what} is not an id, code, moment or hash; record its public id or its SHA-256 instead"
    )


def check_facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """A copy of `facts` in which every key and value may be kept for ever.

    Raises:
        NotForTheRecord: a key or value is not an id, code, moment, hash or whole number. The
            refusal names the key only: the value may be personal, and errors are logged.
    """
    checked: dict[str, Fact] = {}
    for key, value in facts.items():
        check_code("a key of the facts", key)
        checked[key] = _checked_value(key, value)
    return checked


def _checked_value(key: str, value: Fact) -> Fact:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST_NUMBER:
            raise NotForTheRecord(f"the fact {key} is a number with no canonical form")
        return value
    if isinstance(value, str):
        # str(): a choice of a TextChoices is kept as the plain text it is.
        return check_code(f"the fact {key}", str(value))
    raise NotForTheRecord(f"the fact {key} is neither text, whole number, true, false nor null")
