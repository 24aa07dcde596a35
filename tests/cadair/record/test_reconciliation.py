"""Nothing is confirmed that does not add up, and the page says where (PRO-07)."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from django.db import connection
from django.utils import translation

from adjudication.criteria import Criterion, Scale, Scheme
from adjudication.scorecards import Entry as EntryValue
from adjudication.scorecards import Judge, Mark, Scorecard, ScorecardStatus
from adjudication.scoring import entry_scores
from cadair.foundation import clock
from cadair.foundation.refusals import NotComplete
from cadair.judging.models import Mark as MarkRow
from cadair.judging.models import Scorecard as CardRow
from cadair.outcomes.actions import propose_season, request_seal, seal_season
from cadair.outcomes.models import Seal
from cadair.record.reconciliation import SENTENCES, Fault, reconcile
from cadair.record.rows import Card, JudgingRows
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import decide_all


@pytest.fixture
def cast() -> Cast:
    """Everything is decided, every text approved."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        propose_season(season=found.season, by=found.organiser)
        decide_all(found)
    return found


def change_a_mark(cast: Cast, value: int) -> None:
    """Ann's mark for impact on Operation Lantern, past Cadair."""
    card = CardRow.objects.get(judge=cast.judges["ann"], entry=cast.entries[LANTERN])
    mark = MarkRow.objects.get(scorecard=card, criterion__key="impact")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE judging_mark SET value = %s WHERE id = %s", [value, mark.pk])


def codes(cast: Cast) -> set[str]:
    """What is wrong."""
    return {fault.code for fault in reconcile(cast.season).faults}


@pytest.mark.django_db
def test_a_season_that_adds_up_is_confirmed(cast: Cast) -> None:
    counted = reconcile(cast.season)
    assert counted.faults == ()
    assert (counted.sum_of("expected"), counted.sum_of("received")) == (9, 8)
    assert (counted.sum_of("recused"), counted.sum_of("missing")) == (1, 0)
    with clock.at(MEETING_AT):
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["cy", "en"])
def test_one_changed_mark_stops_the_confirmation_and_is_named(cast: Cast, language: str) -> None:
    change_a_mark(cast, 3)
    with (
        clock.at(MEETING_AT),
        translation.override(language),
        pytest.raises(NotComplete) as refused,
    ):
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
    assert not Seal.objects.exists()
    told = [str(problem) for problem in refused.value.problems]
    reference = cast.entries[LANTERN].reference
    assert any(
        all(part in said for part in ("ann", reference, "impact", "8", "3")) for said in told
    )


@pytest.mark.django_db
def test_nobody_is_asked_to_confirm_what_does_not_add_up(cast: Cast) -> None:
    change_a_mark(cast, 9)
    with clock.at(MEETING_AT), pytest.raises(NotComplete):
        request_seal(season=cast.season, by=cast.organiser)


@pytest.mark.django_db
def test_a_mark_beyond_the_scale_is_found_though_no_score_can_be_computed(cast: Cast) -> None:
    change_a_mark(cast, 11)
    assert {"mark", "outside", "no-score"} <= codes(cast)


@pytest.mark.django_db
def test_a_mark_that_is_gone_is_found(cast: Cast) -> None:
    MarkRow.objects.filter(scorecard__judge=cast.judges["ann"])[0].delete()
    assert {"mark", "incomplete"} <= codes(cast)


@pytest.mark.django_db
def test_a_scorecard_that_is_gone_is_found(cast: Cast) -> None:
    CardRow.objects.filter(judge=cast.judges["ann"])[0].delete()
    assert "count" in codes(cast)


@pytest.mark.django_db
def test_marks_that_were_slipped_in_are_found(cast: Cast) -> None:
    """Bob stepped aside from Operation Lantern: nothing of his may stand there."""
    entry = cast.entries[LANTERN]
    card = CardRow.objects.create(
        judge=cast.judges["bob"], entry=entry, category=entry.categories.get(), state="locked"
    )
    for criterion in cast.season.criteria.all():
        MarkRow.objects.create(scorecard=card, criterion=criterion, value=10)
    assert {"twice", "unrecorded"} <= codes(cast)


@pytest.mark.django_db
def test_a_scorecard_that_was_put_on_another_entry_is_found(cast: Cast) -> None:
    card = CardRow.objects.get(judge=cast.judges["bob"], entry=cast.entries[QUIET])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE judging_scorecard SET entry_id = %s WHERE id = %s",
            [cast.entries[LANTERN].pk, card.pk],
        )
    assert "moved" in codes(cast)


@pytest.mark.django_db
def test_an_abstention_that_was_turned_into_a_card_is_found(cast: Cast) -> None:
    CardRow.objects.filter(judge=cast.judges["ann"]).update(state="abstained")
    assert "state" in codes(cast)


def test_every_fault_has_a_sentence_that_can_be_filled_in_both_languages() -> None:
    places = ("entry", "judge", "criterion", "expected", "found", "first", "second", "round")
    facts = dict.fromkeys((*places, "problem", "recorded", "stands", "number"), "x")
    for code in SENTENCES:
        for language in ("cy", "en"):
            with translation.override(language):
                assert "%(" not in str(Fault(code, "asb", facts))


def test_two_ways_of_adding_up_agree_on_ten_thousand_panels() -> None:
    """The rows in whole numbers, and the judging core in fractions."""
    chance = random.Random(2026)  # noqa: S311 - the same panels every time
    for _round in range(10_000):
        criteria = {f"c{number}": chance.randint(1, 5) for number in range(chance.randint(1, 4))}
        judges = [f"j{number}" for number in range(chance.randint(1, 5))]
        lowest = chance.randint(0, 1)
        highest = lowest + chance.randint(1, 10)
        minimum = chance.randint(1, 3)
        cards = tuple(
            Card(
                f"scorecard:{judge}",
                judge,
                "e",
                "c",
                chance.choice(["locked", "locked", "locked", "abstained"]),
                {key: chance.randint(lowest, highest) for key in criteria},
            )
            for judge in judges
            if chance.random() < 0.8
        )
        rows = JudgingRows(
            judges=tuple(judges),
            places=(("e", "c"),),
            aside=frozenset(),
            asked={},
            cards=cards,
            weights=criteria,
            lowest=lowest,
            highest=highest,
            minimum=minimum,
            by_place={("e", "c"): cards},
        )
        assert rows.points("e", "c") == in_the_core(rows)


def in_the_core(rows: JudgingRows) -> Fraction | None:
    """The same panel through the judging core."""
    scheme = Scheme(
        criteria=tuple(Criterion(key, weight) for key, weight in rows.weights.items()),
        scale=Scale(rows.lowest, rows.highest),
        minimum_scorecards=rows.minimum,
    )
    status = {"locked": ScorecardStatus.COMPLETE, "abstained": ScorecardStatus.ABSTAINED}
    cards = [
        Scorecard(
            card.judge,
            card.entry,
            card.category,
            tuple(Mark(*each) for each in card.marks.items()) if card.state == "locked" else (),
            status[card.state],
        )
        for card in rows.cards
    ]
    found = entry_scores(
        [EntryValue("e", ("c",), None)], [Judge(key) for key in rows.judges], cards, scheme
    )
    return found[0].score.points if found[0].score else None
