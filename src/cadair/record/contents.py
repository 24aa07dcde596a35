"""The judging record as one document: everything that an outsider needs to check a season.

`docs/organisers/judging-record.md` says what each part means; `FORMAT` changes with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cadair.foundation import clock
from cadair.outcomes.queries import outcome_document
from cadair.record import answers, chapters, sittings
from cadair.record.extract import anchors_told, chain_part, entries_told
from cadair.record.states import RecordVersion
from cadair.record.telling import Teller
from cadair.seasons.models import Season

FORMAT: Final = "cadair-judging-record/1"


@dataclass(frozen=True, slots=True)
class Contents:
    """The document, and the moment as of which it stands."""

    document: Mapping[str, Any]
    as_of: datetime


def contents_of(season: Season, version: RecordVersion) -> Contents:
    """The record of a season as it stands; the same rows give the same document."""
    teller = Teller(season, version)
    told = entries_told(season)
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": version.value,
        "season": _season(season),
        **_told(teller),
        **({} if teller.is_public else _told_to_few(teller)),
        "anchors": anchors_told(told),
        "chain": chain_part(told, is_public=teller.is_public),
    }
    if teller.is_full:
        document["outcome"] = outcome_document(season)
    return Contents(document, told[-1].at if told else clock.now())


def _season(season: Season) -> dict[str, Any]:
    return {
        "key": season.key,
        "ref": season.ref,
        "id": season.public_id,
        "year": season.year,
        "name": season.name.as_dict(),
        "state": str(season.state),
        "minimum_scorecards": season.minimum_scorecards,
    }


def _told(teller: Teller) -> dict[str, Any]:
    """What stands in every version."""
    return {
        "rules": chapters.rules_told(teller),
        "categories": chapters.categories_told(teller),
        "panel": chapters.panel_told(teller),
        "counts": chapters.counts_told(teller),
        "recusals": chapters.recusals_told(teller),
        "rounds": answers.rounds_told(teller),
        "meeting": sittings.meeting_told(teller),
        "polls": sittings.polls_told(teller),
        "mark_changes": sittings.mark_changes_told(teller),
        "motions": sittings.motions_told(teller),
        "distributions": chapters.distributions_told(teller),
        "suggestions": chapters.suggestions_told(teller),
        "decisions": chapters.decisions_told(teller),
        "overrides": chapters.overrides_told(teller),
        "anomalies": chapters.anomalies_told(teller),
        "faults": chapters.faults_told(teller),
        "seal": chapters.seal_told(teller),
        "releases": chapters.releases_told(teller),
    }


def _told_to_few(teller: Teller) -> dict[str, Any]:
    """What the public is not given: every mark and answer."""
    return {
        "interests": chapters.interests_told(teller),
        "entries": chapters.entries_told(teller),
        "scorecards": chapters.scorecards_told(teller),
        "assignments": answers.assignments_told(teller),
        "papers": answers.papers_told(teller),
        "ballots": answers.ballots_told(teller),
        "comparisons": answers.comparisons_told(teller),
        "scores": chapters.scores_told(teller),
    }
