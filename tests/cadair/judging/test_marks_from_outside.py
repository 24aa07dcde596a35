"""Marks from outside: a checked table, no ranks, two persons, nothing written over (PRO-06)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import NotAllowed, NotComplete, NotNow, Refusal
from cadair.judging.actions import bring_marks, confirm_marks, refuse_marks, save_scorecard
from cadair.judging.gathering_states import ImportState
from cadair.judging.marks_table import check_of, doubts_of, template
from cadair.judging.models import Mark, MarksImport, Scorecard
from cadair.judging.outside import take_in_marks
from cadair.nominations.models import Entry, EntryCategory
from cadair.seasons.states import SeasonState
from seasonfile import look_like_ranks
from tests.cadair.web.signing import signed_in
from tests.cast import CHECKING_AT, LANTERN, Cast, a_season
from tests.progress import bring_to, declare
from tests.structure.scenes.gathering import unmarked

pytestmark = pytest.mark.django_db
Rows = list[list[str]]


@pytest.fixture
def cast() -> Iterator[Cast]:
    found = a_season()
    bring_to(found, SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        unmarked(found)
        yield found


def filled(cast: Cast, change: Callable[[Rows], Rows] | None = None, mark: str = "3") -> bytes:
    """The table as it was fetched, with a mark in every cell, then changed."""
    rows = template(cast.season)
    for row in rows[1:]:
        row[4:-1] = [mark] * (len(row) - 5)
    text = StringIO()
    csv.writer(text).writerows(change(rows) if change else rows)
    return text.getvalue().encode()


def bring(cast: Cast, data: bytes) -> MarksImport:
    return bring_marks(season=cast.season, data=data, by=cast.organiser)


def problems(cast: Cast, data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        bring(cast, data)
    assert not cast.season.marks_imports.exists()
    return str(refused.value)


def test_a_table_counts_only_after_a_second_person_and_only_until_the_judge_locks(
    cast: Cast,
) -> None:
    brought = bring(cast, filled(cast))
    assert not Mark.objects.exists()
    with pytest.raises(NotAllowed, match="You brought these marks"):
        take_in_marks(brought=brought, seen=brought.sha256, by=cast.organiser)
    with pytest.raises(NotNow, match="Look at it first"):
        take_in_marks(brought=brought, seen="0" * 64, by=cast.actor("sian"))
    entered, left_out = take_in_marks(brought=brought, seen=brought.sha256, by=cast.actor("sian"))
    assert (entered, left_out) == (len(brought.rows), 0)
    assert set(Mark.objects.values_list("value", flat=True)) == {3}
    assert set(Scorecard.objects.values_list("state", flat=True)) == {"open"}
    facts = json.loads(AuditEntry.objects.filter(action="enter_marks")[0].facts)
    assert {name for name in facts if name.startswith("mark_")} == {
        f"mark_{criterion.key}" for criterion in cast.season.criteria.all()
    }


def test_who_stepped_aside_has_no_row(cast: Cast) -> None:
    rows = template(cast.season)
    bob = [row for row in rows if row[1] == cast.judges["bob"].key]
    assert bob
    assert cast.entries[LANTERN].reference not in {row[3] for row in bob}
    lantern = [cast.judges["bob"].key, "asb", cast.entries[LANTERN].reference]
    forged = [check_of(cast.season, (lantern[0], lantern[1], lantern[2])), *lantern]

    def added(given: Rows) -> Rows:
        return [*given, [*forged, *(["5"] * (len(given[0]) - 5)), ""]]

    assert "has stepped aside" in problems(cast, filled(cast, added))


def _sorted_alone(rows: Rows) -> Rows:
    entries = sorted((row[3] for row in rows[1:]), reverse=True)
    return [
        rows[0],
        *([*row[:3], entry, *row[4:]] for row, entry in zip(rows[1:], entries, strict=True)),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_sorted_alone, "Was a column sorted or moved by itself?"),
        (lambda rows: rows[:-1], "A row is gone"),
        (lambda rows: [*rows, rows[1]], "stand in the table twice"),
        (lambda rows: [["x", *rows[0][1:]], *rows[1:]], "first line must be that of the table"),
        (lambda rows: [rows[0], [*rows[1][:4], "3.5", *rows[1][5:]], *rows[2:]], "whole number"),
        (lambda rows: [rows[0], [*rows[1][:4], "99", *rows[1][5:]], *rows[2:]], "on the scale"),
        (lambda rows: [rows[0], rows[1][:-2], *rows[2:]], "more or fewer cells"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_kept(
    cast: Cast, change: Callable[[Rows], Rows], said: str
) -> None:
    assert said in problems(cast, filled(cast, change))


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b"\xff\xfe\x00", b"%PDF-1.7", b"\xe2\x80\xaeevil"]
)
def test_what_is_no_table_is_refused(cast: Cast, data: bytes) -> None:
    assert problems(cast, data)


def test_a_column_of_places_in_a_ranking_is_refused_with_its_line(cast: Cast) -> None:
    one_more(cast, "Third Light", 1)
    one_more(cast, "Fourth Light", 2)
    for judge in cast.judges.values():
        judge.interests.all().delete()
    declare(cast)
    rows = template(cast.season)
    own = [row for row in rows[1:] if row[1] == cast.judges["ann"].key and row[2] == "asb"]
    assert len(own) == 4

    def ranked(given: Rows) -> Rows:
        place = iter("3142")
        for row in given[1:]:
            if row[1] == cast.judges["ann"].key and row[2] == "asb":
                row[4] = next(place)
        return given

    said = problems(cast, filled(cast, ranked))
    assert "Line 2: From here on these look like places in a ranking" in said
    assert "The best would come out worst" in said


def one_more(cast: Cast, title: str, number: int) -> None:
    """One more entry in a category, as if it had been there from the start."""
    entry = Entry.objects.create(
        season=cast.season,
        reference=f"2026-10{number}",
        title_en=title,
        title_language="en",
        kind="project",
        eligibility="eligible",
    )
    EntryCategory.objects.create(entry=entry, category=cast.category("asb"))
    cast.entries[title] = entry


def test_what_a_judge_has_marked_is_never_written_over(cast: Cast) -> None:
    brought = bring(cast, filled(cast))
    save_scorecard(
        judge=cast.judges["ann"],
        entry=cast.entries[LANTERN],
        category=cast.category("asb"),
        marks={"prevention": 5},
        by=cast.actor("ann"),
    )
    _entered, left_out = take_in_marks(brought=brought, seen=brought.sha256, by=cast.actor("sian"))
    assert left_out == 1
    card = Scorecard.objects.get(judge=cast.judges["ann"], entry=cast.entries[LANTERN])
    assert list(card.marks.values_list("value", flat=True)) == [5]


def test_what_is_strange_is_said_to_both(cast: Cast) -> None:
    brought = bring(cast, filled(cast))
    said = " ".join(map(str, doubts_of(brought)))
    assert "Two columns are the same" in said


def test_a_refused_table_is_forgotten_and_a_new_one_takes_the_place_of_one_that_waits(
    cast: Cast,
) -> None:
    first = bring(cast, filled(cast))
    second = bring(cast, filled(cast, mark="2"))
    first.refresh_from_db()
    assert (first.state, first.rows) == (ImportState.REFUSED, [])
    refuse_marks(brought=second, by=cast.actor("sian"))
    second.refresh_from_db()
    assert (second.state, second.rows) == (ImportState.REFUSED, [])
    with pytest.raises(NotNow, match="already"):
        confirm_marks(brought=second, seen=second.sha256, by=cast.actor("sian"))


def test_only_an_organiser_brings_and_only_while_judging(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        bring_marks(season=cast.season, data=filled(cast), by=cast.actor("ann"))
    cast.season.state = SeasonState.DECIDING
    cast.season.save()
    with pytest.raises(NotNow):
        bring(cast, b"check")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_pages_fetch_bring_and_confirm(cast: Cast, language: str) -> None:
    root = {"cy": "/cy/desg", "en": "/en/desk"}[language]
    word = {"cy": "marciau-allanol", "en": "marks-from-outside"}[language]
    last = {"cy": "tabl", "en": "table"}[language]
    address = f"{root}/{cast.season.key}/{word}/"
    olwen, sian = (signed_in(cast.accounts[name]) for name in ("olwen", "sian"))
    fetched = olwen.get(f"{address}{last}/")
    assert fetched["Content-Type"].startswith("text/csv")
    assert fetched.content.decode("utf-8-sig").startswith("check,judge,category,entry")
    assert olwen.get(address).status_code == 200
    assert olwen.post(address, {}).status_code == 422
    sent = olwen.post(address, {"file": SimpleUploadedFile("m.csv", filled(cast))})
    assert sent.status_code == 302
    shown = olwen.get(sent["Location"]).content.decode()
    assert 'name="confirm"' not in shown
    other = sian.get(sent["Location"])
    assert 'name="confirm"' in other.content.decode()
    brought = cast.season.marks_imports.get()
    done = sian.post(sent["Location"], {"confirm": "1", "seen": brought.sha256})
    assert done.status_code == 302
    assert Mark.objects.count() == sum(len(row[3]) for row in brought.rows)


def test_what_looks_like_ranks() -> None:
    assert look_like_ranks([3, 1, 2, 6, 5, 4])
    assert not look_like_ranks([3, 1, 2])
    assert look_like_ranks([2, 1, 4, 3], fewest=4)
    assert not look_like_ranks([2, 2, 4, 3, 5, 6])
    assert not look_like_ranks([0, 1, 2, 3, 4, 5])


def test_a_complete_refusal_names_every_line(cast: Cast) -> None:
    def broken(rows: Rows) -> Rows:
        return [rows[0], *([*row[:4], "x", *row[5:]] for row in rows[1:])]

    with pytest.raises(NotComplete) as refused:
        bring(cast, filled(cast, broken))
    assert len(refused.value.problems) == len(template(cast.season)) - 1
