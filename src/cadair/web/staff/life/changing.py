"""The changes that can still be made while a season runs: their words, forms and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.nominations.actions import merge_categories
from cadair.seasons.actions import (
    cancel_ceremony,
    correct_text,
    extend_deadline,
    move_ceremony,
)
from cadair.seasons.models import Season, SeasonChange
from cadair.seasons.states import ChangeKind, SeasonState
from cadair.web.shared.guards import Visit
from cadair.web.staff.life.forms import (
    CeremonyForm,
    DeadlineForm,
    MergeForm,
    ToldForm,
    WordingForm,
)

RUNNING: Final = frozenset(
    {
        SeasonState.OPEN,
        SeasonState.CHECKING,
        SeasonState.JUDGING,
        SeasonState.DECIDING,
        SeasonState.SEALED,
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of change: where it is made, and until when."""

    kind: ChangeKind
    route: str
    title: Promise
    text: Promise
    states: frozenset[SeasonState]

    def is_open(self, season: Season) -> bool:
        """Whether the season has come so far and no further; the action itself asks again."""
        is_off = self.kind == ChangeKind.CEREMONY_CANCELLED and season.is_ceremony_cancelled
        return season.state in self.states and not is_off


@dataclass(frozen=True, slots=True)
class Offer(Way):
    """A change that is one form: what it does."""

    act: Callable[[Visit, Any], SeasonChange]


def _extend(visit: Visit, form: DeadlineForm) -> SeasonChange:
    return extend_deadline(
        season=visit.season, closes_at=form.cleaned_data["at"], told=form.told(), by=visit.actor
    )


def _merge(visit: Visit, form: MergeForm) -> SeasonChange:
    data = form.cleaned_data
    return merge_categories(
        source=data["source"], target=data["target"], told=form.told(), by=visit.actor
    )


def _move(visit: Visit, form: CeremonyForm) -> SeasonChange:
    return move_ceremony(
        season=visit.season, to=form.cleaned_data["to"], told=form.told(), by=visit.actor
    )


def _cancel(visit: Visit, form: ToldForm) -> SeasonChange:
    return cancel_ceremony(season=visit.season, told=form.told(), by=visit.actor)


def _correct(visit: Visit, form: WordingForm) -> SeasonChange:
    return correct_text(
        season=visit.season,
        passage=form.passage.name,
        text=form.text(),
        told=form.told(),
        by=visit.actor,
    )


OFFERS: Final = (
    Offer(
        ChangeKind.DEADLINE,
        "staff_change_deadline",
        _("Give more time to nominate"),
        _("The closing time moves for everybody. Possible only until nominations close."),
        frozenset({SeasonState.OPEN}),
        _extend,
    ),
    Offer(
        ChangeKind.CATEGORIES,
        "staff_change_categories",
        _("Merge two categories"),
        _("Every entry of one category competes in the other. Possible until judging begins."),
        frozenset({SeasonState.OPEN, SeasonState.CHECKING}),
        _merge,
    ),
    Offer(
        ChangeKind.CEREMONY_MOVED,
        "staff_change_ceremony",
        _("Move the ceremony"),
        _("To another day, or to one that is not known yet. The plan moves with it."),
        RUNNING,
        _move,
    ),
    Offer(
        ChangeKind.CEREMONY_CANCELLED,
        "staff_change_cancel",
        _("Cancel the ceremony"),
        _("The awards go on, and the results are published without a ceremony."),
        RUNNING,
        _cancel,
    ),
    Offer(
        ChangeKind.TEXT,
        "staff_change_text",
        _("Correct a text"),
        _("Spelling and clarity only: the meaning stays. Rules, until the first marks."),
        RUNNING,
        _correct,
    ),
)
WAYS: Final[tuple[Way, ...]] = (
    *OFFERS,
    Way(
        ChangeKind.FORM,
        "staff_change_form",
        _("Change the form"),
        _("Word a question better, ask one no longer, ask one more. Until nominations close."),
        frozenset({SeasonState.OPEN}),
    ),
    Way(
        ChangeKind.ROUNDS,
        "staff_rounds",
        _("Change the rounds of judging"),
        _("Other steps for a category, as long as nobody has begun with them."),
        frozenset({SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING}),
    ),
)
"""All of them; the form and the rounds have pages of their own."""

BY_KIND: Final = {offer.kind: offer for offer in OFFERS}

FORMS: Final[dict[ChangeKind, type[ToldForm]]] = {
    ChangeKind.DEADLINE: DeadlineForm,
    ChangeKind.CATEGORIES: MergeForm,
    ChangeKind.CEREMONY_MOVED: CeremonyForm,
    ChangeKind.CEREMONY_CANCELLED: ToldForm,
    ChangeKind.TEXT: WordingForm,
}
