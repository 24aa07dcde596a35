"""The list of declarations: what may tie a judge stands first, says why, and shows no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadair.foundation import clock
from cadair.judging.actions import list_members
from cadair.judging.models import Interest
from cadair.nominations.models import EntryOrganisation, EntryPerson, Nomination
from cadair.people.models import Organisation
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cadair.web.jury.test_declaring import answers, declared, sign
from tests.cadair.web.jury.test_recusal import SECRET, addresses, everything_said, hide_secrets
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def tie_ann(cast: Cast, title: str = QUIET, *, is_withheld: bool = False) -> None:
    """Ann’s organisation is behind the entry."""
    EntryOrganisation.objects.create(
        entry=cast.entries[title],
        organisation=cast.judges["ann"].seat.organisation,
        is_withheld=is_withheld,
    )


def test_what_may_tie_stands_first_and_says_why_in_both_languages() -> None:
    cast = a_season(SeasonState.JUDGING)
    tie_ann(cast)
    browser = pages.at_desk(cast, "ann")
    page = browser.get(pages.declarations(cast))
    assert page.context["form_of"].lines[0].title == QUIET
    assert "Your organisation is behind it." in page.content.decode()
    welsh = browser.get(pages.declarations(cast, "cy")).content.decode()
    assert "Mae eich sefydliad chi y tu ôl iddo." in welsh
    assert "Body Ann (Cymraeg)" in welsh


def test_a_suggestion_shows_nothing_of_who_sent_it_in_or_what_was_written() -> None:
    cast = a_season(SeasonState.JUDGING)
    hide_secrets(cast)
    body = cast.judges["ann"].seat.organisation
    Nomination.objects.filter(entry=cast.entries[LANTERN]).update(
        nominator_organisation=str(body.name_en), nominator_name=f"{SECRET} name"
    )
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast)).content.decode()
    assert "It was sent in from your organisation." in page
    assert SECRET not in page
    assert "Eirian" not in page


def test_a_body_that_the_panel_may_not_read_is_not_named_by_a_suggestion() -> None:
    cast = a_season(SeasonState.JUDGING)
    tie_ann(cast, is_withheld=True)
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast)).content.decode()
    assert "There may be a tie that cannot be named here" in page
    assert "Body Ann" not in page
    assert "Your organisation is behind it" not in page


def test_none_for_the_rest_leaves_out_what_may_tie() -> None:
    cast = a_season(SeasonState.JUDGING)
    tie_ann(cast)
    sign(pages.at_desk(cast, "ann"), cast, {}, "rest")
    assert declared(cast) == {LANTERN: "none", KICKABOUT: "none"}


def test_the_employer_is_dismissed_only_with_a_word_and_the_word_stays_typed() -> None:
    cast = a_season(SeasonState.JUDGING)
    tie_ann(cast)
    browser = pages.at_desk(cast, "ann")
    answer = sign(browser, cast, answers(cast, quiet="none", lantern="none"))
    assert answer.status_code == 422
    assert "why you have no interest here" in answer.content.decode()
    assert declared(cast) == {}
    key = cast.entries[QUIET].public_id
    word = "Another Body Ann, in Gwynedd <b>"
    sign(browser, cast, {**answers(cast, quiet="none"), f"note-{key}": word})
    assert Interest.objects.get().note == word
    page = browser.get(pages.declarations(cast)).content.decode()
    assert "in Gwynedd &lt;b&gt;" in page


def test_a_word_without_an_answer_is_not_lost() -> None:
    cast = a_season(SeasonState.JUDGING)
    key = cast.entries[QUIET].public_id
    answer = sign(pages.at_desk(cast, "ann"), cast, {f"note-{key}": "I know her"}, "rest")
    assert answer.status_code == 422
    assert "I know her" in answer.content.decode()
    assert declared(cast) == {}


def test_one_signature_does_for_all_members_and_only_for_those_shown() -> None:
    cast = a_season(SeasonState.JUDGING)
    list_members(
        season=cast.season,
        body=cast.judges["ann"].seat.organisation,
        names=["Bryn Council"],
        by=cast.organiser,
    )
    bryn = Organisation.objects.get(name_en="Bryn Council")
    for title in (LANTERN, QUIET):
        EntryOrganisation.objects.create(entry=cast.entries[title], organisation=bryn)
    browser = pages.at_desk(cast, "ann")
    page = browser.get(pages.declarations(cast))
    assert "Entries of members: 2" in page.content.decode()
    form = page.context["form_of"]
    tie_ann(cast, QUIET)
    browser.post(
        pages.declarations(cast),
        {"shown": form.shown, "of_members": form.represented.members, "members": "1"},
    )
    # Meanwhile Quiet Streets has a weightier sign: it is left for an answer of its own.
    assert declared(cast) == {LANTERN: "may-score:partner-organisation"}


def test_who_stepped_aside_comes_back_only_with_a_reason_on_the_page_too() -> None:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    browser = pages.at_desk(cast, "bob")
    key = cast.entries[LANTERN].public_id
    answer = sign(browser, cast, answers(cast, lantern="none"))
    assert answer.status_code == 422
    assert "why it was wrong to step aside" in answer.content.decode()
    assert browser.get(pages.sheet(cast, cast.entries[LANTERN])).status_code == 404
    sign(browser, cast, {**answers(cast, lantern="none"), f"note-{key}": "The wrong line."})
    assert browser.get(pages.sheet(cast, cast.entries[LANTERN])).status_code == 200


def test_while_the_panel_decides_a_late_interest_closes_everything_at_once() -> None:
    cast = a_season(SeasonState.DECIDING)
    hide_secrets(cast, QUIET)
    browser = pages.at_desk(cast, "ann")
    answer = sign(browser, cast, answers(cast, quiet="step-aside:family"))
    assert answer.status_code == 302
    assert declared(cast)[QUIET] == "step-aside:family"
    said = everything_said(browser, addresses(cast, QUIET))
    assert SECRET not in said
    panel = f"/en/panel/{cast.season.key}/"
    for language in ("en", "cy"):
        found = browser.get(panel.replace("en", language, 1)).content.decode()
        assert QUIET not in found
    again = sign(browser, cast, answers(cast, quiet="none"))
    assert again.status_code == 422
    assert declared(cast)[QUIET] == "step-aside:family"


def test_a_nominee_with_the_judges_name_is_suggested() -> None:
    cast = a_season(SeasonState.JUDGING)
    judge = cast.judges["ann"]
    judge.name = "Ann Example"
    judge.save()
    EntryPerson.objects.create(entry=cast.entries[QUIET], name="Ms. ANN Example", position=0)
    page = pages.at_desk(cast, "ann").get(pages.declarations(cast)).content.decode()
    assert "A nominee has your name or address." in page
