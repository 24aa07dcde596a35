"""A season made ready for another year: what was set up stays, what happened does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Final

from seasonfile.arranging import arranged
from seasonfile.document import (
    AwardKindPart,
    ControllerPart,
    FormPart,
    Moment,
    RoundPart,
    RulePart,
    SeasonDocument,
    SeatPart,
    Text,
    TimetablePart,
    TranslatingPart,
    instant,
)

_WEEK: Final = 7
_ANCHORS: Final = ("ceremony", "nominations_close", "nominations_open", "panel_meets", "results")


def for_year(document: SeasonDocument, *, key: str, year: int) -> tuple[int, SeasonDocument]:
    """The draft of another year, and by how many days its dates were moved.

    All dates move by the same whole number of weeks, so that weekdays and distances stay and the
    ceremony falls nearest to its old day. The year in names becomes the new one; texts stay as they
    are, since only a person can say which year a sentence means. Who answers for the data must be
    checked again; letters keep their words. Documents, news,
    notes of the panel, the evening, entries and everything that was done with them are left out;
    so is a lot, whose secret is known by now.
    """
    days = _days(document, year)
    new = replace(
        document,
        key=key,
        state="draft",
        completeness="complete",
        year=year,
        name=_in_year(document.name, document.year, year),
        stated=None,
        timetable=_moved(document.timetable, timedelta(days=days), document.year, year),
        papers=(),
        controller=_unchecked(document.controller),
        translating=TranslatingPart(),
        released=None,
        categories=tuple(replace(each, note=None) for each in document.categories),
        form=_still_asked(document.form),
        award_kinds=tuple(_without_lot(each) for each in document.award_kinds),
        panel=tuple(_regular(document.panel)),
        entries=(),
        nominations=(),
        interests=(),
        scorecards=(),
        rounds=tuple(_unanswered(each) for each in document.rounds if not each.called),
        decisions=(),
        awards=(),
        ceremony=None,
        news=(),
    )
    return days, arranged(_with_bodies_it_names(new))


def _unanswered(part: RoundPart) -> RoundPart:
    """A round as it was planned: for everybody on the panel, on no day yet."""
    return replace(
        part,
        state="waiting",
        opens_on=None,
        closes_on=None,
        judges=(),
        entries=(),
        assignments=(),
        answers=(),
        ballots=(),
        comparisons=(),
    )


def _regular(panel: Iterable[SeatPart]) -> Iterator[SeatPart]:
    """The seats without substitutes: these were asked to read entries of that year."""
    for seat in panel:
        judges = tuple(judge for judge in seat.judges if not judge.only)
        if judges or not seat.judges:
            yield replace(seat, judges=judges)


def _days(document: SeasonDocument, year: int) -> int:
    known = (getattr(document.timetable, key) for key in _ANCHORS)
    old = next((moment.day for moment in known if moment and moment.day), None)
    first = old or date(document.year, 7, 1)
    target = first + timedelta(days=round(365.2425 * (year - document.year)))
    return round((target - first).days / _WEEK) * _WEEK


def _in_year(text: Text, old: int, new: int) -> Text:
    pattern = re.compile(rf"\b{old}\b")
    return Text(cy=pattern.sub(str(new), text.cy), en=pattern.sub(str(new), text.en))


def _moved(timetable: TimetablePart, shift: timedelta, old: int, new: int) -> TimetablePart:
    known = {each.name: getattr(timetable, each.name) for each in fields(timetable)}
    return TimetablePart(
        **{
            name: _moment(moment, shift, old, new) if moment else None
            for name, moment in known.items()
        }
    )


def _moment(moment: Moment, shift: timedelta, old: int, new: int) -> Moment:
    if moment.text is not None:
        return Moment(text=_in_year(moment.text, old, new))
    if moment.on is not None:
        return Moment.on_day(date.fromisoformat(moment.on) + shift)
    wall = datetime.fromisoformat(moment.at or "") + shift
    written = wall.isoformat(timespec="seconds" if wall.second else "minutes")
    try:
        instant(written)
    except ValueError:  # the hour that the clocks skip in March
        written = (wall + timedelta(hours=1)).isoformat(timespec="minutes")
    return Moment(at=written)


def _unchecked(part: ControllerPart | None) -> ControllerPart | None:
    """Who answers for the data, for somebody to read again: nobody checked it for this year."""
    return replace(part, checked=False) if part else None


def _without_lot(kind: AwardKindPart) -> AwardKindPart:
    rule: RulePart | None = kind.rule
    if rule is None or not rule.lot_commitment:
        return kind
    ties = tuple(each for each in rule.ties if each != "lot")
    return replace(kind, rule=replace(rule, ties=ties, lot_commitment=None))


def _still_asked(form: FormPart) -> FormPart:
    """The form without what is not asked any more, each wording as a first one."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(each, version=1) for each in section.questions if not each.retired
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=tuple(each for each in sections if each.questions))


def _with_bodies_it_names(document: SeasonDocument) -> SeasonDocument:
    named = {seat.organisation for seat in document.panel} | {document.programme.organiser}
    for listed in document.declaring.memberships:
        named |= {listed.organisation, *listed.members}
    return replace(
        document,
        organisations=tuple(each for each in document.organisations if each.key in named),
    )
