"""Suggestions, decisions, the seal: typed outcomes, reasons, and nobody judging their own."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow
from cadair.outcomes.actions import (
    AwardChoice,
    cancel_release,
    decide_category,
    order_release,
    propose_season,
    seal_season,
    write_award_text,
)
from cadair.outcomes.models import Award, Decision, Proposal, ReleaseOrder, Seal
from cadair.outcomes.queries import is_as_sealed, outcome_sha256
from cadair.outcomes.season_file import decide_from
from cadair.outcomes.states import RELEASE_MOVES, Outcome, ReleaseState
from cadair.seasons.season_file import export_season
from cadair.seasons.states import SeasonState
from tests.cadair import valley as cast
from tests.cadair.valley import SmallSeason, choice

pytestmark = pytest.mark.django_db


def suggested(small: SmallSeason, category: str, kind: str) -> dict[str, object]:
    found = Proposal.objects.get(category__key=category, kind__key=kind, season=small.season)
    return dict(found.document)


def decide(
    small: SmallSeason,
    category: str,
    awards: list[AwardChoice],
    outcome: Outcome = Outcome.AWARDED,
    **more: object,
) -> Decision:
    arguments = {
        "category": small.categories[category],
        "outcome": outcome,
        "reason": cast.REASON,
        "reason_language": "en",
        "decided_by": small.stand_in,
        "by": small.by_organiser,
        "awards": awards,
        **more,
    }
    return decide_category(**arguments)  # type: ignore[arg-type]


def test_the_rules_suggest_a_winner_and_a_commendation() -> None:
    small = cast.in_deciding()
    propose_season(season=small.season, by=small.by_organiser)
    winner = suggested(small, "asb", "winner")
    assert winner["state"] == "clear"
    assert winner["winners"] == [small.entries["Operation Lantern"].reference]
    commended = suggested(small, "asb", "highly-commended")
    assert commended["winners"] == [small.entries["Golau’r Stryd"].reference]


def test_an_exact_tie_is_suggested_as_joint_winners_and_explained() -> None:
    small = cast.in_deciding()
    propose_season(season=small.season, by=small.by_organiser)
    tied = suggested(small, "youth", "winner")
    assert len(tied["winners"]) == 2  # type: ignore[arg-type]
    assert tied["joint"] is True
    assert tied["steps"]


def test_a_suggestion_decides_nothing() -> None:
    small = cast.in_deciding()
    propose_season(season=small.season, by=small.by_organiser)
    assert not Award.objects.exists()
    assert not Decision.objects.exists()


def test_overall_is_suggested_from_award_holders_once_the_rest_is_decided() -> None:
    small = cast.decided()
    propose_season(season=small.season, by=small.by_organiser)
    overall = suggested(small, "overall", "overall-winner")
    assert overall["winners"] == [small.entries["Operation Lantern"].reference]


def test_a_chair_who_stepped_aside_cannot_decide_the_category_but_the_stand_in_can() -> None:
    small = cast.in_deciding()
    awards = [choice(small, "winner", "Operation Lantern")]
    with cast.refused("chair-stepped-aside"):
        decide(small, "asb", awards, decided_by=small.chair)
    assert decide(small, "asb", awards).decided_by == small.stand_in


def test_an_ordinary_judge_does_not_decide() -> None:
    small = cast.in_deciding()
    with cast.refused("not-the-chair"):
        decide(small, "team", [], Outcome.NO_AWARD, decided_by=small.judges[3])


def test_a_decision_needs_a_reason() -> None:
    small = cast.in_deciding()
    with cast.refused("no-reason"):
        decide(small, "team", [], Outcome.NO_AWARD, reason=BilingualText())


def test_an_award_goes_only_to_an_entry_that_stands_in_the_category() -> None:
    small = cast.in_deciding()
    with cast.refused("entry-not-in-pool"):
        decide(small, "asb", [choice(small, "winner", "Saturday Club")])


def test_a_kind_is_given_only_where_the_season_gives_it() -> None:
    small = cast.in_deciding()
    with cast.refused("kind-not-allowed"):
        decide(small, "asb", [choice(small, "overall-winner", "Operation Lantern")])


def test_one_joint_winner_alone_is_refused() -> None:
    small = cast.in_deciding()
    with cast.refused("joint-alone"):
        decide(small, "asb", [choice(small, "winner", "Operation Lantern", is_joint=True)])


def test_awarded_without_an_award_and_an_award_without_awarded_are_refused() -> None:
    small = cast.in_deciding()
    with cast.refused("awards-do-not-fit"):
        decide(small, "asb", [])
    with cast.refused("awards-do-not-fit"):
        decide(small, "asb", [choice(small, "winner", "Operation Lantern")], Outcome.NO_AWARD)


def test_overall_waits_for_every_other_category() -> None:
    small = cast.in_deciding()
    decide(small, "asb", [choice(small, "winner", "Operation Lantern")])
    with cast.refused("award-holders-unknown"):
        decide(small, "overall", [choice(small, "overall-winner", "Operation Lantern")])


def test_deciding_again_replaces_the_awards() -> None:
    small = cast.in_deciding()
    decide(small, "asb", [choice(small, "winner", "Operation Lantern")])
    decide(small, "asb", [choice(small, "winner", "Golau’r Stryd")])
    assert [award.entry.title for award in Award.objects.all()] == ["Golau’r Stryd"]


def test_the_results_are_confirmed_by_two_people() -> None:
    small = cast.decided()
    with cast.refused("second-person"):
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by_organiser)
    seal = seal_season(
        season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair)
    )
    assert seal.sha256 == outcome_sha256(small.season)


def test_an_ordinary_judge_cannot_confirm() -> None:
    small = cast.decided()
    with cast.refused("may-not-confirm"):
        seal_season(
            season=small.season, by=small.by_organiser, confirmed_by=small.by(small.judges[3])
        )


def test_results_with_a_text_in_one_language_are_not_confirmed() -> None:
    small = cast.decided()
    award = Award.objects.filter(season=small.season)[0]
    write_award_text(award=award, text=cast.both("", "Only English."), by=small.by_organiser)
    with pytest.raises(NotComplete) as refusal:
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    assert award.entry.title in str(refusal.value)
    assert not Seal.objects.exists()


def test_an_undecided_category_keeps_the_results_open() -> None:
    small = cast.in_deciding()
    with pytest.raises(NotComplete) as refusal:
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    assert len(refusal.value.problems) == 4


def test_nothing_changes_after_the_seal() -> None:
    small = cast.sealed()
    assert small.season.state == SeasonState.SEALED
    with pytest.raises(NotNow):
        decide(small, "team", [], Outcome.NO_AWARD)
    with pytest.raises(NotNow):
        write_award_text(
            award=Award.objects.filter(season=small.season)[0],
            text=cast.both("Arall", "Other"),
            by=small.by_organiser,
        )


def test_release_is_ordered_only_after_the_seal_and_never_for_the_past() -> None:
    small = cast.decided()
    with pytest.raises(NotNow):
        order_release(season=small.season, by=small.by_organiser)
    seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    with clock.at(cast.RESULTS_AT), cast.refused("release-in-the-past"):
        order_release(season=small.season, by=small.by_organiser, release_at=cast.MEETING)


def test_a_new_order_replaces_the_one_that_waits() -> None:
    small = cast.ordered()
    with clock.at(cast.MEETING):
        second = order_release(season=small.season, by=small.by_organiser)
    waiting = ReleaseOrder.objects.filter(state=ReleaseState.WAITING)
    assert list(waiting) == [second]
    assert ReleaseOrder.objects.filter(state=ReleaseState.CANCELLED).count() == 1


def test_a_cancelled_order_is_not_cancelled_twice() -> None:
    small = cast.ordered()
    order = ReleaseOrder.objects.get(season=small.season)
    cancel_release(order=order, by=small.by_organiser)
    with pytest.raises(NotNow):
        cancel_release(order=order, by=small.by_organiser)


def test_an_order_that_is_done_or_cancelled_goes_nowhere() -> None:
    assert RELEASE_MOVES[ReleaseState.DONE] == ()
    assert RELEASE_MOVES[ReleaseState.CANCELLED] == ()


def test_a_translator_like_stranger_cannot_propose() -> None:
    small = cast.in_deciding()
    with pytest.raises(NotAllowed):
        propose_season(season=small.season, by=Actor(ref="visitor:public"))


def test_a_chair_who_stepped_aside_from_an_entry_cannot_give_it_any_award() -> None:
    small = cast.in_deciding()
    lantern = [choice(small, "team", "Operation Lantern")]
    with cast.refused("chair-stepped-aside"):
        decide(small, "team", lantern, decided_by=small.chair)
    assert decide(small, "team", lantern).awards.count() == 1


def test_an_overall_winner_that_lost_its_other_award_cannot_be_confirmed() -> None:
    small = cast.decided()
    decide(small, "youth", [], Outcome.NO_AWARD)
    with pytest.raises(NotComplete) as refusal:
        seal_season(season=small.season, by=small.by_organiser, confirmed_by=small.by(small.chair))
    assert len(refusal.value.problems) == 1
    assert "overall" in str(refusal.value)


def test_more_winners_than_the_rules_allow_are_refused_but_joint_ones_share_a_place() -> None:
    small = cast.in_deciding()
    two = [choice(small, "winner", title) for title in ("Saturday Club", "Quiet Corner")]
    with cast.refused("too-many-awards"):
        decide(small, "youth", two)
    joint = [replace(each, is_joint=True) for each in two]
    assert decide(small, "youth", joint).awards.count() == 2


def test_winner_and_highly_commended_exclude_each_other() -> None:
    small = cast.in_deciding()
    both_kinds = [
        choice(small, kind, "Operation Lantern") for kind in ("winner", "highly-commended")
    ]
    named = [
        replace(each, key=f"k{n}", slug=cast.both(f"c{n}", f"e{n}"))
        for n, each in enumerate(both_kinds)
    ]
    with cast.refused("award-excludes-another"):
        decide(small, "asb", named)


def test_exchanging_the_seal_with_the_results_does_not_pass_as_confirmed() -> None:
    small = cast.sealed()
    small.season.awards.update(text_en="TAMPERED")
    Seal.objects.filter(season=small.season).update(sha256=outcome_sha256(small.season))
    assert not is_as_sealed(small.season)
    Seal.objects.all().delete()
    assert not is_as_sealed(small.season)


def test_decisions_of_a_file_are_written_down_all_or_none() -> None:
    small = cast.decided()
    document = export_season(small.season)
    small.season.decisions.all().delete()
    decided = decide_from(season=small.season, document=document, by=Actor.operator())
    assert [each.category.key for each in decided][-1] == "overall"
    small.season.decisions.all().delete()
    stranger = dataclasses.replace(document.awards[-1], entry="9999-1")
    broken = dataclasses.replace(document, awards=(*document.awards[:-1], stranger))
    with cast.refused("decision-does-not-fit"):
        decide_from(season=small.season, document=broken, by=Actor.operator())
    assert not Decision.objects.exists()
    with cast.refused("decision-does-not-fit"):
        other = dataclasses.replace(document, key="another")
        decide_from(season=small.season, document=other, by=Actor.operator())
