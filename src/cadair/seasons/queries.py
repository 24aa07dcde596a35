"""Reading seasons; a lock where a write follows."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connections, router
from django.utils.translation import gettext_lazy as _

from cadair.foundation.prepared import Prepared
from cadair.foundation.refusals import Refusal
from cadair.seasons.models import RulesVersion, Season, SeasonMoment


def season_by_key(key: str) -> Season:
    """The season with this key.

    Raises:
        Refusal: there is none.
    """
    season = Season.objects.select_related("programme").filter(key=key).first()
    if season is None:
        raise Refusal(
            "unknown-season",
            _("There is no season with this key: %(key)s. Load its file first.") % {"key": key},
        )
    return season


def locked(season: Season) -> Season:
    """The season read afresh and held until the transaction ends."""
    return Season.objects.select_for_update().select_related("programme").get(pk=season.pk)


def hold(season_id: int) -> None:
    """Keep a season as it is until the transaction ends, by many at a time; read it after this.

    Judges save side by side under it; whoever moves the season on (`locked`) waits for them, and
    they for whoever moves it. On SQLite a transaction that writes is alone anyway.
    """
    connection = connections[router.db_for_write(Season)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM seasons_season WHERE id = %s FOR SHARE", [season_id])


def current_rules(season: Season) -> RulesVersion | None:
    """The rules in force, or None before opening."""
    return season.rules_versions.order_by("-version").first()


def opening_time(season: Season) -> datetime | None:
    """The moment from which nominations are taken in an open season; None: at once."""
    return _moment(season, "nominations_open")


def closing_time(season: Season) -> datetime | None:
    """The moment after which no nomination is taken; the second it names is still in time."""
    return _moment(season, "nominations_close")


_MOMENT: Final = Prepared(
    lambda season, key: SeasonMoment.objects.filter(season=season, key=key).values_list("at")[:1]
)


def _moment(season: Season, key: str) -> datetime | None:
    rows = _MOMENT.rows(season=season.pk, key=key)
    return rows[0][0] if rows else None
