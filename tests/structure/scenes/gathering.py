"""Scenes: when the panel meets, what it is given to read, marks from outside."""

from __future__ import annotations

from datetime import timedelta

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import (
    BriefingWords,
    Dates,
    answer_dates,
    ask_for_dates,
    bring_marks,
    choose_date,
    confirm_marks,
    enter_marks,
    refuse_marks,
    remind_of_dates,
    remove_briefing,
    write_briefing,
)
from cadair.judging.marks_table import template
from cadair.judging.models import DateOption, Interest, Mark, Scorecard
from cadair.nominations.actions import drop_alias, name_alias
from cadair.people.models import Organisation, OrganisationAlias
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import CHECKING_AT, NOMINATING_AT, Cast
from tests.progress import declare
from tests.structure.scenes.scene import Scene

PAPER = BriefingWords(
    title=BilingualText(cy="Sut i farcio", en="How to mark"),
    text=BilingualText(cy="Darllenwch bopeth.", en="Read everything."),
)


def dates() -> Dates:
    """Two days, in a month."""
    now = max(NOMINATING_AT, clock.now())
    first = now + timedelta(days=30)
    return Dates(
        options=[(first, 120), (first + timedelta(days=1), 90)],
        answer_by=(now + timedelta(days=9)).date(),
        place=BilingualText(cy="Neuadd y Dref", en="Town Hall"),
    )


def asked(cast: Cast) -> None:
    """The judges are asked."""
    ask_for_dates(season=cast.season, dates=dates(), by=cast.organiser)


def answers(cast: Cast) -> dict[str, str]:
    """Somebody can come on every day."""
    options = DateOption.objects.filter(poll__season=cast.season)
    return dict.fromkeys(options.values_list("public_id", flat=True), "yes")


def table(cast: Cast, marks: str = "4", *, rows: int = 1) -> bytes:
    """The table as it is fetched, with marks in its first rows."""
    header, *lines = template(cast.season)
    width = len(header) - 5
    for line in lines[:rows]:
        line[4 : 4 + width] = [marks] * width
    return "\n".join(",".join(line) for line in [header, *lines]).encode()


def unmarked(cast: Cast) -> None:
    """Everybody has declared, nobody has marked anything yet; there is somebody who checks."""
    if not Interest.objects.filter(judge__season=cast.season).exists():
        declare(cast)
    Mark.objects.all().delete()
    Scorecard.objects.update(state="open", locked_at=None)
    Role.objects.get_or_create(
        season=cast.season, account=cast.accounts["sian"], role=SeasonRole.SCRUTINEER
    )


def brought(cast: Cast) -> None:
    """A table waits for a second person."""
    unmarked(cast)
    bring_marks(season=cast.season, data=table(cast), by=cast.organiser)


def confirmed(cast: Cast) -> None:
    """It was confirmed."""
    brought(cast)
    there = cast.season.marks_imports.get()
    confirm_marks(brought=there, seen=there.sha256, by=cast.actor("sian"))


def _confirm(cast: Cast) -> object:
    there = cast.season.marks_imports.get()
    return confirm_marks(brought=there, seen=there.sha256, by=cast.actor("sian"))


def _enter(cast: Cast) -> object:
    there = cast.season.marks_imports.get()
    return enter_marks(brought=there, row=there.rows[0], by=cast.actor("sian"))


_ACTIONS = "cadair.judging.actions"
DRAFT, JUDGING = SeasonState.DRAFT, SeasonState.JUDGING


def _seat(cast: Cast) -> Organisation:
    return cast.judges["ann"].seat.organisation


def _alias(cast: Cast) -> OrganisationAlias:
    return name_alias(
        season=cast.season, organisation=_seat(cast), name="Yr Enw Arall", by=cast.organiser
    )


SCENES: dict[str, Scene] = {
    "cadair.nominations.actions.name_alias": Scene(DRAFT, NOMINATING_AT, _alias),
    "cadair.nominations.actions.drop_alias": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: drop_alias(
            season=c.season, alias=OrganisationAlias.objects.get(), by=c.organiser
        ),
        _alias,
    ),
    f"{_ACTIONS}.ask_for_dates": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: ask_for_dates(season=c.season, dates=dates(), by=c.organiser),
    ),
    f"{_ACTIONS}.answer_dates": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: answer_dates(judge=c.judges["ann"], answers=answers(c), by=c.actor("ann")),
        asked,
    ),
    f"{_ACTIONS}.remind_of_dates": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: remind_of_dates(season=c.season, by=c.organiser),
        asked,
    ),
    f"{_ACTIONS}.choose_date": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: choose_date(option=DateOption.objects.all()[0], by=c.organiser),
        asked,
    ),
    f"{_ACTIONS}.write_briefing": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: write_briefing(season=c.season, words=PAPER, by=c.organiser),
    ),
    f"{_ACTIONS}.remove_briefing": Scene(
        DRAFT,
        NOMINATING_AT,
        lambda c: remove_briefing(briefing=c.season.briefings.get(), by=c.organiser),
        lambda c: write_briefing(season=c.season, words=PAPER, by=c.organiser),
    ),
    f"{_ACTIONS}.bring_marks": Scene(
        JUDGING,
        CHECKING_AT,
        lambda c: bring_marks(season=c.season, data=table(c), by=c.organiser),
        unmarked,
    ),
    f"{_ACTIONS}.confirm_marks": Scene(JUDGING, CHECKING_AT, _confirm, brought),
    f"{_ACTIONS}.refuse_marks": Scene(
        JUDGING,
        CHECKING_AT,
        lambda c: refuse_marks(brought=c.season.marks_imports.get(), by=c.actor("sian")),
        brought,
    ),
    f"{_ACTIONS}.enter_marks": Scene(JUDGING, CHECKING_AT, _enter, confirmed),
}
