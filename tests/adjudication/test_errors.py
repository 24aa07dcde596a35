"""Refusals are data: a stable code, and facts that name where to look."""

from __future__ import annotations

import re

from adjudication import errors
from adjudication.errors import ERROR_CODES, AdjudicationError, MarkOutsideScale


def test_every_refusal_has_a_code_of_its_own() -> None:
    classes = [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, AdjudicationError)
    ]
    codes = [found.code for found in classes if found is not AdjudicationError]
    assert sorted(codes) == list(ERROR_CODES)
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code) for code in codes)


def test_a_log_line_shows_code_and_facts() -> None:
    refusal = MarkOutsideScale(value="11", highest="10")
    assert str(refusal) == "mark-outside-scale: value=11, highest=10"
    assert str(AdjudicationError()) == "adjudication"
