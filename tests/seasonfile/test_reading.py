"""What a file may look like and still mean the same season."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

import seasonfile
from seasonfile import Moment, OwnText, Text

pytestmark = pytest.mark.static

GOOD = (Path(__file__).parent / "valley.yaml").read_bytes()
TEXT = GOOD.decode()
DOCUMENT = seasonfile.read(GOOD)


def changed(old: str, new: str) -> seasonfile.SeasonDocument:
    assert old in TEXT
    return seasonfile.read(TEXT.replace(old, new).encode())


def test_a_good_file_has_no_problems() -> None:
    assert seasonfile.check(GOOD) == []


def test_a_file_is_read_from_a_path_or_from_bytes(tmp_path: Path) -> None:
    path = tmp_path / "valley.yaml"
    path.write_bytes(GOOD)
    assert seasonfile.read(path) == seasonfile.read(str(path)) == DOCUMENT


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_dates_and_times_mean_the_same_with_and_without_quotes(quote: str) -> None:
    document = changed('"2026-10-02T17:00"', f"{quote}2026-10-02T17:00{quote}")
    assert document.timetable.nominations_close == Moment(at="2026-10-02T17:00")
    document = changed('"2026-11-26"', f"{quote}2026-11-26{quote}")
    assert document.timetable.ceremony == Moment(on="2026-11-26")


@pytest.mark.parametrize("word", ["no", "yes", "on", "17:00", "1e3", "0o17", "2026", "1_000", ".5"])
def test_a_text_that_other_programs_take_for_something_else_stays_that_text(word: str) -> None:
    document = changed("a support officer", word)
    assert document.entries[0].people[0].description == Text("swyddog cymorth", word)
    assert seasonfile.read(seasonfile.write(document)) == document


def test_null_is_the_same_as_no_key() -> None:
    assert changed("preset: strict", "preset: null") == replace(DOCUMENT, preset="small-team")
    assert changed("  weight: 2\n", "  weight: ~\n").criteria[1].weight == 1


def test_null_places_are_no_limit_and_not_the_usual_one() -> None:
    rules = [kind.rule for kind in DOCUMENT.award_kinds]
    assert [rule and rule.maximum for rule in rules] == [1, None, 1]


def test_flow_style_comments_and_folded_texts_are_allowed() -> None:
    document = changed(
        "  name:\n    cy: Gwobrau’r Cwm\n    en: Valley Awards\n",
        "  # the name\n  name: {cy: Gwobrau’r Cwm, en: 'Valley Awards'} # both\n",
    )
    assert document == DOCUMENT
    folded = changed(
        "    cy: Golau i bawb.\n    en: Light for everybody.\n",
        "    cy: >-\n      Golau\n      i bawb.\n    en: Light\n      for everybody.\n",
    )
    assert folded == DOCUMENT


@pytest.mark.parametrize(
    "form",
    [
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        "---\n" + TEXT + "...\n",
        "%YAML 1.2\n---\n" + TEXT,
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("a support officer", "  a   support\u00a0officer "),
        TEXT.rstrip("\n"),
    ],
    ids=["bom", "crlf", "cr", "document", "directive", "nfd", "spaces", "no-newline"],
)
def test_the_same_season_in_another_form_is_the_same_document(form: str) -> None:
    document = seasonfile.read(form.encode())
    assert document == DOCUMENT
    assert seasonfile.write(document) == GOOD


def test_texts_are_kept_in_one_form_without_space_around_lines() -> None:
    document = changed("A note.", '"  A note: \\n\\ty\\u0302 \\n "')
    assert document.categories[0].note == Text("Nodyn.", "A note:\n\tŷ")


def test_a_title_or_reason_has_the_language_of_its_author_or_both() -> None:
    titles = [entry.title for entry in DOCUMENT.entries]
    assert titles == [
        OwnText("Operation Lantern: light for all", "en"),
        Text("Golau’r Stryd", "Street Light"),
        OwnText("Tŷ Agored", "cy"),
    ]


def test_what_has_no_order_is_put_in_order_and_the_rest_stays() -> None:
    shuffled = replace(
        DOCUMENT,
        organisations=DOCUMENT.organisations[::-1],
        entries=DOCUMENT.entries[::-1],
        nominations=DOCUMENT.nominations[::-1],
        interests=DOCUMENT.interests[::-1],
        scorecards=DOCUMENT.scorecards[::-1],
        decisions=DOCUMENT.decisions[::-1],
    )
    assert shuffled != DOCUMENT
    assert seasonfile.arranged(shuffled) == DOCUMENT
    assert seasonfile.write(shuffled) == GOOD
    for kept in ("categories", "award_kinds", "panel", "awards", "news"):
        other = replace(DOCUMENT, **{kept: getattr(DOCUMENT, kept)[::-1]})
        assert getattr(seasonfile.arranged(other), kept) == getattr(other, kept)


def test_answers_and_marks_follow_the_criteria() -> None:
    other = TEXT.replace("    prevention: 7\n    impact: 8\n", "    impact: 8\n    prevention: 7\n")
    assert other != TEXT
    assert seasonfile.read(other.encode()) == DOCUMENT


def test_an_archive_may_leave_out_what_it_does_not_know() -> None:
    document = seasonfile.read(
        """\
format: cadair-season/1
key: valley-1999
state: released
completeness: partial
programme:
  key: valley
  name: {cy: Gwobrau’r Cwm, en: Valley Awards}
  slug: {cy: gwobrau-r-cwm, en: valley-awards}
year: 1999
name: {cy: Gwobrau’r Cwm 1999, en: Valley Awards 1999}
stated: {nominations: 253}
categories:
- key: asb
  group: theme
  name: {cy: Ymddygiad Gwrthgymdeithasol, en: Anti-Social Behaviour}
  slug: {cy: ymddygiad-gwrthgymdeithasol, en: anti-social-behaviour}
entries:
- reference: 1999-1
  title: {cy: Golau’r Stryd, en: Street Light}
awards:
- {key: street-light, category: asb, entry: 1999-1}
""".encode()
    )
    entry, award = document.entries[0], document.awards[0]
    assert (entry.kind, entry.categories, entry.eligibility.state) == (None, (), "unchecked")
    assert (award.kind, award.text, document.released) == (None, None, None)
    assert document.stated is not None
    assert document.stated.nominations == 253


def test_a_draft_needs_no_more_than_its_name() -> None:
    draft = (
        TEXT.split("preset:")[0].replace("released", "draft").replace("  organiser: network\n", "")
    )
    assert seasonfile.check(draft.encode()) == []
