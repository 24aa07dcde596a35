"""The list of nominations: what it shows, what its address asks for, how much it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadair.foundation import clock
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, NOMINATING_AT, a_season
from tests.progress import nominate

pytestmark = pytest.mark.django_db
LIST = "/en/desk/valley-2026/nominations/"
QUERIES = 12


def test_the_list_asks_the_same_number_of_questions_for_one_nomination_and_for_three() -> None:
    cast = a_season(SeasonState.CHECKING)
    with clock.at(CHECKING_AT):
        browser = signed_in(cast.accounts["olwen"])
        for query, number in (("?q=Night", 1), ("?q=e", 3)):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = browser.get(LIST + query)
            assert answer.content.decode().count('<th scope="row">') == number
            print(len(asked))
            [print(q["sql"][:150]) for q in asked.captured_queries]
            assert len(asked) == QUERIES
