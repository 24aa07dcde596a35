"""Any season that can be written can be read again, and is written the same the second time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import seasonfile
from seasonfile import Moment, OwnText, SeasonDocument, Text
from seasonfile.characters import kept, kept_line, refused_characters
from seasonfile.nodes import Mapping, compose
from seasonfile.reading import read_document
from seasonfile.shapes import (
    DATE,
    LABEL,
    TIME,
    Answer,
    Both,
    Choice,
    Form,
    Instant,
    ListOf,
    Own,
    PairsOf,
    PartOf,
    Shape,
    Truth,
    Whole,
    Words,
)
from seasonfile.slots import Slot, slots_of

pytestmark = pytest.mark.static

Strategy = st.SearchStrategy[Any]

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c")
TRICKY = st.sampled_from(
    [
        *(
            "yes",
            "null",
            "~",
            "2026-10-02",
            "17:00",
            "0x1F",
            "a: b",
            "a #b",
            "- a",
            "? a",
            "'",
            '"',
        ),
        *(
            "\\",
            "a\\nb",
            "%a",
            "@a",
            "`",
            "[a]",
            "{a: b}",
            "!a",
            "&a",
            "*a",
            "|",
            ">",
            "---",
            "...",
        ),
        *(
            "a\n\n\nb",
            "a\n  b\n c",
            "a\n\tb",
            "ŵ ŷ",
            "🏆",
            "مرحبا",
            "a:\nb",
            "#a\n#b",
            "=",
            "<<",
            ":",
        ),
    ]
)


def text_of(shape: Words) -> Strategy:
    """Anything somebody may have typed, in the form in which it is kept."""
    keep: Callable[[str], str] = kept if shape.has_lines else kept_line
    typed = st.one_of(TRICKY, st.text(CHARACTERS, min_size=1, max_size=40))
    return (
        # An empty text is no text: a letter in its place keeps the filter from throwing much away.
        typed.map(lambda text: keep(text) or "x")
        .filter(lambda text: not refused_characters(text) and keep(text) == text)
        .filter(lambda text: len(text) <= shape.longest)
    )


def form_of(shape: Form) -> Strategy:
    """A short text of a fixed form."""
    match shape.name:
        case "date":
            return st.dates().map(lambda day: day.isoformat())
        case "time":
            years = st.datetimes(datetime(1901, 1, 1), datetime(2899, 12, 31)).filter(  # noqa: DTZ001
                lambda time: time.month != 3
            )
            return years.map(lambda time: time.isoformat(timespec="minutes"))
        case "email":
            return st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.cymru", fullmatch=True)
        case "points":
            return st.decimals(0, 100, places=1).map(str)
        case "digest":
            return st.binary(min_size=32, max_size=32).map(bytes.hex)
        case _:
            return st.from_regex(shape.pattern, fullmatch=True).filter(
                lambda text: text.isprintable() and text.isascii() and len(text) <= shape.longest
            )


def values(shape: Shape) -> Strategy:
    """Values of one shape."""
    match shape:
        case PartOf(kind=kind):
            return parts(kind)
        case ListOf(of=inner, fewest=fewest):
            return st.lists(values(inner), min_size=fewest, max_size=2).map(tuple)
        case PairsOf(of=inner):
            pairs = st.tuples(st.from_regex("[a-z]{1,5}", fullmatch=True), values(inner))
            return st.lists(pairs, max_size=2, unique_by=lambda pair: pair[0]).map(tuple)
        case Answer(of=inner):
            rows = ListOf(PairsOf(inner))
            return st.one_of(values(inner), values(ListOf(inner)), values(rows))
        case Both() | Own() | Instant():
            return compound(shape)
        case _:
            return scalar(shape)


def scalar(shape: Shape) -> Strategy:
    """Texts, words, numbers and truths."""
    match shape:
        case Words():
            return text_of(shape)
        case Form():
            return form_of(shape)
        case Choice(words=words):
            return st.sampled_from(words)
        case Whole(lowest=lowest, highest=highest):
            return st.integers(lowest, highest)
        case _:
            assert isinstance(shape, Truth)
            return st.booleans()


def compound(shape: Both | Own | Instant) -> Strategy:
    """Texts in languages, and moments."""
    match shape:
        case Both(of=inner):
            return st.builds(Text, values(inner), values(inner))
        case Own(of=inner):
            own = st.builds(OwnText, values(inner), st.sampled_from(("cy", "en")))
            return st.one_of(own, compound(Both(inner)))
        case Instant(is_vague=is_vague):
            ways = [st.builds(Moment, at=values(TIME)), st.builds(Moment, on=values(DATE))]
            vague = [st.builds(Moment, text=compound(Both(LABEL)))] if is_vague else []
            return st.one_of(*ways, *vague)


def slot_values(slot: Slot) -> Strategy:
    """Values of a key, or what its absence means."""
    if slot.is_required:
        return values(slot.shape)
    nothing = st.sampled_from([slot.default, None] if slot.is_nullable else [slot.default])
    return st.one_of(nothing, values(slot.shape))


def parts(kind: type[Any]) -> Strategy:
    """Values of a class of the document."""
    return st.deferred(
        lambda: st.builds(kind, **{slot.name: slot_values(slot) for slot in slots_of(kind)})
    )


def read_as_it_stands(data: bytes) -> SeasonDocument:
    """The document of a file, without asking how its parts hang together."""
    root, malformed = compose("f", data.decode())
    assert malformed == []
    assert isinstance(root, Mapping)
    document, misshapen = read_document("f", root)
    assert misshapen == []
    return document


@given(parts(SeasonDocument))
@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_is_written_is_read_back_and_written_the_same(document: SeasonDocument) -> None:
    written = seasonfile.write(document)
    read = read_as_it_stands(written)
    assert read == seasonfile.arranged(document)
    assert seasonfile.write(read) == written


@given(text_of(Words(5_000, has_lines=True)))
@settings(max_examples=200)
def test_any_text_survives_in_a_key_of_its_own(text: str) -> None:
    document = read_as_it_stands(
        seasonfile.write(
            SeasonDocument(
                key="valley-2026",
                state="draft",
                completeness="complete",
                programme=seasonfile.ProgrammePart(
                    key="valley",
                    name=Text("Gwobrau’r Cwm", "Valley Awards"),
                    slug=Text("gwobrau-r-cwm", "valley-awards"),
                ),
                year=2026,
                name=Text("Gwobrau’r Cwm", "Valley Awards"),
                texts=seasonfile.TextsPart(introduction=Text(text, text)),
            )
        )
    )
    assert document.texts.introduction == Text(text, text)
