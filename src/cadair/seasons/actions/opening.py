"""Opening a season with its rules frozen, and closing nominations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import canonical_json, sha256_of
from cadair.foundation.refusals import NotComplete, NotNow
from cadair.seasons.models import RulesVersion, Season
from cadair.seasons.queries import closing_time, locked
from cadair.seasons.rulebook import missing_before_opening, rules_document
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move


@transaction.atomic
def open_season(*, season: Season, by: Actor) -> Season:
    """Open a season for nominations and freeze its rules.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not being set up.
        NotComplete: rules, texts or dates are missing in a language; lists all of them.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.OPEN)
    problems = missing_before_opening(season)
    if problems:
        raise NotComplete(
            "season-not-complete",
            _("The season cannot open yet. What is missing:"),
            problems,
        )
    rules = freeze_rules(season)
    season.state = SeasonState.OPEN
    season.save(update_fields=["state"])
    record(
        actor=by,
        action="open_season",
        subject=season.ref,
        season=season.public_id,
        facts={"rules_version": rules.version, "rules_sha256": rules.sha256},
    )
    return season


def freeze_rules(season: Season, *, frozen_at: datetime | None = None) -> RulesVersion:
    """Keep the rules as the next version, from now or `frozen_at` on; part of an action."""
    document = rules_document(season)
    return RulesVersion.objects.create(
        season=season,
        version=season.rules_versions.count() + 1,
        document=canonical_json(document).decode(),
        sha256=sha256_of(document),
        frozen_at=frozen_at or clock.now(),
    )


@transaction.atomic
def close_nominations(*, season: Season, by: Actor) -> Season:
    """Close nominations once their time is over; checking begins.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not open, or its closing time has not come.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.CHECKING)
    closes_at = closing_time(season)
    if closes_at is not None and clock.now() <= closes_at:
        raise NotNow(
            "still-open",
            _("Nominations are still open. They close by themselves at the time announced."),
        )
    season.state = SeasonState.CHECKING
    season.save(update_fields=["state"])
    record(
        actor=by,
        action="close_nominations",
        subject=season.ref,
        season=season.public_id,
        facts={"nominations_close_at": closes_at.isoformat() if closes_at else None},
    )
    return season
