"""Who gets in: setting a season up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cadair.foundation.actors import Actor
from cadair.judging.models import Judge, Seat
from cadair.seasons.actions import add_category, add_criterion
from cadair.seasons.models import AwardKind, Season
from cadair.seasons.states import SeasonState
from tests.cast import Cast, an_organisation
from tests.structure.matrix.row import ORGANISER, OTHER_ORGANISER, Row, the_season
from tests.structure.scenes.season_setup import CATEGORY, CRITERION

VIEWS: Final = "cadair.web.staff.setup.views"
DESK: Final = frozenset({ORGANISER})
STARTERS: Final = frozenset({ORGANISER, OTHER_ORGANISER})


def _other(cast: Cast) -> Season:
    return Season.objects.exclude(pk=cast.season.pk).get(key="valley-2027")


def _foreign_category(cast: Cast) -> str:
    return add_category(season=_other(cast), words=CATEGORY, by=Actor.operator()).public_id


def _foreign_criterion(cast: Cast) -> str:
    return add_criterion(season=_other(cast), words=CRITERION, by=Actor.operator()).public_id


def _foreign_kind(cast: Cast) -> str:
    kind = AwardKind.objects.create(
        season=_other(cast), key="other", position=0, name_cy="A", name_en="A"
    )
    return kind.public_id


def _foreign_judge(cast: Cast) -> str:
    seat = Seat.objects.create(
        season=_other(cast), key="other", position=0, organisation=an_organisation("body-other")
    )
    judge = Judge.objects.create(
        season=_other(cast), seat=seat, key="other", position=0, name="Nobody"
    )
    return judge.public_id


def _named(name: str, find: Callable[[Cast], Any]) -> Callable[[Cast], dict[str, str]]:
    return lambda cast: {**the_season(cast), name: find(cast)}


def _page(view: str) -> tuple[str, Row]:
    return f"{VIEWS}.{view}", Row(DESK, SeasonState.DRAFT, arguments=the_season)


def _object(
    view: str, name: str, find: Callable[[Cast], Any], foreign: Callable[[Cast], Any]
) -> tuple[str, Row]:
    row = Row(DESK, SeasonState.DRAFT, arguments=_named(name, find), foreign=_named(name, foreign))
    return f"{VIEWS}.{view}", row


SETUP: dict[str, Row] = {
    f"{VIEWS}.start.start": Row(STARTERS, SeasonState.DRAFT),
    f"{VIEWS}.start.start_awards_page": Row(STARTERS, SeasonState.DRAFT),
    f"{VIEWS}.start.start_file": Row(STARTERS, SeasonState.DRAFT),
    **dict(
        _page(view)
        for view in (
            "overview.setup",
            "overview.opening",
            "frame.names",
            "frame.dates",
            "frame.texts",
            "frame.ceremony",
            "lists.categories",
            "lists.new_category",
            "lists.criteria",
            "lists.new_criterion",
            "lists.scale",
            "awards.awards",
            "awards.new_award",
            "panel.panel",
            "panel.new_judge",
            "panel.procedure",
        )
    ),
    **dict(
        (
            _object("frame.text", "text", lambda _: "ties", lambda _: "nothing"),
            _object("frame.paper", "paper", lambda _: "dpia", lambda _: "nothing"),
            _object(
                "lists.category",
                "category",
                lambda c: c.category("asb").public_id,
                _foreign_category,
            ),
            _object(
                "lists.criterion",
                "criterion",
                lambda c: c.season.criteria.get(key="impact").public_id,
                _foreign_criterion,
            ),
            _object("awards.award", "kind", lambda c: c.kind("winner").public_id, _foreign_kind),
            _object("panel.judge", "judge", lambda c: c.judges["bob"].public_id, _foreign_judge),
            _object("panel.invite", "judge", lambda c: c.judges["bob"].public_id, _foreign_judge),
        )
    ),
}
