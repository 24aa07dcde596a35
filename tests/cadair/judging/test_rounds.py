"""Rounds: set up as rules, opened and closed in turn, and what they change for judges."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.judging.actions import (
    begin_deciding,
    begin_round,
    close_round,
    lock_scorecards,
    name_round_judges,
    save_scorecard,
    set_rounds,
)
from cadair.judging.desks import desk_of, entries_to_declare, place_on_desk
from cadair.judging.models import Assignment, Paper, Round, RoundEntry
from cadair.judging.queries import missing_scorecards, short_of_judges
from cadair.judging.round_plans import PRESETS, Preset, RoundPlan, section_of
from cadair.judging.round_states import AdvanceRule, AssignmentSource, RoundMethod, RoundState
from cadair.judging.rounds import entries_for, entries_in, is_asked, open_rounds_for
from cadair.judging.scorebook import scores
from cadair.mail.models import OutboxMessage
from cadair.seasons.actions import open_season
from cadair.seasons.actions.noting import Told
from cadair.seasons.queries import current_rules
from cadair.seasons.rulebook import rules_document
from cadair.seasons.sections import ChangedMeanwhile, stamp_of
from cadair.seasons.states import SeasonState
from tests.cast import (
    CHECKING_AT,
    KICKABOUT,
    LANTERN,
    MARKS,
    OPENS_AT,
    QUIET,
    Cast,
    a_season,
    words,
)
from tests.progress import bring_to, declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


ONE_GOES_ON = RoundPlan(
    "first", RoundMethod.CRITERIA, advance=AdvanceRule.COUNT, advance_value=Decimal(1)
)
FINAL = RoundPlan("final", RoundMethod.LIVE_FINAL)


def judged_in(*plans: RoundPlan, state: SeasonState = SeasonState.JUDGING) -> Cast:
    """A season whose category `asb` is judged in these rounds, brought to a state."""
    cast = a_season()
    plan(cast, plans)
    if state != SeasonState.DRAFT:
        with clock.at(OPENS_AT):
            bring_to(cast, state)
    return cast


def plan(cast: Cast, plans: Sequence[RoundPlan], **more: object) -> None:
    set_rounds(
        season=cast.season,
        categories=[cast.category("asb")],
        rounds=plans,
        by=cast.organiser,
        **more,  # type: ignore[arg-type]
    )
    cast.season.refresh_from_db()


def the_round(cast: Cast, key: str) -> Round:
    return Round.objects.select_related("season", "category").get(season=cast.season, key=key)


def marked(cast: Cast, judge: str, title: str, **marks: int) -> None:
    save_scorecard(
        judge=cast.judges[judge],
        entry=cast.entries[title],
        category=cast.entries[title].categories.get(),
        marks=marks or MARKS[title],
        by=cast.actor(judge),
    )


def all_marked(cast: Cast) -> None:
    """Everybody marks what lies on their desk, and locks."""
    titles = {entry.reference: title for title, entry in cast.entries.items()}
    for name, judge in cast.judges.items():
        for place in desk_of(judge):
            if place.state != "locked":
                marked(cast, name, titles[place.reference])
        lock_scorecards(judge=judge, by=cast.actor(name))


def test_without_rounds_the_frozen_rules_are_what_they_always_were() -> None:
    assert "rounds" not in rules_document(a_season().season)


def test_rounds_are_frozen_with_the_rules() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL, state=SeasonState.OPEN)
    rules = current_rules(cast.season)
    assert rules is not None
    frozen = json.loads(rules.document)["rounds"]["asb"]
    assert [each["method"] for each in frozen] == ["criteria", "live-final"]
    assert frozen[0]["advance_value"] == "1"
    assert "youth" not in json.loads(rules.document)["rounds"]


def test_an_organiser_alone_sets_rounds() -> None:
    cast = a_season()
    with pytest.raises(NotAllowed):
        set_rounds(season=cast.season, categories=[cast.category("asb")], rounds=[], by=cast.chair)


@pytest.mark.parametrize("preset", Preset)
def test_every_ready_made_way_is_sound(preset: Preset) -> None:
    cast = a_season()
    plan(cast, PRESETS[preset])
    there = [each.key for each in cast.category("asb").rounds.all()]
    assert there == [each.key for each in PRESETS[preset]]


@pytest.mark.parametrize(
    ("plans", "says"),
    [
        ([replace(FINAL, readers=3)], "nothing is shared out"),
        ([replace(ONE_GOES_ON, readers=1), FINAL], "Scorecards that it needs: 2"),
        ([ONE_GOES_ON], "After the last round the panel decides"),
        ([replace(ONE_GOES_ON, advance_value=None), FINAL], "Say how many go on"),
        ([replace(ONE_GOES_ON, advance_value=Decimal("1.5")), FINAL], "whole number"),
        ([RoundPlan("vote", RoundMethod.RANKED_BALLOT), FINAL], "Put it last"),
        ([replace(ONE_GOES_ON, by_staff=True), FINAL], "Organisers can only sift"),
        ([replace(FINAL, weight=0)], "No round weighs anything"),
        ([replace(ONE_GOES_ON, advance=AdvanceRule.VERDICT), FINAL], "Choose another one"),
        ([ONE_GOES_ON, replace(FINAL, key="first")], "same key"),
    ],
)
def test_rounds_that_contradict_themselves_are_refused_with_a_reason(
    plans: list[RoundPlan], says: str
) -> None:
    cast = a_season()
    with pytest.raises(NotComplete) as refusal:
        plan(cast, plans)
    assert any(says in str(problem) for problem in refusal.value.problems)
    assert not cast.season.rounds.exists()


def test_two_organisers_at_one_page_do_not_overwrite_each_other() -> None:
    cast = a_season()
    before = stamp_of(section_of(cast.category("asb")))
    plan(cast, [ONE_GOES_ON, FINAL], shown=before)
    with pytest.raises(ChangedMeanwhile):
        plan(cast, [], shown=before)


def test_after_opening_rounds_change_only_with_a_reason_and_new_frozen_rules() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL, state=SeasonState.OPEN)
    with pytest.raises(Refusal, match="reason"):
        plan(cast, [])
    told = Told("The hall is not free.", words("There is no final."))
    plan(cast, [], told=told)
    rules = current_rules(cast.season)
    assert rules is not None
    assert (rules.version, "rounds" in json.loads(rules.document)) == (2, False)
    assert cast.season.changes.get().kind == "rounds"


def test_a_round_that_has_started_stays_as_it_was_frozen() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    told = Told("We want more.", words("More go on."))
    with pytest.raises(NotNow, match="Judges have begun"):
        plan(cast, [replace(ONE_GOES_ON, advance_value=Decimal(2)), FINAL], told=told)
    plan(cast, [ONE_GOES_ON, replace(FINAL, weight=3)], told=told)
    assert the_round(cast, "final").weight == 3


def test_the_first_round_begins_with_judging_and_the_second_waits() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    assert the_round(cast, "first").state == RoundState.OPEN
    assert not entries_in(the_round(cast, "final")).exists()
    with pytest.raises(NotComplete, match="cannot begin"):
        begin_round(round=the_round(cast, "final"), by=cast.organiser)


def test_a_round_closes_when_nobody_owes_anything_and_the_best_go_on() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    with pytest.raises(NotComplete) as owed:
        close_round(round=the_round(cast, "first"), by=cast.organiser)
    assert len(owed.value.problems) == len(cast.judges)
    all_marked(cast)
    close_round(round=the_round(cast, "first"), by=cast.organiser)
    came = RoundEntry.objects.get(round__key="final")
    assert came.entry == cast.entries[LANTERN]
    assert came.points == "85/1"
    begin_round(round=the_round(cast, "final"), by=cast.organiser)
    written = OutboxMessage.objects.filter(letter__contains="round_opened")
    assert written.count() == len(cast.judges)
    assert open_rounds_for(cast.judges["ann"]) == [the_round(cast, "final")]
    assert open_rounds_for(cast.judges["bob"]) == []


def test_equals_go_on_together() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    for name in cast.judges:
        for title in (LANTERN, QUIET, KICKABOUT):
            if (name, title) != ("bob", LANTERN):
                marked(cast, name, title, prevention=7, impact=7)
        lock_scorecards(judge=cast.judges[name], by=cast.actor(name))
    close_round(round=the_round(cast, "first"), by=cast.organiser)
    assert RoundEntry.objects.filter(round__key="final").count() == 2


def test_by_hand_somebody_is_added_with_a_reason_and_nobody_is_left_behind() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    all_marked(cast)
    first, both = the_round(cast, "first"), [cast.entries[LANTERN], cast.entries[QUIET]]
    with pytest.raises(Refusal):
        close_round(round=first, going=both, by=cast.organiser)
    with pytest.raises(Refusal, match="left behind"):
        close_round(round=first, going=both[1:], reason="Better.", by=cast.organiser)
    close_round(round=first, going=both, reason="The only one in Welsh.", by=cast.organiser)
    reasons = dict(RoundEntry.objects.values_list("entry__title_en", "reason"))
    assert reasons == {LANTERN: "", QUIET: "The only one in Welsh."}


def test_the_panel_decides_only_when_rounds_before_the_meeting_are_closed() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    declare(cast)
    all_marked(cast)
    assert missing_scorecards(cast.season) == []
    with pytest.raises(NotComplete) as refusal:
        begin_deciding(season=cast.season, by=cast.organiser)
    assert len(refusal.value.problems) == 2


SHARED = RoundPlan(
    "first", RoundMethod.CRITERIA, readers=2, advance=AdvanceRule.COUNT, advance_value=Decimal(1)
)
ALL_READ = RoundPlan("second", RoundMethod.CRITERIA)


def shared_out(cast: Cast, **readers: Sequence[str]) -> None:
    """Who reads what in the first round: judge → titles."""
    first = the_round(cast, "first")
    for judge, titles in readers.items():
        for title in titles:
            Assignment.objects.create(
                round=first,
                judge=cast.judges[judge],
                entry=cast.entries[title],
                source=AssignmentSource.BY_HAND,
            )


def test_where_reading_is_shared_out_only_readers_are_asked_and_the_others_are_excused() -> None:
    cast = judged_in(SHARED, ALL_READ)
    declare(cast)
    assert the_round(cast, "first").state == RoundState.WAITING
    with pytest.raises(NotComplete) as refusal:
        begin_round(round=the_round(cast, "first"), by=cast.organiser)
    assert any("Share them out" in str(problem) for problem in refusal.value.problems)
    assert {place.category for place in desk_of(cast.judges["ann"])} == {"youth"}
    shared_out(cast, ann=[LANTERN], bob=[QUIET], cerys=[LANTERN, QUIET])
    begin_round(round=the_round(cast, "first"), by=cast.organiser)
    quiet = cast.entries[QUIET]
    assert place_on_desk(cast.judges["ann"], "asb", quiet.public_id) is None
    assert not is_asked(the_round(cast, "first"), cast.judges["ann"], quiet)
    assert set(entries_for(the_round(cast, "first"), cast.judges["bob"])) == {quiet}
    with pytest.raises(Refusal, match="not to be judged"):
        marked(cast, "ann", QUIET)
    assert quiet.pk in entries_to_declare(cast.judges["ann"])
    assert short_of_judges(cast.season) == {}
    all_marked(cast)
    assert missing_scorecards(cast.season) == []
    found = {each.entry: each for each in scores(cast.season) if each.category == "asb"}
    assert found[quiet.reference].excused == ("ann",)
    assert found[quiet.reference].missing == ()
    assert len(found[quiet.reference].counted) == 2


def test_a_later_round_by_criteria_asks_the_others_and_nobody_twice() -> None:
    cast = judged_in(SHARED, ALL_READ)
    declare(cast)
    shared_out(cast, ann=[LANTERN], bob=[QUIET], cerys=[LANTERN, QUIET])
    begin_round(round=the_round(cast, "first"), by=cast.organiser)
    all_marked(cast)
    close_round(round=the_round(cast, "first"), by=cast.organiser)
    begin_round(round=the_round(cast, "second"), by=cast.organiser)
    assert missing_scorecards(cast.season) == []
    ann = [each for each in desk_of(cast.judges["ann"]) if each.category == "asb"]
    assert [each.state for each in ann] == ["locked"]


def test_a_judge_stays_where_they_answered() -> None:
    cast = judged_in(ONE_GOES_ON, FINAL)
    final = the_round(cast, "final")
    ann, cerys = cast.judges["ann"], cast.judges["cerys"]
    name_round_judges(round=final, judges=[ann, cerys], by=cast.organiser)
    Paper.objects.create(round=final, judge=ann, entry=cast.entries[LANTERN], points=70)
    with pytest.raises(Refusal, match="cannot be taken off"):
        name_round_judges(round=final, judges=[cerys], by=cast.organiser)
    name_round_judges(round=final, judges=[], by=cast.organiser)
    assert not final.judges.exists()


def test_rounds_cannot_be_put_where_nobody_enters() -> None:
    cast = a_season()
    with pytest.raises(Refusal, match="Nobody enters"):
        set_rounds(
            season=cast.season,
            categories=[cast.category("overall")],
            rounds=[FINAL],
            by=cast.organiser,
        )


def test_rounds_that_do_not_fit_keep_the_season_from_opening() -> None:
    cast = judged_in(replace(SHARED, readers=2), ALL_READ, state=SeasonState.DRAFT)
    cast.season.minimum_scorecards = 3
    cast.season.save()
    with clock.at(OPENS_AT), pytest.raises(NotComplete) as refusal:
        open_season(season=cast.season, by=cast.organiser)
    assert any("Scorecards that it needs: 3" in str(each) for each in refusal.value.problems)
