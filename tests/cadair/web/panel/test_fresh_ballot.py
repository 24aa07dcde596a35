"""A fresh ballot in the meeting: called, answered by those present, counted on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed
from cadair.judging.models import Ballot, BallotLine, Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, RoundState
from cadair.judging.rounds import entries_for, open_rounds_for
from cadair.outcomes.actions import call_round, close_called_round
from cadair.outcomes.readiness import missing_before_seal
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The panel has decided the themes: Lantern and Kickabout hold awards."""
    cast = a_season(SeasonState.DECIDING)
    decide(cast, "asb", award(cast, "winner", LANTERN))
    decide(cast, "youth", award(cast, "winner", KICKABOUT))
    return cast


def address(cast: Cast, key: str = "overall", language: str = "en") -> str:
    """Where a fresh ballot is called."""
    return f"{pages.category(cast, key, language)}{'rownd' if language == 'cy' else 'round'}/"


def called(cast: Cast, someone: Client, key: str = "overall", *names: str) -> Round:
    """A ballot on the page: among all candidates, by `names`."""
    sent = {
        "method": "ranked-ballot",
        "entry": [cast.entries[each].public_id for each in _titles(key)],
        "judge": [cast.judges[each].public_id for each in names or ("ann", "cerys")],
    }
    answer = someone.post(address(cast, key), sent)
    assert answer.status_code == 302, answer.content.decode()
    return cast.category(key).rounds.get()


def _titles(key: str) -> Sequence[str]:
    return (LANTERN, KICKABOUT) if key == "overall" else (LANTERN, QUIET)


def cast_ballot(cast: Cast, round_: Round, name: str, *order: str) -> None:
    """A judge casts: the order best first."""
    ballot = Ballot.objects.create(
        round=round_, judge=cast.judges[name], state=PaperState.LOCKED, cast_at=clock.now()
    )
    for rank, title in enumerate(order, start=1):
        BallotLine.objects.create(ballot=ballot, entry=cast.entries[title], rank=rank)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_page_lists_candidates_by_name_and_those_who_may_take_part(
    cast: Cast, language: str
) -> None:
    page = pages.browser(cast, "cerys").get(address(cast, language=language)).content.decode()
    assert page.index(KICKABOUT) < page.index(LANTERN)
    assert QUIET not in page, "it holds no award"
    assert "Ann" in page
    assert "Bob" not in page, "he stepped aside from Lantern, which this could go to"


def test_a_ballot_is_on_the_page_of_those_who_were_asked_and_of_nobody_else(cast: Cast) -> None:
    round_ = called(cast, pages.browser(cast, "cerys"))
    assert (round_.is_called, round_.method, round_.state) == (True, "ranked-ballot", "open")
    assert [each.pk for each in open_rounds_for(cast.judges["ann"])] == [round_.pk]
    assert set(entries_for(round_, cast.judges["ann"])) == {
        cast.entries[LANTERN],
        cast.entries[KICKABOUT],
    }
    assert open_rounds_for(cast.judges["bob"]) == []


def test_while_it_is_open_the_room_sees_who_has_cast_and_nothing_of_what(cast: Cast) -> None:
    someone = pages.browser(cast, "olwen")
    round_ = called(cast, someone)
    cast_ballot(cast, round_, "ann", KICKABOUT, LANTERN)
    page = someone.get(address(cast)).content.decode()
    assert 'class="big">1</strong>' in page
    assert "placed" not in page
    assert page.count("not yet") == 1


def test_closed_it_is_counted_and_the_order_is_shown(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    round_ = called(cast, someone)
    cast_ballot(cast, round_, "ann", KICKABOUT, LANTERN)
    cast_ballot(cast, round_, "cerys", KICKABOUT, LANTERN)
    someone.post(address(cast), {"close": round_.public_id})
    round_.refresh_from_db()
    assert round_.state == RoundState.CLOSED
    page = someone.get(address(cast)).content.decode()
    assert f'<li value="1"><strong>{KICKABOUT}' in page
    assert f'<li value="2"><strong>{LANTERN}' in page
    entry = AuditEntry.objects.filter(action="close_called_round").get()
    assert '"ballots":2' in entry.facts.replace(" ", "")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_tie_says_what_can_be_done(cast: Cast, language: str) -> None:
    someone = pages.browser(cast, "cerys")
    round_ = called(cast, someone)
    cast_ballot(cast, round_, "ann", KICKABOUT, LANTERN)
    cast_ballot(cast, round_, "cerys", LANTERN, KICKABOUT)
    someone.post(address(cast), {"close": round_.public_id})
    page = someone.get(address(cast, language=language)).content.decode()
    assert '<li value="1"><strong>' in page
    assert '<li value="2">' not in page
    assert 'class="tie"' in page


def test_fresh_marks_are_shown_as_means(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    sent = {
        "method": "single-score",
        "entry": [cast.entries[each].public_id for each in (LANTERN, QUIET)],
        "judge": [cast.judges[each].public_id for each in ("ann", "cerys")],
    }
    assert someone.post(address(cast, "asb"), sent).status_code == 302
    round_ = cast.category("asb").rounds.get()
    for name, lantern, quiet in (("ann", 60, 80), ("cerys", 70, 75)):
        for title, points in ((LANTERN, lantern), (QUIET, quiet)):
            Paper.objects.create(
                round=round_,
                judge=cast.judges[name],
                entry=cast.entries[title],
                points=points,
                reason="…",
                state=PaperState.LOCKED,
            )
    someone.post(address(cast, "asb"), {"close": round_.public_id})
    page = someone.get(address(cast, "asb")).content.decode()
    assert page.index(f"<strong>{QUIET}") < page.index(f"<strong>{LANTERN}")
    assert "77.5" in page
    assert "65.0" in page


def test_nothing_chosen_is_said_and_what_was_ticked_stays(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    ann, kickabout = cast.judges["ann"].public_id, cast.entries[KICKABOUT].public_id
    answer = someone.post(
        address(cast), {"method": "single-score", "entry": [kickabout], "judge": [ann]}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "at least two entries" in page
    assert f'value="{kickabout}" checked' in page
    assert f'value="{cast.entries[LANTERN].public_id}" checked' not in page
    assert 'value="single-score" checked' in page
    assert not Round.objects.exists()


def test_a_judge_who_stepped_aside_cannot_be_asked(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        call_round(
            category=cast.category("asb"),
            method=RoundMethod.RANKED_BALLOT,
            entries=[cast.entries[LANTERN], cast.entries[QUIET]],
            judges=[cast.judges["bob"], cast.judges["ann"]],
            by=cast.chair,
        )
    assert refused.value.code == "judge-stepped-aside"


def test_a_chair_who_stepped_aside_neither_sees_nor_calls_it(cast: Cast) -> None:
    pages.stepped_aside(cast, "cerys", LANTERN)
    someone = pages.browser(cast, "cerys")
    answer = someone.get(address(cast))
    assert answer.status_code == 302
    assert answer["Location"] == pages.category(cast, "overall")
    with pytest.raises(NotAllowed) as refused:
        call_round(
            category=cast.category("overall"),
            method=RoundMethod.RANKED_BALLOT,
            entries=[cast.entries[LANTERN], cast.entries[KICKABOUT]],
            judges=[cast.judges["ann"]],
            by=cast.chair,
        )
    assert refused.value.code == "stepped-aside-here"


def test_two_rounds_are_never_open_in_one_category(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    called(cast, someone)
    sent = {"method": "ranked-ballot", "entry": [], "judge": []}
    assert someone.post(address(cast), sent).status_code == 422
    assert cast.category("overall").rounds.count() == 1


@pytest.mark.parametrize("language", ["cy", "en"])
def test_from_the_call_to_the_award_everything_is_on_a_page(cast: Cast, language: str) -> None:
    chair, ann = pages.browser(cast, "cerys"), pages.browser(cast, "ann")
    round_ = called(cast, chair)
    with translation.override(language):
        there = reverse(
            "jury_round", kwargs={"season": cast.season.key, "round_id": round_.public_id}
        )
    lantern, kickabout = (cast.entries[each].public_id for each in (LANTERN, KICKABOUT))
    for someone in (ann, chair):
        room = someone.get(pages.category(cast, "overall", language)).content.decode()
        assert there in room, "the way to one’s own ballot"
        ranks = {f"rank-{kickabout}": "1", f"rank-{lantern}": "2"}
        answer = someone.post(there, {**ranks, "shown": "0", "confirm": "yes", "cast": "1"})
        assert answer.status_code == 302
        assert there not in someone.get(pages.category(cast, "overall", language)).content.decode()
    chair.post(address(cast, language=language), {"close": round_.public_id})
    chair.post(
        pages.category(cast, "overall", language), pages.form(cast, {KICKABOUT: "overall-winner"})
    )
    given = cast.season.awards.get(category__key="overall")
    assert given.entry == cast.entries[KICKABOUT]


def test_results_are_not_confirmed_while_a_ballot_is_open(cast: Cast) -> None:
    decide(cast, "overall", award(cast, "overall-winner", LANTERN))
    round_ = called(cast, pages.browser(cast, "cerys"))
    said = "A ballot that the panel called is still open. Category: overall"
    assert said in list(missing_before_seal(cast.season))
    close_called_round(round_=round_, by=cast.chair)
    assert said not in list(missing_before_seal(cast.season))


@pytest.mark.parametrize("language", ["cy", "en"])
def test_across_categories_the_page_leads_to_a_ballot_never_a_silent_comparison(
    cast: Cast, language: str
) -> None:
    chair = pages.browser(cast, "cerys")
    there = address(cast, language=language)
    page = chair.get(pages.category(cast, "overall", language)).content.decode()
    assert page.index('class="tie"') < page.index('class="ranked"')
    assert page.count(there) == 2, "above the list and beside the decision"
    assert "are not compared" not in chair.get(pages.category(cast, "asb")).content.decode()
