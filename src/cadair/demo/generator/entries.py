"""What is put forward: entries over the categories, and the nominations behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cadair.demo.generator.cast import Cast, Nominator
from cadair.demo.generator.chance import stream
from cadair.demo.generator.material import (
    CRITERIA,
    Place,
    WrittenNomination,
    organisations,
    places,
    raw,
    written_nominations,
)
from cadair.demo.generator.prose import Writer
from seasonfile.document import Text
from seasonfile.document.entrants import EligibilityState, Relation
from seasonfile.document.frame import EntryKind
from seasonfile.document.texts import Language

# Repeat nominations: how many beyond the first. The rest falls on ordinary entries.
_REPEATS: Final = {
    "breakfast": 4, "postmon": 2, "safe-paws": 2, "bus-station": 2,
    "teasel": 1, "llyfrgell": 1, "school-nurse": 1, "drws": 1, "water-line": 1, "night-shepherd": 1,
}  # fmt: skip
_ORDINARY_REPEATS: Final = 9
# Whoever wrote one of these also sends the second form on the other: somebody with two nominations.
_ALSO_FROM: Final = {"school-nurse": "llyfrgell"}
_WELSH_REPEATS: Final = 4
_WITHDRAWN: Final = 4
# Ordinary entries that stand in a second, cross-cutting category as well.
_TWO_PLACES: Final = {"person": "individual", "partnership": "partnership"}
_TWO_PLACES_EACH: Final = 3
_HARBOUR_PLACES: Final = ("Otterhaven", "Glanbarcud")


@dataclass(frozen=True, slots=True)
class PlannedNomination:
    """One form."""

    language: Language
    relation: Relation
    nominator: Nominator
    texts: Mapping[str, str]
    is_withdrawn: bool = False


@dataclass(slots=True)
class PlannedEntry:
    """One entry; `id` is the written nomination's where it has one."""

    id: str
    title: str
    language: Language
    kind: EntryKind
    categories: list[str]
    bodies: tuple[str, ...]
    people: tuple[str | Text, ...]
    place: Place
    nominations: list[PlannedNomination] = field(default_factory=list)
    is_written: bool = False
    eligibility: EligibilityState = "eligible"
    reason: str = ""


def plan_entries(seed: int) -> list[PlannedEntry]:
    """Every entry with its nominations; the order says nothing yet."""
    return _Planner(seed).plan()


class _Planner:
    """Puts entries together from what is written and from the banks."""

    def __init__(self, seed: int) -> None:
        self._numbers = stream(seed, "entries")
        self._writers: dict[Language, Writer] = {
            "cy": Writer("cy", stream(seed, "prose cy")),
            "en": Writer("en", stream(seed, "prose en")),
        }
        self._people = _people_put_forward()
        self._cast = Cast(stream(seed, "cast"), self._people)

    def plan(self) -> list[PlannedEntry]:
        """All entries: written, ordinary, not eligible, withdrawn."""
        entries = [self._written(row) for row in written_nominations()]
        ordinary = list(self._ordinary())
        forms = [self._form(row) for row in raw("ineligible")["form"]]
        entries += [*ordinary, *forms]
        self._spoil(ordinary)
        entries += list(self._twins(ordinary))
        self._withdraw(ordinary)
        self._place_twice(ordinary)
        self._repeat(entries, ordinary)
        return entries

    def _written(self, row: WrittenNomination) -> PlannedEntry:
        place = next(place for place in places() if place.name.cy == row.place)
        entry = PlannedEntry(
            id=row.id, title=row.title, language=row.language, kind=row.kind,
            categories=[row.category], bodies=row.bodies, people=row.people, place=place,
            is_written=True,
        )  # fmt: skip
        who = self._cast.named(row.nominator, row.nominator_body)
        entry.nominations.append(PlannedNomination(row.language, row.relation, who, row.texts))
        return entry

    def _ordinary(self) -> Iterator[PlannedEntry]:
        dropped = [row["category"] for name in ("form", "twin") for row in raw("ineligible")[name]]
        for language, writer in self._writers.items():
            for category, bank in raw(f"bank_{language}").items():
                rows = list(bank["entries"]) if category != "general" else []
                if language == "en":
                    # Each form that is no proper nomination takes the place of an ordinary one.
                    rows = rows[: len(rows) - dropped.count(category)]
                for row in rows:
                    yield self._from_bank(writer, language, category, row)

    def _from_bank(
        self, writer: Writer, language: Language, category: str, row: list[Any]
    ) -> PlannedEntry:
        title, kind, bodies, heart = row
        entry = PlannedEntry(
            id=f"{language} {title}", title=title, language=language, kind=kind,
            categories=[category], bodies=tuple(bodies.split()),
            people=(title,) if kind == "person" else (), place=self._place(bodies.split()),
        )  # fmt: skip
        is_own = kind != "person" and self._numbers.random() < 0.35
        relation: Relation = "self" if is_own else "third-party"
        texts = writer.first(
            category=category, kind=kind, relation=relation, heart=heart, place=entry.place
        )
        who = self._nominator(entry, language, is_own=is_own)
        entry.nominations.append(PlannedNomination(language, relation, who, texts))
        return entry

    def _place(self, bodies: list[str]) -> Place:
        by_water = [place for place in places() if place.name.en in _HARBOUR_PLACES]
        return self._numbers.choice(by_water if "harbour" in bodies else list(places()))

    def _nominator(self, entry: PlannedEntry, language: Language, *, is_own: bool) -> Nominator:
        if is_own:
            body = entry.bodies[0]
        else:
            body = self._numbers.choice(["", "", *entry.bodies, *_bodies_that_nominate()])
        name = organisations()[body].in_language(language) if body else ""
        return self._cast.somebody(name)

    def _form(self, row: Mapping[str, Any]) -> PlannedEntry:
        entry = PlannedEntry(
            id=f"form {row['title']}", title=row["title"], language=row["language"],
            kind=row["kind"], categories=[row["category"]], bodies=tuple(row["bodies"]),
            people=(row["title"],) if row["kind"] == "person" else (),
            place=self._place([]), eligibility="ineligible", reason=row["reason"],
        )  # fmt: skip
        texts = {key: row[key] for key in ("summary", *CRITERIA)}
        who = self._nominator(entry, entry.language, is_own=False)
        entry.nominations.append(PlannedNomination(entry.language, "third-party", who, texts))
        return entry

    def _spoil(self, ordinary: list[PlannedEntry]) -> None:
        for row in raw("ineligible")["spoil"]:
            for entry in self._numbers.sample(_untouched(ordinary), row["count"]):
                entry.eligibility, entry.reason = "ineligible", row["reason"]
                form = entry.nominations[0]
                summary = f"{form.texts['summary']} {row[form.language]}"
                entry.nominations[0] = replace(form, texts={**form.texts, "summary": summary})

    def _twins(self, ordinary: list[PlannedEntry]) -> Iterator[PlannedEntry]:
        for row in raw("ineligible")["twin"]:
            same = [e for e in _untouched(ordinary) if e.categories == [row["category"]]]
            first = self._numbers.choice(same)
            yield replace(
                first, id=f"twin {first.id}", eligibility="ineligible", reason=row["reason"],
                categories=list(first.categories), nominations=list(first.nominations),
            )  # fmt: skip

    def _withdraw(self, ordinary: list[PlannedEntry]) -> None:
        for entry in self._numbers.sample(_untouched(ordinary), _WITHDRAWN):
            entry.eligibility = "withdrawn"
            entry.nominations = [replace(form, is_withdrawn=True) for form in entry.nominations]

    def _place_twice(self, ordinary: list[PlannedEntry]) -> None:
        for kind, category in _TWO_PLACES.items():
            fit = [
                entry
                for entry in _untouched(ordinary)
                if entry.kind == kind and entry.categories not in ([category], ["governance"])
            ]  # fmt: skip
            for entry in self._numbers.sample(fit, _TWO_PLACES_EACH):
                entry.categories.append(category)

    def _repeat(self, entries: list[PlannedEntry], ordinary: list[PlannedEntry]) -> None:
        chosen = self._numbers.sample(_untouched(ordinary), _ORDINARY_REPEATS)
        repeated = [e for e in entries for _ in range(_REPEATS.get(e.id, 0))] + chosen
        welsh = self._numbers.sample(range(len(repeated)), _WELSH_REPEATS)
        for number, entry in enumerate(repeated):
            language: Language = "cy" if number in welsh else "en"
            texts = self._writers[language].second(
                category=entry.categories[0], kind=entry.kind, place=entry.place
            )
            who = self._nominator(entry, language, is_own=False)
            entry.nominations.append(PlannedNomination(language, "third-party", who, texts))
        last = chosen[0]
        last.nominations[-1] = replace(last.nominations[-1], is_withdrawn=True)
        known = {entry.id: entry for entry in entries}
        for second, first in _ALSO_FROM.items():
            who = known[first].nominations[0].nominator
            known[second].nominations[-1] = replace(known[second].nominations[-1], nominator=who)


def _untouched(entries: list[PlannedEntry]) -> list[PlannedEntry]:
    """Ordinary entries to which nothing special has happened."""
    return [
        entry
        for entry in entries
        if entry.eligibility == "eligible" and len(entry.categories) == 1
        and len(entry.nominations) == 1
    ]  # fmt: skip


def _bodies_that_nominate() -> list[str]:
    """Bodies without a seat on the panel."""
    seated = {row["organisation"] for row in raw("programme")["panel"]}
    return [key for key in organisations() if key not in seated]


def _people_put_forward() -> set[str]:
    """Names that are in an entry or sign a written nomination: nobody else gets them."""
    written = {row.nominator for row in written_nominations()}
    named = {
        person for row in written_nominations() for person in row.people if isinstance(person, str)
    }
    rows = [
        row
        for language in ("cy", "en")
        for bank in raw(f"bank_{language}").values()
        for row in bank.get("entries", [])
    ]
    return written | named | {row[0] for row in rows if row[1] == "person"}
