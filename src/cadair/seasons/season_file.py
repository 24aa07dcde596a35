"""Loading and exporting whole seasons; each app registers the parts of the file that are its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

import seasonfile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from seasonfile import Moment, SeasonDocument, Text

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText, columns
from cadair.foundation.refusals import NotNow
from cadair.people.models import Organisation
from cadair.seasons.models import Season, SeasonMoment
from cadair.seasons.states import SeasonState


@dataclass(slots=True)
class Loading:
    """A season being loaded: what the parts loaded so far left for those that follow."""

    season: Season
    document: SeasonDocument
    organisations: dict[str, Organisation] = field(default_factory=dict)


class SeasonFilePart(Protocol):
    """The part of the file that one app reads and writes."""

    def load(self, loading: Loading) -> None:
        """Write this part's rows for `loading.season`, which has none of them yet."""

    def export(self, season: Season) -> Mapping[str, Any]:
        """This part's fields of `SeasonDocument`, by name."""


_parts: list[SeasonFilePart] = []


def register(part: SeasonFilePart) -> None:
    """Add an app's part; called once at start, lowest app first."""
    _parts.append(part)


@transaction.atomic
def load_season(*, document: SeasonDocument, by: Actor) -> Season:
    """Put a season into the state its file describes: all of it or, on any error, nothing.

    The same content again changes nothing. A changed file replaces a season only while nobody has
    acted on it here: a draft, or an archive that was loaded as released.

    Raises:
        NotNow: the season runs here already, and the file says something else.
    """
    existing = Season.objects.select_for_update().filter(key=document.key).first()
    if existing is not None:
        if seasonfile.write(export_season(existing)) == seasonfile.write(document):
            return existing
        _require_replaceable(existing)
        existing.delete()
    loading = Loading(season=_load_frame(document), document=document)
    for part in _parts:
        part.load(loading)
    season = loading.season
    record(
        actor=by,
        action="load_season",
        subject=season.ref,
        season=season.public_id,
        facts={"file_sha256": seasonfile.sha256(document), "state": season.state},
    )
    return season
