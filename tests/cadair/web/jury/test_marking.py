"""Reading and marking: kept whole, kept once, refused in words, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.models import Scorecard
from cadair.judging.queries import missing_scorecards
from cadair.judging.states import ScorecardState
from cadair.nominations.models import Nomination, TranslationRules
from cadair.seasons.states import SeasonState
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare, mark
from tests.structure.scenes.judging import a_test_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_judging() -> tuple[Cast, Client]:
    """Everybody has declared; Ann sits at her desk."""
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    return cast, pages.at_desk(cast, "ann")


def save(
    browser: Client, cast: Cast, title: str = LANTERN, category: str = "asb", **fields: str
) -> Any:
    """Open the page and send its form; `prevention="7"` is a mark."""
    address = pages.sheet(cast, cast.entries[title], category)
    shown = fields.pop("shown", None) or browser.get(address).context["typed"].shown
    button = fields.pop("button", "stay")
    form = {"shown": shown, "comment": fields.pop("comment", ""), button: "1"}
    headers = fields.pop("accept", "")
    marks = {f"mark-{key}": value for key, value in fields.items()}
    return browser.post(
        address, {**form, **marks}, headers={"Accept": headers} if headers else None
    )


def kept(cast: Cast, name: str = "ann") -> dict[str, dict[str, int]]:
    cards = Scorecard.objects.filter(judge=cast.judges[name])
    return {
        card.entry.title: dict(card.marks.values_list("criterion__key", "value")) for card in cards
    }


def test_incomplete_marks_are_kept_and_shown_again() -> None:
    cast, browser = in_judging()
    answer = save(browser, cast, prevention="7", comment="Da iawn.")
    assert answer["Location"] == pages.sheet(cast, cast.entries[LANTERN])
    assert kept(cast) == {LANTERN: {"prevention": 7}}
    page = browser.get(answer["Location"]).content.decode()
    assert 'name="mark-prevention" value="7" checked' in page
    assert "Da iawn." in page


def test_save_and_next_leads_to_the_next_unread_then_to_the_unfinished_then_home() -> None:
    cast, browser = in_judging()
    first = save(browser, cast, prevention="7", button="next")
    assert first["Location"] == pages.sheet(cast, cast.entries[QUIET])
    second = save(browser, cast, QUIET, prevention="7", impact="6", button="next")
    assert second["Location"] == pages.sheet(cast, cast.entries[KICKABOUT], "youth")
    third = save(browser, cast, KICKABOUT, "youth", prevention="7", impact="6", button="next")
    assert third["Location"] == pages.sheet(cast, cast.entries[LANTERN])
    fourth = save(browser, cast, prevention="7", impact="6", button="next")
    assert fourth["Location"] == pages.desk(cast)


def test_enter_means_save_and_next() -> None:
    """The first button of a form is what Enter presses."""
    cast, browser = in_judging()
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    form = page.split("data-marks")[1].split("</form>")[0]
    assert form.index('name="next"') < form.index('name="stay"')
    assert form.count("<button") == 2


@pytest.mark.parametrize("value", ["11", "-1", "7.5", "ten", "1e3", "99999999999999999999", "٧x"])
def test_a_mark_off_the_scale_is_refused_in_words_and_everything_typed_is_kept(value: str) -> None:
    cast, browser = in_judging()
    answer = save(browser, cast, prevention=value, impact="6", comment="A long thought.")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "There is a problem" in text
    assert "A long thought." in text
    assert 'name="mark-impact" value="6" checked' in text
    assert kept(cast) == {}


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("a\x00b", "ab"),
        ("well done 🏆", "well done 🏆"),
        ("x\u202ey", "xy"),
        ("  two\r\nlines ", "two\nlines"),
    ],
)
def test_a_comment_is_kept_without_hidden_characters(sent: str, stored: str) -> None:
    cast, browser = in_judging()
    assert save(browser, cast, comment=sent).status_code == 302
    assert Scorecard.objects.get().comment == stored
    again = save(browser, cast, comment=sent)
    assert again.status_code == 302


def test_a_comment_beyond_measure_is_refused_and_still_on_the_page() -> None:
    cast, browser = in_judging()
    answer = save(browser, cast, comment="x" * 60_000)
    assert answer.status_code == 422
    assert "x" * 60_000 in answer.content.decode()
    assert not Scorecard.objects.exists()


def test_a_megabyte_is_refused_before_it_is_read() -> None:
    cast, browser = in_judging()
    assert save(browser, cast, comment="x" * 1_100_000).status_code == 413


def test_the_same_form_sent_twice_is_kept_and_recorded_once() -> None:
    cast, browser = in_judging()
    shown = browser.get(pages.sheet(cast, cast.entries[LANTERN])).context["typed"].shown
    for _ in range(3):
        answer = save(browser, cast, prevention="7", comment="Once.", shown=shown)
        assert answer.status_code == 302
    assert AuditEntry.objects.filter(action="save_scorecard").count() == 1


def test_the_second_of_two_tabs_is_told_and_sees_both() -> None:
    cast, browser = in_judging()
    shown = browser.get(pages.sheet(cast, cast.entries[LANTERN])).context["typed"].shown
    save(browser, cast, prevention="7", comment="From the train.", shown=shown)
    answer = save(browser, cast, prevention="3", comment="From the office.", shown=shown)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "From the train." in text
    assert "From the office." in text
    assert 'name="mark-prevention" value="3" checked' in text
    assert kept(cast) == {LANTERN: {"prevention": 7}}
    again = save(
        browser,
        cast,
        prevention="3",
        comment="From the office.",
        shown=answer.context["typed"].shown,
    )
    assert again.status_code == 302
    assert kept(cast) == {LANTERN: {"prevention": 3}}


def test_a_form_without_its_token_never_overwrites() -> None:
    cast, browser = in_judging()
    save(browser, cast, prevention="7")
    answer = save(browser, cast, prevention="3", shown="made up")
    assert answer.status_code == 409
    assert kept(cast) == {LANTERN: {"prevention": 7}}


def test_the_script_is_told_in_json() -> None:
    cast, browser = in_judging()
    first = save(browser, cast, prevention="7", accept="application/json")
    assert first.status_code == 200
    second = save(
        browser, cast, prevention="8", accept="application/json", shown=first.json()["shown"]
    )
    assert second.status_code == 200
    late = save(
        browser, cast, prevention="9", accept="application/json", shown=first.json()["shown"]
    )
    assert late.status_code == 409
    assert set(late.json()) == {"message"}
    assert kept(cast) == {LANTERN: {"prevention": 8}}


def test_the_record_keeps_what_a_mark_was_before() -> None:
    cast, browser = in_judging()
    save(browser, cast, prevention="7")
    save(browser, cast, prevention="9")
    last = AuditEntry.objects.order_by("sequence").last()
    assert last is not None
    assert '"mark_prevention":9' in last.facts
    assert '"was_prevention":7' in last.facts


def test_what_is_in_another_language_is_marked_as_such() -> None:
    cast, browser = in_judging()
    Nomination.objects.filter(entry=cast.entries[LANTERN]).update(
        language="cy", panel_summary="Crynodeb"
    )
    TranslationRules.objects.create(season=cast.season, is_required=False, reason="Cerys tells.")
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    assert '<p class="answer" lang="cy">Crynodeb</p>' in page
    welsh = browser.get(pages.sheet(cast, cast.entries[LANTERN], language="cy")).content.decode()
    assert '<p class="answer">Crynodeb</p>' in welsh


def test_who_does_not_read_welsh_is_told_who_on_the_panel_does() -> None:
    """WEL-12: Ann does not read Welsh, Cerys does."""
    cast, browser = in_judging()
    Nomination.objects.filter(entry=cast.entries[LANTERN]).update(language="cy")
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    assert "you do not read" in page
    assert "Cerys" in page
    theirs = pages.at_desk(cast, "cerys").get(pages.sheet(cast, cast.entries[LANTERN]))
    assert "you do not read" not in theirs.content.decode()


def test_the_nominee_may_ask_is_said_beside_the_comment() -> None:
    cast, browser = in_judging()
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    assert "The nominee may ask to see what you write here" in page


def test_the_nominations_of_an_entry_grouped_into_it_are_read_with_it() -> None:
    cast, browser = in_judging()
    quiet = cast.entries[QUIET]
    quiet.grouped_into = cast.entries[LANTERN]
    quiet.save()
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    assert f"What {QUIET} did." in page
    assert f"What {LANTERN} did." in page


def test_abstaining_asks_first_and_then_counts_as_done() -> None:
    cast, browser = in_judging()
    address = pages.abstaining(cast, cast.entries[LANTERN])
    assert "cannot be taken back" in browser.get(address).content.decode()
    assert not Scorecard.objects.exists()
    answer = browser.post(address)
    assert answer["Location"] == pages.desk(cast)
    assert Scorecard.objects.get().state == ScorecardState.ABSTAINED
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN])).content.decode()
    assert "You abstained" in page
    assert "data-marks" not in page
    assert browser.post(address).status_code == 422


def test_locked_marks_are_shown_and_cannot_be_sent_again() -> None:
    cast, browser = in_judging()
    mark(cast)
    page = browser.get(pages.sheet(cast, cast.entries[LANTERN]))
    assert "data-marks" not in page.content.decode()
    answer = save(browser, cast, prevention="1")
    assert answer.status_code == 422
    assert "locked" in answer.content.decode()
    assert kept(cast)[LANTERN] == {"prevention": 9, "impact": 8}


def test_while_the_panel_decides_own_entries_can_be_read_and_nothing_sent() -> None:
    cast = a_season(SeasonState.DECIDING)
    browser = pages.at_desk(cast, "ann")
    assert browser.get(pages.sheet(cast, cast.entries[LANTERN])).status_code == 200
    assert save(browser, cast, prevention="1").status_code == 422


@pytest.mark.parametrize("state", [SeasonState.SEALED, SeasonState.RELEASED])
def test_afterwards_the_texts_are_put_away(state: SeasonState) -> None:
    cast = a_season(state)
    browser = pages.at_desk(cast, "ann")
    assert browser.get(pages.sheet(cast, cast.entries[LANTERN])).status_code == 404
    assert browser.get(pages.desk(cast)).status_code == 200


@pytest.mark.parametrize(
    "state", [SeasonState.DRAFT, SeasonState.OPEN, SeasonState.CHECKING, SeasonState.JUDGING]
)
def test_practice_is_open_until_the_panel_decides_and_counts_for_nothing(
    state: SeasonState,
) -> None:
    cast = a_season(state)
    cast.entries["practice"] = a_test_entry(cast)
    owed = missing_scorecards(cast.season)
    browser = pages.at_desk(cast, "ann")
    desk = browser.get(pages.desk(cast)).content.decode()
    assert "A rehearsal" in desk
    page = browser.get(pages.sheet(cast, cast.entries["practice"])).content.decode()
    assert "Practice: does not count" in page
    assert save(browser, cast, "practice", prevention="7").status_code == 302
    assert kept(cast) == {"A rehearsal": {"prevention": 7}}
    assert missing_scorecards(cast.season) == owed
    assert not AuditEntry.objects.filter(action="save_scorecard").exists()


def test_practice_ends_when_the_panel_decides() -> None:
    cast = a_season(SeasonState.DECIDING)
    cast.entries["practice"] = a_test_entry(cast)
    browser = pages.at_desk(cast, "ann")
    address = pages.sheet(cast, cast.entries["practice"])
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"mark-prevention": "7"}).status_code == 404


def test_locking_leaves_practice_alone() -> None:
    cast, browser = in_judging()
    cast.entries["practice"] = a_test_entry(cast)
    save(browser, cast, "practice", prevention="7")
    del cast.entries["practice"]
    mark(cast)
    card = Scorecard.objects.get(entry__is_test=True)
    assert card.state == ScorecardState.OPEN


def test_a_season_without_a_scale_yet_can_be_looked_at() -> None:
    cast = a_season()
    cast.season.scale.all().delete()
    cast.entries["practice"] = a_test_entry(cast)
    browser = pages.at_desk(cast, "ann")
    assert browser.get(pages.sheet(cast, cast.entries["practice"])).status_code == 200
