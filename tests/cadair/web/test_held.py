"""Everybody gets all that is held about them, and nothing that is somebody else's (PRI-12)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.mail.models import OutboxMessage
from cadair.nominations.actions import (
    NewEntry,
    NominatedPerson,
    Nominator,
    agree_to_publicity,
    describe_oneself,
    mark_read,
    redact_passage,
    submit_nomination,
)
from cadair.nominations.models import Nomination, Nominee
from cadair.nominations.notices import NOMINEE
from cadair.nominations.states import EntryKind, PublicityKind, RedactionReason, Relation
from cadair.people.actions import issue_link
from cadair.people.queries import actor_by_link, opened_by
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db
VICTIM, CODE = "Siwan Ddirgel", "Your code is 483920"


@pytest.fixture
def cast() -> Cast:
    return a_season(SeasonState.OPEN)


@pytest.fixture
def nomination(cast: Cast) -> Nomination:
    with clock.at(NOMINATING_AT):
        sent = submit_nomination(
            season=cast.season,
            entry=NewEntry(
                title=BilingualText(en="The bridge"),
                title_language="en",
                kind=EntryKind.TEAM,
                categories=[cast.category("asb")],
                people=[NominatedPerson("Gwenno Rees", email="g@example.org", age_band="adult")],
            ),
            nominator=Nominator(name="Eirian Gudd", email=cast.accounts["eirian"].email),
            language="en",
            relation=Relation.THIRD_PARTY,
            summary=f"They kept {VICTIM} safe.",
            answers={"prevention": "It was prevented there.", "impact": "It changed."},
            by=cast.actor("eirian"),
        )
        OutboxMessage.objects.create(
            once="code",
            letter="web_account/email/sign_in_code",
            to_address="g@example.org",
            subject_en=CODE,
            queued_at=clock.now(),
            forget_at=clock.now(),
            next_attempt_at=clock.now(),
        )
    return sent


def _token(nominee: Nominee) -> str:
    until = clock.now() + timedelta(days=30)
    return issue_link(purpose=NOMINEE, subject_ref=nominee.ref, until=until)


def _both(client: Client, page: str, file: str) -> tuple[str, str]:
    answer = client.get(file)
    assert answer["Content-Disposition"].startswith("attachment")
    json.loads(answer.content)
    return client.get(page).content.decode(), answer.content.decode()


def test_a_nominee_gets_what_names_them_and_neither_nominator_nor_what_was_taken_out(
    cast: Cast, client: Client, nomination: Nomination
) -> None:
    nominee = nomination.nominees.get()
    with clock.at(NOMINATING_AT):
        token = _token(nominee)
        link = opened_by(token, NOMINEE)
        assert link is not None
        by = actor_by_link(link)
        describe_oneself(
            nominee=nominee, own_name="Gwenno Rhys", pronunciation="GWEN-no", correction="", by=by
        )
        agree_to_publicity(nominee=nominee, kinds=[PublicityKind.NAME], language="en", by=by)
        pages = [
            _both(client, f"/{start}/{token}/data/", f"/{start}/{token}/data/{file}/")
            for start, file in (("en/respond/nominee", "file"), ("cy/ateb/enwebai", "ffeil"))
        ]
        for text in (each for pair in pages for each in pair):
            for there in ("Gwenno Rees", "Gwenno Rhys", "GWEN-no", "g@example.org", "The bridge"):
                assert there in text
            for hidden in ("Eirian Gudd", "eirian@", VICTIM, "It was prevented", "483920"):
                assert hidden not in text
        redact_passage(
            nomination=nomination,
            passage=VICTIM,
            reason=RedactionReason.VICTIM,
            by=cast.organiser,
        )
        mark_read(nomination=nomination, by=cast.organiser)
        for text in _both(
            client, f"/en/respond/nominee/{token}/data/", f"/en/respond/nominee/{token}/data/file/"
        ):
            assert "It was prevented there." in text
            assert VICTIM not in text


def test_a_nominator_gets_what_they_sent_and_nobody_else_s(
    cast: Cast, nomination: Nomination
) -> None:
    del nomination
    with clock.at(NOMINATING_AT):
        mine = signed_in(cast.accounts["eirian"])
        for text in _both(mine, "/en/nominations/my-data/", "/cy/enwebiadau/fy-nata/ffeil/"):
            for there in ("Eirian Gudd", VICTIM, "It was prevented there.", "Gwenno Rees"):
                assert there in text
            assert "483920" not in text
        other = signed_in(cast.accounts["ann"])
        for text in _both(other, "/en/nominations/my-data/", "/en/nominations/my-data/file/"):
            assert "The bridge" not in text
            assert VICTIM not in text
        nobody = Client().get("/en/nominations/my-data/")
    assert nobody.status_code == 302
