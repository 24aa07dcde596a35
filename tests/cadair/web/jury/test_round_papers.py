"""Rounds answered entry by entry: a sift, and one overall score with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.judging.actions import PaperAnswer, answer_paper, lock_papers
from cadair.judging.counting import consensus, points_in
from cadair.judging.models import Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, RoundState, SiftState
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, LANTERN, QUIET, Cast, a_season
from tests.rounds import a_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_round(method: RoundMethod, **more: Any) -> tuple[Cast, Round, Client]:
    cast = a_season(SeasonState.JUDGING)
    round_ = a_round(cast, method, **more)
    return cast, round_, pages.at_desk(cast, "ann")


def where(cast: Cast, round_: Round, title: str = "", language: str = "en") -> str:
    word = {"cy": "rownd", "en": "round"}[language]
    entry = f"{cast.entries[title].public_id}/" if title else ""
    return f"{pages.desk(cast, language)}{word}/{round_.public_id}/{entry}"


def test_a_sift_from_the_desk_to_the_lock() -> None:
    cast, round_, ann = in_round(RoundMethod.SIFT)
    desk = ann.get(pages.desk(cast))
    assert f'href="{where(cast, round_)}"' in desk.content.decode()
    assert "Answered: 0 of 2" in desk.content.decode()
    first = where(cast, round_, LANTERN)
    assert LANTERN in ann.get(first).content.decode()
    saved = ann.post(first, {"shown": "0", "verdict": "pass", "reason": "Clear.", "next": "1"})
    assert saved["Location"] == where(cast, round_, QUIET), "the next one without an answer"
    ann.post(where(cast, round_, QUIET), {"shown": "0", "verdict": "fail", "next": "1"})
    page = ann.get(where(cast, round_)).content.decode()
    assert "Answered: 2 of 2" in page
    assert ann.post(where(cast, round_), {}).status_code == 422, "the box was not ticked"
    assert ann.post(where(cast, round_), {"confirm": "yes"}).status_code == 302
    assert set(Paper.objects.values_list("state", flat=True)) == {PaperState.LOCKED}
    again = ann.post(first, {"shown": "1", "verdict": "fail"})
    assert again.status_code == 422
    assert Paper.objects.get(entry=cast.entries[LANTERN]).verdict == "pass"


def test_what_lacks_something_is_kept_but_cannot_be_locked() -> None:
    cast, round_, ann = in_round(RoundMethod.SINGLE_SCORE)
    address = where(cast, round_, LANTERN)
    ann.post(address, {"shown": "0", "points": "70", "reason": ""})
    ann.post(where(cast, round_, QUIET), {"shown": "0", "points": "40", "reason": "Thin."})
    page = ann.get(where(cast, round_)).content.decode()
    assert "Answered: 1 of 2" in page
    assert "begun" in page
    refused = ann.post(where(cast, round_), {"confirm": "yes"})
    assert refused.status_code == 422
    assert f"Not answered: {cast.entries[LANTERN].reference}" in refused.content.decode()
    ann.post(address, {"shown": "1", "points": "70", "reason": "Strong."})
    assert ann.post(where(cast, round_), {"confirm": "yes"}).status_code == 302
    assert points_in(round_) == {cast.entries[LANTERN].pk: 70, cast.entries[QUIET].pk: 40}


@pytest.mark.parametrize("points", ["101", "-1", "7.5", "seven", "٧", "9" * 400])
def test_points_off_the_scale_are_refused_and_everything_typed_is_kept(points: str) -> None:
    cast, round_, ann = in_round(RoundMethod.SINGLE_SCORE)
    sent = {"shown": "0", "points": points, "reason": "A long reason."}
    answer = ann.post(where(cast, round_, LANTERN), sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "from 0 to 100" in said
    assert "A long reason." in said
    assert points in said
    assert not Paper.objects.exists()


def test_two_tabs_are_both_shown() -> None:
    cast, round_, ann = in_round(RoundMethod.SINGLE_SCORE)
    address = where(cast, round_, LANTERN)
    ann.post(address, {"shown": "0", "points": "70", "reason": "From the first tab."})
    answer = ann.post(address, {"shown": "0", "points": "50", "reason": "From the second."})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "From the first tab." in said
    assert "From the second." in said
    again = ann.post(address, {"shown": "1", "points": "50", "reason": "From the second."})
    assert again.status_code == 302
    assert Paper.objects.get().points == 50


def test_what_is_saved_by_itself_answers_with_its_version() -> None:
    cast, round_, ann = in_round(RoundMethod.SIFT)
    address = where(cast, round_, LANTERN)
    headers = {"Accept": "application/json"}
    answer = ann.post(address, {"shown": "0", "reason": "Half a"}, headers=headers)
    assert answer.json() == {"shown": 1}
    clash = ann.post(address, {"shown": "0", "reason": "Other"}, headers=headers)
    assert clash.status_code == 409


def test_nobody_else_gets_there_and_nothing_of_a_recused_entry_is_there() -> None:
    cast, round_, _ann = in_round(RoundMethod.SIFT)
    bob = pages.at_desk(cast, "bob")
    page = bob.get(where(cast, round_))
    assert page.status_code == 200
    assert LANTERN not in page.content.decode()
    assert cast.entries[LANTERN].reference not in page.content.decode()
    assert bob.get(where(cast, round_, LANTERN)).status_code == 404
    assert bob.post(where(cast, round_, LANTERN), {"verdict": "pass"}).status_code == 404
    with pytest.raises(NotAllowed):
        answer_paper(
            round_=round_,
            judge=cast.judges["bob"],
            entry=cast.entries[LANTERN],
            answer=PaperAnswer(verdict="pass"),
            by=cast.actor("bob"),
        )
    for name in ("eirian", "olwen", "sian"):
        assert pages.at_desk(cast, name).get(where(cast, round_)).status_code == 404


def test_a_round_that_waits_is_not_there_and_a_closed_one_takes_nothing() -> None:
    cast, round_, ann = in_round(RoundMethod.SIFT)
    ann.post(where(cast, round_, LANTERN), {"shown": "0", "verdict": "pass"})
    Round.objects.update(state=RoundState.CLOSED)
    page = ann.get(where(cast, round_))
    assert "This round is closed" in page.content.decode()
    late = ann.post(where(cast, round_, QUIET), {"shown": "0", "verdict": "pass"})
    assert late.status_code == 422
    Round.objects.update(state=RoundState.WAITING)
    assert ann.get(where(cast, round_)).status_code == 404
    assert Paper.objects.count() == 1


def test_the_usual_address_of_an_entry_leads_into_its_round() -> None:
    cast, round_, ann = in_round(RoundMethod.SIFT)
    usual = pages.sheet(cast, cast.entries[LANTERN])
    assert ann.get(usual)["Location"] == where(cast, round_, LANTERN)
    assert pages.at_desk(cast, "bob").get(usual).status_code == 404


def test_judges_say_together_what_goes_on() -> None:
    cast, round_, _ann = in_round(RoundMethod.SIFT)
    said = {"ann": "pass", "cerys": "fail", "bob": "fail"}
    for name, verdict in said.items():
        judge = cast.judges[name]
        for title in (LANTERN, QUIET):
            if (name, title) != ("bob", LANTERN):
                answer_paper(
                    round_=round_,
                    judge=judge,
                    entry=cast.entries[title],
                    answer=PaperAnswer(verdict=verdict),
                    by=cast.actor(name),
                )
        before = consensus(round_)[cast.entries[QUIET].pk]
        lock_papers(round_=round_, judge=judge, by=cast.actor(name))
        assert before.passes + before.fails == list(said).index(name), "only what is locked counts"
    found = consensus(round_)
    # One pass, one fail, and nobody is left to ask: in doubt it goes on.
    assert found[cast.entries[LANTERN].pk].state == SiftState.THROUGH
    assert found[cast.entries[QUIET].pk].state == SiftState.NOT_THROUGH


def test_the_record_holds_what_was_given_and_what_stood_before() -> None:
    cast, round_, _ann = in_round(RoundMethod.SINGLE_SCORE)
    for points in (70, 60):
        answer_paper(
            round_=round_,
            judge=cast.judges["ann"],
            entry=cast.entries[LANTERN],
            answer=PaperAnswer(points=points, reason="A secret reason."),
            by=cast.actor("ann"),
        )
    facts = json.loads(AuditEntry.objects.order_by("-sequence")[0].facts)
    assert (facts["paper_points"], facts["was_points"]) == (60, 70)
    assert len(facts["reason_sha256"]) == 64
    assert "secret" not in str(facts)


def test_an_organiser_cannot_answer_for_a_judge() -> None:
    cast, round_, _ann = in_round(RoundMethod.SIFT)
    with pytest.raises(Refusal) as refusal:
        answer_paper(
            round_=round_,
            judge=cast.judges["ann"],
            entry=cast.entries[LANTERN],
            answer=PaperAnswer(verdict="pass"),
            by=cast.organiser,
        )
    assert refusal.value.code == "own-desk-only"


@pytest.mark.parametrize(
    "method", [RoundMethod.SIFT, RoundMethod.SINGLE_SCORE, RoundMethod.LIVE_FINAL]
)
def test_every_page_is_there_in_welsh(method: RoundMethod) -> None:
    cast, round_, ann = in_round(method)
    for address in (
        pages.desk(cast, "cy"),
        where(cast, round_, language="cy"),
        where(cast, round_, LANTERN, "cy"),
    ):
        page = ann.get(address)
        assert page.status_code == 200
        assert 'lang="cy"' in page.content.decode()[:300]


@pytest.mark.parametrize("method", [RoundMethod.SIFT, RoundMethod.PAIRWISE])
def test_where_names_are_hidden_no_title_is_on_any_page(method: RoundMethod) -> None:
    cast, round_, ann = in_round(method, hides_names=True)
    for address in (where(cast, round_), where(cast, round_, LANTERN), pages.desk(cast)):
        page = ann.get(address)
        assert page.status_code == 200
        assert LANTERN not in page.content.decode().replace(f"What {LANTERN} did.", "")
    assert (
        f"Entry {cast.entries[LANTERN].reference}" in ann.get(where(cast, round_)).content.decode()
    )
