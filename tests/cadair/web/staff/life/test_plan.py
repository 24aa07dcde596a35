"""The plan on the desk: made, ticked, moved, given away."""

from __future__ import annotations

from datetime import date

import pytest

from cadair.foundation import clock
from cadair.foundation.refusals import NotNow, Refusal
from cadair.seasons.actions import (
    add_plan_step,
    change_plan_step,
    make_plan,
    remove_plan_step,
    tick_plan_step,
)
from cadair.seasons.models import PlanStep
from cadair.seasons.plan import USUAL_STEPS, usual_days
from cadair.seasons.states import SeasonState
from tests.cadair.web.staff.life.desk import CY, EN, Desk, desk
from tests.cast import CEREMONY_DATE, NOMINATING_AT, a_season, words

pytestmark = pytest.mark.django_db

STEP = {
    "title_cy": "Llogi’r neuadd",
    "title_en": "Book the hall",
    "due_date": "2026-10-20",
    "owner": "",
}


def planned(at: Desk) -> PlanStep:
    """The usual steps, and one of them."""
    with clock.at(at.moment):
        make_plan(season=at.cast.season, owner=None, by=at.cast.organiser)
    return at.cast.season.plan.get(key="thanks")


def test_steps_are_counted_back_from_the_ceremony_or_from_the_dates_that_are_known() -> None:
    days = usual_days(a_season().season)
    assert set(days) == {step.key for step in USUAL_STEPS}
    assert days["save-the-date"] == date(2026, 5, 28)
    assert days["open"] == date(2026, 8, 31)
    assert days["last-week"] == date(2026, 9, 25)
    assert days["ceremony"] == CEREMONY_DATE
    assert days["publish"] == date(2026, 11, 27)
    assert days["lessons"] == date(2026, 12, 17)


def test_without_a_ceremony_date_there_is_nothing_to_count_from() -> None:
    cast = a_season()
    cast.season.moments.filter(key="ceremony").delete()
    with clock.at(NOMINATING_AT), pytest.raises(NotNow):
        make_plan(season=cast.season, owner=None, by=cast.organiser)


def test_a_plan_made_twice_has_every_step_once_and_keeps_what_was_moved() -> None:
    at = desk(SeasonState.DRAFT)
    step = planned(at)
    step.due_date = date(2026, 12, 24)
    step.save()
    at.cast.season.plan.filter(key="panel").delete()
    with clock.at(at.moment):
        make_plan(season=at.cast.season, owner=None, by=at.cast.organiser)
    assert at.cast.season.plan.count() == len(USUAL_STEPS)
    assert at.cast.season.plan.get(key="thanks").due_date == date(2026, 12, 24)


def test_only_an_organiser_of_the_season_can_own_a_step() -> None:
    cast = a_season()
    ann = cast.accounts["ann"]
    with clock.at(NOMINATING_AT):
        with pytest.raises(Refusal):
            make_plan(season=cast.season, owner=ann, by=cast.organiser)
        with pytest.raises(Refusal):
            add_plan_step(
                season=cast.season,
                title=words("x"),
                due_date=CEREMONY_DATE,
                owner=ann,
                by=cast.organiser,
            )


def test_a_step_that_somebody_removed_is_gone_for_everybody() -> None:
    at = desk()
    step = planned(at)
    with clock.at(at.moment):
        remove_plan_step(step=step, by=at.cast.organiser)
        with pytest.raises(NotNow):
            tick_plan_step(step=step, is_done=True, by=at.cast.organiser)
        with pytest.raises(NotNow):
            change_plan_step(step=step, due_date=CEREMONY_DATE, owner=None, by=at.cast.organiser)


def test_the_page_makes_the_plan_and_says_whose_it_is_in_both_languages() -> None:
    at = desk()
    assert "There is no plan yet" in at.page(EN + "plan/")
    assert "Nid oes cynllun eto" in at.page(CY + "cynllun/")
    olwen = at.cast.accounts["olwen"]
    answer = at.post(EN + "plan/", make="1", owner=olwen.public_id)
    assert answer.status_code == 302
    assert at.cast.season.plan.filter(owner=olwen).count() == len(USUAL_STEPS)
    assert "Y panel yn cyfarfod ac yn penderfynu" in at.page(CY + "cynllun/")


def test_a_step_is_ticked_unticked_moved_and_taken_out() -> None:
    at = desk()
    step = planned(at)
    here = f"{EN}plan/{step.public_id}/"
    assert at.post(here + "done/", done="1").status_code == 302
    step.refresh_from_db()
    assert step.done_at == at.moment
    assert at.post(here + "done/", done="0").status_code == 302
    step.refresh_from_db()
    assert step.done_at is None
    assert at.post(here, due_date="2026-12-24", owner="").status_code == 302
    step.refresh_from_db()
    assert step.due_date == date(2026, 12, 24)
    assert at.post(here, remove="1").status_code == 302
    assert not PlanStep.objects.filter(pk=step.pk).exists()
    assert at.get(here).status_code == 404


def test_a_step_of_ones_own_has_words_in_both_languages() -> None:
    at = desk()
    assert at.post(EN + "plan/", **STEP).status_code == 302
    step = at.cast.season.plan.get()
    assert (step.title.cy, step.title.en) == ("Llogi’r neuadd", "Book the hall")
    assert "Llogi’r neuadd" in at.page(CY + "cynllun/")
    assert "Book the hall" not in at.page(CY + "cynllun/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_cy": ""},
        {"title_en": "\u200b \u202e"},
        {"due_date": "31/02/2026"},
        {"due_date": "0001-01-01"},
        {"title_en": "x" * 201},
        {"title_cy": "a\x00b"},
        {"owner": "somebody-else"},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_everything_typed_stays(wrong: dict[str, str]) -> None:
    at = desk()
    answer = at.post(EN + "plan/", **{**STEP, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    kept = "Book the hall" if "title_en" not in wrong else "Llogi’r neuadd"
    assert kept in page
    assert not at.cast.season.plan.exists()


def test_markup_and_emoji_in_a_title_are_words() -> None:
    at = desk()
    at.post(EN + "plan/", **{**STEP, "title_en": "<script>alert(1)</script> 🏆"})
    page = at.page(EN + "plan/")
    assert "<script>alert" not in page
    assert "🏆" in page
