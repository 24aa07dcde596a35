"""How sure an order is: worked out when marks change, for whoever stepped aside without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from adjudication.calibration import calibrate
from adjudication.certainty import posterior
from adjudication.errors import MarkOutsideScale
from adjudication.ratings import ratings
from cadair.foundation import clock
from cadair.judging import tasks
from cadair.judging.actions import set_certainty_words
from cadair.judging.analyses import figures_of
from cadair.judging.models import Analysis, AnalysisLook, Mark, Scorecard
from cadair.judging.states import ScorecardState
from cadair.judging.tasks import LOOKED_AGAIN_AFTER, work_out_due
from cadair.nominations.models import Entry, EntryCategory
from cadair.seasons.states import SeasonState
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _meeting_time() -> Iterator[None]:
    with clock.at(MEETING_AT):
        yield


@pytest.fixture
def cast() -> Cast:
    """The panel meets; Bob stepped aside from Operation Lantern."""
    return a_season(SeasonState.DECIDING)


def crowded(
    cast: Cast, given: Mapping[str, Mapping[str, int]], *, key: str = "asb"
) -> dict[str, Entry]:
    """Further entries of a category with each judge’s mark for both criteria; none: not asked."""
    category, found = cast.category(key), {}
    criteria = list(cast.season.criteria.all())
    for number, (title, marks) in enumerate(given.items(), cast.season.entries.count() + 1):
        entry = Entry.objects.create(
            season=cast.season,
            reference=f"2026-{number:03}",
            title_en=title,
            title_language="en",
            eligibility="eligible",
        )
        EntryCategory.objects.create(entry=entry, category=category)
        for name, mark in marks.items():
            card = Scorecard.objects.create(
                judge=cast.judges[name],
                entry=entry,
                category=category,
                state=ScorecardState.LOCKED,
                locked_at=MEETING_AT,
            )
            Mark.objects.bulk_create(
                Mark(scorecard=card, criterion=each, value=max(mark - at, 0))
                for at, each in enumerate(criteria)
            )
        for name in cast.judges.keys() - marks.keys():
            Scorecard.objects.create(
                judge=cast.judges[name],
                entry=entry,
                category=category,
                state=ScorecardState.ABSTAINED,
                locked_at=MEETING_AT,
            )
        found[title] = entry
    return found


SHARED_OUT = {
    "Harbour": {"ann": 9, "bob": 5, "cerys": 8},
    "Bridge": {"ann": 7, "bob": 4},
    "Orchard": {"ann": 7, "cerys": 7},
    "Mill": {"bob": 5, "cerys": 9},
    "Forge": {"ann": 5, "bob": 3, "cerys": 6},
    "Twin": {"bob": 5, "cerys": 9},
}


def kept(cast: Cast, key: str = "asb", judge: str | None = None) -> dict[str, Any]:
    """What was worked out of a category."""
    row = Analysis.objects.get(
        category=cast.category(key), judge=cast.judges[judge] if judge else None
    )
    document: dict[str, Any] = row.document
    return document


def by_entry(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Its entries by reference."""
    return {each["entry"]: each for each in document["entries"]}


def test_the_figures_are_those_of_the_core_on_the_same_totals(cast: Cast) -> None:
    crowded(cast, SHARED_OUT)
    assert work_out_due() == 2
    rows = [
        (card.entry.reference, card.judge.key, 5.0 * sum(m.value for m in card.marks.all()), key)
        for key in ("asb", "youth")
        for card in Scorecard.objects.filter(category__key=key, state=ScorecardState.LOCKED)
    ]
    model = calibrate(ratings(rows))
    ours, found = model.ratings, by_entry(kept(cast))
    here = ours.categories.index("asb")
    units = ours.units_of(here)
    joint = posterior(model, here)
    assert joint is not None
    for at, unit in enumerate(units):
        figures = found[ours.entries[ours.unit_entry[unit]]]
        assert figures["raw"] == pytest.approx(model.raw[unit], abs=0.01)
        assert figures["adjusted"] == pytest.approx(model.adjusted[unit], abs=0.01)
        assert figures["p_best"] == pytest.approx(joint.best(7)[at], abs=0.02)


def test_equals_in_every_respect_have_the_same_chance(cast: Cast) -> None:
    made = crowded(cast, SHARED_OUT)
    work_out_due()
    found = by_entry(kept(cast))
    mill, twin = found[made["Mill"].reference], found[made["Twin"].reference]
    assert mill["p_best"] == twin["p_best"] > 0


def test_a_mark_that_changes_makes_them_anew_and_nothing_else_does(cast: Cast) -> None:
    made = crowded(cast, SHARED_OUT)
    work_out_due()
    first = Analysis.objects.get(category=cast.category("asb"), judge=None)
    assert work_out_due() == 0
    decide(cast, "asb", award(cast, "winner", LANTERN))
    assert work_out_due() == 0
    assert Analysis.objects.get(category=cast.category("asb"), judge=None) == first
    Mark.objects.filter(scorecard__entry=made["Forge"], scorecard__judge__key="ann").update(value=9)
    with clock.at(MEETING_AT + LOOKED_AGAIN_AFTER):
        assert work_out_due() == 2
    again = Analysis.objects.get(category=cast.category("asb"), judge=None)
    assert again.inputs_sha256 != first.inputs_sha256


def test_nothing_is_worked_out_while_judges_still_mark() -> None:
    a_season(SeasonState.JUDGING)
    assert work_out_due() == 0
    assert not Analysis.objects.exists()


def test_marks_that_no_judge_could_give_are_reported_once_and_keep_nothing(cast: Cast) -> None:
    work_out_due()
    Mark.objects.filter(scorecard__entry=cast.entries[QUIET]).update(value=99)
    with clock.at(MEETING_AT + LOOKED_AGAIN_AFTER):
        with pytest.raises(MarkOutsideScale):
            work_out_due()
        assert AnalysisLook.objects.get().inputs_sha256 == ""
        assert work_out_due() == 0, "not tried again until something changes"


def test_without_the_libraries_nothing_is_worked_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "can_calibrate", lambda: False)
    assert work_out_due() == 0
    assert cast.season.analyses.count() == 0


def test_where_all_marked_all_the_order_cannot_change(cast: Cast) -> None:
    Scorecard.objects.filter(entry=cast.entries[LANTERN]).delete()
    crowded(
        cast,
        {
            "Harbour": {"ann": 9, "bob": 6, "cerys": 8},
            "Bridge": {"ann": 7, "bob": 4, "cerys": 7},
            "Mill": {"ann": 5, "bob": 5, "cerys": 9},
            "Forge": {"ann": 4, "bob": 2, "cerys": 3},
        },
    )
    work_out_due()
    document = kept(cast)
    assert document["order_can_change"] is False
    agreement = document["agreement"]
    assert agreement["judges"] == agreement["of"] == 3
    assert 0 <= agreement["low"] < agreement["panel"] < agreement["high"] <= 1


def test_marks_that_are_all_the_same_call_nobody_clear(cast: Cast) -> None:
    Mark.objects.update(value=6)
    crowded(cast, {name: {"ann": 6, "bob": 6, "cerys": 6} for name in ("Harbour", "Bridge")})
    Mark.objects.update(value=6)
    work_out_due()
    document = kept(cast)
    assert (document["band"], document["contenders"], document["duels"]) == (None, [], [])
    assert "constant-scores" in document["notes"]
    assert {each["p_best"] for each in document["entries"]} == {None}


def test_the_rule_that_would_part_equals_is_named(cast: Cast) -> None:
    made = crowded(cast, SHARED_OUT)
    kind = cast.kind("winner")
    rule = {**(kind.rule or {}), "ties": ["heaviest-criterion", "chair"], "lot_commitment": ""}
    cast.season.award_kinds.filter(pk=kind.pk).update(rule=rule)
    work_out_due()
    [tie] = kept(cast)["ties"]
    assert {made["Mill"].reference, made["Twin"].reference} < set(tie["entries"])
    assert tie["chain"] == ["heaviest-criterion", "chair"]
    asked = {each["tie_break"]: each for each in tie["asked"]}
    assert asked["chair"]["first"] == [made["Mill"].reference, made["Twin"].reference]
    assert asked["heaviest-criterion"]["why"] == "no-heaviest-criterion"
    assert tie["state"] == "unbroken"


def test_whoever_stepped_aside_gets_figures_without_what_they_left(cast: Cast) -> None:
    """Bob left Operation Lantern: no mark in its category may move a figure that he sees."""
    crowded(cast, SHARED_OUT)
    crowded(
        cast,
        {
            "Loft": {"ann": 8, "bob": 6},
            "Quay": {"bob": 7, "cerys": 4},
            "Ridge": {"ann": 3, "cerys": 6},
        },
        key="youth",
    )
    work_out_due()
    assert not Analysis.objects.filter(category=cast.category("asb"), judge=cast.judges["bob"])
    his, everybodys = kept(cast, "youth", "bob"), kept(cast, "youth")
    assert his["judges"] != everybodys["judges"]
    Mark.objects.filter(scorecard__entry=cast.entries[LANTERN]).update(value=1)
    with clock.at(MEETING_AT + LOOKED_AGAIN_AFTER):
        work_out_due()
    assert kept(cast, "youth") != everybodys
    assert kept(cast, "youth", "bob") == his


def test_the_words_of_a_season_are_its_own(cast: Cast) -> None:
    crowded(cast, SHARED_OUT)
    work_out_due()
    assert kept(cast)["band"] == "ahead"
    set_certainty_words(
        season=cast.season,
        clear=50,
        ahead=30,
        contenders=60,
        open_from=40,
        open_to=60,
        by=cast.organiser,
    )
    assert work_out_due() == 2
    document = kept(cast)
    assert document["band"] == "clear"
    assert len(document["contenders"]) < 4


def test_each_reader_gets_the_figures_made_for_them_and_fresh_ones_only(cast: Cast) -> None:
    crowded(cast, SHARED_OUT)
    work_out_due()
    asb, youth, bob = cast.category("asb"), cast.category("youth"), cast.judges["bob"]
    inputs = Analysis.objects.get(category=asb, judge=None).inputs_sha256
    for now, is_fresh in ((inputs, True), ("0" * 64, False)):
        found = figures_of(asb, None, now)
        assert found is not None
        assert (found.document, found.is_fresh) == (kept(cast), is_fresh)
    assert figures_of(asb, bob, inputs) is None
    his = figures_of(youth, bob, "")
    assert his is not None
    assert his.document == kept(cast, "youth", "bob")
