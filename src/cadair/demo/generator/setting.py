"""The parts of the document that are there from the start: names, texts, rules, panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from cadair.demo.generator.material import both, organisations, raw, sectors
from cadair.demo.generator.moments import Moments
from cadair.demo.generator.panel import panel
from seasonfile.document import (
    AnchorPart,
    AwardKindPart,
    CategoryPart,
    ControllerPart,
    CriterionPart,
    DeclaringPart,
    JudgePart,
    MembershipPart,
    Moment,
    OrganisationPart,
    PaperPart,
    ProgrammePart,
    RulePart,
    SeatPart,
    Text,
    TextsPart,
    TimetablePart,
)

MINIMUM_SCORECARDS: Final = 3

_METHODS: Final = {
    "category": "highest-mean/1",
    "all-entries": "highest-score/1",
    "award-holders": "highest-score/1",
}


def programme() -> ProgrammePart:
    """The recurring awards."""
    about = raw("programme")["programme"]
    return ProgrammePart(
        key=about["key"],
        name=both(about["name"]),
        slug=both(about["slug"]),
        tagline=both(about["tagline"]),
        organiser=about["organiser"],
    )


def name(when: Moments) -> Text:
    """What the season is called."""
    named = programme().name
    return Text(cy=f"{named.cy} {when.year}", en=f"{named.en} {when.year}")


def texts() -> TextsPart:
    """Introduction and the rules in words."""
    return TextsPart(**{key: both(text) for key, text in raw("programme")["texts"].items()})


def timetable(when: Moments) -> TimetablePart:
    """The dates of the season."""
    return TimetablePart(
        nominations_open=Moment(at=when.written(when.opens_at)),
        nominations_close=Moment(at=when.written(when.closes_at)),
        judging_ends=Moment(at=when.written(when.judging_ends_at)),
        panel_meets=Moment.on_day(when.panel_date),
        ceremony=Moment.on_day(when.ceremony_date),
        results=Moment(at=when.written(when.results_at)),
    )


def papers(when: Moments) -> tuple[PaperPart, ...]:
    """The documents that stand behind the season, signed off eight weeks before it opens."""
    signed = when.opening_date - timedelta(weeks=8)
    return tuple(
        PaperPart(kind=row["kind"], link=row["link"], name=row["name"], on=signed.isoformat())
        for row in raw("programme")["papers"]
    )


def controller() -> ControllerPart:
    """Who answers for the data of imaginary people."""
    rows = raw("programme")["controller"]
    return ControllerPart(**{name: both(words) for name, words in rows.items()}, checked=True)


def criteria() -> tuple[CriterionPart, ...]:
    """What is judged."""
    return tuple(
        CriterionPart(
            key=row["key"],
            name=both(row["name"]),
            asks=tuple(both(question) for question in row["asks"]),
        )
        for row in raw("programme")["criteria"]
    )


def scale() -> tuple[AnchorPart, ...]:
    """Marks, and words for some of them."""
    rows = raw("programme")["scale"]
    return tuple(AnchorPart(mark=row["mark"], label=both(row["label"])) for row in rows)


def categories() -> tuple[CategoryPart, ...]:
    """What one competes in, and the section for the overall award."""
    return tuple(
        CategoryPart(
            key=row["key"],
            group=row["group"],
            name=both(row["name"]),
            slug=both(row["slug"]),
            definition=both(row["definition"]),
            caution=both(row["caution"]) if "caution" in row else None,
            note=both(row["note"]) if "note" in row else None,
        )
        for row in raw("programme")["categories"]
    )


def award_kinds() -> tuple[AwardKindPart, ...]:
    """What can be given, and how it is suggested."""
    return tuple(
        AwardKindPart(
            key=row["key"],
            name=both(row["name"]),
            joint_name=both(row["joint_name"]),
            commendation=row["commendation"],
            groups=tuple(row.get("groups", ())),
            categories=tuple(row.get("categories", ())),
            rule=_rule(row["rule"]),
        )
        for row in raw("programme")["kinds"]
    )


def _rule(row: Mapping[str, Any]) -> RulePart:
    return RulePart.from_dict({"method": _METHODS[row["pool"]], **row})


def register(named: set[str]) -> tuple[OrganisationPart, ...]:
    """The bodies among `named`, in the order of their keys."""
    return tuple(
        OrganisationPart(key=key, name=organisations()[key], sector=sectors().get(key))
        for key in sorted(named)
    )


def declaring() -> DeclaringPart:
    """Whom the bodies on the panel speak for."""
    return DeclaringPart(
        memberships=tuple(
            MembershipPart(organisation=judge.organisation, members=judge.represents)
            for judge in panel()
            if judge.represents
        )
    )


def seats() -> tuple[SeatPart, ...]:
    """Who judges."""
    return tuple(
        SeatPart(
            seat=judge.seat,
            organisation=judge.organisation,
            judges=(
                JudgePart(
                    key=judge.key,
                    name=judge.name,
                    chair=judge.is_chair,
                    stand_in=judge.is_stand_in,
                    reads=judge.reads,
                ),
            ),
        )
        for judge in panel()
    )
