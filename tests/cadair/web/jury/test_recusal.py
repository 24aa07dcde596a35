"""After stepping aside, nothing of an entry reaches the judge but what the list of declarations
holds; before declaring, nothing either (PRO-02, PRO-03); nobody sees another’s marks (PRO-05).

Everything that could leak is in the database, each with words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from cadair.foundation import clock
from cadair.foundation.bilingual import BilingualText
from cadair.judging.actions import lock_scorecards, save_scorecard, sign_declaration
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.actions import declare_eligible
from cadair.nominations.models import Nomination
from cadair.outcomes.models import Award
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, MEETING_AT, QUIET, Cast, a_season
from tests.progress import declare, mark

pytestmark = pytest.mark.django_db

SECRET = "Zq7secret"
UNKNOWN = "f" * 32
HEADERS: tuple[dict[str, str], ...] = ({}, {"Accept": "application/json"})


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def hide_secrets(cast: Cast, title: str = LANTERN) -> None:
    """Words of their own in everything behind an entry."""
    for nomination in Nomination.objects.filter(entry=cast.entries[title]):
        nomination.summary = nomination.panel_summary = f"{SECRET} summary"
        nomination.answers = {"prevention": f"{SECRET} answer", "impact": f"{SECRET} answer"}
        nomination.panel_answers = nomination.answers
        nomination.nominator_name = f"{SECRET} name"
        nomination.nominator_email = f"{SECRET}@example.org"
        nomination.nominator_organisation = f"{SECRET} organisation"
        nomination.save()


def marked_by(cast: Cast, name: str, title: str = LANTERN) -> None:
    """Somebody’s marks and comment on an entry."""
    entry = cast.entries[title]
    save_scorecard(
        judge=cast.judges[name],
        entry=entry,
        category=entry.categories.get(),
        marks={"prevention": 9, "impact": 8},
        comment=f"{SECRET} comment of {name}",
        by=cast.actor(name),
    )


def step_aside(cast: Cast, name: str, title: str = LANTERN) -> None:
    sign_declaration(
        judge=cast.judges[name],
        interests={cast.entries[title]: (InterestKind.STEP_ASIDE, InterestNature.FAMILY)},
        by=cast.actor(name),
    )


def queries() -> tuple[str, ...]:
    return (
        "",
        "?category=asb",
        "?category=asb&state=marked",
        "?state=unread&page=2",
        "?q=summary",
        "?page=99999",
        "?welsh=1&flagged=1",
        "?least=0",
    )


def addresses(cast: Cast, title: str = LANTERN) -> list[str]:
    """Every address of a desk in both languages, with every question that a list can be asked."""
    entry = cast.entries[title]
    found = []
    for language in ("cy", "en"):
        lists = (
            pages.desk(cast, language),
            pages.locking(cast, language),
            *pages.aside_of_the_desk(cast, language),
        )
        found += [f"{each}{query}" for each in lists for query in queries()]
        for category in ("asb", "youth", "overall", "none"):
            found += [
                pages.sheet(cast, entry, category, language),
                pages.abstaining(cast, entry, category, language),
                pages.on_device(cast, entry, category, language),
            ]
    return found


SENT = {"mark-prevention": "99", "shown": "x", "comment": "mine", "kind": "none"}
METHODS = ("get", "head", "post", "put")


def everything_said(browser: Client, asked: list[str], methods: tuple[str, ...] = METHODS) -> str:
    """All that a browser is told at these addresses, headers included."""
    said = []
    for address in asked:
        for headers in HEADERS:
            for method in methods:
                sent = {"data": SENT} if method == "post" else {}
                answer = getattr(browser, method)(address, headers=headers, **sent)
                said.append(answer.content.decode() + str(answer.headers))
    return "\n".join(said)


def the_same_as_for_an_unknown_entry(cast: Cast, browser: Client, title: str = LANTERN) -> None:
    """404 for both, byte for byte but for the identity that was asked for, by every method."""
    entry = cast.entries[title]
    for language in ("cy", "en"):
        for address in (pages.sheet, pages.abstaining, pages.on_device):
            for headers in HEADERS:
                for ask in ("get", "head", "post", "put", "delete"):
                    here, there = (
                        getattr(browser, ask)(address(cast, each, "asb", language), headers=headers)
                        for each in (entry, UNKNOWN)
                    )
                    assert here.status_code == there.status_code
                    assert here.status_code == (405 if ask in {"put", "delete"} else 404)
                    asked = here.content.decode().replace(entry.public_id, UNKNOWN)
                    assert asked == there.content.decode()
                    assert _but_for_the_second(here) == _but_for_the_second(there)


def _but_for_the_second(answer: HttpResponse) -> dict[str, str]:
    """The headers, without the one that says when it was asked."""
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


def test_after_stepping_aside_no_address_says_more_than_the_list_did() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    hide_secrets(cast)
    for name in ("ann", "cerys"):
        marked_by(cast, name)
    browser = pages.at_desk(cast, "bob")
    said = everything_said(browser, addresses(cast))
    assert SECRET not in said
    assert cast.entries[LANTERN].reference not in said
    assert LANTERN not in said
    the_same_as_for_an_unknown_entry(cast, browser)


def test_stepping_aside_late_takes_away_what_was_there_a_moment_ago() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    hide_secrets(cast)
    marked_by(cast, "ann")
    browser = pages.at_desk(cast, "ann")
    assert SECRET in browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    step_aside(cast, "ann")
    said = everything_said(browser, addresses(cast))
    assert SECRET not in said
    assert LANTERN not in said
    the_same_as_for_an_unknown_entry(cast, browser)


def test_counts_are_those_of_somebody_who_never_had_the_entry() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    for name in ("ann", "cerys"):
        marked_by(cast, name)
    answer = pages.at_desk(cast, "bob").get(pages.desk(cast)).content.decode()
    assert "Marked: 0 of 2" in answer


def test_the_own_declarations_page_says_that_one_stepped_aside_and_no_more() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    hide_secrets(cast)
    marked_by(cast, "ann")
    answer = pages.at_desk(cast, "bob").get(pages.declarations(cast)).content.decode()
    assert LANTERN in answer
    assert "You stepped aside" in answer
    assert SECRET not in answer


def test_who_stepped_aside_cannot_come_back_once_judging_has_begun() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    entry = cast.entries[LANTERN]
    browser = pages.at_desk(cast, "bob")
    page = browser.get(pages.declarations(cast))
    browser.post(
        pages.declarations(cast),
        {"shown": page.context["form_of"].shown, f"kind-{entry.public_id}": "none", "rest": "1"},
    )
    assert cast.judges["bob"].interests.get(entry=entry).kind == InterestKind.STEP_ASIDE
    assert browser.get(pages.sheet(cast, entry)).status_code == 404


@pytest.mark.parametrize("state", [SeasonState.DECIDING, SeasonState.SEALED])
def test_it_stays_so_until_the_results_are_published(state: SeasonState) -> None:
    cast = a_season(state)
    hide_secrets(cast)
    for award in Award.objects.filter(season=cast.season):
        award.text = BilingualText(cy=f"{SECRET} testun", en=f"{SECRET} text")
        award.save()
    with clock.at(MEETING_AT):
        browser = pages.at_desk(cast, "bob")
        said = everything_said(browser, addresses(cast))
        assert SECRET not in said
        assert LANTERN not in said
        the_same_as_for_an_unknown_entry(cast, browser)
        page = browser.get(pages.declarations(cast)).content.decode()
        assert SECRET not in page


def test_who_has_declared_nothing_gets_nothing_but_the_list() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide_secrets(cast)
    browser = pages.at_desk(cast, "ann")
    asked = [*addresses(cast), pages.declarations(cast), pages.declarations(cast, "cy")]
    assert SECRET not in everything_said(browser, asked)


def test_one_undeclared_entry_keeps_its_whole_category_shut() -> None:
    """Interests in a category are declared before anything in it is read (PRO-02)."""
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    hide_secrets(cast)
    cast.judges["ann"].interests.filter(entry=cast.entries[QUIET]).delete()
    browser = pages.at_desk(cast, "ann")
    answer = browser.get(pages.sheet(cast, cast.entries[LANTERN]))
    assert answer.status_code == 302
    assert answer["Location"] == pages.declarations(cast)
    assert browser.get(pages.sheet(cast, cast.entries[KICKABOUT], "youth")).status_code == 200


def test_the_list_of_declarations_holds_nothing_that_was_written() -> None:
    cast = a_season(SeasonState.CHECKING)
    for entry in cast.entries.values():
        declare_eligible(entry=entry, by=cast.organiser)
    hide_secrets(cast)
    answer = pages.at_desk(cast, "ann").get(pages.declarations(cast)).content.decode()
    assert LANTERN in answer
    assert SECRET not in answer
    assert "Eirian" not in answer


def test_nobody_sees_what_another_judge_gave_before_or_after_locking() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    marked_by(cast, "cerys")
    asked = [*addresses(cast), pages.declarations(cast)]
    browser = pages.at_desk(cast, "ann")
    assert SECRET not in everything_said(browser, asked, ("get", "head"))
    mark(cast)
    assert SECRET not in everything_said(browser, asked)


def test_the_nominator_is_never_named_to_a_judge() -> None:
    """SEC-02: a judge never sees contact data."""
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    for nomination in Nomination.objects.all():
        nomination.nominator_name = f"{SECRET} name"
        nomination.nominator_email = f"{SECRET}@example.org"
        nomination.nominator_organisation = f"{SECRET} organisation"
        nomination.save()
    answer = pages.at_desk(cast, "ann").get(pages.sheet(cast, cast.entries[LANTERN]))
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_an_entry_of_another_season_or_no_longer_eligible_is_not_there() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    entry = cast.entries[LANTERN]
    browser = pages.at_desk(cast, "ann")
    assert browser.get(pages.sheet(cast, entry)).status_code == 200
    entry.grouped_into = cast.entries[QUIET]
    entry.save()
    assert browser.get(pages.sheet(cast, entry)).status_code == 404


def test_a_lock_of_somebody_else_shows_nowhere() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    browser = pages.at_desk(cast, "ann")
    before = [browser.get(address).content for address in (pages.desk(cast), pages.locking(cast))]
    for title in (QUIET, KICKABOUT):
        marked_by(cast, "bob", title)
    lock_scorecards(judge=cast.judges["bob"], by=cast.actor("bob"))
    after = [browser.get(address).content for address in (pages.desk(cast), pages.locking(cast))]
    assert before == after
