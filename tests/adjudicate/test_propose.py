"""`adjudicate propose`: three programmes with rules of their own, run from their files alone."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from adjudicate.step_words import REASONS, SENTENCES, STATES
from adjudication.explain import STEP_FACTS
from adjudication.proposals import NoAwardReason, ProposalState
from tests.adjudicate.console import Console

PROGRAMMES = Path(__file__).parent / "programmes"


def suggested(console: Console, name: str, *more: str) -> dict[str, tuple[str, list[str]]]:
    """State and winners of every kind of award of a programme."""
    found = console.result("propose", str(PROGRAMMES / f"{name}.yaml"), *more)
    return {each["kind"]: (each["state"], each["winners"]) for each in found["proposals"]}


def archived(name: str) -> str:
    """The file of a programme as an archive, of which less must be known."""
    text = (PROGRAMMES / f"{name}.yaml").read_text(encoding="utf-8")
    running = "state: deciding\ncompleteness: complete"
    assert running in text
    return text.replace(running, "state: released\ncompleteness: partial")


def test_medals_by_threshold_and_conditions_with_a_quota(console: Console) -> None:
    assert suggested(console, "medals") == {
        "gold": ("clear", ["2026-001"]),
        "silver": ("clear", ["2026-002", "2026-003"]),
        "bronze": ("clear", ["2026-004"]),
    }


@pytest.mark.parametrize("file", ["places", "live-final"])
def test_first_to_third_with_joint_places_after_a_live_final(console: Console, file: str) -> None:
    assert suggested(console, file) == {
        "discovery": ("panel-chooses", []),
        "first": ("clear", ["2026-002"]),
        "second": ("clear", ["2026-001", "2026-003"]),
        "third": ("none", []),
    }


def test_a_shortlist_then_a_ballot_with_no_award_on_it(console: Console) -> None:
    shortlist = ("clear", ["2026-001", "2026-002", "2026-003"])
    for ballots, chair in (
        ("ballots.csv", ("clear", ["2026-002"])),
        ("ballots-for-nobody.csv", ("none", [])),
    ):
        file = str(PROGRAMMES / ballots)
        found = suggested(console, "ballot", "--ballots", file)
        assert found == {"shortlisted": shortlist, "chair": chair}
    assert suggested(console, "ballot")["chair"] == ("clear", ["2026-002"])


def test_every_suggestion_explains_itself_in_sentences(console: Console) -> None:
    found = console.result("propose", str(PROGRAMMES / "medals.yaml"))
    assert list(found) == ["season", "proposals", "scores", "notes"]
    steps = found["proposals"][0]["steps"]
    assert {"code", "facts", "text"} == set(steps[0])
    assert steps[1]["text"] == "Asked for: score of at least 80 points."
    assert found["scores"][0]["score_exact"] == "165/2"
    shown = console.shown("propose", str(PROGRAMMES / "medals.yaml"))
    assert "bread · gold: clear. Suggested: 2026-001" in shown


def test_the_program_has_a_sentence_for_everything_the_core_says() -> None:
    assert set(SENTENCES) == set(STEP_FACTS)
    for code, sentence in SENTENCES.items():
        asked = {name for _text, name, _form, _conversion in Formatter().parse(sentence) if name}
        assert asked <= set(STEP_FACTS[code]), code
    assert set(STATES) == {state.value for state in ProposalState}
    assert set(REASONS) == {reason.value for reason in NoAwardReason}


def test_unchecked_entries_are_left_out_and_told(console: Console) -> None:
    text = archived("medals")
    first = text.replace("state: eligible", "state: unchecked", 1)
    found = console.result("propose", console.file("season.yaml", first))
    assert found["notes"] == ["Entries nobody has checked are left out: 2026-001."]
    assert found["proposals"][0]["winners"] == []


def test_a_judge_who_steps_aside_is_no_zero(console: Console) -> None:
    text = archived("medals")
    start = text.index("- judge: bob\n  entry: 2026-006")
    none = "{judge: bob, entry: 2026-006, kind: none}"
    assert none in text
    aside = "{judge: bob, entry: 2026-006, kind: step-aside, nature: employer}"
    cut = text[:start].replace(none, aside)
    found = console.result("propose", console.file("season.yaml", cut))
    score = next(each for each in found["scores"] if each["entry"] == "2026-006")
    assert (score["state"], score["recused"]) == ("not-enough-scorecards", ["bob"])


def test_a_season_file_with_faults_is_refused_by_line(console: Console) -> None:
    path = console.file("season.yaml", "format: cadair-season/1\nkey: a\n")
    lines = console.refusal("propose", path).splitlines()
    assert lines
    assert all(line.startswith("season.yaml:") and "; " in line for line in lines)
    assert console.refusal("propose", path + "x").startswith("season.yamlx:1: ")


def test_a_season_without_a_scale_has_nothing_to_score(console: Console) -> None:
    text = archived("medals")
    head, _scale, rest = text.partition("scale:\n")
    bare = head + rest[rest.index("minimum_scorecards") : rest.index("scorecards:\n- judge")]
    refusal = console.refusal("propose", console.file("season.yaml", bare))
    assert refusal.startswith("season.yaml:1: the season has no criteria, or no scale")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("chair,ann,2026-009", "b.csv:2: there is no entry “2026-009” to be judged; "),
        ("chair,ann,2026-001>2026-001", "b.csv:2: an entry is ranked twice; "),
        ("chair,zoe,2026-001", "b.csv:2: this judge is not one of the season; "),
        ("cheir,ann,2026-001", "b.csv:2: this category is not one of the season; "),
        ("chair,ann,2026-001\nchair,ann,2026-002", "b.csv:3: this judge has a ballot here "),
        ("chair,ann,2026-001>", "b.csv:2: a name is missing; "),
    ],
)
def test_ballots_that_cannot_be_are_refused_by_line(console: Console, row: str, said: str) -> None:
    ballots = console.file("b.csv", f"category,judge,ranking\n{row}\n")
    season = str(PROGRAMMES / "ballot.yaml")
    assert console.refusal("propose", season, "--ballots", ballots).startswith(said)


def test_equals_are_refused_where_the_award_is_counted_by_stv(console: Console) -> None:
    text = (PROGRAMMES / "ballot.yaml").read_text(encoding="utf-8")
    season = console.file("season.yaml", text.replace("count: schulze", "count: stv"))
    ballots = console.file("b.csv", "category,judge,ranking\nchair,ann,2026-001=2026-002\n")
    refusal = console.refusal("propose", season, "--ballots", ballots)
    assert refusal.startswith("b.csv:2: entries are ranked equal, and this award is counted by stv")
