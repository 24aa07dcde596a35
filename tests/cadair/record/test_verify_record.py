"""An outsider with nothing but Python finds every kind of forgery in a judging record."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadair.audit.queries import head
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.judging.actions import (
    begin_deciding,
    lock_scorecards,
    save_scorecard,
    sign_declaration,
)
from cadair.judging.states import InterestKind
from cadair.outcomes.actions import propose_season, seal_season
from cadair.record import verify_record
from cadair.record.actions import export_record
from cadair.record.reconciliation import reconcile
from cadair.record.states import RecordVersion
from cadair.seasons.states import SeasonState
from tests.cadair.record.outside import Record, forged, run, unpacked, verified, zipped
from tests.cadair.record.test_reconciliation import change_a_mark
from tests.cast import CHECKING_AT, LANTERN, MARKS, MEETING_AT, Cast, a_season
from tests.progress import decide_all
from tests.structure.scenes.judging_interests import _name_substitute, _too_few_remain

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Iterator[Cast]:
    """Confirmed, with suggestions."""
    found = a_season(SeasonState.DECIDING)
    with clock.at(MEETING_AT):
        propose_season(season=found.season, by=found.organiser)
        decide_all(found)
        seal_season(season=found.season, by=found.organiser, confirmed_by=found.chair)
        found.season.refresh_from_db()
        yield found


def made(cast: Cast, version: RecordVersion = RecordVersion.FULL) -> bytes:
    """The record."""
    return export_record(season=cast.season, version=version, by=cast.organiser).content


@pytest.mark.parametrize("version", [RecordVersion.FULL, RecordVersion.FOI])
def test_a_record_is_verified_by_the_program_in_it(
    cast: Cast, version: RecordVersion, tmp_path: Path
) -> None:
    kept = str(head())
    code, said = verified(made(cast, version), tmp_path, "--head", kept)
    assert (code, said.splitlines()[0]) == (0, "verified")
    assert kept in said
    assert "scorecards: 8; scores recomputed: 3" in said


def test_an_unpacked_record_is_verified_too(cast: Cast, tmp_path: Path) -> None:
    files = unpacked(made(cast))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert run(tmp_path / "verify_record.py", str(tmp_path))[0] == 0


def test_a_mark_changed_in_the_database_is_named(cast: Cast, tmp_path: Path) -> None:
    change_a_mark(cast, 3)
    code, said = verified(made(cast), tmp_path)
    assert code == 1
    assert "DIFFERENCE: scorecard of seat-1 on" in said
    assert "criterion impact: 3, but the chain, entry" in said
    assert said.strip().endswith("says 8")


def _change_mark(record: Record) -> None:
    record["scorecards"][0]["marks"]["impact"] = 1


def _change_mark_in_both(record: Record) -> None:
    """As somebody would who knows that the chain holds the marks too."""
    card = record["scorecards"][0]
    card["marks"]["impact"] = 1
    for entry in record["chain"]["entries"]:
        if entry["subject"] == card["ref"]:
            entry["facts"]["mark_impact"] = 1


def _change_reason(record: Record) -> None:
    record["decisions"][-1]["reason"]["en"] = "Because we say so."


def _change_reason_and_hash(record: Record) -> None:
    decision = record["decisions"][-1]
    decision["reason"]["en"] = "Because we say so."
    decision["reason_sha256"]["en"] = verify_record.sha256("Because we say so.")


def _exchange_awards(record: Record) -> None:
    awards = next(each["awards"] for each in record["decisions"] if len(each["awards"]) == 2)
    awards[0]["entry"], awards[1]["entry"] = awards[1]["entry"], awards[0]["entry"]


def _award_without_outcome(record: Record) -> None:
    empty = next(each for each in record["decisions"] if not each["awards"])
    full = next(each for each in record["decisions"] if each["awards"])
    empty["awards"] = full["awards"][:1]


def _change_count(record: Record) -> None:
    record["counts"]["scorecards"]["received"] += 1


def _change_eligible(record: Record) -> None:
    record["counts"]["eligible"] += 1


def _change_rules(record: Record) -> None:
    record["rules"][0]["document"]["minimum_scorecards"] = 1


def _change_rules_and_hash(record: Record) -> None:
    rules = record["rules"][0]
    rules["document"]["criteria"][0]["weight"] = 5
    rules["sha256"] = verify_record.sha256(rules["document"])


def _take_an_entry_out(record: Record) -> None:
    del record["chain"]["entries"][4]


def _take_an_entry_out_and_count(record: Record) -> None:
    entries = record["chain"]["entries"]
    marks = [place for place, each in enumerate(entries) if each["action"] == "sign_declaration"]
    del entries[marks[0]]
    record["chain"]["count"] -= 1


def _exchange_entries(record: Record) -> None:
    entries = record["chain"]["entries"]
    entries[3], entries[4] = entries[4], entries[3]


def _cut_the_end_off(record: Record) -> None:
    record["chain"]["entries"].pop()


def _change_score(record: Record) -> None:
    record["scores"][0]["points"] = "99/1"


def _change_place(record: Record) -> None:
    record["scores"][0]["place"] = 7


def _change_suggestion(record: Record) -> None:
    record["suggestions"][0]["winners"] = []


def _hide_a_recusal(record: Record) -> None:
    record["interests"] = []


def _drop_a_scorecard(record: Record) -> None:
    record["scorecards"].pop()


def _repeat_a_scorecard(record: Record) -> None:
    record["scorecards"].append(record["scorecards"][0])


def _change_confirmation(record: Record) -> None:
    record["seal"]["outcome_sha256"] = "0" * 64


def _forget_confirmation(record: Record) -> None:
    record["seal"] = None


def _change_outcome(record: Record) -> None:
    record["outcome"]["awards"][0]["text"]["en"] = "Another text"


def _exchange_judges(record: Record) -> None:
    """The sum stays, but the marks are said to be somebody else’s."""
    first = record["scorecards"][0]
    same = (first["entry"], first["category"])
    other = next(
        card for card in record["scorecards"][1:] if (card["entry"], card["category"]) == same
    )
    first["judge"], other["judge"] = other["judge"], first["judge"]


def _exchange_entries_of_cards(record: Record) -> None:
    first, other = record["scorecards"][0], record["scorecards"][1]
    for name in ("entry", "category"):
        first[name], other[name] = other[name], first[name]


def _change_decider(record: Record) -> None:
    other = {"seat-3": "seat-1"}
    record["decisions"][0]["decided_by"] = other[record["decisions"][0]["decided_by"]]


def _change_who_confirmed(record: Record) -> None:
    record["seal"]["confirmed_by"] = "account:" + "0" * 32


def _hide_an_override(record: Record) -> None:
    record["overrides"] = [] if record["overrides"] else [{}]


def _change_distribution(record: Record) -> None:
    record["distributions"][0]["highest"] = "99.9"


def _mask_a_reason(record: Record) -> None:
    record["decisions"][0]["names_masked"] = True


def _say_it_is_public(record: Record) -> None:
    record["version"] = "public"


FORGERIES: dict[str, tuple[Callable[[Record], None], str]] = {
    "mark": (_change_mark, "criterion impact"),
    "mark-in-both": (_change_mark_in_both, "chain, entry"),
    "reason": (_change_reason, "hash of the reason"),
    "reason-and-hash": (_change_reason_and_hash, "decisions: SHA-256"),
    "awards-exchanged": (_exchange_awards, "decisions: SHA-256"),
    "award-without-outcome": (_award_without_outcome, "decision on"),
    "count": (_change_count, "counts"),
    "eligible": (_change_eligible, "counts"),
    "rules": (_change_rules, "rules, version 1: SHA-256"),
    "rules-and-hash": (_change_rules_and_hash, "rules: the season opened by"),
    "entry-gone": (_take_an_entry_out, "chain"),
    "entry-gone-and-count": (_take_an_entry_out_and_count, "chain: entries before the confirm"),
    "entries-exchanged": (_exchange_entries, "chain, entry"),
    "end-cut-off": (_cut_the_end_off, "chain: number of entries"),
    "score": (_change_score, "score of"),
    "place": (_change_place, "place"),
    "suggestion": (_change_suggestion, "suggestions: SHA-256"),
    "recusal-hidden": (_hide_a_recusal, "counts"),
    "scorecard-gone": (_drop_a_scorecard, "score of"),
    "scorecard-twice": (_repeat_a_scorecard, "scorecards of"),
    "confirmation": (_change_confirmation, "confirmation"),
    "confirmation-gone": (_forget_confirmation, "confirmation"),
    "outcome": (_change_outcome, "outcome: SHA-256"),
    "judges-exchanged": (_exchange_judges, "has it from"),
    "cards-exchanged": (_exchange_entries_of_cards, "has another entry"),
    "decider": (_change_decider, "decided by"),
    "confirmed-by": (_change_who_confirmed, "the two who confirmed"),
    "override-hidden": (_hide_an_override, "overrides"),
    "distribution": (_change_distribution, "distribution of"),
    "masked": (_mask_a_reason, "said to be masked"),
    "version": (_say_it_is_public, "complete"),
}


def test_every_forgery_of_the_document_is_found(cast: Cast, tmp_path: Path) -> None:
    """One record for all of them: making it is what takes time."""
    content = made(cast)
    for name, (change, where) in FORGERIES.items():
        code, said = verified(forged(content, change), tmp_path)
        assert (name, code) == (name, 1), said
        assert where in said, (name, said)


def test_a_file_that_is_missing_changed_or_added_is_found(cast: Cast, tmp_path: Path) -> None:
    files = unpacked(made(cast))
    for name in ("minutes-cy.docx", "README.en.md"):
        without = {each: content for each, content in files.items() if each != name}
        assert f"{name}: this file is missing" in verified(zipped(without), tmp_path)[1]
        code, said = verified(zipped({**files, name: b"something else"}), tmp_path)
        assert (code, f"{name}: SHA-256" in said) == (1, True)
    assert "does not know this file" in verified(zipped({**files, "more.txt": b""}), tmp_path)[1]


def test_another_head_than_the_one_kept_is_found(cast: Cast, tmp_path: Path) -> None:
    content = made(cast)
    number = str(head()).partition(":")[0]
    for kept in (f"{int(number) - 1}:{'0' * 64}", f"999999:{'0' * 64}", "nonsense"):
        code, said = verified(content, tmp_path, "--head", kept)
        assert (code, "the head you kept" in said) == (1, True)


def test_what_is_no_record_is_said_to_be_none(cast: Cast, tmp_path: Path) -> None:
    program = tmp_path / "verify_record.py"
    program.write_bytes(unpacked(made(cast))["verify_record.py"])
    for name, content in {
        "text.zip": b"not a zip",
        "empty.zip": zipped({}),
        "other.zip": zipped({"record.json": b"[]"}),
        "binary.zip": zipped({"record.json": b"\xff\xfe"}),
    }.items():
        (tmp_path / name).write_bytes(content)
        assert run(program, str(tmp_path / name))[0] == 2, name
    assert run(program, str(tmp_path / "nothing.zip"))[0] == 2


def test_the_same_season_gives_the_same_bytes(cast: Cast) -> None:
    """Although making a record is itself recorded."""
    one, two = made(cast), made(cast)
    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(two).hexdigest()


def test_the_program_needs_no_more_than_python_3_9() -> None:
    source = Path(verify_record.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {
        *("__future__", "argparse", "collections", "fractions", "graphlib", "hashlib"),
        *("itertools", "json", "pathlib", "sys", "typing", "zipfile"),
    }


def test_a_substitute_owes_only_what_they_were_asked_to_read(tmp_path: Path) -> None:
    """Ann and Bob step aside from Operation Lantern: Sue reads it, and nothing else."""
    cast = a_season(SeasonState.JUDGING)
    with clock.at(CHECKING_AT):
        _too_few_remain(cast)
        _name_substitute(cast)
        sue = cast.season.judges.get(is_substitute=True)
        lantern = {cast.entries[LANTERN]: (InterestKind.NONE, None)}
        sign_declaration(judge=sue, interests=lantern, by=Actor.operator())
        for judge in cast.season.judges.all():
            for title, entry in cast.entries.items():
                is_away = judge.key in {"ann", "bob"} and title == LANTERN
                if is_away or (judge == sue and title != LANTERN):
                    continue
                save_scorecard(
                    judge=judge,
                    entry=entry,
                    category=entry.categories.get(),
                    marks=MARKS[title],
                    by=Actor.operator(),
                )
            lock_scorecards(judge=judge, by=Actor.operator())
        begin_deciding(season=cast.season, by=cast.organiser)
    counted = reconcile(cast.season)
    columns = ("expected", "received", "recused", "excused", "abstained", "missing")
    assert counted.faults == ()
    assert [counted.sum_of(name) for name in columns] == [12, 8, 2, 2, 0, 0]
    with clock.at(MEETING_AT):
        propose_season(season=cast.season, by=cast.organiser)
        decide_all(cast)
        seal_season(season=cast.season, by=cast.organiser, confirmed_by=cast.chair)
        content = made(cast)
    assert verified(content, tmp_path)[0] == 0

    def read_more(record: Record) -> None:
        for seat in record["panel"]:
            for judge in seat["judges"]:
                judge.pop("asked", None)

    assert "judges excused" in verified(forged(content, read_more), tmp_path)[1]
