"""Who nominates, as totals: nothing can be joined, small numbers are not told (PRI-08)."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import models

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.nominations.actions import ask_who_nominates, count_answers
from cadair.nominations.models import MonitoringTally
from cadair.nominations.monitoring import ANSWERS, totals
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cadair.web.signing import signed_in
from tests.cast import NOMINATING_AT, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = a_season(SeasonState.OPEN)
    with clock.at(NOMINATING_AT):
        ask_who_nominates(season=made.season, is_asked=True, by=made.organiser)
    return made


def _closed(season: Season) -> Season:
    Season.objects.filter(pk=season.pk).update(state=SeasonState.CHECKING)
    season.refresh_from_db()
    return season


def _answer(cast: Cast, times: int, **answers: str) -> None:
    for _time in range(times):
        count_answers(season=cast.season, answers=answers)


def test_there_is_nothing_by_which_an_answer_could_be_joined_to_anything() -> None:
    fields = {each.name: each for each in MonitoringTally._meta.get_fields()}
    assert set(fields) == {"id", "season", "question", "answer", "number"}
    keys = [each for each in fields.values() if isinstance(each, models.ForeignKey)]
    assert [each.related_model for each in keys] == [Season]
    assert MonitoringTally._meta.related_objects == ()


def test_answering_makes_no_row_and_no_entry(cast: Cast) -> None:
    rows, entries = MonitoringTally.objects.count(), AuditEntry.objects.count()
    _answer(cast, 3, age="25-44", welsh="fluent")
    assert MonitoringTally.objects.count() == rows == sum(len(each) for each in ANSWERS.values())
    assert AuditEntry.objects.count() == entries
    assert MonitoringTally.objects.get(answer="25-44").number == 3


def test_totals_are_told_after_closing_only_and_never_a_small_number(cast: Cast) -> None:
    _answer(cast, 8, age="25-44", sex="female")
    _answer(cast, 4, age="45-64", sex="")
    assert totals(cast.season) == []
    told = {each.question.value: each.answers for each in totals(_closed(cast.season))}
    assert [each.number for each in told["age"]] == [None, 8, None, None, None]
    assert told["sex"] == []


def test_only_what_is_asked_can_be_answered_and_only_while_it_is_asked(cast: Cast) -> None:
    with pytest.raises(Refusal):
        count_answers(season=cast.season, answers={"age": "17"})
    with pytest.raises(NotAllowed):
        ask_who_nominates(season=cast.season, is_asked=False, by=cast.chair)
    ask_who_nominates(season=cast.season, is_asked=False, by=cast.organiser)
    with pytest.raises(NotNow):
        count_answers(season=cast.season, answers={"age": "25-44"})
    _closed(cast.season)
    with pytest.raises(NotNow):
        ask_who_nominates(season=cast.season, is_asked=True, by=cast.organiser)
    assert not MonitoringTally.objects.exclude(number=0).exists()


def _page(cast: Cast, language: str = "en") -> str:
    words = {"en": "en/nominate/{}/anonymous", "cy": "cy/enwebu/{}/dienw"}
    return f"/{words[language].format(cast.season.key)}/"


def test_a_nominator_answers_what_they_like_once_a_day(cast: Cast) -> None:
    cache.clear()
    client = signed_in(cast.accounts["eirian"])
    assert "Pwy sy’n enwebu?" in client.get(_page(cast, "cy")).content.decode()
    assert client.get(_page(cast)).status_code == 200
    answers = {"age": "65-over", "ethnicity": "not-said"}
    assert client.post(_page(cast), answers).status_code == 302
    assert client.post(_page(cast), answers).status_code == 429
    given = MonitoringTally.objects.exclude(number=0).values_list("question", "answer", "number")
    assert sorted(given) == [("age", "65-over", 1), ("ethnicity", "not-said", 1)]


@pytest.mark.parametrize("typed", ["x" * 100_000, "\x00", "🙂", "25-44\u202e"])
def test_an_answer_that_is_none_is_refused(cast: Cast, typed: str) -> None:
    client = signed_in(cast.accounts["eirian"])
    assert client.post(_page(cast), {"age": typed}).status_code in (413, 422)
    assert not MonitoringTally.objects.exclude(number=0).exists()


def test_there_is_no_such_page_where_it_is_not_asked_nor_for_who_sent_nothing(cast: Cast) -> None:
    bob = signed_in(cast.accounts["bob"])
    assert bob.get(_page(cast)).status_code == 404
    ask_who_nominates(season=cast.season, is_asked=False, by=cast.organiser)
    eirian = signed_in(cast.accounts["eirian"])
    assert eirian.get(_page(cast)).status_code == 404


def test_the_organiser_asks_and_reads_totals(cast: Cast) -> None:
    olwen = signed_in(cast.accounts["olwen"])
    desk = f"/en/desk/{cast.season.key}/figures/"
    assert "They are asked." in olwen.get(desk).content.decode()
    assert olwen.post(f"{desk}ask/", {"ask": "no"}).status_code == 302
    assert "They are not asked." in olwen.get(desk).content.decode()
    olwen.post(f"{desk}ask/", {"ask": "yes"})
    _answer(cast, 7, welsh="fluent")
    _answer(cast, 4, welsh="none")
    assert "<dd>7</dd>" not in olwen.get(desk).content.decode()
    _closed(cast.season)
    page = olwen.get(desk).content.decode()
    assert "<dd>7</dd>" in page
    assert "<dd>4</dd>" not in page
    assert "fewer than 5" in page
