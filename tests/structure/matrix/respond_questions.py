"""Who gets in: whoever holds the link in a letter that asks something."""

from __future__ import annotations

from cadair.foundation import clock
from cadair.nominations.queries import CLARIFICATION
from cadair.people.actions import issue_link
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.row import EVERYBODY, Row
from tests.structure.matrix.staff_reading import a_question


def _link(cast: Cast, purpose: str) -> dict[str, str]:
    asked = a_question(cast.season.nominations.all()[0])
    until = clock.now().replace(year=clock.now().year + 1)
    return {"token": issue_link(purpose=purpose, subject_ref=asked.ref, until=until)}


QUESTIONS: dict[str, Row] = {
    "cadair.web.respond.views.clarifying.question": Row(
        EVERYBODY,
        SeasonState.OPEN,
        lambda cast: _link(cast, CLARIFICATION),
        lambda cast: _link(cast, "something-else"),
    ),
}
