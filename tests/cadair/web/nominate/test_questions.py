"""A question to a nominator is answered in their own area too, without the letter's link."""

from __future__ import annotations

import pytest

from cadair.foundation import clock
from cadair.nominations.models import Clarification
from cadair.nominations.states import ClarificationState
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season
from tests.structure.matrix.staff_reading import a_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> tuple[Cast, Clarification]:
    cast = a_season(SeasonState.OPEN)
    nomination = cast.season.nominations.all()[0]
    nomination.nominator_email = cast.accounts["eirian"].email
    nomination.save()
    with clock.at(NOMINATING_AT):
        return cast, a_question(nomination)


def _page(question: Clarification, language: str = "en") -> str:
    word = {"en": "nominations/{}/question/{}", "cy": "enwebiadau/{}/cwestiwn/{}"}[language]
    return f"/{language}/{word.format(question.nomination.public_id, question.public_id)}/"


def test_it_stands_in_their_list_and_is_answered_there(asked: tuple[Cast, Clarification]) -> None:
    cast, question = asked
    client = signed_in(cast.accounts["eirian"])
    with clock.at(NOMINATING_AT):
        listed = client.get("/cy/enwebiadau/").content.decode()
        assert _page(question, "cy") in listed
        page = client.get(_page(question)).content.decode()
        assert "How many came?" in page
        empty = client.post(_page(question), {"text": " ", "language": "en"})
        assert empty.status_code == 422
        done = client.post(_page(question), {"text": "Twenty.", "language": "en"})
        assert done.status_code == 302
        question.refresh_from_db()
        assert (question.state, question.answer) == (ClarificationState.ANSWERED, "Twenty.")
        assert "Twenty." in client.get(_page(question)).content.decode()
        assert _page(question, "cy") not in client.get("/cy/enwebiadau/").content.decode()
        again = client.post(_page(question), {"text": "Thirty.", "language": "en"})
    question.refresh_from_db()
    assert again.status_code == 422
    assert question.answer == "Twenty."


def test_nobody_else_reads_or_answers_it(asked: tuple[Cast, Clarification]) -> None:
    cast, question = asked
    for name in ("ann", "bob", "sian"):
        client = signed_in(cast.accounts[name])
        assert client.get(_page(question)).status_code == 404
        answer = client.post(_page(question), {"text": "No.", "language": "en"})
        assert answer.status_code == 404
    question.refresh_from_db()
    assert question.state == ClarificationState.ASKED
