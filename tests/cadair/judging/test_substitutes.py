"""Substitutes: asked where too few judges remain, for that alone, and heard where asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import (
    JudgeWords,
    NewSubstitute,
    lock_scorecards,
    name_substitute,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.desks import desk_of
from cadair.judging.models import Judge
from cadair.judging.queries import missing_scorecards, short_of_judges
from cadair.judging.scorebook import scores
from cadair.mail.models import OutboxMessage
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.judging.test_interests import FAMILY, NONE, mark, sign
from tests.cast import CHECKING_AT, LANTERN, MARKS, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def lost_by_two(cast: Cast) -> None:
    """Ann and Bob step aside from Operation Lantern: one judge remains, two are needed."""
    declare(cast)
    sign(cast, LANTERN, FAMILY)


SUE = NewSubstitute(
    JudgeWords(organisation="Body Sue", name="Sue Substitute", reads_en=True), "sue@example.org"
)


def substitute(cast: Cast, *titles: str, who: NewSubstitute | Judge = SUE) -> Judge:
    return name_substitute(
        season=cast.season,
        substitute=who,
        entries=[cast.entries[title] for title in titles],
        by=cast.organiser,
    )


def acting(judge: Judge) -> Actor:
    """The substitute, signed in."""
    account = judge.account
    assert account is not None
    return Actor.account(public_id=account.public_id, account_id=account.pk)


def test_an_entry_with_too_few_judges_is_known_and_a_substitute_mends_it() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    assert short_of_judges(cast.season) == {}
    sign(cast, LANTERN, FAMILY)
    assert short_of_judges(cast.season) == {cast.entries[LANTERN].pk: 1}
    judge = substitute(cast, LANTERN)
    assert short_of_judges(cast.season) == {}
    assert cast.season.roles.filter(account=judge.account, role=SeasonRole.JUDGE).exists()
    assert OutboxMessage.objects.filter(
        to_address="sue@example.org", letter__contains="substitute"
    ).exists()


def test_a_substitute_gets_only_what_was_given_and_owes_nothing_else() -> None:
    cast = a_season(SeasonState.JUDGING)
    lost_by_two(cast)
    judge = substitute(cast, LANTERN)
    assert [place.title for place in desk_of(judge)] == [LANTERN]
    owed = [entry for key, entry, _category in missing_scorecards(cast.season) if key == judge.key]
    assert owed == [cast.entries[LANTERN].reference]
    other = {cast.entries[QUIET]: NONE}
    by = acting(judge)
    with pytest.raises(Refusal) as refused:
        sign_declaration(judge=judge, interests=other, by=by)
    assert refused.value.code == "not-given"
    with pytest.raises(Refusal) as refused:
        save_scorecard(
            judge=judge,
            entry=cast.entries[QUIET],
            category=cast.category("asb"),
            marks=MARKS[QUIET],
            by=by,
        )
    assert refused.value.code == "declare-first"


def test_a_substitutes_marks_count_where_they_were_asked_and_are_excused_elsewhere() -> None:
    cast = a_season(SeasonState.JUDGING)
    lost_by_two(cast)
    judge = substitute(cast, LANTERN)
    by = acting(judge)
    sign_declaration(judge=judge, interests={cast.entries[LANTERN]: NONE}, by=by)
    save_scorecard(
        judge=judge,
        entry=cast.entries[LANTERN],
        category=cast.category("asb"),
        marks=MARKS[LANTERN],
        by=by,
    )
    lock_scorecards(judge=judge, by=by)
    mark(cast, LANTERN, "cerys")
    mark(cast, QUIET, "cerys")
    by_entry = {each.entry: each for each in scores(cast.season)}
    lantern = by_entry[cast.entries[LANTERN].reference]
    assert judge.key in {each.card.judge for each in lantern.counted}
    assert by_entry[cast.entries[QUIET].reference].excused == (judge.key,)


@pytest.mark.parametrize(
    ("titles", "reason"), [((), "no-entry"), ((QUIET,), "enough-judges")], ids=str
)
def test_nobody_is_added_to_a_panel_that_is_large_enough(
    titles: tuple[str, ...], reason: str
) -> None:
    cast = a_season(SeasonState.JUDGING)
    lost_by_two(cast)
    with pytest.raises(Refusal) as refused:
        substitute(cast, *titles)
    assert refused.value.code == reason
    assert not Judge.objects.filter(is_substitute=True).exists()


def test_a_regular_judge_is_no_substitute_and_an_address_belongs_to_one() -> None:
    cast = a_season(SeasonState.JUDGING)
    lost_by_two(cast)
    with pytest.raises(Refusal) as refused:
        substitute(cast, LANTERN, who=cast.judges["cerys"])
    assert refused.value.code == "no-substitute"
    with pytest.raises(Refusal) as refused:
        substitute(cast, LANTERN, who=NewSubstitute(SUE.words, "Cerys@example.org"))
    assert refused.value.code == "address-of-another"
