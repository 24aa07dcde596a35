"""Eligibility, interests and scorecards as they stand in a season file, at a given state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cadair.demo.generator.arrivals import Arrival
from cadair.demo.generator.chance import Deck, stream
from cadair.demo.generator.entries import PlannedEntry
from cadair.demo.generator.marks import Cards
from cadair.demo.generator.material import CRITERIA, Both, placed, raw
from cadair.demo.generator.moments import STATES
from cadair.demo.generator.panel import Declarations, panel
from cadair.demo.generator.setting import sides

# How far each judge has come when the season stands in `judging`.
_PROGRESS: Final = {"judge-a": 0.8, "judge-b": 0.55, "judge-c": 0.7, "judge-d": 0.35}
_CHECKED_SHARE: Final = 0.6
_REMARKS_SHARE: Final = 0.3


def is_at_least(state: str, other: str) -> bool:
    """Whether a season in `state` has come as far as `other`."""
    return STATES.index(state) >= STATES.index(other)


def references(arrived: Sequence[Arrival]) -> Mapping[str, str]:
    """The reference of every entry, by its id."""
    return {arrival.entry.id: arrival.entry_reference for arrival in arrived}


def entries_section(arrived: Sequence[Arrival], state: str) -> list[dict[str, Any]]:
    """The entries, in the order of their references."""
    known = {arrival.entry_reference: arrival.entry for arrival in arrived}
    last_checked = len(known) * _CHECKED_SHARE
    return [
        _entry(reference, entry, _eligibility(entry, state, is_early=number < last_checked))
        for number, (reference, entry) in enumerate(sorted(known.items()))
    ]


def _entry(reference: str, entry: PlannedEntry, eligibility: dict[str, str]) -> dict[str, Any]:
    return {
        "reference": reference,
        "title": {"text": entry.title, "language": entry.language},
        "kind": entry.kind,
        "categories": list(entry.categories),
        "organisations": [
            {"organisation": body, "role": "lead" if n == 0 else "partner"}
            for n, body in enumerate(entry.bodies)
        ],
        **({"people": [_person(entry, p) for p in entry.people]} if entry.people else {}),
        "place": sides(entry.place.name),
        "eligibility": eligibility,
    }


def _person(entry: PlannedEntry, person: str | Both) -> dict[str, Any]:
    if isinstance(person, Both):
        return {"description": sides(person)}
    # Those who win were asked, and agreed to be named.
    return {"name": person, "public": True} if entry.id in placed() else {"name": person}


def _eligibility(entry: PlannedEntry, state: str, *, is_early: bool) -> dict[str, str]:
    if entry.eligibility == "withdrawn":
        return {"state": "withdrawn"}
    if not is_at_least(state, "judging") and not (state == "checking" and is_early):
        return {"state": "unchecked"}
    reason = {"reason": entry.reason} if entry.reason else {}
    return {"state": entry.eligibility, **reason}


def nominations_section(arrived: Sequence[Arrival]) -> list[dict[str, Any]]:
    """The forms, in the order of their arrival."""
    return [_nomination(arrival) for arrival in arrived]


def _nomination(arrival: Arrival) -> dict[str, Any]:
    form = arrival.nomination
    who = form.nominator
    return {
        "reference": arrival.reference,
        "entry": arrival.entry_reference,
        "language": form.language,
        "relation": form.relation,
        "nominator": {
            "name": who.name,
            "email": who.email,
            **({"organisation": who.organisation} if who.organisation else {}),
        },
        "submitted_at": f"{arrival.submitted_at:%Y-%m-%dT%H:%M}",
        "state": "withdrawn" if form.is_withdrawn else "submitted",
        "summary": form.texts["summary"],
        "answers": {criterion: form.texts[criterion] for criterion in CRITERIA},
    }


def interests_section(declared: Declarations, known: Mapping[str, str]) -> list[dict[str, Any]]:
    """What every judge declared on every entry that is judged, "none" too."""
    rows = sorted(
        (judge, known[entry], what) for (judge, entry), what in declared.interests.items()
    )
    return [
        {
            "judge": judge,
            "entry": reference,
            "kind": kind,
            **({"nature": nature} if nature else {}),
        }
        for judge, reference, (kind, nature) in rows
    ]


class Desk:
    """Writes the scorecards down, with remarks on some of them."""

    def __init__(
        self, seed: int, entries: Sequence[PlannedEntry], known: Mapping[str, str]
    ) -> None:
        """For `entries`, whose references are `known`."""
        self._numbers = stream(seed, "remarks")
        self._deck = Deck(self._numbers)
        self._entries = {entry.id: entry for entry in entries}
        self._known = known
        self._reads = {judge.key: judge.reads for judge in panel()}

    def section(self, cards: Cards, declared: Declarations, state: str) -> list[dict[str, Any]]:
        """All scorecards by judge and entry; while judging lasts, as far as each judge has come."""
        given = [self._card(*place, marks) for place, marks in cards.items()]
        given += [
            self._abstained(judge, self._entries[entry]) for judge, entry in declared.abstentions
        ]
        given.sort(key=lambda card: (card["judge"], card["entry"], card["category"]))
        return given if is_at_least(state, "deciding") else list(self._so_far(given))

    def _card(self, judge: str, entry_id: str, category: str, marks: list[int]) -> dict[str, Any]:
        entry = self._entries[entry_id]
        remark = self._remark(judge, entry, marks)
        return {
            "judge": judge,
            "entry": self._known[entry_id],
            "category": category,
            "state": "locked",
            "marks": dict(zip(CRITERIA, marks, strict=True)),
            **({"comment": remark} if remark else {}),
        }

    def _abstained(self, judge: str, entry: PlannedEntry) -> dict[str, Any]:
        return {
            "judge": judge,
            "entry": self._known[entry.id],
            "category": entry.categories[0],
            "state": "abstained",
        }

    def _remark(self, judge: str, entry: PlannedEntry, marks: list[int]) -> str:
        if self._numbers.random() > _REMARKS_SHARE:
            return ""
        mean = sum(marks) / len(marks)
        level = "high" if mean >= 7 else "middle" if mean >= 5 else "low"
        language = entry.language if entry.language in self._reads[judge] else "en"
        return self._deck.draw(raw("remarks")[level][language])

    def _so_far(self, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = []
        for judge, share in _PROGRESS.items():
            own = [card for card in given if card["judge"] == judge]
            own = own[: round(len(own) * share)]
            kept += [
                card if card["state"] == "abstained" else {**card, "state": "open"} for card in own
            ]
            if kept[-1]["state"] == "open":
                # The entry a judge is reading at this moment: the last mark is still missing.
                kept[-1] = {**kept[-1], "marks": dict(list(kept[-1]["marks"].items())[:-1])}
        return kept
