"""Entries, nominations, interests and scorecards as the document holds them, at a given state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from cadair.demo.generator.arrivals import Arrival
from cadair.demo.generator.chance import Deck, stream
from cadair.demo.generator.entries import PlannedEntry
from cadair.demo.generator.marks import Cards
from cadair.demo.generator.material import CRITERIA, placed, raw
from cadair.demo.generator.moments import STATES, Moments
from cadair.demo.generator.panel import Declarations, panel
from seasonfile.document import (
    EligibilityPart,
    EntryOrganisationPart,
    EntryPart,
    EntryPersonPart,
    InterestPart,
    NominationPart,
    NominatorPart,
    OwnText,
    ScorecardPart,
    Text,
)

# How far each judge has come when the season stands in `judging`.
_PROGRESS: Final = {"judge-a": 0.8, "judge-b": 0.55, "judge-c": 0.7, "judge-d": 0.35}
_CHECKED_SHARE: Final = 0.6
_REMARKS_SHARE: Final = 0.3
# What each judge says of a tie that has no name on the list.
_SAID: Final = {
    "judge-a": "Rydym yn canu yn yr un côr.",
    "judge-b": "Mae gennym randir drws nesaf i’n gilydd.",
    "judge-c": "We sit on one committee outside work.",
    "judge-d": "I bought a bench from them last year.",
}


def is_at_least(state: str, other: str) -> bool:
    """Whether a season in `state` has come as far as `other`."""
    return STATES.index(state) >= STATES.index(other)


def references(arrived: Sequence[Arrival]) -> Mapping[str, str]:
    """The reference of every entry, by its id."""
    return {arrival.entry.id: arrival.entry_reference for arrival in arrived}


def entry_parts(arrived: Sequence[Arrival], state: str) -> tuple[EntryPart, ...]:
    """The entries, in the order of their references."""
    known = {arrival.entry_reference: arrival.entry for arrival in arrived}
    last_checked = len(known) * _CHECKED_SHARE
    return tuple(
        _entry(reference, entry, _eligibility(entry, state, is_early=number < last_checked))
        for number, (reference, entry) in enumerate(sorted(known.items()))
    )


def _entry(reference: str, entry: PlannedEntry, eligibility: EligibilityPart) -> EntryPart:
    return EntryPart(
        reference=reference,
        title=OwnText(text=entry.title, language=entry.language),
        kind=entry.kind,
        categories=tuple(entry.categories),
        organisations=tuple(
            EntryOrganisationPart(organisation=body, role="partner" if n else "lead")
            for n, body in enumerate(entry.bodies)
        ),
        people=tuple(_person(entry, person) for person in entry.people),
        place=entry.place.name,
        eligibility=eligibility,
    )


def _person(entry: PlannedEntry, person: str | Text) -> EntryPersonPart:
    if isinstance(person, Text):
        return EntryPersonPart(description=person)
    # Those who win were asked, and agreed to be named.
    return EntryPersonPart(name=person, public=entry.id in placed())


def _eligibility(entry: PlannedEntry, state: str, *, is_early: bool) -> EligibilityPart:
    if entry.eligibility == "withdrawn":
        return EligibilityPart(state="withdrawn")
    if not is_at_least(state, "judging") and not (state == "checking" and is_early):
        return EligibilityPart(state="unchecked")
    return EligibilityPart(state=entry.eligibility, reason=entry.reason or None)


def nomination_parts(arrived: Sequence[Arrival]) -> tuple[NominationPart, ...]:
    """The forms, in the order of their arrival."""
    return tuple(_nomination(arrival) for arrival in arrived)


def _nomination(arrival: Arrival) -> NominationPart:
    form = arrival.nomination
    return NominationPart(
        reference=arrival.reference,
        entry=arrival.entry_reference,
        language=form.language,
        relation=form.relation,
        nominator=NominatorPart(
            name=form.nominator.name,
            email=form.nominator.email,
            organisation=form.nominator.organisation or None,
        ),
        submitted_at=Moments.written(arrival.submitted_at),
        state="withdrawn" if form.is_withdrawn else "submitted",
        summary=form.texts["summary"],
        answers=tuple((criterion, form.texts[criterion]) for criterion in CRITERIA),
    )


def interest_parts(declared: Declarations, known: Mapping[str, str]) -> tuple[InterestPart, ...]:
    """What every judge declared on every entry that is judged, "none" too."""
    parts = [
        InterestPart(
            judge=judge,
            entry=known[entry],
            kind=kind,
            nature=nature or None,
            note=_SAID[judge] if nature == "other" else None,
        )
        for (judge, entry), (kind, nature) in declared.interests.items()
    ]
    return tuple(sorted(parts, key=lambda part: (part.judge, part.entry)))


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

    def parts(self, cards: Cards, declared: Declarations, state: str) -> tuple[ScorecardPart, ...]:
        """All scorecards by judge and entry; while judging lasts, as far as each judge has come."""
        given = [self._card(*place, marks) for place, marks in cards.items()]
        given += [
            self._abstained(judge, self._entries[entry]) for judge, entry in declared.abstentions
        ]
        given.sort(key=lambda card: (card.judge, card.entry, card.category))
        return tuple(given if is_at_least(state, "deciding") else _so_far(given))

    def _card(self, judge: str, entry_id: str, category: str, marks: list[int]) -> ScorecardPart:
        return ScorecardPart(
            judge=judge,
            entry=self._known[entry_id],
            category=category,
            state="locked",
            marks=tuple(zip(CRITERIA, marks, strict=True)),
            comment=self._remark(judge, self._entries[entry_id], marks),
        )

    def _abstained(self, judge: str, entry: PlannedEntry) -> ScorecardPart:
        return ScorecardPart(
            judge=judge,
            entry=self._known[entry.id],
            category=entry.categories[0],
            state="abstained",
        )

    def _remark(self, judge: str, entry: PlannedEntry, marks: list[int]) -> str | None:
        if self._numbers.random() > _REMARKS_SHARE:
            return None
        mean = sum(marks) / len(marks)
        level = "high" if mean >= 7 else "middle" if mean >= 5 else "low"
        language = entry.language if entry.language in self._reads[judge] else "en"
        return self._deck.draw(raw("remarks")[level][language])


def _so_far(given: list[ScorecardPart]) -> Iterator[ScorecardPart]:
    """Each judge's cards as far as he or she has come; the last of them lacks a mark."""
    for judge, share in _PROGRESS.items():
        own = [card for card in given if card.judge == judge]
        own = own[: round(len(own) * share)]
        for number, card in enumerate(own, start=1):
            if card.state == "abstained":
                yield card
            else:
                marks = card.marks[:-1] if number == len(own) else card.marks
                yield replace(card, state="open", marks=marks)
