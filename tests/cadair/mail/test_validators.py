"""One plain address, and nothing that could become a header of its own (SEC-16)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation.refusals import Refusal
from cadair.mail.validators import HeaderInjection, checked_address, normalised_address, one_line

INJECTIONS = [
    "a@example.org\nBcc: b@example.org",
    "a@example.org\r\nBcc: b@example.org",
    "a@example.org\rBcc: b@example.org",
    "a@example.org%0aBcc:b@example.org\n",
    "a@example.org\x00",
    "a@example.org\u2028Bcc: b@example.org",
    "a@example.org\u0085Bcc: b@example.org",
    "a@example.org, b@example.org",
    "a@example.org; b@example.org",
    "a@example.org b@example.org",
    "A <a@example.org>",
    '"a\nb"@example.org',
    "<a@example.org>",
    "a@example.org>",
    "a@exam\nple.org",
    "a@",
    "@example.org",
    "a",
    "",
    " ",
    "a@b@example.org",
    "a@[127.0.0.1]\n",
    "a@-example.org",
]


@pytest.mark.parametrize("address", INJECTIONS)
def test_anything_but_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked_address(address)
    assert refused.value.code == "not-an-address"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sian@Example.ORG", "sian@example.org"),
        ("  sian@example.org ", "sian@example.org"),
        ("sian+gwobrau@example.org", "sian+gwobrau@example.org"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("sian@tŷ.cymru", "sian@xn--t-foa.cymru"),
        ("SIAN@XN--T-FOA.CYMRU", "sian@xn--t-foa.cymru"),
        ("sian@ty\u0302.cymru", "sian@xn--t-foa.cymru"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept
    assert checked_address(kept) == kept


@given(st.text())
def test_the_form_of_an_address_does_not_change_again(text: str) -> None:
    once = normalised_address(text)
    assert normalised_address(once) == once


@given(st.text())
def test_what_passes_as_one_line_has_no_line_end(text: str) -> None:
    try:
        passed = one_line(text)
    except HeaderInjection:
        return
    assert len(passed.splitlines()) <= 1
    assert "\x00" not in passed
