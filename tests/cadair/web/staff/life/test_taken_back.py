"""A word on publicity that was taken back is found on Today, also long after the results."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.nominations.models import Nominee, Saying
from cadair.nominations.notices import due_by
from cadair.nominations.states import SayingKind
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.needs import needs_of
from tests.cast import a_season

pytestmark = pytest.mark.django_db
LABEL = "Nominees who took back something that might be public"


@pytest.mark.parametrize("kind", [SayingKind.PUBLICITY, SayingKind.CORRECTION])
def test_it_waits_for_an_organiser_after_the_results(kind: SayingKind) -> None:
    cast = a_season(SeasonState.RELEASED)
    now = clock.now()
    nominee = Nominee.objects.create(
        nomination=cast.season.nominations.all()[0],
        name="Gwenno",
        received_at=now,
        due_at=due_by(now),
    )
    Saying.objects.create(nominee=nominee, kind=kind, said_at=now)
    found = [str(each.label) for each in needs_of(cast.season)]
    assert (LABEL in found) == (kind == SayingKind.PUBLICITY)
