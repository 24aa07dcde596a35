"""Sharing out on the organiser's desk: wishes, a plan before it stands, readers by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.judging.models import Round
from cadair.judging.round_states import PlanState
from cadair.judging.tasks import share_out_due
from cadair.seasons.states import SeasonState
from tests.cadair.judging.large import ASIDE, all_declare, more_entries, more_judges, shared_round
from tests.cadair.judging.test_sharing_out import accepted, begin, stands, step_aside
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def at(cast: Cast, *rest: str, language: str = "en") -> str:
    word = {"en": ("desk", "sharing"), "cy": ("desg", "rhannu")}[language]
    return "/".join(("", language, word[0], cast.season.key, word[1], *rest, ""))


def a_programme(readers: int = 2) -> tuple[Cast, Round]:
    """Six judges, twelve entries in the first theme."""
    cast = a_season(SeasonState.JUDGING)
    more_judges(cast, 3)
    more_entries(cast, 10)
    all_declare(cast)
    return cast, shared_round(cast, readers=readers)


def wishes(cast: Cast, **more: str) -> dict[str, str]:
    return {"welsh_reader": "on", "is_fair": "on", "seed": "0", **more}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_plan_is_asked_for_looked_at_and_accepted(language: str) -> None:
    cast, round_ = a_programme()
    browser = signed_in(cast.accounts["olwen"])
    one = at(cast, round_.public_id, language=language)
    plan = at(cast, round_.public_id, {"en": "plan", "cy": "cynllun"}[language], language=language)
    assert browser.get(one).status_code == 200
    asked = browser.post(one, {**wishes(cast), "anew": "1"})
    assert (asked.status_code, asked["Location"]) == (302, plan)
    waiting = browser.get(plan).content.decode()
    assert "data-waiting" in waiting
    assert f'href="{plan}"' in waiting, "without a script one looks again by a link"
    share_out_due()
    shown = browser.get(plan).content.decode()
    assert "data-waiting" not in shown
    assert ">24<" in shown, "two readers for each of twelve entries"
    assert not stands(round_)
    ready = round_.plans.get()
    answer = browser.post(plan, {"plan": ready.public_id, "accept": "1"})
    assert answer.status_code == 302
    assert len(stands(round_)) == 24
    assert browser.get(one).content.decode().count('class="tag tag--wrong"') == 0


def test_what_was_wished_for_stays_in_the_form_when_it_cannot_be_done() -> None:
    cast, round_ = a_programme()
    ann = cast.judges["ann"].public_id
    sent = wishes(cast, **{f"least_{ann}": "9", f"most_{ann}": "3", "seed": "7", "anew": "1"})
    page = signed_in(cast.accounts["olwen"]).post(at(cast, round_.public_id), sent)
    said = page.content.decode()
    assert page.status_code == 422
    assert "cannot be more than the most" in said
    assert 'value="9"' in said
    assert 'value="7"' in said
    assert not round_.plans.exists()


@pytest.mark.parametrize("bad", ["x", "-1", "9" * 30, "\x00", "1\u202e2", "½"])
def test_a_load_that_is_no_number_is_refused_where_it_stands(bad: str) -> None:
    cast, round_ = a_programme()
    field = f"most_{cast.judges['ann'].public_id}"
    sent = wishes(cast, **{field: bad, "anew": "1"})
    page = signed_in(cast.accounts["olwen"]).post(at(cast, round_.public_id), sent)
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.content.decode()


def test_a_top_up_shows_what_would_change_before_it_does() -> None:
    cast, round_ = a_programme()
    accepted(cast, round_)
    leaves = cast.judges["ann"]
    before = {entry for entry, judge in stands(round_) if judge == "ann"}
    browser = signed_in(cast.accounts["olwen"])
    sent = wishes(cast, **{f"leaving_{leaves.public_id}": "on", "gaps": "1"})
    browser.post(at(cast, round_.public_id), sent)
    share_out_due()
    page = browser.get(at(cast, round_.public_id, "plan")).content.decode()
    assert page.count("No longer: Ann") == len(before)
    assert f"−{len(before)}" in page
    drop = {"plan": round_.plans.all()[0].public_id, "drop": "1"}
    browser.post(at(cast, round_.public_id, "plan"), drop)
    assert {entry for entry, judge in stands(round_) if judge == "ann"} == before


def test_too_few_readers_are_named_with_why_and_what_to_do() -> None:
    cast = a_season(SeasonState.JUDGING)
    all_declare(cast, {("ann", cast.entries[LANTERN].reference): ASIDE})
    cast.judges["bob"].interests.filter(entry=cast.entries[LANTERN]).delete()
    round_ = shared_round(cast)
    browser = signed_in(cast.accounts["olwen"])
    browser.post(at(cast, round_.public_id), {**wishes(cast), "anew": "1"})
    share_out_due()
    page = browser.get(at(cast, round_.public_id, "plan")).content.decode()
    assert "Stepped aside: 1" in page
    assert "Have not declared on it yet: 1" in page
    assert "Ask those who have not declared to do so." in page


def test_a_plan_that_has_grown_old_is_refused_and_says_what_to_do() -> None:
    cast, round_ = a_programme()
    browser = signed_in(cast.accounts["olwen"])
    browser.post(at(cast, round_.public_id), {**wishes(cast), "anew": "1"})
    share_out_due()
    plan = round_.plans.get()
    entry, judge = plan.found["pairs"][0]
    step_aside(cast.season.judges.get(pk=judge), cast.season.entries.get(pk=entry))
    page = browser.post(at(cast, round_.public_id, "plan"), {"plan": plan.public_id, "accept": "1"})
    assert page.status_code == 422
    assert "Have it computed again" in page.content.decode()
    assert not stands(round_)


def test_of_two_plans_only_the_one_that_was_looked_at_is_accepted() -> None:
    cast, round_ = a_programme()
    browser = signed_in(cast.accounts["olwen"])
    for _tab in range(2):
        browser.post(at(cast, round_.public_id), {**wishes(cast), "anew": "1"})
        share_out_due()
    newer, older = round_.plans.all()
    assert (newer.state, older.state) == (PlanState.READY, PlanState.DROPPED)
    page = browser.post(
        at(cast, round_.public_id, "plan"), {"plan": older.public_id, "accept": "1"}
    )
    assert page.status_code == 422
    assert not stands(round_)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_readers_of_one_entry_by_hand(language: str) -> None:
    cast, round_ = a_programme()
    quiet = cast.entries[QUIET]
    step_aside(cast.judges["ann"], quiet)
    browser = signed_in(cast.accounts["olwen"])
    word = {"en": "entry", "cy": "cais"}[language]
    page = at(cast, round_.public_id, word, quiet.public_id, language=language)
    shown = browser.get(page).content.decode()
    assert cast.judges["ann"].public_id not in shown, "whoever stepped aside cannot be chosen"
    assert "<strong>Ann</strong>" in shown
    bob, cerys = (cast.judges[name].public_id for name in ("bob", "cerys"))
    assert browser.post(page, {"judges": [bob, cerys]}).status_code == 302
    assert stands(round_) == {(quiet.reference, "bob"), (quiet.reference, "cerys")}
    begin(cast.judges["bob"], quiet)
    assert browser.post(page, {"judges": []}).status_code == 302
    assert stands(round_) == {(quiet.reference, "bob")}, "what was begun stays"
    assert browser.post(page, {"judges": ["f" * 32]}).status_code == 422


def test_a_round_that_shares_out_nothing_has_no_such_page() -> None:
    cast, round_ = a_programme()
    Round.objects.filter(pk=round_.pk).update(readers=None)
    browser = signed_in(cast.accounts["olwen"])
    assert browser.get(at(cast, round_.public_id)).status_code == 404
    assert "every judge reads everything" in browser.get(at(cast)).content.decode()


def test_today_says_that_entries_lack_readers_and_that_a_plan_waits() -> None:
    cast, round_ = a_programme()
    browser = signed_in(cast.accounts["olwen"])
    today = f"/en/desk/{cast.season.key}/today/"
    assert "Entries that lack readers" in browser.get(today).content.decode()
    browser.post(at(cast, round_.public_id), {**wishes(cast), "anew": "1"})
    share_out_due()
    assert "Plans of who reads what that wait for you" in browser.get(today).content.decode()
    plan = {"plan": round_.plans.get().public_id, "accept": "1"}
    browser.post(at(cast, round_.public_id, "plan"), plan)
    page = browser.get(today).content.decode()
    assert "Entries that lack readers" not in page
    assert "Plans of who reads what" not in page


def test_a_plan_that_cannot_be_computed_is_dropped_and_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, round_ = a_programme()
    browser = signed_in(cast.accounts["olwen"])
    browser.post(at(cast, round_.public_id), {**wishes(cast), "anew": "1"})

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("cadair.judging.tasks.shared_out", broken)
    with pytest.raises(RuntimeError):
        share_out_due()
    assert round_.plans.get().state == PlanState.DROPPED
    page = browser.get(at(cast, round_.public_id)).content.decode()
    assert "No plan could be made of this." in page
    assert share_out_due() == 0, "it is not tried again and again"
