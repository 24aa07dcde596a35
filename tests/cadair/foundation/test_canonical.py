"""One value has one byte form (RFC 8785), so that its hash can be recomputed by anybody."""

from __future__ import annotations

import enum
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.canonical import Canonical, canonical_json, sha256_of
from tests.cadair.foundation import SIAN

VALUES: st.SearchStrategy[Canonical] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({}, "{}"),
        ([], "[]"),
        (-7, "-7"),
        (SIAN, f'"{SIAN}"'),
        ('"\\/\b\f\n\r\t\x00\x1f\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
        ("\u2028</script>", '"\u2028</script>"'),
        ("😀", '"😀"'),
    ],
)
def test_the_form_is_that_of_rfc_8785(value: Canonical, text: str) -> None:
    assert canonical_json(value) == text.encode()


def test_keys_stand_in_utf_16_order_as_the_rfc_shows() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    expected = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical_json(dict.fromkeys(keys, 0)))) == expected


@given(VALUES)
def test_every_value_can_be_read_back(value: Canonical) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9)))
def test_the_order_of_writing_does_not_matter(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical_json(value) == canonical_json(backwards)


class Colour(enum.StrEnum):
    """A state as Django's choices make it."""

    GOLD = "gold"


def test_choices_are_written_as_their_values() -> None:
    assert canonical_json({"kind": Colour.GOLD}) == b'{"kind":"gold"}'


@pytest.mark.parametrize("value", [1.5, b"x", {1: "a"}, {"a": {2}}, object()])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"\udfff": 1}])
def test_what_readers_would_read_differently_is_refused(value: Canonical) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical_json(value)


def test_the_hash_is_over_the_canonical_bytes() -> None:
    assert sha256_of({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
