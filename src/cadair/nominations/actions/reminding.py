"""Reminding people of forms they have begun: once each, and never who asked not to be (ACC-06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.mail.actions import queue_letter
from cadair.mail.queries import already_queued, stopped_among
from cadair.mail.states import Topic
from cadair.nominations.audiences import unsent_drafts
from cadair.nominations.letters import ADayLeft, AWeekLeft, DraftKept, letter_about_forms
from cadair.nominations.rules import is_yet_to_open
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time, locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

KEPT_AFTER_CLOSING: Final = timedelta(days=30)
"""How long a form that was not sent is kept after nominations have closed."""

QUIET_FOR: Final = timedelta(hours=1)
"""How long nobody has saved a form before its owner is told that it is kept."""

WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)

AnyLetter = type[DraftKept] | type[AWeekLeft] | type[ADayLeft]


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter to one person about all the forms they have not sent in one season."""

    letter: AnyLetter
    address: str
    once: str
    forms: int


def reminders_due(season: Season) -> list[Reminder]:
    """Who is to be reminded now, and was not yet; in the order of their addresses.

    The week’s letter goes once to each person; the day’s once for each closing time, so that it
    comes again where nominations were extended. Who began a form only after the moment of a
    reminder does not get it: they know.
    """
    closes_at, now = closing_time(season), clock.now()
    if season.state != SeasonState.OPEN or is_yet_to_open(season):
        return []
    if closes_at is not None and now > closes_at:
        return []
    found = _kept(season, now)
    if closes_at is not None and now >= closes_at - DAY:
        found |= _left(season, ADayLeft, "a-day-left", closes_at - DAY, closes_at)
    elif closes_at is not None and now >= closes_at - WEEK:
        found |= _left(season, AWeekLeft, "a-week-left", closes_at - WEEK, None)
    return _not_yet_written(found)


def _kept(season: Season, now: datetime) -> dict[str, Reminder]:
    """Letters by their occasion, to people whose forms have been quiet for an hour."""
    drafts = unsent_drafts(season)
    forms = Counter(drafts.values_list("account_id", flat=True))
    quiet = drafts.filter(saved_at__lte=now - QUIET_FOR, saved_at__gte=now - WEEK)
    found = {}
    for account, public_id, address in quiet.values_list(
        "account_id", "account__public_id", "account__email"
    ):
        once = f"draft-kept:{season.public_id}:{public_id}"
        found[once] = Reminder(DraftKept, address, once, forms[account])
    return found


def _left(
    season: Season, letter: AnyLetter, name: str, moment: datetime, closes_at: datetime | None
) -> dict[str, Reminder]:
    """Letters by their occasion, to people whose forms were begun before `moment`."""
    begun = unsent_drafts(season).filter(started_at__lte=moment)
    people: Mapping[tuple[str, str], int] = Counter(
        begun.values_list("account__public_id", "account__email")
    )
    until = f":{closes_at:%Y%m%d%H%M}" if closes_at else ""
    found = {}
    for (public_id, address), forms in people.items():
        once = f"{name}:{season.public_id}:{public_id}{until}"
        found[once] = Reminder(letter, address, once, forms)
    return found


def _not_yet_written(found: Mapping[str, Reminder]) -> list[Reminder]:
    done = already_queued(list(found))
    waiting = [each for once, each in found.items() if once not in done]
    stopped = stopped_among([each.address for each in waiting], Topic.REMINDERS)
    left = [each for each in waiting if each.address not in stopped]
    return sorted(left, key=lambda each: (each.address, each.once))


@transaction.atomic
def remind_of_drafts(*, season: Season, by: Actor) -> list[Reminder]:
    """Write to everybody whom it is time to remind of a form; repeated, it writes to nobody.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    due = reminders_due(season)
    for each in due:
        letter = letter_about_forms(each.letter, season, each.forms, KEPT_AFTER_CLOSING)
        queue_letter(letter=letter, to=each.address, once=each.once, season=season.public_id)
    kinds = Counter(each.letter.key() for each in due)
    record(
        actor=by,
        action="remind_of_drafts",
        subject=season.ref,
        season=season.public_id,
        facts={key.replace("-", "_"): number for key, number in sorted(kinds.items())},
    )
    return due
