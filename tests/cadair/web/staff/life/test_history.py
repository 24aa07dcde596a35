"""The history of a season: every action in words, no mark before its time, nobody else's season."""

from __future__ import annotations

import pytest
from django.utils import translation

from cadair.audit.actions import record
from cadair.audit.queries import head
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import save_scorecard
from cadair.seasons.states import SeasonState
from cadair.web.staff.life.record import PAGE
from cadair.web.staff.life.sentences import SENTENCES
from tests.cadair.web.signing import signed_in
from tests.cadair.web.staff.life.desk import CY, EN, desk
from tests.cast import LANTERN
from tests.progress import declare, mark
from tests.structure.test_actions import NAMES

pytestmark = pytest.mark.django_db

LOADING = {"load_season", "load_draft", "copy_season"}
"""Recorded outside the actions; see `tests/structure/test_actions.py`."""


def test_every_action_has_a_sentence_and_every_sentence_an_action() -> None:
    actions = {name.rsplit(".", 1)[1] for name in NAMES} | LOADING
    assert actions - set(SENTENCES) == set(), "say in web/staff/life/sentences.py what it is"
    assert set(SENTENCES) - actions == set(), "these actions are gone"


def test_no_two_actions_say_the_same_in_either_language() -> None:
    for language in ("cy", "en"):
        with translation.override(language):
            said = [str(sentence) for sentence in SENTENCES.values()]
        assert len(set(said)) == len(said)


def test_who_what_and_when_are_words_of_the_reader() -> None:
    at = desk()
    english, welsh = at.page(EN + "history/"), at.page(CY + "hanes/")
    assert "A nomination was sent in" in english
    assert "Anfonwyd enwebiad" in welsh
    assert "Eirian" in english
    assert "N-0002" in english
    assert "7 Medi 2026 am 09:00" in welsh


@pytest.mark.parametrize("name", ["olwen", "sian"])
def test_marks_stay_hidden_until_the_panel_decides(name: str) -> None:
    at = desk(SeasonState.JUDGING, name)
    with clock.at(at.moment):
        declare(at.cast)
        for value in (3, 7):  # changed once, so that the record holds what it was
            save_scorecard(
                judge=at.cast.judges["ann"],
                entry=at.cast.entries[LANTERN],
                category=at.cast.category("asb"),
                marks={"prevention": value, "impact": value},
                by=at.cast.actor("ann"),
            )
        mark(at.cast)
    page = at.page(EN + "history/?action=save_scorecard")
    assert "A judge saved marks" in page
    for criterion in ("prevention", "impact"):
        assert criterion not in page
    at.cast.season.state = SeasonState.DECIDING
    at.cast.season.save()
    assert "mark_prevention" in at.page(EN + "history/?action=save_scorecard")


def test_it_is_narrowed_by_person_action_thing_and_day() -> None:
    at = desk(SeasonState.CHECKING)
    eirian = at.cast.accounts["eirian"].ref
    nomination = at.cast.season.nominations.all()[0]
    only = {
        f"?who={eirian}": 3,
        "?action=close_nominations": 1,
        f"?subject={nomination.ref}": 1,
        "?day=2026-10-02": 1,
        "?day=2026-09-07": 4,
        f"?who={eirian}&day=2026-10-02": 0,
    }
    for query, number in only.items():
        assert at.page(EN + "history/" + query).count('class="event"') == number, query


@pytest.mark.parametrize(
    "query",
    [
        "?day=2026-02-31",
        "?day=0001-01-01",
        "?who=<script>",
        "?subject=%00",
        "?action=" + "x" * 9000 + "!",
        "?page=-3",
        "?page=%F0%9F%8F%86",
        "?page=99999999999999999999",
    ],
)
def test_a_strange_address_narrows_nothing_and_breaks_nothing(query: str) -> None:
    at = desk()
    page = at.page(EN + "history/" + query)
    assert page.count('class="event"') >= 4
    assert "<script>" not in page.replace("<script src", "")


def test_a_page_holds_fifty_and_leads_on() -> None:
    at = desk()
    with clock.at(at.moment):
        for _number in range(PAGE):
            record(
                actor=Actor.operator(),
                action="announce_season",
                subject=at.cast.season.ref,
                season=at.cast.season.public_id,
            )
    first = at.page(EN + "history/")
    assert first.count('class="event"') == PAGE
    assert "?page=2" in first
    assert at.page(EN + "history/?page=2").count('class="event"') == 4
    assert "the console" in first
    assert "y consol" in at.page(CY + "hanes/")


def test_nothing_of_another_season_is_there() -> None:
    at = desk()
    with clock.at(at.moment):
        record(
            actor=Actor.system("zq-secret"),
            action="announce_season",
            subject="season:zqother",
            season="zqother",
        )
    page = at.page(EN + "history/")
    assert "zq" not in page
    assert 'class="event"' not in at.page(EN + "history/?subject=season:zqother")


def test_somebody_whose_account_is_gone_is_nobody_with_a_name() -> None:
    at = desk()
    at.cast.accounts["eirian"].delete()
    page = at.page(EN + "history/")
    assert "somebody whose account is gone" in page
    assert "Eirian" not in page


def test_the_end_of_the_chain_is_shown_to_be_kept_elsewhere() -> None:
    at = desk()
    page = at.page(EN + "history/")
    assert str(head()) in page
    assert "cadair audit verify" in page


def test_a_judge_has_no_history_page() -> None:
    assert desk(SeasonState.JUDGING, "ann").get(EN + "history/").status_code == 404


@pytest.mark.parametrize("state", [SeasonState.SEALED, SeasonState.RELEASED])
def test_who_won_stays_hidden_from_a_scrutineer_until_it_is_public(state: SeasonState) -> None:
    """PRO-15: that somebody decided is in the record for them, not what."""
    at = desk(state, "sian")
    page = at.page(EN + "history/?action=decide_category") + at.page(
        EN + "history/?action=approve_award_text"
    )
    is_public = state == SeasonState.RELEASED
    assert page.count('class="event"') == 6
    assert ("no-award" in page) == is_public
    assert (at.cast.entries[LANTERN].reference in page) == is_public
    with clock.at(at.moment):
        at.browser = signed_in(at.cast.accounts["olwen"])
    assert at.cast.entries[LANTERN].reference in at.page(EN + "history/?action=approve_award_text")
