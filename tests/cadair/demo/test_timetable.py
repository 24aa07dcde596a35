"""When things happen: consistent for every state, on whatever day one looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from cadair.demo.generator.moments import STATES, Moments, moments
from cadair.foundation.clock import from_london
from tests.cadair.demo.seasons import TODAY, season

pytestmark = pytest.mark.static

# A year and a bit, in steps that meet every weekday and both changes of the clocks.
DAYS = [date(2026, 1, 1) + timedelta(days=11 * n) for n in range(40)]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("today", DAYS)
def test_the_moments_follow_one_another_and_exist(today: date, state: str) -> None:
    when = moments(today, state)
    order = [
        when.opens_at,
        when.closes_at,
        when.judging_begins_at,
        when.judging_ends_at,
        when.wall(when.panel_date, 10),
        when.wall(when.ceremony_date, 19),
        when.results_at,
    ]

    assert order == sorted(order)
    assert all(from_london(moment) for moment in order)
    assert when.closes_at.strftime("%A") == "Friday"
    assert when.panel_date.strftime("%A") == when.ceremony_date.strftime("%A") == "Thursday"


@pytest.mark.parametrize("today", DAYS)
def test_an_open_season_opened_about_four_weeks_ago_and_closes_in_about_two(today: date) -> None:
    when = moments(today, "open")

    assert 23 <= (today - when.opening_date).days <= 31
    assert 8 <= (when.closes_at.date() - today).days <= 16


@pytest.mark.parametrize("today", DAYS)
def test_each_state_has_its_past_behind_it_and_its_future_before_it(today: date) -> None:
    past: dict[str, Callable[[Moments], date]] = {
        "draft": lambda when: date.min,
        "open": lambda when: when.opening_date,
        "checking": lambda when: when.closes_at.date(),
        "judging": lambda when: when.judging_begins_at.date(),
        "deciding": lambda when: when.panel_date,
        "sealed": lambda when: when.panel_date,
        "released": lambda when: when.results_at.date(),
    }
    to_come: dict[str, Callable[[Moments], date]] = {
        "draft": lambda when: when.opening_date,
        "open": lambda when: when.closes_at.date(),
        "checking": lambda when: when.judging_begins_at.date(),
        "judging": lambda when: when.judging_ends_at.date(),
        "deciding": lambda when: when.ceremony_date,
        "sealed": lambda when: when.ceremony_date,
        "released": lambda when: date.max,
    }
    for state in STATES:
        when = moments(today, state)
        assert past[state](when) < today < to_come[state](when), state


def test_an_unknown_state_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="draft, open, checking"):
        moments(TODAY, "closed")


def test_forms_come_in_between_opening_and_closing_and_most_of_them_late() -> None:
    data = season("released")
    opens, closes = (
        datetime.fromisoformat(data["timetable"][key]["at"])
        for key in ("nominations_open", "nominations_close")
    )
    moments_in = [datetime.fromisoformat(n["submitted_at"]) for n in data["nominations"]]

    assert moments_in == sorted(moments_in)
    assert opens < moments_in[0]
    assert moments_in[-1] < closes
    assert sum(at > opens + (closes - opens) / 2 for at in moments_in) > 160


def test_while_open_only_what_has_arrived_is_there_and_nothing_is_checked() -> None:
    data = season("open")

    assert 60 < len(data["nominations"]) < 180
    assert max(n["submitted_at"] for n in data["nominations"]) < TODAY.isoformat()
    assert {n["entry"] for n in data["nominations"]} == {e["reference"] for e in data["entries"]}
    assert {e["eligibility"]["state"] for e in data["entries"]} <= {"unchecked", "withdrawn"}


@pytest.mark.parametrize("state", STATES)
def test_news_is_published_in_the_past_only_newest_first(state: str) -> None:
    published = [item["published"]["at"] for item in season(state)["news"]]

    assert published == sorted(published, reverse=True)
    assert all(at[:10] < TODAY.isoformat() for at in published)
    assert len(published) == {"draft": 1, "open": 4, "released": 6}.get(state, 5)


@pytest.mark.parametrize(
    ("state", "sections"),
    [
        ("draft", set()),
        ("open", {"entries", "nominations"}),
        ("checking", {"entries", "nominations"}),
        ("judging", {"entries", "nominations", "interests", "scorecards"}),
        (
            "deciding",
            {"entries", "nominations", "interests", "scorecards", "decisions", "awards"},
        ),
        (
            "released",
            {"entries", "nominations", "interests", "scorecards", "decisions", "awards"}
            | {"released"},
        ),
    ],
)
def test_a_season_holds_what_exists_by_then(state: str, sections: set[str]) -> None:
    later = {"entries", "nominations", "interests", "scorecards", "decisions", "awards", "released"}

    assert later & set(season(state)) == sections


def test_no_outcome_is_known_before_the_panel_has_met() -> None:
    for state in ("draft", "open", "checking", "judging"):
        data = season(state)
        assert "awards" not in data
        assert all("winner" not in item["title"]["en"] for item in data["news"])
