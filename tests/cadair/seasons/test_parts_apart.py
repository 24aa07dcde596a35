"""Parts that one person may not hold together in a season."""

from __future__ import annotations

import pytest

from cadair.seasons.actions import grant_role, invite_person
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole
from tests.cadair.valley import refused
from tests.cast import Cast, a_season, an_account

pytestmark = pytest.mark.django_db
PANEL = (SeasonRole.JUDGE, SeasonRole.CHAIR, SeasonRole.STAND_IN)
READERS = (SeasonRole.TRANSLATOR, SeasonRole.SCRUTINEER)


@pytest.fixture
def cast() -> Cast:
    """The season of the cast."""
    return a_season()


@pytest.mark.parametrize("role", READERS)
def test_a_judge_does_not_read_award_texts_or_the_record(cast: Cast, role: SeasonRole) -> None:
    """Bob would see there what he stepped aside from (PRO-03), or others’ marks (PRO-05)."""
    with refused("reader-and-judge"):
        grant_role(season=cast.season, account=cast.accounts["bob"], role=role, by=cast.organiser)
    with refused("reader-and-judge"):
        invite_person(
            season=cast.season,
            email=cast.accounts["bob"].email,
            name="Bob",
            role=role,
            by=cast.organiser,
        )
    assert not Role.objects.filter(account=cast.accounts["bob"], role=role).exists()


@pytest.mark.parametrize("role", PANEL)
@pytest.mark.parametrize("first", READERS)
def test_nor_does_a_translator_or_scrutineer_come_to_judge(
    cast: Cast, first: SeasonRole, role: SeasonRole
) -> None:
    tegid = an_account("tegid")
    grant_role(season=cast.season, account=tegid, role=first, by=cast.organiser)
    with refused("reader-and-judge"):
        grant_role(season=cast.season, account=tegid, role=role, by=cast.organiser)


def test_an_organiser_may_translate(cast: Cast) -> None:
    grant_role(
        season=cast.season,
        account=cast.accounts["olwen"],
        role=SeasonRole.TRANSLATOR,
        by=cast.organiser,
    )
