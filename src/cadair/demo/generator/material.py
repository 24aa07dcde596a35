"""The written material of the demo season, read from `demo/material/`.

TOML, because a text in it is always a text and the standard library reads it in milliseconds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

from seasonfile.document import Text
from seasonfile.document.entrants import Relation
from seasonfile.document.frame import EntryKind, Sector
from seasonfile.document.texts import Language

HERE: Final = Path(__file__).parent.parent / "material"

CRITERIA: Final = ("prevention", "innovation", "impact")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented place; `yn_cy` says “in” it, `o_cy` is its name after o, i or am."""

    name: Text
    yn_cy: str
    o_cy: str


@dataclass(frozen=True, slots=True)
class WrittenNomination:
    """A nomination written by hand; `texts` holds the summary and an answer per criterion."""

    id: str
    title: str
    language: Language
    category: str
    kind: EntryKind
    relation: Relation
    place: str
    bodies: tuple[str, ...]
    people: tuple[str | Text, ...]
    nominator: str
    nominator_body: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry whose score is fixed: `total` marks given out of `score`'s denominator."""

    id: str
    score: Fraction
    total: int
    cards: int
    aside: str
    nature: str


@dataclass(frozen=True, slots=True)
class AwardText:
    """What is said in public of an award."""

    category: str
    kind: str
    id: str
    title: Text
    text: Text
    presenter: Text | None
    collected_by: Text | None


@cache
def raw(name: str) -> Mapping[str, Any]:
    """A file of the material as plain data; nobody changes it."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def both(value: Mapping[str, str]) -> Text:
    """A text in both languages; single line breaks are only the file's."""
    return Text(cy=flow(value["cy"]), en=flow(value["en"]))


def both_or_none(value: Mapping[str, str] | None) -> Text | None:
    """The same for a text that may be absent."""
    return both(value) if value else None


def flow(text: str) -> str:
    """Paragraphs parted by a blank line, each on one line."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@cache
def places() -> tuple[Place, ...]:
    """Every invented place."""
    return tuple(
        Place(Text(cy=row["cy"], en=row["en"]), row["yn_cy"], row["o_cy"])
        for row in raw("cast")["places"]
    )


@cache
def sectors() -> Mapping[str, Sector]:
    """To which part of public life each body belongs, where it is said."""
    return {row["key"]: row["sector"] for row in raw("cast")["organisations"] if "sector" in row}


@cache
def organisations() -> Mapping[str, Text]:
    """Every invented body by key."""
    return {row["key"]: both(row["name"]) for row in raw("cast")["organisations"]}


@cache
def written_nominations() -> tuple[WrittenNomination, ...]:
    """The nominations written by hand."""
    rows = [*raw("nominations_1")["nomination"], *raw("nominations_2")["nomination"]]
    return tuple(_written(row) for row in rows)


def _written(row: Mapping[str, Any]) -> WrittenNomination:
    return WrittenNomination(
        id=row["id"],
        title=row["title"],
        language=row["language"],
        category=row["category"],
        kind=row["kind"],
        relation=row["relation"],
        place=row["place"],
        bodies=tuple(row["organisations"]),
        people=tuple(_person(person) for person in row["people"]),
        nominator=row["nominator"]["name"],
        nominator_body=row["nominator"]["organisation"],
        texts={key: flow(row[key]) for key in ("summary", *CRITERIA)},
    )


def _person(row: Mapping[str, Any]) -> str | Text:
    return str(row["name"]) if "name" in row else both(row["description"])


@cache
def placed() -> Mapping[str, Placed]:
    """The entries that win something, with the score each must reach."""
    return {row["entry"]: _placed(row) for row in raw("awards")["placed"]}


def _placed(row: Mapping[str, Any]) -> Placed:
    return Placed(
        id=row["entry"],
        score=Fraction(row["score"]),
        total=int(row["score"].split("/")[0]),
        cards=row["cards"],
        aside=row.get("aside", ""),
        nature=row.get("nature", ""),
    )


@cache
def award_texts() -> Sequence[AwardText]:
    """The awards, in the order in which a results page shows them."""
    return tuple(
        AwardText(
            category=row["category"],
            kind=row["kind"],
            id=row["entry"],
            title=both(row["title"]),
            text=both(row["text"]),
            presenter=both_or_none(row.get("presenter")),
            collected_by=both_or_none(row.get("collected_by")),
        )
        for row in raw("awards")["award"]
    )
