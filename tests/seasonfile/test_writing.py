"""The canonical file: one season, one sequence of bytes, as plain as YAML can be."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import seasonfile
from seasonfile import EntryPart, OwnText, SeasonDocument, Text

pytestmark = pytest.mark.static

GOOD = (Path(__file__).parent / "valley.yaml").read_bytes()
DOCUMENT = seasonfile.read(GOOD)


def written_title(text: str) -> str:
    """The line of a title as it is written."""
    entry = replace(DOCUMENT.entries[0], title=OwnText(text, "en"))
    lines = seasonfile.write(replace(DOCUMENT, entries=(entry,))).decode().split("\n")
    return lines[lines.index('- reference: "2026-001"') + 2].removeprefix("    text: ")


def test_a_canonical_file_is_written_as_it_was_read() -> None:
    assert seasonfile.write(DOCUMENT) == GOOD


@pytest.mark.parametrize("name", ["2023", "2025"])
def test_a_file_written_by_hand_becomes_canonical_in_one_step(name: str) -> None:
    content = Path(seasonfile.__file__).parents[1] / "cadair/demo/content"
    document = seasonfile.read(content / f"safer-communities-{name}.yaml")
    once = seasonfile.write(document)
    assert seasonfile.read(once) == document
    assert seasonfile.write(seasonfile.read(once)) == once


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Operation Lantern", "Operation Lantern"),
        ("Ŵyn a’u bugeiliaid, i gyd", "Ŵyn a’u bugeiliaid, i gyd"),
        ("Who? What! (And why) & more", "Who? What! (And why) & more"),
        ("Light: for all", '"Light: for all"'),
        ("Light:", '"Light:"'),
        ("https://example.org/a:b", "https://example.org/a:b"),
        ("Number #1", '"Number #1"'),
        ("Number#1", "Number#1"),
        ("2026-10-02", '"2026-10-02"'),
        ("17:00", '"17:00"'),
        ("No", '"No"'),
        ("true", '"true"'),
        ("~", '"~"'),
        ("- a list", '"- a list"'),
        ("“Quoted”", '"“Quoted”"'),
        ('The "Best" One', 'The "Best" One'),
        ('"Best" One', "'\"Best\" One'"),
        ("It's: here\\there", "'It''s: here\\there'"),
        ("@home", '"@home"'),
        ("🏆 Winner", '"🏆 Winner"'),
    ],
)
def test_a_text_is_quoted_only_where_yaml_would_misread_it(text: str, line: str) -> None:
    assert written_title(text) == line


def test_other_programs_read_the_same_texts() -> None:
    plain = YAML(typ="safe", pure=True).load(GOOD)
    assert plain["timetable"]["nominations_close"] == {"at": "2026-10-02T17:00"}
    assert plain["entries"][0]["reference"] == "2026-001"
    assert plain["scorecards"][0]["marks"] == {"prevention": 7, "impact": 8}
    assert plain["nominations"][0]["answers"]["prevention"].startswith("First line.\n- Second")
    assert plain["award_kinds"][1]["rule"]["maximum"] is None
    assert plain["award_kinds"][1]["rule"]["may_withhold"] is False


def test_what_is_the_default_is_not_written() -> None:
    text = GOOD.decode()
    for key in ("may_withhold: true", "joint: false", "weight: 1", "state: submitted", "stated"):
        assert key not in text


def test_a_text_that_is_not_kept_in_one_form_is_written_in_it() -> None:
    untidy = replace(DOCUMENT, name=Text("Gwobrau’r  Cwm\n2026", "Valley Aw\u0061\u0302rds "))
    assert b"cy: Gwobrau\xe2\x80\x99r Cwm 2026\n  en: Valley Aw\xc3\xa2rds\n" in seasonfile.write(
        untidy
    )


def test_hidden_characters_are_written_so_that_one_sees_them() -> None:
    bent = replace(DOCUMENT, name=Text("Gwobrau", "Valley \u202eAwards"))
    written = seasonfile.write(bent)
    assert rb'en: "Valley \u202eAwards"' in written
    assert [problem.code for problem in seasonfile.check(written)] == ["hidden-characters"]


def test_the_smallest_season_is_written_with_its_required_keys() -> None:
    smallest = SeasonDocument(
        key="valley-2026",
        state="draft",
        completeness="complete",
        programme=replace(DOCUMENT.programme, tagline=None, organiser=None),
        year=2026,
        name=Text("Gwobrau’r Cwm", "Valley Awards"),
    )
    assert seasonfile.write(smallest).decode() == (
        "format: cadair-season/1\n"
        "key: valley-2026\n"
        "state: draft\n"
        "completeness: complete\n"
        "programme:\n"
        "  key: valley\n"
        "  name:\n    cy: Gwobrau’r Cwm\n    en: Valley Awards\n"
        "  slug:\n    cy: gwobrau-r-cwm\n    en: valley-awards\n"
        "year: 2026\n"
        "name:\n  cy: Gwobrau’r Cwm\n  en: Valley Awards\n"
    )


def test_the_digest_is_that_of_the_canonical_file() -> None:
    assert seasonfile.sha256(DOCUMENT) == hashlib.sha256(GOOD).hexdigest()
    other = replace(DOCUMENT, entries=(*DOCUMENT.entries[:2], an_entry()))
    assert seasonfile.sha256(other) != seasonfile.sha256(DOCUMENT)


def an_entry() -> EntryPart:
    """One that is not in the file."""
    return EntryPart(reference="2026-009", title=Text("Newydd", "New"))
