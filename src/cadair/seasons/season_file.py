"""Loading and exporting whole seasons; each app registers the part of the file that is its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

import seasonfile
from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotNow
from cadair.people.models import Organisation
from cadair.people.rules import require_operator
from cadair.seasons.actions import freeze_rules
from cadair.seasons.models import AwardKind, Category, Role, Season
from cadair.seasons.season_frame import (
    export_frame,
    export_organisations,
    write_categories,
    write_organisations,
    write_programme,
    write_season,
)
from cadair.seasons.states import Completeness, SeasonState
from seasonfile import SeasonDocument


@dataclass(slots=True)
class Loading:
    """A season being loaded, with what the parts that follow refer to by key."""

    season: Season
    document: SeasonDocument
    organisations: Mapping[str, Organisation]
    categories: Mapping[str, Category]
    kinds: Mapping[str, AwardKind]


class SeasonFilePart(ABC):
    """The part of the file that one app reads and writes."""

    @abstractmethod
    def load(self, loading: Loading) -> None:
        """Write this part's rows for `loading.season`, which has none of them yet."""

    @abstractmethod
    def export(self, season: Season) -> Mapping[str, Any]:
        """This part's fields of `SeasonDocument`, by name."""

    def organisations(self, _season: Season) -> set[str]:
        """The keys of the organisations that this part names; none, unless it says otherwise."""
        return set()


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
        NotAllowed: `by` is not the operator.
        NotNow: the season runs here already, and the file says something else.
        Refusal: the file would take the year, an address or a key of something else.
    """
    require_operator(by)
    digest = seasonfile.sha256(document)
    existing = Season.objects.select_for_update().filter(key=document.key).first()
    if existing is not None:
        if existing.loaded_sha256 == digest or export_season(existing) == document:
            return existing
        _require_replaceable(existing)
    season = _replace(existing, document, digest)
    record(
        actor=by,
        action="load_season",
        subject=season.ref,
        season=season.public_id,
        facts={
            "file_sha256": digest,
            "state": season.state,
            "is_replacement": existing is not None,
        },
    )
    return season


def _replace(existing: Season | None, document: SeasonDocument, digest: str) -> Season:
    """Write the season in the place of the one there is; who has which part in it stays."""
    if existing is None:
        return _write(document, digest)
    roles = list(existing.roles.all())
    existing.delete()
    season = _write(document, digest)
    season.public_id = existing.public_id
    season.save(update_fields=["public_id"])
    Role.objects.bulk_create(
        Role(season=season, public_id=role.public_id, account_id=role.account_id, role=role.role)
        for role in roles
    )
    return season


def _write(document: SeasonDocument, digest: str) -> Season:
    organisations = write_organisations(document.organisations)
    programme = write_programme(document.programme, organisations)
    season = write_season(document, programme, loaded_sha256=digest)
    loading = Loading(
        season=season,
        document=document,
        organisations=organisations,
        categories=write_categories(season, document.categories),
        kinds={kind.key: kind for kind in season.award_kinds.all()},
    )
    if season.state != SeasonState.DRAFT and season.completeness == Completeness.COMPLETE:
        freeze_rules(season, frozen_at=_opened_at(document))
    for part in _parts:
        part.load(loading)
    return season


def _opened_at(document: SeasonDocument) -> datetime | None:
    """When the season opened by its file, and its rules were frozen with it; None if not past."""
    opens = document.timetable.nominations_open
    moment = opens.instant if opens else None
    return moment if moment and moment <= clock.now() else None


def _require_replaceable(season: Season) -> None:
    is_archive = (
        season.state == SeasonState.RELEASED and season.completeness == Completeness.PARTIAL
    )
    if season.state != SeasonState.DRAFT and not is_archive:
        raise NotNow(
            "season-runs-here",
            _(
                "The season runs here already, and the file says something else. "
                "Change the season here, or load the file under another key. Key: %(key)s"
            )
            % {"key": season.key},
        )


def export_season(season: Season) -> SeasonDocument:
    """The whole season as its file says it, in the order of the file."""
    fields: dict[str, Any] = export_frame(season)
    named = {season.programme.organiser.key} if season.programme.organiser else set()
    for part in _parts:
        fields |= part.export(season)
        named |= part.organisations(season)
    return SeasonDocument(organisations=export_organisations(named), **fields)
