"""What an organiser sees of what may be public, decides at 16 or 17, and notes as taken back."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.nominations.models import Nominee, PublicityStatement
from cadair.nominations.notices import due_by
from cadair.nominations.publicity import agreed_kinds
from cadair.nominations.states import AgeBand, PublicityGiver, PublicityKind
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


def _nominee(cast: Cast, band: AgeBand) -> Nominee:
    now = clock.now()
    nominee = Nominee.objects.create(
        nomination=cast.season.nominations.all()[0],
        name="Gwenno Rees",
        age_band=band,
        received_at=now,
        due_at=due_by(now),
    )
    PublicityStatement.objects.create(
        nominee=nominee,
        giver=PublicityGiver.NOMINEE,
        kinds=["name", "photo"],
        wording=1,
        language="cy",
        made_at=now,
        made_by_ref="link:x",
    )
    return nominee


def test_at_16_they_decide_within_what_was_agreed_and_say_why() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        nominee = _nominee(cast, AgeBand.SIXTEEN)
        client = signed_in(cast.accounts["olwen"])
        page = f"/cy/desg/{cast.season.key}/enwebeion/{nominee.public_id}/cyhoeddusrwydd/"
        shown = client.get(page).content.decode()
        assert "Penderfynu ar yr achos hwn" in shown
        assert 'value="video"' not in shown
        assert client.post(page, {"kinds": ["name"], "note": ""}).status_code == 422
        assert client.post(page, {"kinds": ["video"], "note": "y"}).status_code == 422
        assert agreed_kinds(nominee) == frozenset()
        assert client.post(page, {"kinds": ["name"], "note": "Asked."}).status_code == 302
    assert agreed_kinds(nominee) == {PublicityKind.NAME}


def test_what_was_taken_back_by_telephone_is_noted_with_how() -> None:
    cast = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        nominee = _nominee(cast, AgeBand.ADULT)
        client = signed_in(cast.accounts["olwen"])
        page = f"/en/desk/{cast.season.key}/nominees/{nominee.public_id}/publicity/"
        assert "Decide for this case" not in client.get(page).content.decode()
        wrong = client.post(page, {"do": "back", "back": ["name"], "how": " "})
        assert wrong.status_code == 422
        assert "Error:" in wrong.content.decode()
        done = client.post(page, {"do": "back", "back": ["name"], "how": "By telephone."})
        assert done.status_code == 302
        assert "By telephone." in client.get(page).content.decode()
    assert agreed_kinds(nominee) == {PublicityKind.PHOTO}
