"""What is done to many, what a second person confirms, repeats, notes, saved lists, files."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from tempfile import TemporaryFile

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cadair.foundation import clock
from cadair.foundation.cells import FORMULA
from cadair.nominations.models import (
    ContactNote,
    Entry,
    Flag,
    ProposedExclusion,
    SavedView,
)
from cadair.nominations.states import Eligibility, FlagKind
from cadair.seasons.states import SeasonState
from cadair.web.staff.nominations.exporting import write_csv, write_xlsx
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, KICKABOUT, LANTERN, QUIET, Cast, a_season
from tests.structure.scenes.nominating_desk import a_repeat, propose, sent_for

DESK = "/en/desk/valley-2026/"
LIST = f"{DESK}nominations/"
HOSTILE = "\x00\U0001f600\u202eevil<script>alert(1)</script>"


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast while nominations are checked."""
    return a_season(SeasonState.CHECKING)


@pytest.fixture
def browser(cast: Cast) -> Iterator[Client]:
    """Olwen’s, at the time of checking."""
    with clock.at(CHECKING_AT):
        yield signed_in(cast.accounts["olwen"])


def _text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def _seal(page: str) -> str:
    return page.partition('name="seal" value="')[2].partition('"')[0]


# --- many at once -----------------------------------------------------------------------------


def test_only_what_is_ticked_gets_the_flag_after_a_look_at_it(cast: Cast, browser: Client) -> None:
    picked = sent_for(cast, QUIET).public_id
    address = f"{LIST}act/?do=flag&of=ticked&pick={picked}"
    page = _text(browser.get(address))
    assert QUIET in page
    assert LANTERN not in page
    assert "1 nomination" in page
    browser.post(address, {"seal": _seal(page), "kind": "incomplete", "note": "No dates"})
    assert [flag.nomination.public_id for flag in Flag.objects.all()] == [picked]
    shown = _text(browser.get(f"{LIST}?flag=incomplete"))
    assert QUIET in shown
    assert LANTERN not in shown


def test_a_whole_list_is_moved_with_one_reason(cast: Cast, browser: Client) -> None:
    address = f"{LIST}act/?do=move&of=all&category=asb"
    page = _text(browser.get(address))
    said = {"note_cy": "Pobl ifanc.", "note_en": "Young people.", "categories": ["youth"]}
    answer = browser.post(address, {"seal": _seal(page), **said}, follow=True)
    assert "Moved: 2 entries" in _text(answer)
    for title in (LANTERN, QUIET, KICKABOUT):
        assert [each.key for each in cast.entries[title].categories.all()] == ["youth"]


def test_a_missing_reason_changes_nothing_and_keeps_what_was_typed(
    cast: Cast, browser: Client
) -> None:
    address = f"{LIST}act/?do=not-eligible&of=all"
    page = _text(browser.get(address))
    answer = browser.post(address, {"seal": _seal(page), "note_en": "Only this."})
    assert answer.status_code == 422
    assert "Only this." in _text(answer)
    assert not ProposedExclusion.objects.exists()


@pytest.mark.parametrize("query", ["?do=%00", "?do=erase", "?do=%F0%9F%98%80"])
def test_there_is_no_other_thing_to_do(browser: Client, query: str) -> None:
    assert browser.get(f"{LIST}act/{query}").status_code == 404


def test_nonsense_that_is_ticked_is_nothing(browser: Client) -> None:
    page = _text(browser.get(f"{LIST}act/?do=flag&pick=%00&pick=nothing"))
    assert "There is nothing in this list" in page


# --- a second person --------------------------------------------------------------------------


def test_a_batch_is_proposed_by_one_and_confirmed_by_another(cast: Cast, browser: Client) -> None:
    address = f"{LIST}act/?do=not-eligible&of=all&category=asb"
    said = {
        "reason": "out-of-area",
        "note_cy": "Yn Lloegr.",
        "note_en": "In England.",
        "review_by": "2026-10-20",
    }
    browser.post(address, {"seal": _seal(_text(browser.get(address))), **said})
    waiting = f"{LIST}not-eligible/"
    own = _text(browser.get(waiting))
    assert "You found all of these yourself" in own
    chair = signed_in(cast.accounts["cerys"])
    page = _text(chair.get(waiting))
    assert "eirian@example.org" not in page
    picks = re.findall(r'name="pick" value="(\w+)"', page)
    assert len(picks) == 2
    answer = chair.post(waiting, {"seal": _seal(page), "pick": picks}, follow=True)
    assert "Confirmed as not eligible: 2 entries" in _text(answer)
    states = Entry.objects.filter(categories__key="asb").values_list("eligibility", flat=True)
    assert set(states) == {Eligibility.INELIGIBLE}


def test_words_changed_after_somebody_looked_are_looked_at_again(
    cast: Cast, browser: Client
) -> None:
    proposed = propose(cast)
    chair = signed_in(cast.accounts["cerys"])
    page = _text(chair.get(f"{LIST}not-eligible/"))
    ProposedExclusion.objects.filter(pk=proposed.pk).update(note_en="Other words.")
    sent = {"seal": _seal(page), "pick": [proposed.public_id]}
    answer = chair.post(f"{LIST}not-eligible/", sent)
    assert answer.status_code == 422
    assert "Other words." in _text(answer)
    assert ProposedExclusion.objects.filter(pk=proposed.pk).exists()


def test_what_waits_for_a_second_person_does_not_come_up_for_checking(
    cast: Cast, browser: Client
) -> None:
    propose(cast)
    assert f">{QUIET}</h1>" in _text(browser.get(f"{LIST}check/"))
    today = _text(browser.get(f"{DESK}today/"))
    assert "Not eligible, to be confirmed" in today


# --- repeats, notes, lists --------------------------------------------------------------------


def test_a_pair_is_shown_with_its_reasons_and_goes_when_it_is_dismissed(
    cast: Cast, browser: Client
) -> None:
    pair = a_repeat(cast)
    page = _text(browser.get(f"{LIST}repeats/"))
    assert "They share: the same title" in page
    browser.post(f"{LIST}repeats/{pair.public_id}/different/")
    assert "the same title" not in _text(browser.get(f"{LIST}repeats/"))


def test_a_flag_and_a_contact_stand_on_the_page_until_the_flag_is_down(
    cast: Cast, browser: Client
) -> None:
    here = f"{LIST}{sent_for(cast).public_id}/"
    browser.post(f"{here}flag/", {"kind": FlagKind.OBJECTION, "note": "Her manager rang"})
    said = {"kind": "call", "way": "in", "on": "2026-10-02", "text": "She asks us to wait."}
    browser.post(f"{here}contact/", said)
    page = _text(browser.get(here))
    assert "Her manager rang" in page
    assert "She asks us to wait." in page
    browser.post(f"{here}flag/{Flag.objects.get().public_id}/down/")
    assert "Her manager rang" not in _text(browser.get(here))


@pytest.mark.parametrize("text", [HOSTILE, "x" * 200_000])
def test_hostile_notes_are_cleaned_or_refused(cast: Cast, browser: Client, text: str) -> None:
    here = f"{LIST}{sent_for(cast).public_id}/"
    said = {"kind": "call", "way": "in", "on": "2026-10-02", "text": text}
    answer = browser.post(f"{here}contact/", said)
    assert answer.status_code in {302, 422}
    page = _text(browser.get(here))
    assert "<script>alert" not in page + _text(answer)
    assert all("\x00" not in note.text for note in ContactNote.objects.all())


def test_a_list_is_saved_with_its_filters_shared_and_removed_by_its_owner(
    cast: Cast, browser: Client
) -> None:
    browser.post(f"{LIST}save/?category=youth&page=3", {"name": "Youth", "is_shared": "on"})
    view = SavedView.objects.get()
    assert (view.query, view.is_shared) == ("?category=youth", True)
    assert f'href="{LIST}?category=youth"' in _text(browser.get(LIST))
    browser.post(f"{LIST}lists/{view.public_id}/remove/")
    assert not SavedView.objects.exists()


# --- files ------------------------------------------------------------------------------------

CELLS = st.lists(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
            st.sampled_from(["=1+1", "\t=1", "＝1", "-2", "@x", "+44 29", " =x", "http://x.y"]),
        ),
        min_size=3,
        max_size=3,
    ),
    min_size=1,
    max_size=5,
)


@given(CELLS)
def test_no_cell_of_a_text_file_is_a_formula(lines: list[list[str]]) -> None:
    with TemporaryFile() as file:
        write_csv(iter(lines), file)
        file.seek(0)
        text = file.read().decode().removeprefix("\ufeff")
    for line in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(FORMULA) for cell in line)


@given(CELLS)
def test_every_cell_of_a_workbook_is_a_text(lines: list[list[str]]) -> None:
    with TemporaryFile() as file:
        write_xlsx(iter(lines), file)
        file.seek(0)
        with zipfile.ZipFile(file) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r"<c [^>]*>", sheet)
    assert all(' t="inlineStr"' in cell or ' t="s"' in cell for cell in cells)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_workbook_comes_as_a_file_with_a_name(cast: Cast, browser: Client) -> None:
    answer = browser.post(f"{LIST}download/?category=asb", {"format": "xlsx"})
    assert answer["Content-Disposition"].endswith('filename="valley-2026-nominations.xlsx"')
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert LANTERN in sheet
    assert KICKABOUT not in sheet
    assert browser.post(f"{LIST}download/", {"format": "exe"}).status_code == 404
