"""The meeting in the browser: who is here, votes, marks changed with a reason, screens in step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.actions import begin_sitting, change_mark, sign_declaration
from cadair.judging.meeting_states import Presence, Stance
from cadair.judging.models import Attendance, Judge, MarkChange, Meeting, OutOfRoom, Scorecard, Vote
from cadair.judging.states import InterestKind, InterestNature
from cadair.outcomes.actions import VoteCast, hold_poll, propose_season, put_on_table
from cadair.outcomes.models import Decision, Proposal
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState
from tests.cadair.web.panel import pages
from tests.cast import KICKABOUT, LANTERN, MARKS, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db

SECRET = "Unheard-of words 7713"


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The panel meets."""
    return a_season(SeasonState.DECIDING)


def attendance(cast: Cast, language: str = "en") -> str:
    """Who is here."""
    words = {"cy": "cyfarfod/presenoldeb", "en": "meeting/attendance"}
    return f"{pages.room(cast, language)}{words[language]}/"


def vote(cast: Cast, key: str = "asb", language: str = "en") -> str:
    """A vote."""
    return f"{pages.category(cast, key, language)}{'pleidlais' if language == 'cy' else 'vote'}/"


def marks(cast: Cast, title: str = LANTERN, key: str = "asb", language: str = "en") -> str:
    """Changing a mark."""
    return f"{pages.entry(cast, title, key, language)}{'marciau' if language == 'cy' else 'marks'}/"


def step(cast: Cast) -> str:
    """Where the meeting is."""
    return f"{pages.room(cast)}meeting/step/"


def here(cast: Cast, **others: str) -> dict[str, str]:
    """Who is here, as the form says it: everybody but the `others`."""
    return {
        f"presence-{judge.public_id}": others.get(name, "present")
        for name, judge in cast.judges.items()
    }


# ── Who is here ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["cy", "en"])
def test_attendance_and_apologies_are_written_down(cast: Cast, language: str) -> None:
    someone = pages.browser(cast, "olwen")
    assert someone.post(attendance(cast, language), here(cast, ann="apologies")).status_code == 302
    stands = dict(Attendance.objects.values_list("judge__key", "presence"))
    assert stands == {"ann": "apologies", "bob": "present", "cerys": "present"}
    page = someone.get(attendance(cast, language)).content.decode()
    assert "Ann" in page
    assert ("ymddiheuro" if language == "cy" else "sent apologies") in page


def test_the_minutes_know_who_came_later_and_who_left_early(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    someone.post(attendance(cast), here(cast, ann="apologies"))
    with clock.at(MEETING_AT + timedelta(minutes=20)):
        someone.post(attendance(cast), here(cast))
    with clock.at(MEETING_AT + timedelta(minutes=40)):
        someone.post(attendance(cast), here(cast, ann="absent"))
    ann = Attendance.objects.get(judge=cast.judges["ann"])
    assert (ann.presence, ann.came_at, ann.left_at) == (
        "present",
        MEETING_AT + timedelta(minutes=20),
        MEETING_AT + timedelta(minutes=40),
    )


def test_below_the_quorum_nothing_is_decided_until_enough_are_there(cast: Cast) -> None:
    organiser = pages.browser(cast, "olwen")
    organiser.post(attendance(cast), {"quorum": "3"})
    organiser.post(attendance(cast), here(cast, bob="apologies"))
    with pytest.raises(NotNow) as refused:
        decide(cast, "youth")
    assert refused.value.code == "no-quorum"
    organiser.post(attendance(cast), here(cast))
    decide(cast, "youth")
    assert Decision.objects.exists()


@pytest.mark.parametrize("typed", ["0", "4", "many", "-1", "²", "1e3"])
def test_an_impossible_quorum_is_refused_and_stays_in_the_form(cast: Cast, typed: str) -> None:
    answer = pages.browser(cast, "olwen").post(attendance(cast), {"quorum": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert not Meeting.objects.exclude(quorum=None).exists()


def test_it_is_adjourned_and_goes_on_with_what_was_decided(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    someone.post(attendance(cast), here(cast))
    decide(cast, "youth")
    sent = {"adjourn": "1", "day": "2026-11-06", "hour": "09:30"}
    assert someone.post(attendance(cast), sent).status_code == 302
    assert "adjourned" in someone.get(pages.room(cast)).content.decode()
    with clock.at(MEETING_AT + timedelta(days=1)):
        pages.browser(cast, "cerys").post(attendance(cast), here(cast))
    first, second = cast.season.sittings.order_by("number")
    assert (first.end, second.ended_at) == ("adjourned", None)
    assert Decision.objects.count() == 1


def test_half_a_moment_is_no_moment(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    someone.post(attendance(cast), here(cast))
    answer = someone.post(attendance(cast), {"adjourn": "1", "day": "2026-11-06", "hour": ""})
    assert answer.status_code == 422
    assert cast.season.sittings.get().ended_at is None


def test_who_stepped_aside_leaves_the_room_and_it_is_written_down(cast: Cast) -> None:
    begin_sitting(
        season=cast.season,
        attendance=dict.fromkeys(cast.judges.values(), Presence.PRESENT),
        by=cast.chair,
    )
    pages.browser(cast, "cerys").post(f"{pages.category(cast)}take-up/", {"version": "0"})
    decide(cast, "youth")
    out = OutOfRoom.objects.values_list("category__key", "judge__key")
    assert list(out) == [("asb", "bob")]
    assert "Bob" in pages.browser(cast, "cerys").get(pages.category(cast)).content.decode()


# ── Votes ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_open_vote_says_who_voted_how(cast: Cast, language: str) -> None:
    someone = pages.browser(cast, "cerys")
    ann, cerys = cast.judges["ann"], cast.judges["cerys"]
    sent = {
        f"vote-{ann.public_id}": cast.entries[LANTERN].public_id,
        f"vote-{cerys.public_id}": "against",
    }
    assert someone.post(vote(cast, language=language), sent).status_code == 302
    said = dict(Vote.objects.values_list("judge__key", "stance"))
    assert said == {"ann": "for", "cerys": "against"}
    page = someone.get(pages.category(cast, language=language)).content.decode()
    assert '<dt>Operation Lantern<span class="hint"> · Ann' in page


def test_a_secret_vote_keeps_numbers_and_nobody(cast: Cast) -> None:
    sent = {
        "secret": "1",
        f"count-{cast.entries[LANTERN].public_id}": "1",
        f"count-{cast.entries[QUIET].public_id}": "",
        "count-abstains": "1",
    }
    assert pages.browser(cast, "cerys").post(vote(cast), sent).status_code == 302
    found: set[tuple[object, ...]] = set(Vote.objects.values_list("judge", "number", "stance"))
    assert found == {
        (None, 1, "for"),
        (None, 1, "abstains"),
    }


def test_there_are_never_more_votes_than_judges_and_what_was_typed_stays(cast: Cast) -> None:
    key = cast.entries[LANTERN].public_id
    answer = pages.browser(cast, "cerys").post(vote(cast), {"secret": "1", f"count-{key}": "3"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Judges: 2" in page, "Bob stepped aside"
    assert f'name="count-{key}" inputmode="numeric" maxlength="3" value="3"' in page
    assert not Vote.objects.exists()


def test_who_stepped_aside_does_not_vote(cast: Cast) -> None:
    page = pages.browser(cast, "cerys").get(vote(cast)).content.decode()
    assert "Bob" not in page
    with pytest.raises(NotAllowed):
        hold_poll(
            category=cast.category("asb"),
            votes={cast.judges["bob"]: VoteCast(Stance.FOR, cast.entries[QUIET])},
            by=cast.chair,
        )


def test_a_late_step_aside_takes_the_vote_along_and_leaves_a_trace(cast: Cast) -> None:
    hold_poll(
        category=cast.category("youth"),
        votes={
            cast.judges["ann"]: VoteCast(Stance.FOR, cast.entries[KICKABOUT]),
            cast.judges["bob"]: VoteCast(Stance.AGAINST),
        },
        by=cast.chair,
    )
    sign_declaration(
        judge=cast.judges["ann"],
        interests={cast.entries[KICKABOUT]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor("ann"),
    )
    assert list(Vote.objects.values_list("judge__key", flat=True)) == ["bob"]
    entry = AuditEntry.objects.filter(action="sign_declaration").order_by("sequence").last()
    assert entry is not None
    assert '"votes_voided":1' in entry.facts.replace(" ", "")


# ── A mark is changed ──────────────────────────────────────────────────────────────────────────


def _card(judge: Judge, cast: Cast, title: str = LANTERN) -> Scorecard:
    return Scorecard.objects.get(judge=judge, entry=cast.entries[title])


def _sent(cast: Cast, name: str, **more: str) -> dict[str, str]:
    stands = MARKS[LANTERN]
    return {
        "card": _card(cast.judges[name], cast).public_id,
        **{f"shown-{key}": str(value) for key, value in stands.items()},
        **{f"mark-{key}": str(value) for key, value in stands.items()},
        "reason": f"I read it again. {SECRET}",
        "language": "en",
        **more,
    }


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_judge_changes_their_own_mark_and_everybody_sees_why(cast: Cast, language: str) -> None:
    propose_season(season=cast.season, by=cast.organiser)
    ann = pages.browser(cast, "ann")
    page = ann.get(marks(cast, language=language)).content.decode()
    assert "Cerys" not in page.split("<main")[1], "only her own"
    answer = ann.post(marks(cast, language=language), _sent(cast, "ann", **{"mark-impact": "3"}))
    assert answer.status_code == 302
    change = MarkChange.objects.get()
    assert (change.was, change.value) == (8, 3)
    shown = pages.browser(cast, "cerys").get(pages.category(cast, language=language))
    assert SECRET in shown.content.decode()
    entry = AuditEntry.objects.filter(action="change_mark").get()
    facts = entry.facts.replace(" ", "")
    assert '"mark_impact":3' in facts
    assert '"mark_prevention":9' in facts
    assert SECRET not in facts


def test_an_organiser_writes_it_down_and_suggestions_are_worked_out_again(cast: Cast) -> None:
    propose_season(season=cast.season, by=cast.organiser)
    before = Proposal.objects.get(category=cast.category("asb"), kind__key="winner").document
    olwen = pages.browser(cast, "olwen")
    for name in ("ann", "cerys"):
        sent = _sent(cast, name, **{"mark-impact": "0", "mark-prevention": "0"})
        assert olwen.post(marks(cast), sent).status_code == 302
    after = Proposal.objects.get(category=cast.category("asb"), kind__key="winner").document
    assert before["winners"] == [cast.entries[LANTERN].reference]
    assert after["winners"] == [cast.entries[QUIET].reference]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"mark-impact": "3", "reason": "  "}, "Write why the mark is changed"),
        ({"mark-impact": "11"}, "A mark must stand on the scale"),
        ({"mark-impact": "eight"}, "whole number"),
        ({"mark-impact": "8\x00"}, "whole number"),
        ({}, "Nothing was changed"),
        ({"mark-impact": "3", "shown-impact": "5"}, "in the meantime"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    cast: Cast, more: dict[str, str], said: str
) -> None:
    answer = pages.browser(cast, "ann").post(marks(cast), _sent(cast, "ann", **more))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    if more.get("reason") is None:
        assert SECRET in page
    assert not MarkChange.objects.exists()


def test_nobody_changes_a_mark_of_another_judge(cast: Cast) -> None:
    cerys = _card(cast.judges["cerys"], cast)
    assert pages.browser(cast, "ann").post(marks(cast), _sent(cast, "cerys")).status_code == 404
    with pytest.raises(NotAllowed):
        change_mark(
            scorecard=cerys,
            marks={"impact": 1},
            reason="Mine is better.",
            reason_language="en",
            by=cast.actor("ann"),
        )


def test_nothing_of_it_reaches_who_stepped_aside(cast: Cast) -> None:
    pages.browser(cast, "ann").post(marks(cast), _sent(cast, "ann", **{"mark-impact": "3"}))
    bob = pages.browser(cast, "bob")
    assert bob.get(marks(cast)).status_code == 404
    for address in (pages.room(cast), pages.category(cast), step(cast)):
        assert SECRET not in bob.get(address).content.decode()


def test_before_the_meeting_a_locked_mark_stays(cast: Cast) -> None:
    cast.season.state = SeasonState.JUDGING
    cast.season.save()
    with pytest.raises(NotNow):
        change_mark(
            scorecard=_card(cast.judges["ann"], cast),
            marks={"impact": 1},
            reason="Too early.",
            reason_language="en",
            by=cast.actor("ann"),
        )


# ── Screens in step ────────────────────────────────────────────────────────────────────────────


def _asked(someone: Client, cast: Cast, tag: str = "") -> tuple[int, str]:
    headers = {"If-None-Match": tag} if tag else {}
    answer = someone.get(step(cast), headers=headers)
    return answer.status_code, answer["ETag"]


def test_a_screen_is_told_once_that_something_happened(cast: Cast) -> None:
    someone = pages.browser(cast, "ann")
    status, tag = _asked(someone, cast)
    assert status == 200
    assert _asked(someone, cast, tag) == (304, tag)
    pages.browser(cast, "cerys").post(f"{pages.category(cast, 'youth')}take-up/", {"version": "0"})
    status, later = _asked(someone, cast, tag)
    assert (status, later != tag) == (200, True)
    assert someone.get(step(cast)).json()["key"] == "youth"


def test_asking_keeps_nobody_signed_in(cast: Cast) -> None:
    someone = pages.browser(cast, "ann")
    for minutes in (10, 20):
        with clock.at(MEETING_AT + timedelta(minutes=minutes)):
            assert someone.get(step(cast)).status_code == 200
    with clock.at(MEETING_AT + timedelta(minutes=31)):
        assert someone.get(step(cast)).status_code == 302


def test_two_who_lead_at_once_see_each_other(cast: Cast) -> None:
    put_on_table(season=cast.season, category=cast.category("youth"), by=cast.chair, seen_version=0)
    with pytest.raises(NotNow) as refused:
        put_on_table(
            season=cast.season, category=cast.category("asb"), by=cast.organiser, seen_version=0
        )
    assert refused.value.code == "moved-meanwhile"


def test_after_a_decision_the_table_moves_on(cast: Cast) -> None:
    someone = pages.browser(cast, "cerys")
    someone.post(f"{pages.category(cast)}take-up/", {"version": "0"})
    someone.post(pages.category(cast), pages.form(cast, {LANTERN: "winner"}))
    meeting = Meeting.objects.select_related("table").get()
    assert meeting.table is not None
    assert meeting.table.key == "youth"


def test_a_category_of_another_season_does_not_come_onto_the_table(cast: Cast) -> None:
    asb = cast.category("asb")
    season = Season.objects.create(programme=cast.season.programme, key="valley-2027", year=2027)
    asb.pk, asb.public_id, asb.season = None, "f" * 32, season
    asb.save(force_insert=True)
    with pytest.raises(Refusal) as refused:
        put_on_table(season=cast.season, category=asb, by=cast.chair)
    assert refused.value.code == "other-season"


def test_a_page_works_without_any_script(cast: Cast) -> None:
    put_on_table(season=cast.season, category=cast.category("asb"), by=cast.chair)
    page = pages.browser(cast, "ann").get(pages.category(cast, "youth")).content.decode()
    assert f'<a href="{pages.category(cast)}">Anti-social behaviour</a>' in page
    decide(cast, "asb", award(cast, "winner", LANTERN))
