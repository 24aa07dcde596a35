"""Who gets in: nominees and referees, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.foundation import clock
from cadair.nominations.models import Endorsement, Nomination, Nominee, Saying
from cadair.nominations.notices import due_by
from cadair.nominations.states import SayingKind
from cadair.seasons.states import SeasonState
from tests.cast import Cast
from tests.structure.matrix.respond import with_photo
from tests.structure.matrix.row import ORGANISER, Row, the_season
from tests.structure.matrix.staff_nominations import _elsewhere as elsewhere

VIEWS: Final = "cadair.web.staff.notices.views"
DESK: Final = frozenset({ORGANISER})
CHECKING: Final = SeasonState.CHECKING


def _person(nomination: Nomination) -> Nominee:
    now = clock.now()
    return Nominee.objects.create(
        nomination=nomination, name="Gwenno Example", received_at=now, due_at=due_by(now)
    )


def _a_nominee(cast: Cast) -> dict[str, str]:
    person = _person(cast.season.nominations.all()[0])
    return {**the_season(cast), "nominee": person.public_id}


def _their_nominee(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "nominee": _person(elsewhere(cast)).public_id}


def _a_photo(cast: Cast) -> dict[str, str]:
    person = with_photo(_person(cast.season.nominations.all()[0]))
    return {**the_season(cast), "nominee": person.public_id}


def _their_photo(cast: Cast) -> dict[str, str]:
    person = with_photo(_person(elsewhere(cast)))
    return {**the_season(cast), "nominee": person.public_id}


def _said(nominee: Nominee) -> Saying:
    return Saying.objects.create(
        nominee=nominee, kind=SayingKind.OBJECTION, text="A secret.", said_at=clock.now()
    )


def _a_saying(cast: Cast) -> dict[str, str]:
    person = _person(cast.season.nominations.all()[0])
    return {**the_season(cast), "saying": _said(person).public_id}


def _their_saying(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "saying": _said(_person(elsewhere(cast))).public_id}


def _asked(nomination: Nomination) -> Endorsement:
    return Endorsement.objects.create(
        nomination=nomination,
        name="Rhys Example",
        email="rhys@example.org",
        asked_at=clock.now(),
        asked_by_ref="account:x",
    )


def _a_referee(cast: Cast) -> dict[str, str]:
    asked = _asked(cast.season.nominations.all()[0])
    return {**the_season(cast), "endorsement": asked.public_id}


def _their_referee(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "endorsement": _asked(elsewhere(cast)).public_id}


NOTICES: dict[str, Row] = {
    f"{VIEWS}.listing.nominees": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.listing.tell": Row(DESK, CHECKING, the_season, is_form_only=True),
    f"{VIEWS}.nominee.nominee": Row(DESK, CHECKING, _a_nominee, _their_nominee),
    f"{VIEWS}.nominee.reopen": Row(DESK, CHECKING, _a_nominee, _their_nominee, is_form_only=True),
    f"{VIEWS}.nominee.saying": Row(DESK, CHECKING, _a_saying, _their_saying),
    f"{VIEWS}.publicity.publicity": Row(DESK, CHECKING, _a_nominee, _their_nominee),
    f"{VIEWS}.publicity.photo": Row(DESK, CHECKING, _a_photo, _their_photo),
    f"{VIEWS}.agreed.agreed": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.agreed.file": Row(
        DESK,
        CHECKING,
        lambda c: {**the_season(c), "kind": "csv"},
        lambda c: {**the_season(c), "kind": "pdf"},
    ),
    f"{VIEWS}.agreed.paper": Row(DESK, CHECKING, _a_nominee, _their_nominee),
    f"{VIEWS}.record.record": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.referees.referees": Row(DESK, CHECKING, the_season),
    f"{VIEWS}.referees.move": Row(DESK, CHECKING, _a_referee, _their_referee, is_form_only=True),
}
