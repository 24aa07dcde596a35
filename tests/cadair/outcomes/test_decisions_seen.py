"""Deciding over somebody else's decision is a choice, never an accident; words written stay."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.foundation.refusals import Refusal
from cadair.outcomes.actions import (
    AwardChoice,
    approve_award_text,
    decide_category,
    propose_season,
    write_award_text,
)
from cadair.outcomes.models import Award, Decision
from cadair.outcomes.states import Outcome
from cadair.seasons.states import SeasonState
from tests.cadair import valley
from tests.cadair.at_once import at_once, problems
from tests.cadair.valley import choice
from tests.cast import LANTERN, MEETING_AT, QUIET, Cast, a_season, words

REASON = BilingualText(en="The marks were clear.")


def decide(cast: Cast, *awards: AwardChoice, **more: Any) -> Decision:
    """Cerys decides anti-social behaviour."""
    return decide_category(
        category=cast.category("asb"),
        outcome=Outcome.AWARDED if awards else Outcome.NO_AWARD,
        reason=REASON,
        reason_language="en",
        decided_by=cast.judges["cerys"],
        by=cast.chair,
        awards=awards,
        **more,
    )


def given(cast: Cast, kind: str, title: str, *, is_joint: bool = False) -> AwardChoice:
    """An award as the form of the panel room gives it: without title and text."""
    return AwardChoice(kind=cast.kind(kind), entry=cast.entries[title], is_joint=is_joint)


@pytest.mark.django_db
def test_each_decision_has_the_next_version() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        assert decide(cast, seen_version=0).version == 1
        assert decide(cast, seen_version=1).version == 2
        assert decide(cast).version == 3


@pytest.mark.django_db
def test_who_has_not_seen_the_last_decision_is_told() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide(cast, given(cast, "winner", LANTERN), seen_version=0)
        with valley.refused("decided-meanwhile"):
            decide(cast, given(cast, "winner", QUIET), seen_version=0)
    assert [award.entry.title for award in Award.objects.all()] == [LANTERN]


@pytest.mark.django_db
def test_words_written_stay_with_the_same_entry_when_the_panel_decides_again() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide(cast, given(cast, "winner", LANTERN), given(cast, "highly-commended", QUIET))
        award = Award.objects.get(entry=cast.entries[LANTERN])
        write_award_text(award=award, title=words("A name"), text=words("Why"), by=cast.organiser)
        approve_award_text(award=award, by=cast.organiser)
        decide(cast, given(cast, "winner", LANTERN))
    again = Award.objects.get()
    assert (again.public_id, again.key) == (award.public_id, award.key)
    assert (again.title, again.text) == (words("A name"), words("Why"))
    assert again.is_text_approved


@pytest.mark.django_db
def test_an_approved_text_is_approved_anew_when_the_kind_of_award_changes() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        decide(cast, given(cast, "winner", LANTERN))
        award = Award.objects.get()
        write_award_text(award=award, title=words("A name"), text=words("Why"), by=cast.organiser)
        approve_award_text(award=award, by=cast.organiser)
        decide(
            cast,
            given(cast, "winner", LANTERN, is_joint=True),
            given(cast, "winner", QUIET, is_joint=True),
        )
    again = Award.objects.get(pk=award.pk)
    assert again.text == words("Why")
    assert not again.is_text_approved


@pytest.mark.django_db
def test_two_awards_may_exchange_their_titles() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        first = given(cast, "winner", LANTERN)
        second = given(cast, "highly-commended", QUIET)
        named = {LANTERN: words("One"), QUIET: words("Two")}
        for round_of in (named, {LANTERN: named[QUIET], QUIET: named[LANTERN]}):
            decide(
                cast,
                *(
                    AwardChoice(
                        kind=each.kind,
                        entry=each.entry,
                        title=round_of[each.entry.title],
                        slug=BilingualText(
                            cy=round_of[each.entry.title].en.split()[0].lower(),
                            en=round_of[each.entry.title].en.split()[0].lower(),
                        ),
                    )
                    for each in (first, second)
                ),
            )
    assert Award.objects.get(entry=cast.entries[LANTERN]).slug_en == "two"
    assert Award.objects.get(entry=cast.entries[QUIET]).slug_en == "one"


@pytest.mark.django_db
def test_nothing_is_withheld_where_the_rules_do_not_provide_for_it() -> None:
    cast = a_season(SeasonState.DECIDING)
    for kind in cast.season.award_kinds.all():
        kind.rule = {**(kind.rule or {}), "may_withhold": False}
        kind.save()
    with clock.at(MEETING_AT), valley.refused("may-not-withhold"):
        decide_category(
            category=cast.category("asb"),
            outcome=Outcome.WITHHELD,
            reason=REASON,
            reason_language="en",
            decided_by=cast.judges["cerys"],
            by=cast.chair,
        )


@pytest.mark.django_db
def test_the_chair_may_have_suggestions_computed_and_a_judge_may_not() -> None:
    cast = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        assert propose_season(season=cast.season, by=cast.chair)
        with valley.refused("panel-room-only"):
            propose_season(season=cast.season, by=cast.actor("bob"))


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told() -> None:
    small = valley.in_deciding()
    with clock.at(valley.MEETING):
        jobs = [
            partial(
                decide_category,
                category=small.categories["asb"],
                outcome=Outcome.AWARDED,
                reason=valley.REASON,
                reason_language="en",
                decided_by=small.stand_in,
                by=by,
                awards=[choice(small, "winner", title)],
                seen_version=0,
            )
            for by, title in (
                (small.by_organiser, "Operation Lantern"),
                (small.by(small.stand_in), "Golau’r Stryd"),
            )
        ]
        results = at_once(jobs)
    raised = problems(results)
    assert [each.code for each in raised if isinstance(each, Refusal)] == ["decided-meanwhile"]
    assert len(raised) == 1
    assert Decision.objects.get().version == 1
    assert Award.objects.count() == 1
