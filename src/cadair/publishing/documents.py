"""The released document of a season as values: what `release.py` wrote, as the public reads it.

The JSON is canonical and was written by Cadair itself, so reading trusts its shape: a missing key
is a fault of the writer and raises `KeyError`. Reading is on the path of every public page and is
therefore kept plain: no schema, no reflection, one pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, Protocol

from cadair.foundation.bilingual import BilingualText, Language

Group = Literal["overall", "cross-cutting", "theme"]
Stage = Literal["announced", "results"]
UNKNOWN_KIND = "unknown"


class StoredDocument(Protocol):
    """The row that holds a document; `publishing.models.ReleasedSeason` is one."""

    document: str
    sha256: str
    version: int
    released_at: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of the timetable, as exact or as vague as it is known: one of the three is set."""

    key: str
    at: datetime | None
    on: date | None
    text: BilingualText | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged, and the questions it asks."""

    key: str
    name: BilingualText
    asks: tuple[BilingualText, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A mark and the words that anchor it."""

    mark: int
    label: BilingualText


@dataclass(frozen=True, slots=True)
class RuleText:
    """One of the written rules, such as how ties are settled."""

    key: str
    text: BilingualText


@dataclass(frozen=True, slots=True)
class FrozenRules:
    """The rules as they stood when the season opened; anyone can compare the hash."""

    version: int
    sha256: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What is known of the ceremony; each part may be missing."""

    venue: BilingualText | None
    host: BilingualText | None
    presenters: tuple[BilingualText, ...]
    attendance: BilingualText | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed while the season ran, and what the public was told."""

    kind: str
    at: datetime
    note: BilingualText


@dataclass(frozen=True, slots=True)
class Unreached:
    """What is said to people who were nominated and whom nobody could reach, and how many."""

    note: BilingualText
    people: int


@dataclass(frozen=True, slots=True)
class MergedCategory:
    """A category that went into another (`into`: its key): its old address leads there."""

    key: str
    slug: BilingualText
    into: str


@dataclass(frozen=True, slots=True)
class ReleasedKind:
    """A kind of award, with the name each of several joint holders carries."""

    key: str
    name: BilingualText
    joint_name: BilingualText
    is_commendation: bool


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation that an award names."""

    key: str
    name: BilingualText


@dataclass(frozen=True, slots=True)
class ReleasedAward:
    """One award. `kind` is None where an archive does not know it; `also` are other award ids."""

    id: str
    slug: BilingualText
    kind: ReleasedKind | None
    is_joint: bool
    title: BilingualText
    place: BilingualText | None
    organisations: tuple[NamedOrganisation, ...]
    people: tuple[BilingualText, ...]
    text: BilingualText
    presenter: BilingualText | None
    collected_by: BilingualText | None
    also: tuple[str, ...]
    former: tuple[str, ...] = ()

    @property
    def kind_key(self) -> str:
        """The kind's key, or `unknown`, as the totals count it."""
        return self.kind.key if self.kind else UNKNOWN_KIND


@dataclass(frozen=True, slots=True)
class Section:
    """A category with what was decided in it; `order` holds its place in each language's list."""

    key: str
    group: Group
    name: BilingualText
    slug: BilingualText
    definition: BilingualText | None
    note: BilingualText | None
    order: Mapping[Language, int]
    outcome: str | None
    wording: BilingualText | None
    awards: tuple[ReleasedAward, ...]
    rounds: tuple[BilingualText, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether the results page shows it: it gave an award, or says why it gave none."""
        return bool(self.awards or self.wording)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many awards there are, and how many of each kind; `unknown` where a kind is not known."""

    awards: int
    by_kind: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SeasonDocument:
    """Everything that is public of one season, in both languages, and the version it has.

    `stated` holds what the programme only says of itself, `counts` what was counted here.
    """

    season: str
    programme: str
    year: int
    name: BilingualText
    programme_name: BilingualText
    slug: BilingualText
    organiser: BilingualText | None
    is_fictional: bool
    stage: Stage
    completeness: str
    introduction: BilingualText | None
    eligibility: BilingualText | None
    rule_texts: tuple[RuleText, ...]
    timetable: tuple[Moment, ...]
    stated: Mapping[str, int]
    counts: Mapping[str, int]
    panel: tuple[BilingualText, ...]
    criteria: tuple[Criterion, ...]
    scale: tuple[ScaleMark, ...]
    rules: FrozenRules | None
    ceremony: Ceremony | None
    is_ceremony_cancelled: bool
    changes: tuple[Change, ...]
    unreached: tuple[Unreached, ...]
    merged: tuple[MergedCategory, ...]
    kinds: tuple[ReleasedKind, ...]
    sections: tuple[Section, ...]
    totals: Totals
    sha256: str
    version: int
    released_at: datetime

    @property
    def has_results(self) -> bool:
        """Whether the awards are public; before, only what an entrant needs to know is."""
        return self.stage == "results"

    def sections_in(self, language: Language) -> list[Section]:
        """The sections in the order of that language."""
        return sorted(self.sections, key=lambda section: section.order[language])

    def moment(self, key: str) -> Moment | None:
        """The moment of the timetable with that key."""
        return next((moment for moment in self.timetable if moment.key == key), None)


def parse_document(row: StoredDocument) -> SeasonDocument:
    """The values of a stored document.

    Raises:
        KeyError, ValueError: the stored text is not a document of this format.
    """
    raw: dict[str, Any] = json.loads(row.document)
    if raw["format"] != "cadair-snapshot/1":
        raise ValueError(f"cannot read a document of the format {raw['format']!r}")
    return SeasonDocument(
        **_identity(raw),
        **_announcement(raw),
        **_outcome(raw),
        sha256=row.sha256,
        version=row.version,
        released_at=row.released_at,
    )


def _identity(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Which season it is, and how far it has come."""
    return {
        "season": raw["season"],
        "programme": raw["programme"],
        "year": raw["year"],
        "name": _text(raw["name"]),
        "programme_name": _text(raw["programme_name"]),
        "slug": _text(raw["slug"]),
        "organiser": _maybe(raw["organiser"]),
        "is_fictional": raw["is_fictional"],
        "stage": raw["stage"],
        "completeness": raw["completeness"],
    }


def _announcement(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What is public as soon as the season opens."""
    return {
        "introduction": _maybe(raw["introduction"]),
        "eligibility": _maybe(raw["eligibility"]),
        "rule_texts": tuple(RuleText(r["key"], _text(r["text"])) for r in raw["rule_texts"]),
        "timetable": tuple(_moment(moment) for moment in raw["timetable"]),
        "panel": tuple(_text(seat["organisation"]) for seat in raw["panel"]),
        "criteria": tuple(_criterion(criterion) for criterion in raw["criteria"]),
        "scale": tuple(ScaleMark(step["mark"], _text(step["label"])) for step in raw["scale"]),
        "rules": _rules(raw["rules"]),
        **_changes(raw),
    }


def _changes(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What changed while the season ran; documents of the first version do not say."""
    return {
        "is_ceremony_cancelled": raw.get("is_ceremony_cancelled", False),
        "changes": tuple(
            Change(change["kind"], datetime.fromisoformat(change["at"]), _text(change["note"]))
            for change in raw.get("changes", ())
        ),
        "unreached": tuple(
            Unreached(_text(told["note"]), told["people"]) for told in raw.get("unreached", ())
        ),
        "merged": tuple(
            MergedCategory(gone["key"], _text(gone["slug"]), gone["into"])
            for gone in raw.get("merged", ())
        ),
    }


def _outcome(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, and what is counted; bare before the results."""
    kinds = tuple(_kind(kind) for kind in raw["kinds"])
    by_key = {kind.key: kind for kind in kinds}
    return {
        "kinds": kinds,
        "sections": tuple(_section(section, by_key) for section in raw["sections"]),
        "totals": Totals(raw["totals"]["awards"], raw["totals"]["by_kind"]),
        "stated": raw["stated"],
        "counts": raw["counts"],
        "ceremony": _ceremony(raw["ceremony"]),
    }


def _text(raw: Mapping[str, str]) -> BilingualText:
    return BilingualText(raw["cy"], raw["en"])


def _maybe(raw: Mapping[str, str] | None) -> BilingualText | None:
    return BilingualText(raw["cy"], raw["en"]) if raw else None


def _kind(raw: Mapping[str, Any]) -> ReleasedKind:
    return ReleasedKind(
        raw["key"], _text(raw["name"]), _text(raw["joint_name"]), raw["is_commendation"]
    )


def _moment(raw: Mapping[str, Any]) -> Moment:
    return Moment(
        key=raw["key"],
        at=datetime.fromisoformat(raw["at"]) if raw["at"] else None,
        on=date.fromisoformat(raw["on"]) if raw["on"] else None,
        text=_maybe(raw["text"]),
    )


def _criterion(raw: Mapping[str, Any]) -> Criterion:
    asks = tuple(_text(ask) for ask in raw["asks"])
    return Criterion(raw["key"], _text(raw["name"]), asks, raw["weight"])


def _rules(raw: Mapping[str, Any] | None) -> FrozenRules | None:
    if raw is None:
        return None
    return FrozenRules(raw["version"], raw["sha256"], datetime.fromisoformat(raw["frozen_at"]))


def _ceremony(raw: Mapping[str, Any] | None) -> Ceremony | None:
    if raw is None:
        return None
    return Ceremony(
        venue=_maybe(raw["venue"]),
        host=_maybe(raw["host"]),
        presenters=tuple(_text(presenter) for presenter in raw["presenters"]),
        attendance=_maybe(raw["attendance"]),
    )


def _section(raw: Mapping[str, Any], kinds: Mapping[str, ReleasedKind]) -> Section:
    return Section(
        key=raw["key"],
        group=raw["group"],
        name=_text(raw["name"]),
        slug=_text(raw["slug"]),
        definition=_maybe(raw["definition"]),
        note=_maybe(raw["note"]),
        order=raw["order"],
        outcome=raw["outcome"],
        wording=_maybe(raw["wording"]),
        awards=tuple(_award(award, kinds) for award in raw["awards"]),
        rounds=tuple(_text(said) for said in raw.get("rounds", ())),
    )


def _award(raw: Mapping[str, Any], kinds: Mapping[str, ReleasedKind]) -> ReleasedAward:
    return ReleasedAward(
        id=raw["id"],
        slug=_text(raw["slug"]),
        kind=kinds[raw["kind"]] if raw["kind"] else None,
        is_joint=raw["joint"],
        title=_text(raw["title"]),
        place=_maybe(raw["place"]),
        organisations=tuple(
            NamedOrganisation(body["key"], _text(body["name"])) for body in raw["organisations"]
        ),
        people=tuple(_text(person) for person in raw["people"]),
        text=_text(raw["text"]),
        presenter=_maybe(raw["presenter"]),
        collected_by=_maybe(raw["collected_by"]),
        also=tuple(raw["also"]),
        former=tuple(raw.get("former", ())),
    )
