"""Who gets in: the area `panel`."""

from __future__ import annotations

from typing import Final

from cadair.outcomes.models import Award
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cast import KICKABOUT, LANTERN, Cast
from tests.progress import award, decide
from tests.structure.matrix.evidence_elsewhere import ROOM as EVIDENCE
from tests.structure.matrix.row import (
    CHAIR,
    JUDGE,
    ORGANISER,
    RECUSED,
    STAND_IN,
    TRANSLATOR,
    Row,
    the_season,
)
from tests.structure.scenes.discretion import freely

VIEWS: Final = "cadair.web.panel.views"
ROOM: Final = frozenset({ORGANISER, CHAIR, STAND_IN})
LOOKING_ON: Final = ROOM | {JUDGE, RECUSED}
"""Every judge comes while the panel decides; whoever stepped aside sees only that they did."""

READING: Final = ROOM | {JUDGE}
WRITERS: Final = frozenset({ORGANISER, TRANSLATOR})


def _asb(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "category": "asb"}


def _no_category(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "category": "no-such-category"}


def _lantern(cast: Cast) -> dict[str, str]:
    return {**_asb(cast), "entry": cast.entries[LANTERN].public_id}


def _in_the_wrong_category(cast: Cast) -> dict[str, str]:
    return {**_asb(cast), "entry": cast.entries[KICKABOUT].public_id}


def _an_award(cast: Cast) -> dict[str, str]:
    if not cast.season.awards.exists():
        decide(cast, "asb", award(cast, "winner", LANTERN))
    return {**the_season(cast), "award": cast.season.awards.all()[0].public_id}


def _a_foreign_award(cast: Cast) -> dict[str, str]:
    """An award of the other season."""
    other = Season.objects.get(key="valley-2027")
    own = Award.objects.get(public_id=_an_award(cast)["award"])
    own.pk, own.public_id, own.season = None, "f" * 32, other
    own.category = other.categories.create(
        key="elsewhere",
        group="theme",
        position=0,
        name_cy="Arall",
        name_en="Other",
        slug_cy="arall",
        slug_en="other",
        sort_cy=b"a",
        sort_en=b"o",
    )
    own.decision = None
    own.save(force_insert=True)
    return {**the_season(cast), "award": own.public_id}


def _asked_about(cast: Cast) -> dict[str, str]:
    sent = cast.entries[LANTERN].nominations.get()
    return {**_lantern(cast), "nomination": sent.public_id}


def _of_another_entry(cast: Cast) -> dict[str, str]:
    sent = cast.entries[KICKABOUT].nominations.get()
    return {**_lantern(cast), "nomination": sent.public_id}


def _free(cast: Cast) -> dict[str, str]:
    if not cast.season.award_kinds.filter(key="discretion").exists():
        freely(cast)
    return _asb(cast)


def _where_nothing_is_free(cast: Cast) -> dict[str, str]:
    _free(cast)
    return {**_asb(cast), "category": "youth"}


ROWS: dict[str, Row] = {
    f"{VIEWS}.recipients.recipients": Row(ROOM, arguments=_free, foreign=_where_nothing_is_free),
    f"{VIEWS}.room.room": Row(LOOKING_ON, arguments=the_season),
    f"{VIEWS}.category.category": Row(LOOKING_ON, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.thresholds.thresholds": Row(frozenset({ORGANISER}), arguments=the_season),
    f"{VIEWS}.figures.figures": Row(READING, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.category.screen": Row(READING, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.asking.ask": Row(ROOM, arguments=_asked_about, foreign=_of_another_entry),
    f"{VIEWS}.entry.entry": Row(READING, arguments=_lantern, foreign=_in_the_wrong_category),
    f"{VIEWS}.confirm.confirm": Row(ROOM, arguments=the_season),
    f"{VIEWS}.fresh.fresh": Row(ROOM, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.correspondence.correspondence": Row(READING, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.vote.vote": Row(ROOM, arguments=_asb, foreign=_no_category),
    f"{VIEWS}.sitting.sitting": Row(ROOM, arguments=the_season),
    f"{VIEWS}.step.step": Row(LOOKING_ON, arguments=the_season),
    f"{VIEWS}.step.take_up": Row(ROOM, arguments=_asb, foreign=_no_category, is_form_only=True),
    f"{VIEWS}.marks.marks": Row(READING, arguments=_lantern, foreign=_in_the_wrong_category),
    f"{VIEWS}.publish.publish": Row(ROOM, SeasonState.SEALED, the_season),
    f"{VIEWS}.texts.texts": Row(WRITERS, arguments=the_season),
    f"{VIEWS}.texts.text": Row(WRITERS, arguments=_an_award, foreign=_a_foreign_award),
    **EVIDENCE,
}
