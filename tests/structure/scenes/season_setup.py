"""Scenes: starting and setting up a season."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import (
    JudgeWords,
    change_judge,
    invite_judge,
    seat_judge,
    unseat_judge,
)
from cadair.seasons.actions import (
    CategoryWords,
    CriterionWords,
    KindWords,
    NewAwards,
    NewDate,
    add_award_kind,
    add_category,
    add_criterion,
    change_award_kind,
    change_category,
    change_criterion,
    describe_ceremony,
    keep_paper,
    move_award_kind,
    move_category,
    move_criterion,
    name_season,
    remove_award_kind,
    remove_category,
    remove_criterion,
    set_procedure,
    set_scale,
    set_timetable,
    start_awards,
    write_season_text,
)
from cadair.seasons.models import AwardKind, Criterion
from cadair.seasons.states import CategoryGroup, PaperKind, Preset, SeasonRole, SeasonState
from tests.cast import NOMINATING_AT, Cast, words
from tests.structure.scenes.scene import Scene

NOTHING = BilingualText()
CATEGORY = CategoryWords(name=words("Bridges"), group=CategoryGroup.THEME)
CRITERION = CriterionWords(name=words("Courage"), asks=(words("Was it brave"),), weight=2)
JUDGE = JudgeWords(organisation="Valley Bank", name="Dewi", part=SeasonRole.STAND_IN)


def kind_words(cast: Cast, **changed: Any) -> KindWords:
    """The winner of the cast, as an organiser would write it."""
    kind = cast.kind("winner")
    given: dict[str, Any] = {
        "name": words("First"),
        "joint_name": words("Joint first"),
        "rule": dict(kind.rule or {}),
        "groups": ("theme",),
    }
    return KindWords(**{**given, **changed})


def _in_draft(act: Callable[[Cast], object]) -> Scene:
    return Scene(SeasonState.DRAFT, NOMINATING_AT, act)


def _kind(cast: Cast) -> AwardKind:
    return cast.kind("highly-commended")


def _criterion(cast: Cast) -> Criterion:
    return cast.season.criteria.get(key="impact")


SCENES: dict[str, Scene] = {
    "cadair.seasons.actions.start_awards": _in_draft(
        lambda _: start_awards(
            awards=NewAwards(name=words("Coast Awards"), year=2027, organiser="The Coast"),
            by=Actor.operator(),
        )
    ),
    "cadair.seasons.actions.name_season": _in_draft(
        lambda c: name_season(
            season=c.season,
            name=words("Season"),
            programme=words("Awards"),
            tagline=NOTHING,
            organiser="The Valley",
            by=c.organiser,
        )
    ),
    "cadair.seasons.actions.set_timetable": _in_draft(
        lambda c: set_timetable(
            season=c.season, dates={"panel_meets": NewDate(on=date(2026, 11, 5))}, by=c.organiser
        )
    ),
    "cadair.seasons.actions.write_season_text": _in_draft(
        lambda c: write_season_text(season=c.season, key="ties", text=words("Ties"), by=c.organiser)
    ),
    "cadair.seasons.actions.set_procedure": _in_draft(
        lambda c: set_procedure(
            season=c.season, preset=Preset.STRICT, minimum_scorecards=3, by=c.organiser
        )
    ),
    "cadair.seasons.actions.describe_ceremony": _in_draft(
        lambda c: describe_ceremony(
            season=c.season,
            venue=words("Hall"),
            host=NOTHING,
            attendance=NOTHING,
            presenters=[words("Somebody")],
            by=c.organiser,
        )
    ),
    "cadair.seasons.actions.keep_paper": _in_draft(
        lambda c: keep_paper(
            season=c.season,
            kind=PaperKind.DPIA,
            link="https://example.org/new",
            name="Olwen",
            on_date=date(2026, 6, 1),
            by=c.organiser,
        )
    ),
    "cadair.seasons.actions.add_category": _in_draft(
        lambda c: add_category(season=c.season, words=CATEGORY, by=c.organiser)
    ),
    "cadair.seasons.actions.change_category": _in_draft(
        lambda c: change_category(category=c.category("asb"), words=CATEGORY, by=c.organiser)
    ),
    "cadair.seasons.actions.move_category": _in_draft(
        lambda c: move_category(category=c.category("asb"), is_up=True, by=c.organiser)
    ),
    "cadair.seasons.actions.remove_category": _in_draft(
        lambda c: remove_category(category=c.category("asb"), by=c.organiser)
    ),
    "cadair.seasons.actions.add_criterion": _in_draft(
        lambda c: add_criterion(season=c.season, words=CRITERION, by=c.organiser)
    ),
    "cadair.seasons.actions.change_criterion": _in_draft(
        lambda c: change_criterion(criterion=_criterion(c), words=CRITERION, by=c.organiser)
    ),
    "cadair.seasons.actions.move_criterion": _in_draft(
        lambda c: move_criterion(criterion=_criterion(c), is_up=True, by=c.organiser)
    ),
    "cadair.seasons.actions.remove_criterion": _in_draft(
        lambda c: remove_criterion(criterion=_criterion(c), by=c.organiser)
    ),
    "cadair.seasons.actions.set_scale": _in_draft(
        lambda c: set_scale(
            season=c.season, words={0: words("None"), 5: words("Much")}, by=c.organiser
        )
    ),
    "cadair.seasons.actions.add_award_kind": _in_draft(
        lambda c: add_award_kind(season=c.season, words=kind_words(c), by=c.organiser)
    ),
    "cadair.seasons.actions.change_award_kind": _in_draft(
        lambda c: change_award_kind(kind=_kind(c), words=kind_words(c), by=c.organiser)
    ),
    "cadair.seasons.actions.move_award_kind": _in_draft(
        lambda c: move_award_kind(kind=_kind(c), is_up=True, by=c.organiser)
    ),
    "cadair.seasons.actions.remove_award_kind": _in_draft(
        lambda c: remove_award_kind(kind=_kind(c), by=c.organiser)
    ),
    "cadair.judging.actions.seat_judge": _in_draft(
        lambda c: seat_judge(season=c.season, words=JUDGE, by=c.organiser)
    ),
    "cadair.judging.actions.change_judge": _in_draft(
        lambda c: change_judge(judge=c.judges["bob"], words=JUDGE, by=c.organiser)
    ),
    "cadair.judging.actions.unseat_judge": _in_draft(
        lambda c: unseat_judge(judge=c.judges["bob"], by=c.organiser)
    ),
    "cadair.judging.actions.invite_judge": _in_draft(
        lambda c: invite_judge(judge=c.judges["bob"], email="bob.new@example.org", by=c.organiser)
    ),
}
