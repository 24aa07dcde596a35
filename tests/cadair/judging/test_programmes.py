"""Three programmes with other rules, from their files to confirmed results, with no code of theirs.

Medals by threshold; first to third with joint places after a live final, marked as scorecards or
as points of a round; a shortlist, then a ranked ballot with “no award” on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

import seasonfile
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.outcomes.actions import (
    AwardChoice,
    approve_award_text,
    decide_category,
    propose_season,
    seal_season,
)
from cadair.outcomes.models import Award, Proposal
from cadair.outcomes.states import Outcome
from cadair.people.models import Account
from cadair.seasons.actions import grant_role
from cadair.seasons.models import Category, Season
from cadair.seasons.season_file import export_season, load_season
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cast import MEETING_AT, an_account, words

pytestmark = pytest.mark.django_db

PROGRAMMES: Final = Path(__file__).parents[2] / "adjudicate" / "programmes"

WON: Final[dict[str, dict[str, list[str]]]] = {
    "medals": {
        "gold": ["2026-001"],
        "silver": ["2026-002", "2026-003"],
        "bronze": ["2026-004"],
    },
    "places": {"first": ["2026-002"], "second": ["2026-001", "2026-003"]},
    "live-final": {"first": ["2026-002"], "second": ["2026-001", "2026-003"]},
    "ballot": {
        "shortlisted": ["2026-001", "2026-002", "2026-003"],
        "chair": ["2026-002"],
    },
}
"""Who gets what; nobody at all is third where two share the second place."""


@pytest.fixture(autouse=True)
def _at_the_meeting() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


def loaded(name: str) -> tuple[Season, Actor]:
    """The season of a file, and its organiser."""
    document = seasonfile.read(PROGRAMMES / f"{name}.yaml", name=name)
    season = load_season(document=document, by=Actor.operator())
    account = an_account("olwen")
    grant_role(season=season, account=account, role=SeasonRole.ORGANISER, by=Actor.operator())
    return season, Actor.account(public_id=account.public_id, account_id=account.pk)


def suggested(season: Season, category: Category) -> list[AwardChoice]:
    """The awards that the suggestions for a category name, with a text each."""
    entries = {entry.reference: entry for entry in season.entries.all()}
    return [
        AwardChoice(
            kind=proposal.kind,
            entry=entries[winner],
            title=words(f"{proposal.kind.key} {winner}"),
            text=words(f"Why {winner}"),
            is_joint=winner in proposal.document["shared"],
        )
        for proposal in Proposal.objects.filter(category=category).select_related("kind")
        for winner in proposal.document["winners"]
    ]


def decide_as_suggested(season: Season, by: Actor) -> None:
    """The panel follows every suggestion, category by category; overall categories last."""
    chair = season.judges.get(is_chair=True)
    for category in sorted(season.categories.all(), key=lambda each: each.group == "overall"):
        propose_season(season=season, by=by)
        awards = suggested(season, category)
        decide_category(
            category=category,
            outcome=Outcome.AWARDED if awards else Outcome.NO_AWARD,
            reason=BilingualText(en="By the rules."),
            reason_language="en",
            decided_by=chair,
            by=by,
            awards=awards,
            wording=words("No award this year"),
        )


@pytest.mark.parametrize("name", WON)
def test_a_programme_runs_from_its_file_to_confirmed_results(name: str) -> None:
    season, organiser = loaded(name)
    decide_as_suggested(season, Actor.operator())
    for award in Award.objects.filter(category__season=season):
        approve_award_text(award=award, by=organiser)
    given: dict[str, list[str]] = {}
    for award in Award.objects.filter(category__season=season).select_related("kind", "entry"):
        assert award.kind is not None
        given.setdefault(award.kind.key, []).append(award.entry.reference)
    assert {kind: sorted(entries) for kind, entries in given.items()} == WON[name]
    account: Account = an_account("cerys")
    chair = season.judges.get(is_chair=True)
    chair.account = account
    chair.save()
    grant_role(season=season, account=account, role=SeasonRole.CHAIR, by=Actor.operator())
    confirming: Any = Actor.account(public_id=account.public_id, account_id=account.pk)
    seal_season(season=season, by=organiser, confirmed_by=confirming)
    season.refresh_from_db()
    assert season.state == SeasonState.SEALED


@pytest.mark.parametrize("name", WON)
def test_what_is_exported_is_what_was_loaded(name: str) -> None:
    season, _organiser = loaded(name)
    document = seasonfile.read(PROGRAMMES / f"{name}.yaml", name=name)
    assert seasonfile.write(export_season(season)) == seasonfile.write(document)
