"""What a device is given and what it sends: the desk of this judge, versions, refusals by code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import lock_scorecards, sign_declaration
from cadair.judging.models import Bookmark, DeviceCopy, Interest, Scorecard
from cadair.judging.states import InterestKind, InterestNature
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare, mark

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_judging(name: str = "ann") -> tuple[Cast, Client]:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    return cast, pages.at_desk(cast, name)


def device(cast: Cast) -> str:
    return f"{pages.desk(cast)}device/"


def on_device(cast: Cast, title: str, category: str = "asb") -> str:
    return f"{device(cast)}{category}/{cast.entries[title].public_id}/"


def send(browser: Client, cast: Cast, title: str, category: str = "asb", **more: Any) -> Any:
    said = {
        "category": category,
        "entry": cast.entries[title].public_id,
        "marks": {},
        "remarks": {},
        "comment": "",
        "flag": False,
        **more,
    }
    return browser.post(f"{device(cast)}marks/", json.dumps(said), content_type="application/json")


def test_a_device_is_given_the_own_desk_and_nothing_stepped_aside_from() -> None:
    cast, browser = in_judging("bob")
    found = browser.get(device(cast))
    keys = {each["key"] for each in found.json()["places"]}
    assert keys == {
        f"asb/{cast.entries[QUIET].public_id}",
        f"youth/{cast.entries[KICKABOUT].public_id}",
    }
    assert LANTERN not in found.content.decode()
    assert browser.get(on_device(cast, LANTERN)).status_code == 404
    assert "What Quiet Streets did." in browser.get(on_device(cast, QUIET)).json()["html"]


def test_nothing_of_a_category_is_given_before_everything_in_it_is_declared() -> None:
    cast, browser = in_judging()
    Interest.objects.filter(judge=cast.judges["ann"], entry=cast.entries[QUIET]).delete()
    keys = [each["key"] for each in browser.get(device(cast)).json()["places"]]
    assert keys == [f"youth/{cast.entries[KICKABOUT].public_id}"]
    assert browser.get(on_device(cast, LANTERN)).status_code == 404


def test_what_a_device_sends_is_kept_with_remarks_and_flag_and_recorded_like_any_mark() -> None:
    cast, browser = in_judging()
    given = browser.get(on_device(cast, LANTERN)).json()
    answer = send(
        browser,
        cast,
        LANTERN,
        marks={"prevention": "7"},
        remarks={"prevention": "Well shown."},
        comment="From the train.",
        flag=True,
        shown=given["shown"],
    )
    assert answer.status_code == 200
    assert answer.json()["marks"] == {"prevention": "7"}
    assert answer.json()["remarks"] == {"prevention": "Well shown."}
    assert Bookmark.objects.get().judge == cast.judges["ann"]
    entry = AuditEntry.objects.get(action="save_scorecard")
    assert '"mark_prevention":7' in entry.facts
    assert "Well shown" not in entry.facts
    listed = browser.get(device(cast)).json()["places"]
    assert listed[0]["shown"] == answer.json()["shown"]


def test_marks_on_an_older_version_come_back_beside_what_is_kept() -> None:
    cast, browser = in_judging()
    shown = browser.get(on_device(cast, LANTERN)).json()["shown"]
    send(browser, cast, LANTERN, marks={"prevention": 7}, shown=shown)
    late = send(browser, cast, LANTERN, marks={"prevention": 3}, shown=shown)
    assert late.status_code == 409
    assert late.json()["code"] == "scorecard-changed"
    assert late.json()["kept"]["marks"] == {"prevention": "7"}
    again = send(
        browser, cast, LANTERN, marks={"prevention": 3}, shown=late.json()["kept"]["shown"]
    )
    assert again.status_code == 200


def test_marks_that_waited_for_an_entry_stepped_aside_from_are_refused_by_code() -> None:
    cast, browser = in_judging()
    quiet = cast.entries[QUIET]
    sign_declaration(
        judge=cast.judges["ann"],
        interests={quiet: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    answer = send(browser, cast, QUIET, marks={"prevention": 7})
    assert answer.status_code == 422
    assert answer.json() == {
        "code": "stepped-aside",
        "message": "You stepped aside from this entry.",
    }
    assert not Scorecard.objects.exists()
    unknown = browser.post(
        f"{device(cast)}marks/",
        json.dumps({"category": "asb", "entry": "nothing"}),
        content_type="application/json",
    )
    assert (unknown.status_code, unknown.json()["code"]) == (422, "not-on-desk")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff\x00",
        b'{"marks": 7}',
        b'{"marks": {"prevention": [1]}}',
        b'{"marks": {"prevention": true}}',
        b'{"comment": {}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_scorecard_is_refused_in_words(body: bytes) -> None:
    cast, browser = in_judging()
    answer = browser.post(f"{device(cast)}marks/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")


@pytest.mark.parametrize("value", ["11", "-1", "7.5", "ten"])
def test_a_mark_off_the_scale_is_refused_by_code(value: str) -> None:
    cast, browser = in_judging()
    answer = send(browser, cast, LANTERN, marks={"prevention": value})
    assert answer.status_code == 422
    assert answer.json()["code"] in {"mark-outside-scale", "mark-is-no-number"}


def test_a_device_may_keep_what_it_has_until_the_judge_locks_or_ends_it() -> None:
    cast, browser = in_judging()
    for _ in range(2):
        taken = browser.post(device(cast)).json()
        assert Client().get(taken["state"]).json() == {"code": "copy-holds"}
        browser.post(f"{pages.desk(cast)}offline/")
        ended = Client().get(taken["state"])
        assert (ended.status_code, ended.json()) == (404, {"code": "copy-ended"})
    last = browser.post(device(cast)).json()["state"]
    mark(cast)
    assert Client().get(last).json() == {"code": "copy-ended"}
    assert AuditEntry.objects.filter(action="take_along").count() == 3


def test_a_device_of_a_former_account_is_emptied() -> None:
    cast, browser = in_judging()
    state = browser.post(device(cast)).json()["state"]
    judge = cast.judges["ann"]
    judge.account = cast.accounts["eirian"]
    judge.save()
    assert Client().get(state).json() == {"code": "copy-ended"}


def test_locking_ends_the_copies_of_this_judge_alone() -> None:
    cast, browser = in_judging()
    browser.post(device(cast))
    pages.at_desk(cast, "bob").post(device(cast))
    for title, category in ((LANTERN, "asb"), (QUIET, "asb"), (KICKABOUT, "youth")):
        shown = browser.get(on_device(cast, title, category)).json()["shown"]
        full = {"prevention": 7, "impact": 7}
        send(browser, cast, title, category, marks=full, shown=shown)
    lock_scorecards(judge=cast.judges["ann"], by=cast.actor("ann"))
    left = DeviceCopy.objects.filter(ended_at=None)
    assert [each.judge.key for each in left] == [cast.judges["bob"].key]


@pytest.mark.parametrize("state", [SeasonState.CHECKING, SeasonState.DECIDING])
def test_before_and_after_judging_there_is_nothing_to_take_along(state: SeasonState) -> None:
    cast = a_season(state)
    browser = pages.at_desk(cast, "ann")
    assert browser.get(device(cast)).status_code == 404
    assert browser.post(device(cast)).status_code == 404
    assert browser.get(f"{pages.desk(cast)}offline/").status_code == 404


def test_the_page_without_a_network_holds_no_entry_and_speaks_both_languages() -> None:
    cast, browser = in_judging()
    cast.entries[LANTERN].title_cy = BilingualText(cy="Llusern").cy
    page = browser.get(f"{pages.desk(cast)}offline/").content.decode()
    welsh = browser.get(f"{pages.desk(cast, 'cy')}all-lein/").content.decode()
    assert "Your judging without a network" in page
    assert "Eich beirniadu heb rwydwaith" in welsh
    assert all(title not in page for title in (LANTERN, QUIET, KICKABOUT))


def test_the_worker_may_answer_for_this_desk_alone() -> None:
    cast, browser = in_judging()
    answer = browser.get(f"{pages.desk(cast)}offline/worker/")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == pages.desk(cast)


def test_signing_out_empties_what_the_browser_keeps() -> None:
    _cast, browser = in_judging()
    answer = browser.post("/en/sign-out/")
    assert answer["Clear-Site-Data"] == '"storage"'
