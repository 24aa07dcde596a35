"""No byte of an entry reaches a judge, chair or stand-in who stepped aside from it (PRO-03).

Generated from the router: every address of the desk and of the panel room is asked in both
languages, to read and to write, with the entry in it wherever an address names one. Everything
behind the entry has words of its own, so that a single one that gets through is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pytest

from cadair.foundation import clock
from cadair.judging.actions import save_scorecard, sign_declaration
from cadair.judging.models import Judge, Seat, Substitution
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import EntryOrganisation, EntryPerson
from cadair.people.models import Account
from cadair.people.queries import actor_of
from cadair.seasons.models import Role
from cadair.seasons.states import SeasonRole, SeasonState
from tests.cadair.web.jury.test_recusal import SECRET, hide_secrets
from tests.cadair.web.signing import signed_in
from tests.cadair.web.test_matrix import KEYS, _addresses
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, Cast, a_season, an_organisation
from tests.progress import declare
from tests.structure.matrix.nominate_evidence import evidence_of

pytestmark = pytest.mark.django_db

HELD_IN: Final = ("jury", "panel")
"""Whoever judges gets into no other part of a season: the matrix sees to that."""
ASKED: Final = [key for key in KEYS if key[0] in HELD_IN]
UNKNOWN: Final = "f" * 32
MOMENTS: Final = {SeasonState.JUDGING: CHECKING_AT, SeasonState.DECIDING: MEETING_AT}


def everything_has_words(cast: Cast) -> dict[str, str]:
    """Secrets in all that stands behind Operation Lantern; returns what addresses can name."""
    hide_secrets(cast)
    entry = cast.entries[LANTERN]
    nomination = entry.nominations.all()[0]
    evidence = evidence_of(nomination)
    evidence.description = f"{SECRET} evidence"
    evidence.save()
    EntryPerson.objects.create(entry=entry, name=f"{SECRET} person", is_withheld=True)
    body = an_organisation(f"{SECRET.lower()}-body")
    body.name_cy = body.name_en = f"{SECRET} body"
    body.save()
    EntryOrganisation.objects.create(entry=entry, organisation=body, is_withheld=True)
    return {
        "season": cast.season.key,
        "category": "asb",
        "entry": entry.public_id,
        "evidence": evidence.public_id,
        "nomination": nomination.public_id,
        "judge": cast.judges["ann"].public_id,
    }


def others_mark(cast: Cast, besides: str) -> None:
    """The others’ comments are secret too; whoever steps aside late had marked before."""
    for name in {"ann", "cerys"} | {besides}:
        judge, entry = cast.judges[name], cast.entries[LANTERN]
        if judge.interests.filter(entry=entry, kind=InterestKind.STEP_ASIDE).exists():
            continue
        save_scorecard(
            judge=judge,
            entry=entry,
            category=entry.categories.get(),
            marks={"prevention": 9, "impact": 8},
            comment=f"{SECRET} comment of {name}",
            by=cast.actor(name),
        )


def step_aside(cast: Cast, name: str) -> None:
    sign_declaration(
        judge=cast.judges[name],
        interests={cast.entries[LANTERN]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor(name),
    )


def asked_everywhere(account: Account, named: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Every answer of every address; first what only asks, then what a form would do."""
    told = defaultdict(lambda: UNKNOWN, named)
    for sends in (False, True):
        for key in ASKED:
            # A form of an earlier address may have ended the session.
            browser = signed_in(account)
            for _language, address in _addresses(key, told):
                if sends:
                    yield address, browser.post(address, {"shown": "x", "q": SECRET[:3]})
                    continue
                yield address, browser.get(address)
                yield address, browser.get(address, headers={"Accept": "application/json"})


def said_by(answer: Any) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode("utf-8", "replace") + str(answer.headers)


def leaks(account: Account, named: dict[str, str]) -> list[str]:
    asked = asked_everywhere(account, named)
    return sorted({address for address, answer in asked if SECRET in said_by(answer)})


def test_there_is_much_to_ask_and_whoever_may_see_it_does() -> None:
    """Without this the others would pass with an empty list."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        declare(cast)
        named = everything_has_words(cast)
        others_mark(cast, "ann")
        shown = leaks(cast.accounts["ann"], named)
    assert len(ASKED) > 20
    assert len(shown) >= 4


@pytest.mark.parametrize("state", MOMENTS, ids=str)
@pytest.mark.parametrize("name", ["ann", "bob", "cerys"])
def test_nothing_of_an_entry_reaches_whoever_stepped_aside_early_or_late(
    name: str, state: SeasonState
) -> None:
    cast = a_season(state)
    with clock.at(MOMENTS[state]):
        if state == SeasonState.JUDGING:
            declare(cast)
        named = everything_has_words(cast)
        if state == SeasonState.JUDGING:
            others_mark(cast, name)
        if name != "bob":
            step_aside(cast, name)
        assert leaks(cast.accounts[name], named) == []


@pytest.mark.parametrize("state", MOMENTS, ids=str)
def test_nor_a_substitute_who_was_asked_to_read_another(state: SeasonState) -> None:
    cast = a_season(state)
    with clock.at(MOMENTS[state]):
        if state == SeasonState.JUDGING:
            declare(cast)
        named = everything_has_words(cast)
        account = Account.objects.create(email="sue@example.org", name="Sue")
        seat = Seat.objects.create(
            season=cast.season,
            key="sue",
            position=9,
            organisation=an_organisation("body-sue"),
        )
        sue = Judge.objects.create(
            season=cast.season,
            seat=seat,
            key="sue",
            position=9,
            name="Sue",
            account=account,
            is_substitute=True,
        )
        Substitution.objects.create(judge=sue, entry=cast.entries[KICKABOUT])
        Role.objects.create(season=cast.season, account=account, role=SeasonRole.JUDGE)
        sign_declaration(
            judge=sue,
            interests={cast.entries[KICKABOUT]: (InterestKind.MAY_SCORE, InterestNature.FUNDER)},
            by=actor_of(account),
        )
        assert leaks(account, named) == []
