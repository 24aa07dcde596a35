"""Interests as an auditor sees them: reasons, versions, what is voided, substitutes, categories."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import (
    list_members,
    save_scorecard,
    set_interest_rules,
    sign_declaration,
)
from cadair.judging.desks import desk_of, is_anything_undeclared
from cadair.judging.models import Interest, InterestVersion, Judge, Scorecard
from cadair.judging.queries import missing_scorecards
from cadair.judging.states import AsideScope, EmployerTie, InterestKind, InterestNature, Sign
from cadair.judging.suggesting import suggestions
from cadair.nominations.models import Entry, EntryOrganisation, Nomination
from cadair.people.models import Organisation
from cadair.seasons.rulebook import rules_document
from cadair.seasons.states import SeasonState
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MARKS, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db

NONE: tuple[InterestKind, InterestNature | None] = (InterestKind.NONE, None)
FAMILY = (InterestKind.STEP_ASIDE, InterestNature.FAMILY)
MAY = (InterestKind.MAY_SCORE, InterestNature.EMPLOYER)


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def sign(
    cast: Cast,
    title: str,
    choice: tuple[InterestKind, InterestNature | None],
    note: str = "",
    name: str = "ann",
    by: Actor | None = None,
) -> None:
    entry = cast.entries[title]
    sign_declaration(
        judge=cast.judges[name],
        interests={entry: choice},
        notes={entry: note},
        by=by or cast.actor(name),
    )


def code(cast: Cast, title: str, *choice: object, **more: object) -> str:
    """Why it is refused, or nothing."""
    try:
        sign(cast, title, *choice, **more)  # type: ignore[arg-type]
    except Refusal as refusal:
        return refusal.code
    return ""


def body_of(cast: Cast, name: str) -> Organisation:
    return cast.judges[name].seat.organisation


def put_behind(cast: Cast, title: str, body: Organisation, *, is_withheld: bool = False) -> None:
    EntryOrganisation.objects.create(
        entry=cast.entries[title], organisation=body, position=9, is_withheld=is_withheld
    )


def mark(cast: Cast, title: str, name: str = "ann", judge: Judge | None = None) -> Scorecard:
    entry = cast.entries[title]
    judge = judge or cast.judges[name]
    by = cast.actor(name) if name in cast.accounts else Actor.operator()
    return save_scorecard(
        judge=judge, entry=entry, category=entry.categories.get(), marks=MARKS[title], by=by
    )


def facts() -> dict[str, object]:
    found: dict[str, object] = json.loads(AuditEntry.objects.order_by("-sequence")[0].facts)
    return found


def test_an_employer_is_not_dismissed_without_a_word_and_the_word_is_kept() -> None:
    cast = a_season(SeasonState.JUDGING)
    put_behind(cast, LANTERN, body_of(cast, "ann"))
    assert code(cast, LANTERN, NONE) == "dismissed-without-reason"
    assert not Interest.objects.exists()
    sign(cast, LANTERN, NONE, "Another body of the same name.")
    interest = Interest.objects.get()
    assert (interest.note, interest.signs) == ("Another body of the same name.", [Sign.EMPLOYER])
    assert facts()["dismissed"] == 1
    assert "Another body" not in str(facts())


def test_a_nominator_from_the_judges_own_body_counts_as_the_employer() -> None:
    cast = a_season(SeasonState.JUDGING)
    name = body_of(cast, "ann").name_cy.upper()
    Nomination.objects.filter(entry=cast.entries[QUIET]).update(nominator_organisation=name)
    found = suggestions(cast.judges["ann"], [cast.entries[QUIET].pk])
    assert [each.sign for each in found[cast.entries[QUIET].pk]] == [Sign.SENT_BY_EMPLOYER]
    assert code(cast, QUIET, NONE) == "dismissed-without-reason"


def test_who_wrote_a_form_is_known_by_the_account_also_behind_a_grouped_entry() -> None:
    cast = a_season(SeasonState.JUDGING)
    quiet, lantern = cast.entries[QUIET], cast.entries[LANTERN]
    quiet.grouped_into = lantern
    quiet.save()
    Nomination.objects.filter(entry=quiet).update(nominator_email="Ann+x@example.org")
    found = suggestions(cast.judges["ann"], [lantern.pk])
    assert [each.sign for each in found[lantern.pk]] == [Sign.SENT_IT]


def test_few_entries_and_many_give_the_same_suggestions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = a_season(SeasonState.JUDGING)
    put_behind(cast, LANTERN, body_of(cast, "ann"))
    Nomination.objects.filter(entry=cast.entries[QUIET]).update(nominator_name="Ann Judge")
    Judge.objects.filter(key="ann").update(name="Judge Ann")
    judge, entries = Judge.objects.get(key="ann"), [each.pk for each in cast.entries.values()]
    few = suggestions(judge, entries)
    monkeypatch.setattr("cadair.judging.suggesting._FEW", 1)
    assert suggestions(judge, entries) == few
    assert len(few) == 2


def test_a_season_may_leave_only_stepping_aside_from_the_own_body() -> None:
    cast = a_season()
    set_interest_rules(
        season=cast.season,
        employer=EmployerTie.STEP_ASIDE,
        scope=AsideScope.ENTRY,
        by=cast.organiser,
    )
    from tests.progress import bring_to

    bring_to(cast, SeasonState.JUDGING)
    assert code(cast, QUIET, MAY) == "must-step-aside"
    put_behind(cast, LANTERN, body_of(cast, "ann"))
    friend = (InterestKind.MAY_SCORE, InterestNature.ACQUAINTANCE)
    assert code(cast, LANTERN, friend) == "must-step-aside"
    assert code(cast, LANTERN, (InterestKind.STEP_ASIDE, InterestNature.EMPLOYER)) == ""


def test_what_is_asked_of_declarations_is_fixed_when_the_season_opens() -> None:
    cast = a_season(SeasonState.OPEN)
    with pytest.raises(Refusal) as refused:
        set_interest_rules(
            season=cast.season,
            employer=EmployerTie.STEP_ASIDE,
            scope=AsideScope.CATEGORY,
            by=cast.organiser,
        )
    assert refused.value.code == "set-up-is-over"


def test_another_tie_is_said_in_words() -> None:
    cast = a_season(SeasonState.JUDGING)
    other = (InterestKind.MAY_SCORE, InterestNature.OTHER)
    assert code(cast, LANTERN, other) == "other-without-words"
    assert code(cast, LANTERN, other, "We sing in one choir.") == ""


def test_every_version_is_kept_and_a_late_step_aside_says_what_it_took_away() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    mark(cast, LANTERN)
    sign(cast, LANTERN, FAMILY)
    assert facts()["scorecards_voided"] == 1
    assert len(str(facts()["scorecards_sha256"])) == 64
    sign(cast, LANTERN, NONE, "I mistook it for another.")
    assert facts()["taken_back"] == 1
    kept = InterestVersion.objects.filter(interest__judge=cast.judges["ann"])
    kept = kept.filter(interest__entry=cast.entries[LANTERN])
    assert list(kept.values_list("kind", "note", "voided")) == [
        ("none", "", 0),
        ("step-aside", "", 1),
        ("none", "I mistook it for another.", 0),
    ]
    assert not Scorecard.objects.exists()


def test_once_judging_has_begun_a_step_aside_is_taken_back_only_with_a_reason() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    sign(cast, LANTERN, FAMILY)
    assert code(cast, LANTERN, NONE) == "aside-stands"
    assert code(cast, LANTERN, NONE, "   ") == "aside-stands"
    assert code(cast, LANTERN, NONE, "The wrong line.") == ""


def test_while_the_panel_decides_an_interest_can_still_come_and_none_can_go() -> None:
    cast = a_season(SeasonState.DECIDING)
    sign(cast, QUIET, FAMILY)
    assert not Scorecard.objects.filter(
        judge=cast.judges["ann"], entry=cast.entries[QUIET]
    ).exists()
    assert missing_scorecards(cast.season) == []
    assert code(cast, QUIET, NONE, "Why not") == "only-late-interests"
    back = (InterestKind.MAY_SCORE, InterestNature.FAMILY)
    assert code(cast, QUIET, back, "Why not") == "aside-is-final"
    assert code(a_season_sealed(cast), KICKABOUT, FAMILY) == "not-declaring"


def a_season_sealed(cast: Cast) -> Cast:
    cast.season.state = SeasonState.SEALED
    cast.season.save()
    return cast


def by_categories(state: SeasonState) -> Cast:
    """A season in which one steps aside from whole categories."""
    from tests.progress import bring_to

    cast = a_season()
    set_interest_rules(
        season=cast.season,
        employer=EmployerTie.JUDGE_SAYS,
        scope=AsideScope.CATEGORY,
        by=cast.organiser,
    )
    bring_to(cast, state)
    return cast


def test_who_steps_aside_from_categories_leaves_all_that_competes_there_and_no_more() -> None:
    cast = by_categories(SeasonState.JUDGING)
    for title in cast.entries:
        sign(cast, title, NONE)
    mark(cast, QUIET)
    sign(cast, LANTERN, FAMILY)
    assert [place.title for place in desk_of(cast.judges["ann"])] == [KICKABOUT]
    assert not Scorecard.objects.exists()
    assert facts()["followed"] == 1
    assert code(cast, QUIET, NONE, "I want it back.") == "aside-follows"


def test_taking_back_the_cause_brings_back_the_category_undeclared() -> None:
    cast = by_categories(SeasonState.JUDGING)
    for title in cast.entries:
        sign(cast, title, NONE)
    sign(cast, LANTERN, FAMILY)
    sign(cast, LANTERN, NONE, "Another Lantern.")
    assert is_anything_undeclared(cast.judges["ann"])
    assert {place.title for place in desk_of(cast.judges["ann"])} == {LANTERN, QUIET, KICKABOUT}


def test_a_list_of_members_suggests_that_one_may_score_what_they_are_behind() -> None:
    cast = a_season(SeasonState.JUDGING)
    body = body_of(cast, "ann")
    list_members(
        season=cast.season,
        body=body,
        names=["Bryn Council", "bryn council", "Dale Council"],
        by=cast.organiser,
    )
    bryn = Organisation.objects.get(name_en="Bryn Council")
    put_behind(cast, QUIET, bryn)
    entry: Entry = cast.entries[QUIET]
    [found] = suggestions(cast.judges["ann"], [entry.pk])[entry.pk]
    assert (found.sign, found.kind) == (Sign.MEMBER, InterestKind.MAY_SCORE)
    assert code(cast, QUIET, NONE) == ""
    list_members(season=cast.season, body=body, names=[], by=cast.organiser)
    assert suggestions(cast.judges["ann"], [entry.pk]) == {}


def test_a_list_of_members_is_of_a_body_on_the_panel_and_not_of_itself() -> None:
    cast = a_season(SeasonState.CHECKING)
    body = body_of(cast, "ann")
    for who, names, reason in (
        (body, [body.name_en], "member-of-itself"),
        (cast.season.programme.organiser, ["Bryn"], "no-seat"),
        (body, [f"Body {n}" for n in range(501)], "too-many-members"),
    ):
        assert who is not None
        with pytest.raises(Refusal) as refused:
            list_members(season=cast.season, body=who, names=names, by=cast.organiser)
        assert refused.value.code == reason


def test_what_is_asked_of_declarations_belongs_to_the_frozen_rules() -> None:
    usual = a_season(key="usual-2026")
    assert "interests" not in rules_document(usual.season)
    set_interest_rules(
        season=usual.season,
        employer=EmployerTie.STEP_ASIDE,
        scope=AsideScope.ENTRY,
        by=usual.organiser,
    )
    asked = rules_document(usual.season)["interests"]
    assert asked == {"employer": "step-aside", "scope": "entry"}
