"""Who gets in: the form, set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from cadair.seasons.models import FormSection, Question
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import Row, the_season
from tests.structure.matrix.staff_setup import DESK, VIEWS, _named, _other
from tests.structure.scenes.organising_form import (
    a_question,
    a_section,
    an_eligibility_question,
)


def _section(cast: Cast) -> str:
    return _a_section(cast).public_id


def _a_section(cast: Cast) -> FormSection:
    return a_section(cast.season)


def _question(cast: Cast) -> str:
    found = Question.objects.filter(season=cast.season).first()
    return (found or a_question(cast.season)).public_id


def _before(cast: Cast) -> str:
    found = cast.season.eligibility_questions.first()
    return (found or an_eligibility_question(cast.season)).public_id


def _with_a_section(cast: Cast) -> dict[str, str]:
    _a_section(cast)
    return the_season(cast)


def _row(name: str, find: Callable[[Cast], Any], foreign: Callable[[Cast], Any]) -> Row:
    return Row(
        DESK,
        SeasonState.DRAFT,
        arguments=_named(name, find),
        foreign=_named(name, foreign),
    )


FORM: Final[dict[str, Row]] = {
    f"{VIEWS}.form.form": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.form.preview": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.form.limits": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.form.new_section": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.form.section": _row(
        "section", _section, lambda cast: a_section(_other(cast)).public_id
    ),
    f"{VIEWS}.questions.new_question": Row(DESK, SeasonState.DRAFT, arguments=_with_a_section),
    f"{VIEWS}.questions.question": _row(
        "question", _question, lambda cast: a_question(_other(cast)).public_id
    ),
    f"{VIEWS}.questions.new_before": Row(DESK, SeasonState.DRAFT, arguments=the_season),
    f"{VIEWS}.questions.before": _row(
        "question", _before, lambda cast: an_eligibility_question(_other(cast)).public_id
    ),
    f"{VIEWS}.form_changes.change_form": Row(DESK, SeasonState.OPEN, arguments=the_season),
    f"{VIEWS}.form_changes.further": Row(DESK, SeasonState.OPEN, arguments=_with_a_section),
    f"{VIEWS}.form_changes.reword": _row(
        "question", _question, lambda cast: a_question(_other(cast)).public_id
    ),
    f"{VIEWS}.form_changes.retire": _row(
        "question", _question, lambda cast: a_question(_other(cast)).public_id
    ),
}
