"""Interests of judges on the organiser's desk: what was declared, members, rules, substitutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from cadair.foundation import clock
from cadair.judging.actions import save_scorecard, sign_declaration
from cadair.judging.models import BodyMember, Judge
from cadair.judging.queries import interest_rules
from cadair.judging.states import InterestKind, InterestNature
from cadair.nominations.models import EntryOrganisation
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, MARKS, MEETING_AT, QUIET, Cast, a_season
from tests.progress import award, decide, declare

pytestmark = pytest.mark.django_db

FAMILY = (InterestKind.STEP_ASIDE, InterestNature.FAMILY)


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def at(cast: Cast, *rest: str, language: str = "en") -> str:
    word = {"en": ("desk", "interests"), "cy": ("desg", "buddiannau")}[language]
    return "/".join(("", language, word[0], cast.season.key, word[1], *rest, ""))


def sign(cast: Cast, name: str, title: str, choice: tuple[object, object], note: str = "") -> None:
    entry = cast.entries[title]
    sign_declaration(
        judge=cast.judges[name],
        interests={entry: choice},  # type: ignore[dict-item]
        notes={entry: note},
        by=cast.actor(name),
    )


def too_few(cast: Cast) -> None:
    """One judge remains for Operation Lantern; two are needed."""
    declare(cast)
    sign(cast, "ann", LANTERN, FAMILY)


def test_an_organiser_sees_how_far_each_judge_is_and_where_too_few_remain() -> None:
    cast = a_season(SeasonState.JUDGING)
    too_few(cast)
    browser = signed_in(cast.accounts["olwen"])
    page = browser.get(at(cast)).content.decode()
    assert "3/3" in page
    assert "Too few judges remain" in page
    assert LANTERN in page
    today = browser.get(f"/en/desk/{cast.season.key}/today/").content.decode()
    assert "Entries for which too few judges remain" in today
    assert f"{at(cast)}#short" in today
    assert "Nid oes digon o feirniaid" in browser.get(at(cast, language="cy")).content.decode()


def test_the_reason_why_an_employer_was_dismissed_is_shown_to_organisers_and_no_judge() -> None:
    cast = a_season(SeasonState.JUDGING)
    body = cast.judges["ann"].seat.organisation
    EntryOrganisation.objects.create(entry=cast.entries[LANTERN], organisation=body)
    sign(cast, "ann", LANTERN, (InterestKind.NONE, None), "Zq7: another of that name")
    page = signed_in(cast.accounts["olwen"]).get(at(cast, "judge", cast.judges["ann"].public_id))
    assert "Zq7: another of that name" in page.content.decode()
    assert "Your organisation is behind it." in page.content.decode()
    for name in ("bob", "cerys"):
        browser = pages.at_desk(cast, name)
        for address in (pages.desk(cast), pages.declarations(cast)):
            assert "Zq7" not in browser.get(address).content.decode()


def test_a_sign_that_came_after_a_declaration_is_pointed_out() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    body = cast.judges["ann"].seat.organisation
    EntryOrganisation.objects.create(entry=cast.entries[QUIET], organisation=body)
    browser = signed_in(cast.accounts["olwen"])
    assert "New signs: 1" in browser.get(at(cast)).content.decode()
    page = browser.get(at(cast, "judge", cast.judges["ann"].public_id)).content.decode()
    assert "What agrees only since then" in page


def test_members_are_listed_by_name_and_shown_again() -> None:
    cast = a_season(SeasonState.CHECKING)
    body = cast.judges["ann"].seat.organisation
    browser = signed_in(cast.accounts["olwen"])
    address = at(cast, "members", body.public_id)
    stamp = browser.get(address).context["stamp"]
    names = "Bryn Council\r\n\r\n  Dale Council \r\nbryn council"
    answer = browser.post(address, {"names": names, "shown": stamp})
    assert answer["Location"] == at(cast)
    assert BodyMember.objects.count() == 2
    assert "Members listed: 2" in browser.get(at(cast)).content.decode()
    late = browser.post(address, {"names": "Else", "shown": stamp})
    assert late.status_code == 422
    assert "Else" in late.content.decode()
    assert "Dale Council" in late.content.decode()
    assert BodyMember.objects.count() == 2


@pytest.mark.parametrize("names", ["Nul\x00", "x" * 300, "Body Ann (English)"])
def test_a_list_that_cannot_be_says_why_and_keeps_what_was_typed(names: str) -> None:
    cast = a_season(SeasonState.CHECKING)
    address = at(cast, "members", cast.judges["ann"].seat.organisation.public_id)
    browser = signed_in(cast.accounts["olwen"])
    stamp = browser.get(address).context["stamp"]
    answer = browser.post(address, {"names": names, "shown": stamp})
    assert answer.status_code == 422
    assert names.replace("\x00", "")[:20] in answer.content.decode()
    assert not BodyMember.objects.exists()


def test_what_is_asked_is_chosen_while_the_season_is_set_up() -> None:
    cast = a_season()
    browser = signed_in(cast.accounts["olwen"])
    address = at(cast, "rules")
    stamp = browser.get(address).context["stamp"]
    sent = {"employer": "step-aside", "scope": "category", "shown": stamp}
    assert browser.post(address, {**sent, "scope": "all"}).status_code == 422
    assert browser.post(address, sent).status_code == 302
    rules = interest_rules(cast.season)
    assert (rules.employer, rules.scope) == ("step-aside", "category")


def test_once_open_the_rules_can_only_be_read() -> None:
    cast = a_season(SeasonState.OPEN)
    browser = signed_in(cast.accounts["olwen"])
    page = browser.get(at(cast, "rules"))
    assert "fixed when the season opened" in page.content.decode()
    sent = {"employer": "step-aside", "scope": "category", "shown": page.context["stamp"]}
    assert browser.post(at(cast, "rules"), sent).status_code == 422


SUE = {
    "who": "new",
    "name": "Sue Example",
    "organisation": "Body Sue",
    "email": "sue@example.org",
    "reads_en": "on",
}


def test_a_substitute_is_asked_and_sees_nothing_else() -> None:
    cast = a_season(SeasonState.JUDGING)
    too_few(cast)
    lantern, quiet = cast.entries[LANTERN], cast.entries[QUIET]
    browser = signed_in(cast.accounts["olwen"])
    answer = browser.post(at(cast, "substitute"), {**SUE, "entries": [lantern.public_id]})
    assert answer["Location"] == at(cast)
    sue = Judge.objects.get(is_substitute=True)
    assert sue.account is not None
    desk = signed_in(sue.account)
    listed = desk.get(pages.declarations(cast)).content.decode()
    assert LANTERN in listed
    assert QUIET not in listed
    for address in (
        pages.sheet(cast, quiet),
        pages.sheet(cast, quiet, language="cy"),
        pages.abstaining(cast, quiet),
    ):
        assert desk.get(address).status_code == 404
    # Judges look on in the panel room once the panel decides, not before.
    assert desk.get(f"/en/panel/{cast.season.key}/")["Location"] == pages.desk(cast)
    shown = desk.get(pages.declarations(cast)).context["form_of"].shown
    forged = f"{shown} {quiet.public_id}::"
    desk.post(pages.declarations(cast), {"shown": forged, "rest": "1"})
    assert set(sue.interests.values_list("entry__title_en", flat=True)) == {LANTERN}
    assert desk.get(pages.sheet(cast, lantern)).status_code == 200


@pytest.mark.parametrize("missing", ["entries", "who", "name", "organisation", "email"])
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(missing: str) -> None:
    cast = a_season(SeasonState.JUDGING)
    too_few(cast)
    sent: dict[str, object] = {**SUE, "entries": [cast.entries[LANTERN].public_id]}
    del sent[missing]
    answer = signed_in(cast.accounts["olwen"]).post(at(cast, "substitute"), sent)
    assert answer.status_code == 422
    kept = "Body Sue" if missing == "name" else "Sue Example"
    assert kept in answer.content.decode()
    assert not Judge.objects.filter(is_substitute=True).exists()


def test_an_organisers_address_is_refused_as_a_substitute() -> None:
    cast = a_season(SeasonState.JUDGING)
    too_few(cast)
    sent = {**SUE, "email": "olwen@example.org", "entries": [cast.entries[LANTERN].public_id]}
    answer = signed_in(cast.accounts["olwen"]).post(at(cast, "substitute"), sent)
    assert answer.status_code == 422
    assert not Judge.objects.filter(is_substitute=True).exists()


def test_history_says_what_a_late_step_aside_took_away() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    entry = cast.entries[LANTERN]
    save_scorecard(
        judge=cast.judges["ann"],
        entry=entry,
        category=cast.category("asb"),
        marks=MARKS[LANTERN],
        by=cast.actor("ann"),
    )
    sign(cast, "ann", LANTERN, FAMILY)
    page = signed_in(cast.accounts["olwen"]).get(at(cast, "judge", cast.judges["ann"].public_id))
    assert "Scorecards taken away: 1" in page.content.decode()


def test_a_late_step_aside_in_a_decided_category_is_pointed_out_and_one_before_is_not() -> None:
    cast = a_season(SeasonState.DECIDING)
    today = f"/en/desk/{cast.season.key}/today/"
    with clock.at(MEETING_AT):
        decide(cast, "asb", award(cast, "winner", LANTERN))
        browser = signed_in(cast.accounts["olwen"])
        assert "let the panel look again" not in browser.get(today).content.decode()
    with clock.at(MEETING_AT + timedelta(hours=1)):
        sign(cast, "ann", QUIET, FAMILY)
        page = signed_in(cast.accounts["olwen"]).get(today).content.decode()
    assert "let the panel look again" in page
    assert "Anti-social behaviour" in page
