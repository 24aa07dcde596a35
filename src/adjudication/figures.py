"""Exact numbers: what is accepted as one, and how it is written down."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from adjudication.errors import InexactNumber

Exact: TypeAlias = int | Fraction | Decimal


def exact(value: Exact) -> int | Fraction:
    """`value` as a number that loses nothing in arithmetic.

    Raises:
        InexactNumber: a float, a truth value, text, an infinity or no number at all.
    """
    if type(value) is int or isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise InexactNumber(value=repr(value))


def fraction_text(value: int | Fraction) -> str:
    """The number as "numerator/denominator", e.g. "200/3" or "70/1"."""
    return f"{value.numerator}/{value.denominator}"


def rounded_text(value: int | Fraction, digits: int = 1) -> str:
    """The number with so many decimals, halves away from zero: for reading, not for comparing."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    if not digits:
        return f"{sign}{whole}"
    text = str(whole).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def decimal_text(value: int | Fraction) -> str:
    """The number in its shortest decimal form when it has one ("1.5", "60"), else as a fraction."""
    for digits in range(7):
        if (value * 10**digits).denominator == 1:
            return rounded_text(value, digits)
    return fraction_text(value)
