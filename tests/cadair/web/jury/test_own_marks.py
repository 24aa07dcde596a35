"""Remarks by criterion, flags, filters, comparing with one’s own marks, entries on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest
from django.test import Client

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.judging.actions import keep_bookmark, save_scorecard
from cadair.judging.models import Bookmark, Remark, Scorecard
from cadair.nominations.models import Nomination
from cadair.seasons.states import SeasonState
from cadair.web.jury.views import packs
from tests.cadair.web.jury import pages
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.progress import declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _checking_time() -> Iterator[None]:
    with clock.at(CHECKING_AT):
        yield


def in_judging(name: str = "ann") -> tuple[Cast, Client]:
    cast = a_season(SeasonState.JUDGING)
    declare(cast)
    return cast, pages.at_desk(cast, name)


def give(cast: Cast, title: str, mark: int, *, name: str = "ann") -> None:
    entry = cast.entries[title]
    save_scorecard(
        judge=cast.judges[name],
        entry=entry,
        category=entry.categories.get(),
        marks={"prevention": mark, "impact": mark},
        by=cast.actor(name),
    )


def flag(cast: Cast, title: str, *, is_wanted: bool = True) -> None:
    entry = cast.entries[title]
    keep_bookmark(
        judge=cast.judges["ann"],
        entry=entry,
        category=entry.categories.get(),
        is_wanted=is_wanted,
        by=cast.actor("ann"),
    )


def titles(browser: Client, cast: Cast, query: str) -> list[str]:
    """Which entries the list holds."""
    page = browser.get(f"{pages.desk(cast)}{query}").content.decode().split('id="entries"')[1]
    return [title for title in (LANTERN, QUIET, KICKABOUT) if title in page]


def test_a_remark_stands_beside_its_criterion_and_can_be_taken_away_until_the_lock() -> None:
    cast, browser = in_judging()
    address = pages.sheet(cast, cast.entries[LANTERN])
    shown = browser.get(address).context["typed"].shown
    form = {"shown": shown, "mark-prevention": "7", "remark-prevention": " Well shown. "}
    assert browser.post(address, form).status_code == 302
    assert Remark.objects.get().text == "Well shown."
    page = browser.get(address)
    assert "Well shown.</textarea>" in page.content.decode()
    assert '"Well shown' not in AuditEntry.objects.get(action="save_scorecard").facts
    gone = {**form, "shown": page.context["typed"].shown, "remark-prevention": ""}
    assert browser.post(address, gone).status_code == 302
    assert not Remark.objects.exists()


def test_a_remark_from_another_tab_is_shown_and_not_lost() -> None:
    cast, browser = in_judging()
    address = pages.sheet(cast, cast.entries[LANTERN])
    shown = browser.get(address).context["typed"].shown
    browser.post(address, {"shown": shown, "remark-prevention": "From the train."})
    answer = browser.post(address, {"shown": shown, "remark-prevention": "From the office."})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "From the train." in text
    assert "From the office." in text


def test_a_remark_on_what_is_no_criterion_is_refused() -> None:
    cast, browser = in_judging()
    answer = browser.post(
        pages.sheet(cast, cast.entries[LANTERN]), {"remark-nothing": "?", "comment": "Kept."}
    )
    assert answer.status_code == 422
    assert "Kept." in answer.content.decode()
    assert not Scorecard.objects.exists()


def test_marks_saved_without_remarks_leave_those_that_are_there() -> None:
    cast, browser = in_judging()
    address = pages.sheet(cast, cast.entries[LANTERN])
    shown = browser.get(address).context["typed"].shown
    browser.post(address, {"remark-impact": "Clear.", "shown": shown})
    give(cast, LANTERN, 7)
    assert Remark.objects.get().text == "Clear."


def test_a_flag_is_kept_with_the_marks_and_nobody_else_hears_of_it() -> None:
    cast, browser = in_judging()
    address = pages.sheet(cast, cast.entries[LANTERN])
    before = AuditEntry.objects.count()
    shown = browser.get(address).context["typed"].shown
    browser.post(address, {"shown": shown, "flag": "1"})
    assert Bookmark.objects.get().judge == cast.judges["ann"]
    assert 'name="flag" value="1" checked' in browser.get(address).content.decode()
    actions = AuditEntry.objects.order_by("sequence").values_list("action", flat=True)
    assert set(actions[before:]) == {"save_scorecard"}
    theirs = pages.at_desk(cast, "cerys").get(address).content.decode()
    assert 'name="flag" value="1" checked' not in theirs
    shown = browser.get(address).context["typed"].shown
    browser.post(address, {"shown": shown})
    assert not Bookmark.objects.exists()


def test_the_list_answers_to_what_its_address_asks() -> None:
    cast, browser = in_judging()
    give(cast, LANTERN, 7)
    flag(cast, QUIET)
    Nomination.objects.filter(entry=cast.entries[KICKABOUT]).update(language="cy")
    assert titles(browser, cast, "") == [LANTERN, QUIET, KICKABOUT]
    assert titles(browser, cast, "?state=to-mark") == [QUIET, KICKABOUT]
    assert titles(browser, cast, "?state=unread&category=asb") == [QUIET]
    assert titles(browser, cast, "?flagged=1") == [QUIET]
    assert titles(browser, cast, "?welsh=1") == [KICKABOUT]
    assert titles(browser, cast, "?welsh=1&flagged=1") == []
    assert titles(browser, cast, "?state=nothing&page=x") == [LANTERN, QUIET, KICKABOUT]


def test_comparing_shows_own_marks_from_80_on_and_nobody_elses() -> None:
    cast, browser = in_judging()
    give(cast, LANTERN, 9)
    give(cast, QUIET, 5)
    give(cast, KICKABOUT, 8)
    give(cast, QUIET, 10, name="cerys")
    page = browser.get(f"{pages.desk(cast)}compare/")
    lines = page.context["comparison"].lines
    assert [(each.place.title, each.points) for each in lines] == [
        (LANTERN, "90.0"),
        (KICKABOUT, "80.0"),
    ]
    here = cast.entries[QUIET].public_id
    beside = browser.get(f"{pages.desk(cast)}compare/?category=asb&entry={here}&least=80")
    assert [each.place.title for each in beside.context["comparison"].lines] == [LANTERN, QUIET]
    lower = browser.get(f"{pages.desk(cast)}compare/?least=50")
    assert len(lower.context["comparison"].lines) == 3
    assert (
        "Cymharu eich marciau" in browser.get(f"{pages.desk(cast, 'cy')}cymharu/").content.decode()
    )


def test_a_recused_judge_compares_with_nothing_of_the_entry() -> None:
    cast, browser = in_judging("bob")
    give(cast, LANTERN, 9)
    public_id = cast.entries[LANTERN].public_id
    page = browser.get(f"{pages.desk(cast)}compare/?least=0&entry={public_id}")
    assert LANTERN not in page.content.decode()


def _pack(browser: Client, cast: Cast, language: str = "en", **form: str) -> pikepdf.Pdf:
    word = {"en": "on-paper", "cy": "ar-bapur"}[language]
    answer = browser.post(f"{pages.desk(cast, language)}{word}/", form)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(answer.content))


def _bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [str(each.title) for part in outline.root for each in (part, *part.children)]


def test_the_pack_holds_what_the_desk_shows_and_nothing_stepped_aside_from() -> None:
    cast, browser = in_judging("bob")
    pdf = _pack(browser, cast)
    marks = _bookmarks(pdf)
    assert QUIET in marks
    assert KICKABOUT in marks
    assert LANTERN not in marks
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    taken = AuditEntry.objects.get(action="take_pack")
    assert '"entries":2' in taken.facts


def test_the_pack_in_large_print_is_longer_and_in_welsh_says_so() -> None:
    cast, browser = in_judging()
    Nomination.objects.update(panel_summary="A long story of it. " * 200)
    usual, large = _pack(browser, cast), _pack(browser, cast, large="1")
    assert len(large.pages) > len(usual.pages)
    assert str(_pack(browser, cast, "cy").Root.Lang) == "cy"


def test_before_anything_is_declared_there_is_nothing_to_print() -> None:
    cast = a_season(SeasonState.JUDGING)
    browser = pages.at_desk(cast, "ann")
    address = f"{pages.desk(cast)}on-paper/"
    assert "Declare your interests first" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 422


def test_without_the_typesetter_there_is_no_pack_and_no_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from cadair.web.jury.views import desk

    cast, browser = in_judging()
    assert "on-paper" in browser.get(pages.desk(cast)).content.decode()
    for module in (packs, desk):
        monkeypatch.setattr(module, "can_typeset", lambda: False)
    assert "on-paper" not in browser.get(pages.desk(cast)).content.decode()
    assert browser.get(f"{pages.desk(cast)}on-paper/").status_code == 404
