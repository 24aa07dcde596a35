"""Who gets in: letters and messages, on the organiser’s desk."""

from __future__ import annotations

from typing import Final

from cadair.mail.models import Mailing
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, Cast
from tests.structure.matrix.row import ORGANISER, Row, the_season

VIEWS: Final = "cadair.web.staff.letters.views"
DESK: Final = frozenset({ORGANISER})
OPEN: Final = SeasonState.OPEN


def _mailing(season: str) -> Mailing:
    found = Mailing.objects.filter(season=season).first()
    return found or Mailing.objects.create(
        season=season,
        audience="nominators",
        subject_cy="Cyfrinach",
        subject_en="A secret of the season",
        written_at=CHECKING_AT,
        written_by_ref="console:operator",
    )


def _a_mailing(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "mailing": _mailing(cast.season.public_id).public_id}


def _of_another_season(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "mailing": _mailing("0" * 32).public_id}


def _a_letter(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "letter": "nomination-received"}


def _no_letter(cast: Cast) -> dict[str, str]:
    return {**the_season(cast), "letter": "sign-in-code"}


_OF_MAILING: Final = Row(DESK, OPEN, arguments=_a_mailing, foreign=_of_another_season)
_OF_SEASON: Final = Row(DESK, OPEN, arguments=the_season)

LETTERS: dict[str, Row] = {
    f"{VIEWS}.contacts.contacts": _OF_SEASON,
    f"{VIEWS}.messages.mailing": _OF_MAILING,
    f"{VIEWS}.messages.mailings": _OF_SEASON,
    f"{VIEWS}.messages.new_mailing": _OF_SEASON,
    f"{VIEWS}.messages.sending": _OF_MAILING,
    f"{VIEWS}.wording.letter": Row(DESK, OPEN, arguments=_a_letter, foreign=_no_letter),
    f"{VIEWS}.wording.letters": _OF_SEASON,
    f"{VIEWS}.wording.sender": _OF_SEASON,
}
