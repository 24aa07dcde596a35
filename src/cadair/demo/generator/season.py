"""The demo season as a document, at any state of its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cadair.demo.generator import setting
from cadair.demo.generator.arrivals import Arrival, arrivals
from cadair.demo.generator.entries import PlannedEntry, plan_entries
from cadair.demo.generator.judging import (
    Desk,
    entry_parts,
    interest_parts,
    is_at_least,
    nomination_parts,
    references,
)
from cadair.demo.generator.marks import mark
from cadair.demo.generator.material import award_texts, organisations
from cadair.demo.generator.moments import Moments, moments
from cadair.demo.generator.outcomes import award_parts, ceremony, decision_parts
from cadair.demo.generator.panel import Declarations, declare, panel
from cadair.demo.generator.posts import news
from seasonfile.document import EntryPart, Moment, SeasonDocument
from seasonfile.document.season import State

SEED: Final = 2026


def make_season(*, today: date, seed: int = SEED, state: State = "released") -> SeasonDocument:
    """The season as it stands in `state` when one looks at it on the day `today`.

    The same day, seed and state always give the same document. What has not happened by then is
    not in it: an open season holds the nominations that came in before today.

    Raises:
        ValueError: there is no such state.
    """
    when = moments(today, state)
    entries = _sent_from_own_bodies(seed, plan_entries(seed))
    arrived = arrivals(seed, entries, when)
    document = _with_entries(_frame(when, state), _present(arrived, when, state))
    if is_at_least(state, "judging"):
        document = _with_judging(document, seed, entries, arrived)
    if is_at_least(state, "deciding"):
        document = _with_outcome(document, when, seed, entries, arrived)
    return document


def _sent_from_own_bodies(seed: int, entries: list[PlannedEntry]) -> list[PlannedEntry]:
    """The same; where a judge steps aside for their employer, a colleague of theirs sent it in."""
    declared = declare(seed, _judged(entries)).interests
    for entry in entries:
        for judge in panel():
            if declared.get((judge.key, entry.id)) == ("step-aside", "employer"):
                first = entry.nominations[0]
                body = organisations()[judge.organisation].in_language(first.language)
                who = replace(first.nominator, organisation=body)
                entry.nominations[0] = replace(first, nominator=who)
    return entries


def _frame(when: Moments, state: State) -> SeasonDocument:
    programme = setting.programme()
    return SeasonDocument(
        key=f"{programme.key}-{when.year}",
        state=state,
        completeness="complete",
        fictional=True,
        programme=programme,
        year=when.year,
        name=setting.name(when),
        texts=setting.texts(),
        timetable=setting.timetable(when),
        papers=setting.papers(when),
        controller=setting.controller(),
        released=Moment(at=when.written(when.results_at)) if state == "released" else None,
        criteria=setting.criteria(),
        scale=setting.scale(),
        minimum_scorecards=setting.MINIMUM_SCORECARDS,
        categories=setting.categories(),
        award_kinds=setting.award_kinds(),
        panel=setting.seats(),
        declaring=setting.declaring(),
        ceremony=ceremony(state),
        news=news(when),
    )


def _with_entries(document: SeasonDocument, present: Sequence[Arrival]) -> SeasonDocument:
    entries = entry_parts(present, document.state)
    return replace(
        document,
        organisations=setting.register(_named(document, entries)),
        entries=entries,
        nominations=nomination_parts(present),
    )


def _named(document: SeasonDocument, entries: Iterable[EntryPart]) -> set[str]:
    """The bodies that the document names."""
    behind = {part.organisation for entry in entries for part in entry.organisations}
    seated = {seat.organisation for seat in document.panel}
    organiser = document.programme.organiser
    for listed in document.declaring.memberships:
        seated.update(listed.members)
    return behind | seated | ({organiser} if organiser else set())


def _present(arrived: list[Arrival], when: Moments, state: str) -> list[Arrival]:
    """The forms that have come in: none in a draft, by yesterday while open, all of them after."""
    if not is_at_least(state, "open"):
        return []
    if state != "open":
        return arrived
    return [arrival for arrival in arrived if when.is_past(arrival.submitted_at)]


def _with_judging(
    document: SeasonDocument, seed: int, entries: list[PlannedEntry], arrived: list[Arrival]
) -> SeasonDocument:
    known = references(arrived)
    judged = _judged(entries)
    declared = declare(seed, judged)
    cards = mark(seed, judged, declared)
    return replace(
        document,
        interests=interest_parts(declared, known),
        scorecards=Desk(seed, judged, known).parts(cards, declared, document.state),
    )


def _with_outcome(
    document: SeasonDocument,
    when: Moments,
    seed: int,
    entries: list[PlannedEntry],
    arrived: list[Arrival],
) -> SeasonDocument:
    judged = _judged(entries)
    decided = decision_parts(when, document.state, _aside(declare(seed, judged), judged))
    awards = award_parts(decided, references(arrived), document.state)
    return replace(document, decisions=decided, awards=awards)


def _judged(entries: list[PlannedEntry]) -> list[PlannedEntry]:
    """In the order of the plan, not of arrival: marks must not depend on the day."""
    return [entry for entry in entries if entry.eligibility == "eligible"]


def _aside(declared: Declarations, judged: list[PlannedEntry]) -> dict[str, set[str]]:
    """Who stepped aside from an entry of a category, or from one that is awarded in it."""
    aside: dict[str, set[str]] = {}
    given = [(award.id, award.category) for award in award_texts()]
    for entry in judged:
        where = {*entry.categories, *(category for key, category in given if key == entry.id)}
        for (judge, key), (kind, _nature) in declared.interests.items():
            if key == entry.id and kind == "step-aside":
                for category in where:
                    aside.setdefault(category, set()).add(judge)
    return aside
