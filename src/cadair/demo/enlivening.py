"""What an open season has besides its nominations: a plan with owners, forms that were begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cadair.demo.generator.material import flow, raw
from cadair.demo.people import acting
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.welsh.slugs import slugify
from cadair.nominations.actions import change_nominee, save_draft, start_draft
from cadair.nominations.actions.filled_forms import (
    CATEGORIES,
    ENTRY,
    LANGUAGE,
)
from cadair.nominations.answers import page_of_question
from cadair.nominations.notices import nominees_of
from cadair.nominations.states import AgeBand
from cadair.people.models import Account
from cadair.people.queries import account_by_email
from cadair.seasons.actions import change_plan_step, make_plan, tick_plan_step
from cadair.seasons.models import Season
from cadair.seasons.questions import SUMMARY
from cadair.web.account.demo_people import DEMO_PEOPLE

_OF_THE_SECOND: Final = frozenset(
    {"save-the-date", "panel", "last-week", "texts", "ceremony", "thanks"}
)
"""The steps of the plan that the second organiser owns; the first has the others."""

_TICKED: Final = frozenset({"save-the-date", "panel", "ceremony"})
"""The steps that only somebody who was there can tick; the season itself shows the others."""

_LEFT_TO_TELL: Final = 4
"""Nominees of whom nobody has written down how to reach them."""

_STRANGER: Final = Actor.system("demo")


def enliven(season: Season) -> None:
    """Make the plan and begin the forms."""
    _plan(season)
    for row in raw("staging")["draft"]:
        _begin(season, row)
    _tell_most(season)


def _tell_most(season: Season) -> None:
    """Nominees have addresses and were written to; a few are left for whoever looks."""
    by = acting("organiser", season)
    for nominee in list(nominees_of(season))[_LEFT_TO_TELL:]:
        change_nominee(
            nominee=nominee,
            email=f"{slugify(nominee.name, 'en')}@example.org",
            guardian_email="",
            age_band=AgeBand.ADULT,
            by=by,
        )


def _plan(season: Season) -> None:
    by = acting("organiser", season)
    first, second = _account("organiser"), _account("organiser-2")
    make_plan(season=season, owner=first, by=by)
    for step in season.plan.filter(key__in=_OF_THE_SECOND):
        change_plan_step(step=step, due_date=step.due_date, owner=second, by=by)
    tick_off(season)


def tick_off(season: Season) -> None:
    """Tick the steps of the plan that are behind the season by now."""
    today = clock.to_london(clock.now()).date()
    for step in season.plan.filter(key__in=_TICKED, done_at=None, due_date__lte=today):
        tick_plan_step(step=step, is_done=True, by=acting("organiser", season))


def _account(key: str) -> Account | None:
    person = next((each for each in DEMO_PEOPLE if each.key == key), None)
    return account_by_email(person.email) if person else None


def _begin(season: Season, row: Mapping[str, Any]) -> None:
    key = row.get("person", "")
    by = acting(key, season) if key else _STRANGER
    draft = start_draft(season=season, language=row["language"], account=_account(key), by=by)
    for page, values, is_finished in _pages(row):
        draft = save_draft(
            draft=draft,
            page=page,
            values=values,
            seen=draft.version,
            is_finished=is_finished,
            by=by,
        )


def _pages(row: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """What was written on each page, and whether its writer was done with it."""
    yield LANGUAGE, {"language": row["language"]}, True
    yield CATEGORIES, {"categories": [row["category"]]}, True
    about = {name: row[name] for name in ("title", "kind", "relation", "place")}
    yield ENTRY, about, all(about.values())
    if row["summary"]:
        yield SUMMARY, {"summary": flow(row["summary"])}, True
    for key, answer in row.get("answers", {}).items():
        yield page_of_question(key), {"answer": flow(answer)}, False
