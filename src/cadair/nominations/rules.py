"""When a nomination may be sent, changed, or checked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cadair.foundation import clock
from cadair.foundation.refusals import NotNow
from cadair.seasons.models import Season
from cadair.seasons.queries import closing_time
from cadair.seasons.states import SeasonState


def require_open(season: Season) -> None:
    """Nominations are taken until the closing second, by this server's clock (PRO-23).

    Raises:
        NotNow: the season is not open, or its closing time has passed.
    """
    closes_at = closing_time(season)
    if season.state != SeasonState.OPEN or (closes_at and clock.now() > closes_at):
        raise NotNow(
            "nominations-closed",
            _("Nominations are closed. Ask the organisers if you have a question."),
        )


def require_checking(season: Season) -> None:
    """Eligibility is decided while nominations are open or being checked, never during judging.

    Raises:
        NotNow: judging has begun, or the season has not opened.
    """
    if season.state not in (SeasonState.OPEN, SeasonState.CHECKING):
        raise NotNow(
            "not-checking",
            _("Entries can be checked only before judging begins."),
        )
