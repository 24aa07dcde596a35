"""What somebody may send who wants a page to fall over: bodies for a form, values for a field.

Bodies are made byte by byte, since no browser would send most of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Final
from urllib.parse import quote_from_bytes
from zlib import crc32

Pairs = Sequence[tuple[str, bytes]]
FORM: Final = "application/x-www-form-urlencoded"
LIMIT: Final = "limit"
PARTS: Final = f"multipart/form-data; boundary={LIMIT}"
MEGABYTE: Final = 1_000_000

VALUES: Final[dict[str, bytes]] = {
    "nothing": b"",
    "space": b" \t\xe2\x80\x8b\xc2\xa0 ",
    "NUL": b"be\x00fore",
    "only NUL": b"\x00",
    "lone surrogate": b"a\xed\xa0\x80b",
    "broken UTF-8": b"\xff\xfe\xc3",
    "surrogate in words": b"\\ud800",
    "right to left": "\u202egnp.exe\u2066\u200f".encode(),
    "emoji": "👩‍👩‍👧‍👦".encode(),
    "many marks": ("e" + "\u0301" * 500).encode(),
    "controls": bytes(range(1, 32)) + b"\x7f\xc2\x85",
    "new lines": b"a\r\nBcc: everybody@example.org\r\n\r\nb",
    "minus one": b"-1",
    "nought": b"0",
    "huge": b"9" * 30,
    "too many figures": b"9" * 5000,
    "exponent": b"1e999",
    "not a number": b"NaN",
    "other figures": "٣².½".encode(),
    "squared": "²".encode(),
    "last day": b"9999-12-31T23:59",
    "first day": b"0001-01-01T00:00",
    "no day": b"2026-02-30",
    "hour that is not": b"2026-03-29T01:30",
    "list": b'["a"]',
    "object": b'{"a": {"b": null}}',
    "format": b"{0.__class__} %(x)s %n {{ x }} {% x %}",
    "markup": b"\"'><script>alert(1)</script>]]>",
    "way up": b"../../../etc/passwd",
    "file": b"C:\\a\\b\x00.exe",
    "script address": b"javascript:alert(1)",
    "half an address": b"https://[::1",
    "mail": b"a@" + b"b" * 300 + b".org",
    "formula": b"=1+1",
}

NAMES: Final[Pairs] = (
    ("", b"x"),
    ("\x00", b"x"),
    ("__proto__", b"x"),
    ("name-99999999999999999999", b"x"),
    ("name--1", b"x"),
    ("name-²", b"x"),
    ("pk", b"1"),
    ("season", b"other"),
    ("a" * 5000, b"x"),
    ("_method", b"DELETE"),
)

FILES: Final[dict[str, tuple[str, str, bytes]]] = {
    "an empty file": ("a.pdf", "application/pdf", b""),
    "a file of nothing known": ("\u202efdp.exe", "x/ÿ", b"\x00\xff" * 50),
    "a file with a broken name": ("\x00" + "a" * 400, "text/csv", b"a,b\r\n\x00,\xff\r\n"),
    "a file without a name": ("", "", b"x"),
    "half a picture": ("../a.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    "half a PDF": ("a.pdf", "application/pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    "half a table": ("a.xlsx", "application/zip", b"PK\x03\x04" + b"\x00" * 30),
    "half an XML": ("a.xlf", "text/xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>"),
    "a file of YAML": ("a.yaml", "text/yaml", b"a: &a [*a, !!python/object:os.system x"),
}
"""Of each: name, type, bytes."""


@dataclass(frozen=True)
class Sent:
    """A request: how it is called in a report, its body, and what it says it is."""

    name: str
    body: bytes
    kind: str = FORM


@dataclass(frozen=True)
class Target:
    """A form as it stands on a page, or the names that a view reads, with what a person sends."""

    address: str
    fields: Pairs
    files: Sequence[str] = ()
    button: str = ""
    loose: frozenset[str] = field(default_factory=frozenset)
    """Names of fields that no hostile value takes the place of: they say what is to be done."""

    @property
    def number(self) -> int:
        """Always the same for the same form: what it is tried with."""
        names = ",".join(name for name, _value in self.fields)
        return crc32(f"{names} {self.button} {','.join(self.files)}".encode())


def encoded(pairs: Pairs) -> bytes:
    """As a browser sends a form without files."""
    return "&".join(
        f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in pairs
    ).encode()


def in_parts(pairs: Pairs, files: Sequence[tuple[str, str, str, bytes]] = ()) -> bytes:
    """As a browser sends a form with files: field, name of the file, its type, its bytes."""
    found = bytearray()
    for name, value in pairs:
        found += f'--{LIMIT}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        found += value + b"\r\n"
    for name, called, kind, body in files:
        found += (
            f'--{LIMIT}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        ).encode() + body
        found += b"\r\n"
    return bytes(found + f"--{LIMIT}--\r\n".encode())


def attacks(target: Target, *, few: bool) -> Iterator[Sent]:
    """What is sent to a form: everything, or `few` of each kind, others for each form."""
    yield Sent("as it stands", encoded(target.fields))
    yield Sent("nothing at all", b"")
    yield from _some(target, _values(target), few and 1)
    yield from _one_by_one(target, few=few)
    yield from _shapes(target)
    yield from _some(target, _broken(target), few and 2)
    yield from _some(target, _files(target), few and not target.files)


def _some(target: Target, found: Iterator[Sent], most: int) -> Iterator[Sent]:
    """Other ones for each form, and always the same for the same form; all when `most` is 0."""
    every = list(found)
    start = target.number % len(every)
    yield from islice(cycle(every), start, start + (most or len(every)))


def _values(target: Target) -> Iterator[Sent]:
    for called, value in VALUES.items():
        filled = [
            (name, before if name in target.loose else value) for name, before in target.fields
        ]
        yield Sent(f"{called} in every field", encoded(filled))


def _one_by_one(target: Target, *, few: bool) -> Iterator[Sent]:
    names = dict.fromkeys(name for name, _value in target.fields)
    for number, each in enumerate(names):
        start = (target.number + number * 7) % len(VALUES)
        for called, value in islice(
            cycle(VALUES.items()), start, start + (1 if few else len(VALUES))
        ):
            filled = [(name, value if name == each else was) for name, was in target.fields]
            yield Sent(f"{called} in {each}", encoded(filled))
        if not few or number == target.number % len(names):
            without = [(name, was) for name, was in target.fields if name != each]
            yield Sent(f"without {each}", encoded(without))


def _shapes(target: Target) -> Iterator[Sent]:
    twice = [(name, value) for name, was in target.fields for value in (was, b"2", b"")]
    yield Sent("everything three times", encoded(twice))
    yield Sent("names nobody knows", encoded([*target.fields, *NAMES]))
    free = [name for name, _was in target.fields if name not in target.loose] or ["x"]
    longest = free[target.number % len(free)]
    rest = [(name, was) for name, was in target.fields if name != longest]
    yield Sent(f"a megabyte in {longest}", encoded([*rest, (longest, b"x" * MEGABYTE)]))


def _broken(target: Target) -> Iterator[Sent]:
    whole = in_parts(target.fields)
    yield Sent("parts without a limit", whole, "multipart/form-data")
    yield Sent("parts that stop", whole[: len(whole) // 2], PARTS)
    yield Sent("no parts at all", b"not a part", PARTS)
    yield Sent("JSON", b'{"a": [', "application/json")
    yield Sent("another alphabet", encoded(target.fields), f"{FORM}; charset=utf-16")
    yield Sent("no alphabet", encoded(target.fields), f"{FORM}; charset=nonsense")
    yield Sent("many fields", encoded([(f"f{number}", b"") for number in range(1200)]))


def _files(target: Target) -> Iterator[Sent]:
    first = next((name for name, _was in target.fields if name not in target.loose), "x")
    for name in target.files or (first,):
        yield from (
            Sent(f"{called} as {name}", in_parts(target.fields, [(name, *file)]), PARTS)
            for called, file in FILES.items()
        )
        yield Sent("text for a file", in_parts([*target.fields, (name, b"x")]), PARTS)
