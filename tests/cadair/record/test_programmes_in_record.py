"""Three programmes with rules of their own: their records are verified from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.outcomes.actions import approve_award_text, propose_season, seal_season
from cadair.outcomes.models import Award
from cadair.record.actions import export_record
from cadair.record.reconciliation import reconcile
from cadair.record.states import RecordVersion
from cadair.seasons.actions import grant_role
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonRole
from tests.cadair.judging.test_programmes import WON, decide_as_suggested, loaded
from tests.cadair.record.outside import record_in, verified
from tests.cast import MEETING_AT, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_meeting() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


def confirmed(name: str) -> Season:
    """A programme loaded from its file, decided as the rules suggest, and confirmed."""
    season, organiser = loaded(name)
    decide_as_suggested(season, Actor.operator())
    propose_season(season=season, by=organiser)
    for award in Award.objects.filter(season=season):
        approve_award_text(award=award, by=organiser)
    account = an_account("cerys")
    season.judges.filter(is_chair=True).update(account=account)
    grant_role(season=season, account=account, role=SeasonRole.CHAIR, by=Actor.operator())
    chair = Actor.account(public_id=account.public_id, account_id=account.pk)
    seal_season(season=season, by=organiser, confirmed_by=chair)
    season.refresh_from_db()
    return season


def made(season: Season) -> bytes:
    """The record in full."""
    return export_record(season=season, version=RecordVersion.FULL, by=Actor.operator()).content


@pytest.mark.parametrize("name", WON)
def test_the_record_of_a_programme_is_verified_with_every_rule_applied_again(
    name: str, tmp_path: Path
) -> None:
    season = confirmed(name)
    assert reconcile(season).faults == ()
    content = made(season)
    code, said = verified(content, tmp_path)
    assert (code, said.splitlines()[0]) == (0, "verified"), said
    record = record_in(content)
    assert record["rules"], "the rules are frozen, so they can be applied again"
    found = {each["kind"]: each["winners"] for each in record["suggestions"] if each["winners"]}
    assert found == WON[name]


BREAK = {
    "medals": "UPDATE judging_mark SET value = 0 WHERE id = (SELECT MIN(id) FROM judging_mark)",
    "places": "UPDATE judging_mark SET value = 0 WHERE id = (SELECT MIN(id) FROM judging_mark)",
    "live-final": "UPDATE judging_paper SET points = 0"
    " WHERE id = (SELECT MIN(id) FROM judging_paper)",
    "ballot": "UPDATE judging_ballotline SET rank = 9 - rank",
}


@pytest.mark.parametrize("name", BREAK)
def test_one_answer_changed_in_the_database_is_found_though_no_chain_knows_it(
    name: str, tmp_path: Path
) -> None:
    """What came in a file is not in the chain; that the suggestions do not follow shows it."""
    season = confirmed(name)
    with connection.cursor() as cursor:
        cursor.execute(BREAK[name])
    code, said = verified(made(season), tmp_path)
    assert (code, said.startswith("DIFFERENCE: ")) == (1, True)
