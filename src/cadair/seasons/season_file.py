"""Loading and exporting whole seasons; each app registers the part of the file that is its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

import seasonfile
from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import columns
from cadair.foundation.refusals import NotNow, Refusal
from cadair.people.models import Organisation
from cadair.people.rules import require_operator
from cadair.seasons.actions import freeze_rules
from cadair.seasons.models import AwardKind, Category, PlanStep, Programme, Role, Season
from cadair.seasons.rules import (
    require_may_start,
    require_organiser,
    require_organiser_of_awards,
)
from cadair.seasons.season_form import export_form, write_form
from cadair.seasons.season_frame import (
    export_frame,
    export_organisations,
    write_categories,
    write_organisations,
    write_programme,
    write_season,
)
from cadair.seasons.season_notices import export_notices, write_controller, write_letters
from cadair.seasons.states import Completeness, SeasonRole, SeasonState
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

    def load_rules(self, _loading: Loading) -> bool:
        """Write what belongs to the rules, before they are frozen; whether there was anything."""
        return False

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


@transaction.atomic
def load_draft(*, document: SeasonDocument, by: Actor) -> Season:
    """Start a season from its file; whoever does becomes its organiser. Only drafts.

    A changed file replaces a draft that is here already, for one of its organisers; the same
    content changes nothing.

    Raises:
        NotAllowed: `by` may not start awards, or the awards or the draft are somebody else's.
        NotNow: the season is not a draft, here or in its file.
        Refusal: the file would take the year, an address or a key of something else.
    """
    require_may_start(by)
    if document.state != "draft":
        raise NotNow(
            "drafts-only",
            _("Only a season that is being set up is loaded here. State in the file: %(state)s.")
            % {"state": document.state},
        )
    programme = Programme.objects.filter(key=document.programme.key).first()
    if programme is not None:
        require_organiser_of_awards(by, programme)
    existing = Season.objects.select_for_update().filter(key=document.key).first()
    if existing is not None:
        require_organiser(by, existing)
        if export_season(existing) == document:
            return existing
        _require_replaceable(existing)
    season = _replace(existing, document, seasonfile.sha256(document))
    _make_organiser(season, by)
    record(
        actor=by,
        action="load_draft",
        subject=season.ref,
        season=season.public_id,
        facts={"file_sha256": season.loaded_sha256, "is_replacement": existing is not None},
    )
    return season


@transaction.atomic
def copy_season(*, source: Season, year: int, by: Actor) -> Season:
    """Start the season of another year from one there is; whoever does becomes its organiser.

    What was set up comes with it, dates on the same weekdays, the plan shifted likewise, letters
    in their words; who answers for the data must be checked again. What
    people sent, marked, declared and decided stays behind, and so do documents, news and the facts
    of the evening: they belong to their year.

    Raises:
        NotAllowed: `by` is no organiser of the season that is copied.
        Refusal: the awards have a season in that year, or the year is none.
    """
    require_organiser_of_awards(by, source.programme)
    if not 2000 <= year <= 2999:
        raise Refusal("strange-year", _("This is no year for a season. Write four figures."))
    key = f"{source.programme.key[:74]}-{year}"
    if Season.objects.filter(key=key).exists():
        raise Refusal(
            "year-taken",
            _("The programme has a season in this year already. Year: %(year)s") % {"year": year},
        )
    days, document = seasonfile.for_year(export_season(source), key=key, year=year)
    season = _write(document, "")
    write_letters(season, document)
    _make_organiser(season, by)
    _copy_plan(source, season, timedelta(days=days))
    record(
        actor=by,
        action="copy_season",
        subject=season.ref,
        season=season.public_id,
        facts={"source": source.ref, "year": year, "days": days},
    )
    return season


def _make_organiser(season: Season, by: Actor) -> None:
    if by.account_id is not None:
        Role.objects.get_or_create(
            season=season, account_id=by.account_id, role=SeasonRole.ORGANISER
        )


def _copy_plan(source: Season, season: Season, shift: timedelta) -> None:
    organisers = set(
        season.roles.filter(role=SeasonRole.ORGANISER).values_list("account_id", flat=True)
    )
    PlanStep.objects.bulk_create(
        PlanStep(
            season=season,
            key=step.key,
            due_date=step.due_date + shift,
            owner_id=step.owner_id if step.owner_id in organisers else None,
            **columns("title", step.title),
        )
        for step in source.plan.all()
    )


def _replace(existing: Season | None, document: SeasonDocument, digest: str) -> Season:
    """Write the season in the place of the one there is; who has which part in it stays."""
    if existing is None:
        season = _write(document, digest)
        write_letters(season, document)
        return season
    roles = list(existing.roles.all())
    existing.delete()
    season = _write(document, digest)
    season.public_id = existing.public_id
    season.save(update_fields=["public_id"])
    write_letters(season, document)
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
    write_form(season, document.form, loading.categories)
    write_controller(season, document.controller)
    for part in _parts:
        part.load_rules(loading)
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
    fields: dict[str, Any] = {
        **export_frame(season),
        **export_notices(season),
        "form": export_form(season),
    }
    named = {season.programme.organiser.key} if season.programme.organiser else set()
    for part in _parts:
        fields |= part.export(season)
        named |= part.organisations(season)
    return SeasonDocument(organisations=export_organisations(named), **fields)
