"""What can be done to many nominations at once: to what, what is asked, how it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import Language
from cadair.nominations.actions import (
    clear_flag,
    declare_eligible,
    move_entry,
    propose_exclusion,
    raise_flag,
)
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import languages_written_in
from cadair.nominations.states import (
    ELIGIBILITY_MOVES,
    Eligibility,
    FlagKind,
    IneligibleReason,
)
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from cadair.web.shared.guards import Visit
from cadair.web.staff.nominations.forms import (
    FlagForm,
    MoveForm,
    NotEligibleForm,
    WhichFlagForm,
)
from cadair.web.staff.nominations.sheet import CHECKED_IN, REHEARSED_IN

Thing = Entry | Nomination
EVERY_STATE: Final = tuple(SeasonState)


@dataclass(frozen=True, slots=True)
class Asked:
    """For what a form is made: the season, the things, the languages of who is written to."""

    season: Season
    things: Sequence[Any]
    languages: Sequence[Language]


@dataclass(frozen=True, slots=True)
class Deed:
    """One of the things that can be done to a whole list."""

    name: Promise
    lead: Promise
    press: Promise
    done: Promise
    is_about_entries: bool
    applies: Callable[[Any], bool]
    act: Callable[[Any, Mapping[str, Any], Visit], None]
    form: Callable[[Any, Asked], forms.Form] | None = None
    states: Sequence[str] = field(default=EVERY_STATE)
    tells: bool = False

    def can_be_done(self, season: Season, *, is_test: bool) -> bool:
        """Whether this is the time for it."""
        if self.states is EVERY_STATE:
            return True
        return season.state in (REHEARSED_IN if is_test else self.states)


def _can_become(target: Eligibility) -> Callable[[Entry], bool]:
    return lambda entry: target in ELIGIBILITY_MOVES[Eligibility(entry.eligibility)]


def _is_unchecked(entry: Entry) -> bool:
    return entry.eligibility == Eligibility.UNCHECKED


def _is_standing(entry: Entry) -> bool:
    return entry.eligibility != Eligibility.WITHDRAWN


def _accept(entry: Entry, _said: Mapping[str, Any], visit: Visit) -> None:
    declare_eligible(entry=entry, by=visit.actor)


def _propose(entry: Entry, said: Mapping[str, Any], visit: Visit) -> None:
    propose_exclusion(
        entry=entry,
        reason=IneligibleReason(said["reason"]),
        note=said["note"],
        review_by=said["review_by"],
        by=visit.actor,
    )


def _move(entry: Entry, said: Mapping[str, Any], visit: Visit) -> None:
    wanted = said["into"]
    now = set(entry.places.values_list("category_id", flat=True))
    if now != {category.pk for category in wanted}:
        move_entry(entry=entry, categories=wanted, reason=said["note"], by=visit.actor)


def _flag(nomination: Nomination, said: Mapping[str, Any], visit: Visit) -> None:
    kind = FlagKind(said["kind"])
    if not nomination.flags.filter(kind=kind, cleared_at=None).exists():
        raise_flag(nomination=nomination, kind=kind, note=said["note"], by=visit.actor)


def _unflag(nomination: Nomination, said: Mapping[str, Any], visit: Visit) -> None:
    for flag in nomination.flags.filter(kind=said["kind"], cleared_at=None):
        clear_flag(flag=flag, by=visit.actor)


DEEDS: Final[Mapping[str, Deed]] = {
    "eligible": Deed(
        name=_("Find them eligible"),
        lead=_("These entries will be found eligible. Nothing has happened yet."),
        press=_("Find them eligible"),
        done=_("Found eligible: %(number)s."),
        is_about_entries=True,
        applies=_is_unchecked,
        act=_accept,
        states=CHECKED_IN,
    ),
    "not-eligible": Deed(
        name=_("Find them not eligible"),
        lead=_(
            "These entries will be proposed as not eligible. Nominators hear of it once a second "
            "person has confirmed it. Nothing has happened yet."
        ),
        press=_("Propose them as not eligible"),
        done=_("Waiting for a second person to confirm: %(number)s."),
        is_about_entries=True,
        applies=_can_become(Eligibility.INELIGIBLE),
        act=_propose,
        form=lambda data, asked: NotEligibleForm(data, languages=asked.languages),
        states=CHECKED_IN,
    ),
    "move": Deed(
        name=_("Move them to another category"),
        lead=_(
            "These entries will compete in the categories that you choose, and in no others. "
            "Nothing has happened yet."
        ),
        press=_("Move them"),
        done=_("Moved: %(number)s. The nominators are told."),
        is_about_entries=True,
        applies=_is_standing,
        act=_move,
        form=lambda data, asked: MoveForm(data, season=asked.season, languages=asked.languages),
        states=CHECKED_IN,
        tells=True,
    ),
    "flag": Deed(
        name=_("Put a flag on them"),
        lead=_("These nominations will carry a flag. Only organisers see it."),
        press=_("Put the flag up"),
        done=_("Flag put up: %(number)s."),
        is_about_entries=False,
        applies=lambda _nomination: True,
        act=_flag,
        form=lambda data, _asked: FlagForm(data),
    ),
    "unflag": Deed(
        name=_("Take a flag off them"),
        lead=_("The flag will be taken off these nominations. The history keeps it."),
        press=_("Take the flag down"),
        done=_("Flag taken down: %(number)s."),
        is_about_entries=False,
        applies=lambda _nomination: True,
        act=_unflag,
        form=lambda data, _asked: WhichFlagForm(data),
    ),
}


def languages_of(entries: Sequence[Entry]) -> list[Language]:
    """In which languages the nominators behind these entries are written to."""
    ids = [entry.pk for entry in entries]
    behind = Nomination.objects.filter(entry__in=ids) | Nomination.objects.filter(
        entry__grouped_into__in=ids
    )
    return languages_written_in(behind.only("nominator_email").distinct())
