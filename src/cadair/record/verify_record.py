#!/usr/bin/env python3
"""Checks a judging record of Cadair from outside: python3 verify_record.py record.zip

Needs Python 3.9 or later and nothing else: not Cadair, no network, no database. It recomputes the
hashes of the rules, of the chain and of what was confirmed, every score and place from the marks,
and every count, and compares awards with decisions and rules. It says “verified” (exit 0), or the
first difference and where it is (exit 1); what cannot be read at all ends with exit 2.

`--head NUMBER:HASH` compares with a head of the chain that somebody kept elsewhere. It may be given
several times. A folder into which the record was unpacked does as well as the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = "cadair-judging-record/1"
MOST_BYTES = 1_000_000_000
SEALING = ("seal_season", "confirm_seal")
NOBODY = "no-award"
MOST_WAYS = 200
MOST_POINTS = 100
ANSWERING = {
    *("answer_paper", "sift_as_staff", "key_paper", "confirm_paper"),
    *("save_ballot", "cast_ballot", "close_round", "hold_poll"),
}
ZERO = Fraction(0)
Ranking = list[list[str]]  # best first, equals together
Rankings = list[Ranking]
Scores = dict[tuple[str, str], "Fraction | None"]  # points by category and entry


class Difference(Exception):
    """Something is not as it should be; the text says where and what."""


class Unreadable(Exception):
    """This is no judging record."""


def main(arguments: list[str] | None = None) -> int:
    """Check one record; returns the exit code."""
    parser = argparse.ArgumentParser(description="Checks a judging record of Cadair.")
    parser.add_argument("record", type=Path, help="the file, or the folder it was unpacked to")
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:HASH")
    call = parser.parse_args(arguments)
    try:
        files = read(call.record)
        record = parsed(files)
        for line in checked(record, files, call.head):
            sys.stdout.write(f"{line}\n")
        if call.head:
            sys.stdout.write(f"heads kept elsewhere and found in the chain: {len(call.head)}\n")
    except Difference as found:
        sys.stdout.write(f"DIFFERENCE: {found}\n")
        return 1
    except (Unreadable, OSError) as problem:
        sys.stderr.write(f"cannot be read: {problem}\n")
        return 2
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as odd:
        sys.stdout.write(f"DIFFERENCE: a part of record.json is missing or odd: {odd!r}\n")
        return 1
    return 0


def read(path: Path) -> dict[str, bytes]:
    """Every file of the record by name."""
    if path.is_dir():
        return {
            each.relative_to(path).as_posix(): each.read_bytes()
            for each in sorted(path.rglob("*"))
            if each.is_file()
        }
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            if len(set(names)) < len(names):
                raise Unreadable("a file stands in it twice")
            if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                raise Unreadable("it is larger inside than a record can be")
            return {name: packed.read(name) for name in names}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as problem:
        raise Unreadable(f"{path.name} is no zip file, or a damaged one") from problem


def parsed(files: dict[str, bytes]) -> dict[str, Any]:
    """The document in record.json."""
    if "record.json" not in files:
        raise Unreadable("there is no record.json in it")
    try:
        record = json.loads(files["record.json"].decode("utf-8"))
    except ValueError as problem:
        raise Unreadable(f"record.json is not JSON: {problem}") from problem
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise Unreadable(f"record.json is not of the format {FORMAT}")
    return record


def checked(record: dict[str, Any], files: dict[str, bytes], heads: list[str]) -> list[str]:
    """Check everything in turn; what to say when all is well."""
    same("record.json", "canonical form", files["record.json"], canonical(record))
    check_files(record, files)
    check_rules(record)
    check_chain(record, heads)
    panel = {each["judge"] for seat in record["panel"] for each in seat["judges"]}
    same("panel", "judges, each once", sum(len(s["judges"]) for s in record["panel"]), len(panel))
    check_frame(record)
    if record.get("scorecards") and record["rules"]:
        Marks(record).check()
    check_counts(record, len(panel))
    for decision in record["decisions"]:
        check_decision(record, decision)
    check_seal(record)
    check_overrides(record)
    if record["faults"]:
        raise Difference(f"Cadair itself found what does not add up: {record['faults'][0]}")
    return said(record)


def said(record: dict[str, Any]) -> list[str]:
    """What was checked."""
    chain, cards = record["chain"], record.get("scorecards")
    awards = sum(len(each["awards"]) for each in record["decisions"])
    lines = [
        "verified",
        f"season: {record['season']['key']}; version: {record['version']}",
        f"rules: {len(record['rules'])}; decisions: {len(record['decisions'])}; awards: {awards}",
        f"entries of the chain recomputed: {len(chain['entries'])}; head: {chain['head']}",
    ]
    if cards is None:
        lines.append("marks: not in this version, so no score was recomputed")
    else:
        lines.append(f"scorecards: {len(cards)}; scores recomputed: {len(record['scores'])}")
    if record["seal"] is None:
        lines.append("the results were not confirmed when this record was made")
    return lines


def same(where: str, what: str, found: object, wanted: object) -> None:
    """Go on only where two things are equal."""
    if found != wanted:
        raise Difference(f"{where}: {what}: {brief(found)} instead of {brief(wanted)}")


def needs(is_so: object, where: str, what: str) -> None:
    """Go on only where something is as it must be."""
    if not is_so:
        raise Difference(f"{where}: {what}")


def brief(value: object) -> str:
    """A value, short enough to read."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text if len(text) <= 100 else f"{text[:97]}..."


def canonical(value: object) -> bytes:
    """The one byte form (RFC 8785): keys in UTF-16 order, no white space; no fractions occur."""
    text = json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def in_order(value: object) -> object:
    """The same with the keys of every object in order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: in_order(value[key]) for key in keys}
    if isinstance(value, list):
        return [in_order(each) for each in value]
    if isinstance(value, float):
        raise Difference("a number with a fraction has no place in a record")
    return value


def sha256(value: object) -> str:
    """The hash of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def check_frame(record: dict[str, Any]) -> None:
    """Version, season and its state fit the rest."""
    season, version = record["season"], record["version"]
    needs(version in ("public", "foi", "full"), "version", f"there is no version {version}")
    is_public = version == "public"
    same("chain", "complete", record["chain"]["complete"], not is_public)
    same("version", "holds marks", "scorecards" in record, not is_public)
    same("version", "holds the whole outcome", "outcome" in record, version == "full")
    same("season", "reference", season["ref"], f"season:{season['id']}")
    moves = [entry["action"] for entry in events(record, *SEALING, "release_season")]
    if moves and not events(record, "load_season"):
        state = "released" if moves[-1] == "release_season" else "sealed"
        same("season", "state", season["state"], state)


def check_files(record: dict[str, Any], files: dict[str, bytes]) -> None:
    """Every file is there, unchanged, and no other."""
    listed = record["files"]
    for name, digest in sorted(listed.items()):
        if name not in files:
            raise Difference(f"{name}: this file is missing")
        same(name, "SHA-256", hashlib.sha256(files[name]).hexdigest(), digest)
    for name in sorted(set(files) - set(listed) - {"record.json"}):
        raise Difference(f"{name}: the record does not know this file")


def check_rules(record: dict[str, Any]) -> None:
    """Every version of the rules has the hash that was published, and the season opened by one."""
    for number, rules in enumerate(record["rules"], 1):
        same("rules", "version", rules["version"], number)
        same(f"rules, version {number}", "SHA-256", rules["sha256"], sha256(rules["document"]))
    frozen = {rules["sha256"] for rules in record["rules"]}
    for entry in events(record, "open_season"):
        digest = entry["facts"].get("rules_sha256")
        if digest not in frozen:
            raise Difference(f"rules: the season opened by {digest}, which is not among them")


def events(record: dict[str, Any], *actions: str) -> list[dict[str, Any]]:
    """The entries of the chain about some actions, oldest first."""
    return [entry for entry in record["chain"]["entries"] if entry["action"] in actions]


def check_chain(record: dict[str, Any], heads: list[str]) -> None:
    """Every entry hashes to what it says, follows the one before, and none is missing."""
    chain, last = record["chain"], None
    known = {}
    for entry in chain["entries"]:
        where = f"chain, entry {entry['sequence']}"
        event = {k: v for k, v in entry.items() if k not in ("previous_hash", "hash")}
        digest = hashlib.sha256(bytes.fromhex(entry["previous_hash"]) + canonical(event))
        same(where, "hash", entry["hash"], digest.hexdigest())
        if last is not None and entry["sequence"] <= last["sequence"]:
            raise Difference(f"{where}: it does not come after entry {last['sequence']}")
        if last is not None and entry["sequence"] == last["sequence"] + 1:
            same(where, "hash of the entry before", entry["previous_hash"], last["hash"])
        same(where, "season", entry["season"], record["season"]["id"])
        known[entry["sequence"]] = entry["hash"]
        last = entry
    if chain["complete"]:
        same("chain", "number of entries", len(chain["entries"]), chain["count"])
        end = f"{last['sequence']}:{last['hash']}" if last else "0:" + "0" * 64
        same("chain", "head", chain["head"], end)
    number, _colon, digest_of_head = chain["head"].partition(":")
    known[int(number)] = digest_of_head
    for anchor in record.get("anchors", []):
        number, _colon, kept = anchor["head"].partition(":")
        same("anchors", f"head after {anchor['moment']}", kept, known.get(int(number)))
    for head in heads:
        number, _colon, kept = head.partition(":")
        if number.isdecimal() and int(number) in known:
            same("chain", f"the head you kept, {number}", known[int(number)], kept)
        else:
            raise Difference(f"chain: the head you kept, {brief(head)}, is not in this record")


def signatures(record: dict[str, Any], judges: dict[str, str]) -> dict[str, str]:
    """Who signed as which judge; whoever signed for several, such as an operator, is left out."""
    found: dict[str, set[str]] = {}
    for entry in events(record, "sign_declaration", "lock_scorecards"):
        if entry["subject"] in judges:
            found.setdefault(entry["actor"], set()).add(judges[entry["subject"]])
    return {actor: min(signed) for actor, signed in found.items() if len(signed) == 1}


class Rounds:
    """The rounds in which categories are judged, and what was answered in them."""

    def __init__(self, record: dict[str, Any], panel: dict[str, Any]) -> None:
        """Take the rounds and their answers out of the record."""
        self.record, self.panel = record, panel
        self.aside = {
            (each["judge"], each["entry"])
            for each in record["interests"]
            if each["kind"] == "step-aside"
        }
        self.all = {each["ref"]: each for each in record.get("rounds", [])}
        self.by_category: dict[str, list[dict[str, Any]]] = {}
        for each in self.all.values():
            if not each["called"]:
                self.by_category.setdefault(each["category"], []).append(each)
        self.shared = {(e["round"], e["judge"], e["entry"]) for e in record.get("assignments", [])}
        self.given: dict[tuple[str, str], list[int]] = {}
        for each in record.get("papers", []):
            is_aside = (each["judge"], each["entry"]) in self.aside
            if each["state"] == "locked" and each["points"] is not None and not is_aside:
                self.given.setdefault((each["round"], each["entry"]), []).append(each["points"])

    def planned(self, category: str) -> list[dict[str, Any]]:
        """The rounds that the rules give a category."""
        return self.by_category.get(category, [])

    def asks(self, each: dict[str, Any], judge: str, entry: str) -> bool:
        """Whether a round asks a judge about an entry."""
        is_named = each["named"] is None or judge in each["named"]
        if not is_named or not (each["came"] is None or entry in each["came"]):
            return False
        if each["readers"] is not None:
            return (each["ref"], judge, entry) in self.shared
        return self.panel[judge] is None or entry in self.panel[judge]

    def is_due(self, judge: str, entry: str, category: str) -> bool:
        """Whether a judge marks an entry: in its rounds by criteria, or as the whole panel does."""
        planned = self.planned(category)
        if not planned:
            return self.panel[judge] is None or entry in self.panel[judge]
        asking = [e for e in planned if e["method"] == "criteria" and e["state"] != "waiting"]
        return any(not each["by_staff"] and self.asks(each, judge, entry) for each in asking)

    def judges_of(self, each: dict[str, Any]) -> list[str]:
        """Who judges in a round: who was named, or the panel with substitutes it has work for."""
        if each["by_staff"]:
            return []
        if each["named"] is not None:
            return list(each["named"])
        busy = {judge for judge, asked in self.panel.items() if asked}
        if each["readers"] is not None:
            busy = {judge for ref, judge, _entry in self.shared if ref == each["ref"]}
        return [judge for judge, asked in self.panel.items() if asked is None or judge in busy]

    def is_in(self, each: dict[str, Any], entry: str) -> bool:
        """Whether an entry of its category came into a round."""
        if each["came"] is not None:
            return entry in each["came"]
        return all(
            other["position"] >= each["position"]
            for other in self.all.values()
            if other["category"] == each["category"]
        )

    def points(
        self, category: str, entry: str, marks: Fraction | None, minimum: int
    ) -> Fraction | None:
        """The score: of the marks, or of all rounds with points by their weights."""
        began = [each for each in self.planned(category) if each["state"] != "waiting"]
        own = [each for each in began if each["method"] in ("single-score", "live-final")]
        if not own or not self.is_in(own[-1], entry):
            return marks
        by_criteria = [e for e in began if e["method"] == "criteria" and not e["by_staff"]]
        parts = [(by_criteria[-1]["weight"], marks)] if by_criteria else []
        for each in own:
            given = self.given.get((each["ref"], entry), [])
            asked = each["readers"] or len(self.judges_of(each))
            is_enough = len(given) >= max(1, min(minimum, asked))
            parts.append((each["weight"], Fraction(sum(given), len(given)) if is_enough else None))
        counted = [(weight, value) for weight, value in parts if weight]
        known = [weight * value for weight, value in counted if value is not None]
        if not counted or len(known) < len(counted):
            return None
        whole: int = sum(weight for weight, _value in counted)
        return sum(known, ZERO) / whole

    def is_gone(self, category: str, entry: str) -> bool:
        """Whether an entry was left behind before the last round that took only some."""
        came = [
            each["came"]
            for each in self.planned(category)
            if each["came"] is not None
            and each["method"] not in ("ranked-ballot", "panel-decision")
        ]
        return bool(came) and entry not in came[-1]

    def counting(self) -> list[dict[str, Any]]:
        """The ballots that count: cast, in the last ballot of a category that was closed."""
        last = {
            each["category"]: each["ref"]
            for each in self.all.values()
            if each["method"] == "ranked-ballot" and each["state"] == "closed"
        }
        found = []
        for each in self.record.get("ballots", []):
            is_counted = each["state"] == "locked" and last.get(each["category"]) == each["round"]
            same(f"ballot of {each['judge']}", "whether it counts", each["counts"], is_counted)
            if is_counted:
                found.append(each)
        return found


class Answers:
    """What was answered in rounds and said in the meeting, against the chain."""

    def __init__(self, record: dict[str, Any], rounds: Rounds) -> None:
        """Find the last word of the chain on everything."""
        self.record, self.rounds = record, rounds
        judges = [judge for seat in record["panel"] for judge in seat["judges"]]
        self.judges = {each["judge"]: each["ref"] for each in judges}
        self.refs = {each["entry"]: each["ref"] for each in record["entries"]}
        self.last: dict[tuple[str, str], dict[str, Any]] = {}
        self.taken: dict[tuple[str, str], int] = {}
        for entry in record["chain"]["entries"]:
            facts, subject = entry["facts"], entry["subject"]
            if entry["action"] in ANSWERING:
                self.last[subject, ""] = entry
            elif entry["action"] == "lock_comparisons":
                self.last[subject, facts["round"]] = entry
            elif entry["action"] in ("accept_plan", "assign_by_hand"):
                self.last[facts.get("round", subject), "shared"] = entry
            for key in ("answers_voided", "votes_voided", "unassigned"):
                if facts.get(key):
                    self.taken[key, subject] = self.taken[key, ""] = entry["sequence"]

    def check(self) -> None:
        """Plans against the rules, then papers, ballots, comparisons, who read what, votes."""
        self.check_plans()
        for paper in self.record.get("papers", []):
            self.check_paper(paper)
        for ballot in self.record.get("ballots", []):
            self.check_ballot(ballot)
        for ref, each in self.rounds.all.items():
            self.check_round(ref, f"round {each['round']} in {each['category']}")
        for poll in self.record.get("polls", []):
            self.check_poll(poll)
        self.check_changes()

    def check_plans(self) -> None:
        """The rounds are those that were frozen with the rules."""
        frozen = self.record["rules"][-1]["document"].get("rounds", {})
        names = ("key", "method", "readers", "by_staff", "hides_names", "weight", "advance")
        for category in {each["category"] for each in self.rounds.all.values()} | set(frozen):
            stand = [{**each, "key": each["round"]} for each in self.rounds.planned(category)]
            for name in (*names, "advance_value"):
                told = [each[name] for each in stand]
                ruled = [each[name] for each in frozen.get(category, [])]
                same(f"rounds of {category}", f"{name}, as frozen", told, ruled)

    def said(self, where: str, *about: str) -> dict[str, Any] | None:
        """The last word of the chain; None only where judging did not happen in this chain."""
        found = self.last.get((about[0], about[1] if len(about) > 1 else ""))
        if found is None and len(about) == 1 and events(self.record, "begin_judging"):
            raise Difference(f"{where}: the chain does not know it")
        return found

    def is_taken(self, what: str, entry: dict[str, Any], judge: str = "") -> bool:
        """Whether a judge who stepped aside late took something along after that."""
        return self.taken.get((what, judge), 0) > int(entry["sequence"])

    def check_paper(self, paper: dict[str, Any]) -> None:
        """One verdict, or points: by somebody who was asked, as the chain has it."""
        each = self.rounds.all[paper["round"]]
        where = f"paper of {paper['judge']} on {paper['entry']} in round {each['round']}"
        judge, entry = paper["judge"], paper["entry"]
        needs((judge, entry) not in self.rounds.aside, where, "this judge stepped aside from it")
        if paper["state"] == "locked" and not each["by_staff"]:
            needs(judge in self.judges, where, "no judge of the panel")
            needs(self.rounds.asks(each, judge, entry), where, "this judge was not asked")
        points = paper["points"]
        needs(points is None or 0 <= points <= MOST_POINTS, where, f"{points} points")
        said = self.said(where, paper["ref"])
        if said is None:
            return
        facts, place = said["facts"], f"as the chain, entry {said['sequence']}, says"
        same(where, f"verdict, {place}", paper["verdict"], facts.get("paper_verdict", ""))
        same(where, f"points, {place}", points, facts.get("paper_points"))
        same(where, f"entry, {place}", self.refs.get(entry, facts["entry"]), facts["entry"])
        states = {paper["state"], facts["paper_state"]}
        needs(len(states) == 1 or states == {"open", "locked"}, where, f"state, not {place}")

    def check_ballot(self, ballot: dict[str, Any]) -> None:
        """One ballot: the ranks that the chain has, and what of them counts."""
        where = f"ballot of {ballot['judge']} in {ballot['category']}"
        groups: dict[int, list[str]] = {}
        for rank, entry in ballot["ranks"]:
            if entry == NOBODY or entry in self.refs:
                needs((ballot["judge"], entry) not in self.rounds.aside, where, f"aside: {entry}")
                groups.setdefault(rank, []).append(entry)
        ranking = [sorted(groups[rank]) for rank in sorted(groups)]
        same(where, "ranking", [sorted(group) for group in ballot["ranking"]], ranking)
        said = self.said(where, ballot["ref"])
        known = all(entry == NOBODY or entry in self.refs for _rank, entry in ballot["ranks"])
        if said is None or not known:
            return
        is_cast = said["action"] == "cast_ballot"
        same(where, "cast, as the chain has it", ballot["state"] == "locked", is_cast)
        held = [[r, "" if e == NOBODY else bare(self.refs[e])] for r, e in ballot["ranks"]]
        if not self.is_taken("answers_voided", said, self.judges[ballot["judge"]]):
            digest = sha256(sorted(held, key=str))
            same(where, "SHA-256 in the chain", digest, said["facts"]["ballot_sha256"])

    def check_round(self, ref: str, where: str) -> None:
        """What was compared in a round, who read what, and who came into it."""
        for judge, judge_ref in self.judges.items():
            pairs = [
                [bare(self.refs.get(e["winner"], "")), bare(self.refs.get(e["loser"], ""))]
                for e in self.record.get("comparisons", [])
                if (e["round"], e["judge"]) == (ref, judge)
            ]
            said = self.said(where, judge_ref, ref)
            if said and not self.is_taken("answers_voided", said, judge_ref):
                digest = said["facts"]["comparisons_sha256"]
                if all(all(pair) for pair in pairs):
                    same(where, f"comparisons of {judge}", sha256(sorted(pairs)), digest)
        said = self.said(where, ref, "shared")
        read = [(e, j) for each, j, e in self.rounds.shared if each == ref]
        if said and not self.is_taken("unassigned", said) and all(e in self.refs for e, _j in read):
            stands = sorted([bare(self.refs[e]), bare(self.judges[j])] for e, j in read)
            same(where, "who reads what", sha256(stands), said["facts"]["assigned_sha256"])
        each = self.rounds.all[ref]
        planned = self.rounds.planned(each["category"])
        later = [other for other in planned if other["position"] > each["position"]]
        closed = self.last.get((ref, ""))
        if closed and closed["action"] == "close_round" and later and not each["called"]:
            came = later[0]["came"] or []
            if all(entry in self.refs for entry in came):
                digest = sha256(sorted(self.refs[entry] for entry in came))
                same(where, "who went on from it", digest, closed["facts"]["going_sha256"])

    def check_poll(self, poll: dict[str, Any]) -> None:
        """One vote: its numbers, and the hash that the chain has of it."""
        where = f"vote {poll['number']} on {poll['category']}"
        counted = Counter(vote["stance"] for vote in poll["votes"] for _n in range(vote["number"]))
        for stance in ("for", "against", "abstains"):
            same(where, stance, poll[stance], counted[stance])
        said = self.said(where, poll["ref"])
        known = all(vote["entry"] in self.refs for vote in poll["votes"] if vote["entry"])
        if said is None or not known or self.is_taken("votes_voided", said):
            return
        votes = [
            [
                bare(self.judges[vote["judge"]]) if vote["judge"] else "",
                bare(self.refs[vote["entry"]]) if vote["entry"] else "",
                vote["stance"],
                str(vote["number"]),
            ]
            for vote in poll["votes"]
        ]
        same(where, "SHA-256 in the chain", sha256(sorted(votes)), said["facts"]["votes_sha256"])

    def check_changes(self) -> None:
        """Every mark that was changed in the meeting stands in the chain, and no other one."""
        told = [
            [each["scorecard"], each["criterion"], each["was"], each["value"]]
            for each in self.record.get("mark_changes", [])
        ]
        there = {card["ref"] for card in self.record["scorecards"]}
        made = [
            [entry["subject"], key[4:], was, entry["facts"][f"mark_{key[4:]}"]]
            for entry in events(self.record, "change_mark")
            for key, was in entry["facts"].items()
            if key.startswith("was_") and entry["subject"] in there
        ]
        kept = [each for each in told if each[0] in there]
        same("marks changed in the meeting", "as the chain has them", sorted(kept), sorted(made))


def bare(ref: str) -> str:
    """The identity in a reference."""
    return ref.partition(":")[2]


class Marks:
    """The scorecards, what the chain says of them, and what follows from them."""

    def __init__(self, record: dict[str, Any]) -> None:
        """Take what is needed out of the record."""
        self.record = record
        judges = [judge for seat in record["panel"] for judge in seat["judges"]]
        self.panel = {judge["judge"]: judge.get("asked") for judge in judges}
        self.refs = {each["category"]: each["ref"] for each in record["categories"]}
        self.signed = signatures(record, {judge["ref"]: judge["judge"] for judge in judges})
        rules = self.rules = record["rules"][-1]["document"]
        self.chair = next((judge["judge"] for judge in judges if judge["chair"]), None)
        self.weights = {each["key"]: each["weight"] for each in rules["criteria"]}
        scale = [each["mark"] for each in rules["scale"]]
        self.lowest, self.highest = min(scale), max(scale)
        self.minimum = max(record["season"]["minimum_scorecards"] or 1, 1)
        self.entries = {entry["entry"]: entry for entry in record["entries"]}
        self.places = [(c, e["entry"]) for e in record["entries"] for c in e["categories"]]
        self.stands = set(self.places)
        self.rounds = Rounds(record, self.panel)
        self.aside = self.rounds.aside
        self.locked: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for card in record["scorecards"]:
            if card["state"] == "locked":
                self.locked.setdefault((card["category"], card["entry"]), []).append(card)
        self.scores: Scores = {}
        self.gone = {place for place in self.places if self.rounds.is_gone(*place)}
        self.standing: dict[str, list[Fraction]] = {}

    def check(self) -> None:
        """Marks against the chain, then scores, places, suggestions and counts."""
        seen = Counter((c["judge"], c["entry"], c["category"]) for c in self.record["scorecards"])
        for place, number in seen.items():
            same(f"scorecards of {' · '.join(place)}", "how many", number, 1)
        traces = self.traces()
        for card in self.record["scorecards"]:
            self.check_card(card, traces.get(card["ref"]))
        Answers(self.record, self.rounds).check()
        self.check_scores()
        self.check_counts()
        self.check_suggestions()

    def traces(self) -> dict[str, dict[str, Any]]:
        """The last entry of the chain on each scorecard."""
        return {
            entry["subject"]: entry
            for entry in self.record["chain"]["entries"]
            if entry["subject"].startswith("scorecard:") and entry["action"] != "practise"
        }

    def check_card(self, card: dict[str, Any], trace: dict[str, Any] | None) -> None:
        """One scorecard: by a judge of the panel, on an entry, with the marks the chain has."""
        where = f"scorecard of {card['judge']} on {card['entry']} in {card['category']}"
        needs(card["judge"] in self.panel, where, "no judge of the panel")
        place = (card["category"], card["entry"])
        needs(place in self.stands, where, "the entry does not stand in this category")
        is_aside = (card["judge"], card["entry"]) in self.aside
        needs(not is_aside, where, "this judge stepped aside from the entry")
        is_due = self.rounds.is_due(card["judge"], card["entry"], card["category"])
        needs(is_due or card["state"] == "open", where, "this judge was not asked for it")
        for key, mark in card["marks"].items():
            needs(key in self.weights, where, f"there is no criterion {key}")
            on_scale = isinstance(mark, int) and self.lowest <= mark <= self.highest
            needs(on_scale, where, f"criterion {key}: {mark} is not on the scale")
        if card["state"] == "locked":
            same(where, "criteria marked", sorted(card["marks"]), sorted(self.weights))
        if trace is not None:
            self.check_trace(card, trace, where)
        elif card["marks"] and events(self.record, "begin_judging"):
            raise Difference(f"{where}: the chain does not know this scorecard")

    def check_trace(self, card: dict[str, Any], trace: dict[str, Any], where: str) -> None:
        """The marks, or the abstention, that the chain last told of a scorecard."""
        place = f"the chain, entry {trace['sequence']},"
        refs = {
            "entry": self.entries[card["entry"]]["ref"],
            "category": self.refs[card["category"]],
        }
        for name, ref in refs.items():
            told = trace["facts"].get(name, ref)
            needs(told == ref, where, f"{place} has another {name}")
        by = self.signed.get(trace["actor"], card["judge"])
        needs(by == card["judge"], where, f"{place} has it from {by}")
        abstained = trace["action"] == "abstain"
        same(where, f"abstained, as {place} says", card["state"] == "abstained", abstained)
        facts = {} if abstained else trace["facts"]
        said = {key[5:]: mark for key, mark in facts.items() if key.startswith("mark_")}
        for key in sorted({*said, *card["marks"]}):
            here, there = card["marks"].get(key), said.get(key)
            if here != there:
                raise Difference(f"{where}, criterion {key}: {here}, but {place} says {there}")

    def totals(self, category: str, entry: str) -> dict[str, Fraction]:
        """What each scorecard that counts for an entry in a category comes to, 0–100, by judge."""
        whole = sum(self.weights.values()) * (self.highest - self.lowest)
        return {
            card["judge"]: Fraction(
                100 * sum(self.weights[k] * (m - self.lowest) for k, m in card["marks"].items()),
                whole,
            )
            for card in self.locked.get((category, entry), ())
        }

    def means(self, category: str, entry: str) -> dict[str, Fraction]:
        """The mean of the marks for each criterion, as points from 0 to 100."""
        cards, room = self.locked.get((category, entry), ()), self.highest - self.lowest
        return {
            key: Fraction(
                100 * sum(c["marks"][key] - self.lowest for c in cards), room * len(cards)
            )
            for key in self.weights
            if cards
        }

    def check_scores(self) -> None:
        """Every score is the mean of the totals, every place one more than how many are better."""
        told = {(each["category"], each["entry"]): each for each in self.record["scores"]}
        same("scores", "entries in categories", sorted(told), sorted(self.places))
        for category, entry in self.places:
            totals = list(self.totals(category, entry).values())
            is_enough = len(totals) >= self.minimum
            mean = sum(totals, ZERO) / len(totals) if is_enough else None
            points = self.rounds.points(category, entry, mean, self.minimum)
            self.scores[category, entry] = points
            where = f"score of {entry} in {category}"
            same(where, "scorecards", told[category, entry]["cards"], len(totals))
            stated = told[category, entry]["points"]
            same(where, "points", None if stated is None else Fraction(stated), points)
        for (category, entry), points in self.scores.items():
            if points is not None and (category, entry) not in self.gone:
                self.standing.setdefault(category, []).append(points)
        for (category, entry), each in told.items():
            same(
                f"score of {entry} in {category}",
                "place",
                each["place"],
                self.place(category, entry),
            )

    def place(self, category: str, entry: str) -> int | None:
        """The place of an entry among those of a category that have a score."""
        own = self.scores[category, entry]
        if own is None or (category, entry) in self.gone:
            return None
        return 1 + sum(points > own for points in self.standing.get(category, ()))

    def check_counts(self) -> None:
        """Received, stepped aside, excused, abstained: as the cards have it."""
        told, cards = self.record["counts"]["scorecards"], self.record["scorecards"]
        asked = [(j, e, c) for j in self.panel for c, e in self.places]
        due = [each for each in asked if self.rounds.is_due(*each)]
        states = Counter(card["state"] for card in cards)
        same("counts", "entries judged", self.record["counts"]["eligible"], len(self.entries))
        same("counts", "places", self.record["counts"]["places"], len(self.places))
        same("counts", "scorecards received", told["received"], states["locked"])
        same("counts", "scorecards abstained", told["abstained"], states["abstained"])
        excused = len(asked) - len(due)
        same("counts", "judges excused", told["excused"], excused)
        pairs = Counter((c, judge) for judge, e, c in due if (judge, e) in self.aside)
        same("counts", "stepped aside", told["recused"], sum(pairs.values()))
        listed = {(r["category"], r["judge"]): r["entries"] for r in self.record["recusals"]}
        same("recusals", "by category and judge", listed, dict(pairs))
        check_distributions(self.record, self.scores)

    def check_suggestions(self) -> None:
        """What was suggested: as the chain has it, from these scores, in this order."""
        suggestions = self.record["suggestions"]
        made = events(self.record, "propose_season")
        if made:
            digest = made[-1]["facts"].get("proposals_sha256")
            same("suggestions", "SHA-256 in the chain", sha256(suggestions), digest)
        told = {(each["category"], each["kind"]): each for each in suggestions}
        if not told:
            return
        found = self.field().suggestions()
        same("suggestions", "categories and kinds of award", sorted(told), sorted(found))
        for place, suggestion in found.items():
            where = f"suggestion of {place[1]} in {place[0]}, by the rules and marks"
            for name, value in suggestion.items():
                same(where, name, told[place][name], value)

    def field(self) -> Field:
        """What the award rules are applied to."""
        field = Field(self.rules, self.record["entries"])
        field.chair = self.chair
        for (category, entry), points in self.scores.items():
            if points is not None:
                totals, means = self.totals(category, entry), self.means(category, entry)
                field.standings[category, entry] = Standing(entry, category, points, totals, means)
        for each in self.record["suggestions"]:
            if each.get("holders") is not None:
                field.holders = set(each["holders"])
        field.ballots, field.aside = self.rounds.counting(), self.aside
        field.gone = self.gone
        return field


def check_distributions(record: dict[str, Any], scores: Scores) -> None:
    """Lowest, middle and highest score of each category, rounded as told."""
    for row in record["distributions"]:
        points = sorted(
            value
            for (category, _e), value in scores.items()
            if value is not None and category == row["category"]
        )
        where = f"distribution of {row['category']}"
        same(where, "entries with a score", row["scored"], len(points))
        middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
        for name, value in (("lowest", points[0]), ("middle", middle), ("highest", points[-1])):
            same(where, name, row[name], f"{float(value):.1f}")


class Standing(NamedTuple):
    """An entry with what it competes with: points, totals by judge, means by criterion."""

    entry: str
    category: str
    points: Fraction
    totals: dict[str, Fraction]
    means: dict[str, Fraction]
    place: int = 0
    shared_by: int = 0


class Choice(NamedTuple):
    """Who holds the places by the points, who of them is contested, who shares, by what."""

    state: str
    leaders: list[Standing]
    contested: Sequence[Standing] = ()
    shared: Sequence[str] = ()
    decided_by: str | None = None


class Field:
    """All that award rules look at: entries with points, kinds, ballots, who holds awards."""

    def __init__(self, rules: dict[str, Any], entries: list[dict[str, Any]]) -> None:
        """The rules as they were frozen, and the entries as the record has them."""
        self.kinds = {each["key"]: each for each in rules["award_kinds"] if each["rule"]}
        self.categories = [(each["key"], each["group"]) for each in rules["categories"]]
        self.weights = {each["key"]: each["weight"] for each in rules["criteria"]}
        self.entries = sorted(entries, key=lambda each: str(each["entry"]))
        self.standings: dict[tuple[str, str], Standing] = {}
        self.chair: str | None = None
        self.ballots: list[dict[str, Any]] = []
        self.aside: set[tuple[str, str]] = set()
        self.gone: set[tuple[str, str]] = set()
        self.holders: set[str] | None = None

    def suggestions(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What every rule says in every category it is for, each after those it needs."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        needed = {key: [*self.feeding(kind), *before(kind)] for key, kind in self.kinds.items()}
        for key in TopologicalSorter(needed).static_order():
            kind = self.kinds[key]
            for category, group in self.categories:
                if category in kind["categories"] or group in kind["groups"]:
                    found[category, key] = Running(self, kind, category, found).suggestion()
        return found

    def feeding(self, kind: dict[str, Any]) -> list[str]:
        """The kinds of award whose holders a rule chooses from."""
        if kind["rule"]["pool"] != "award-holders":
            return []
        others = [k for k, each in self.kinds.items() if each["rule"]["pool"] != "award-holders"]
        return kind["rule"].get("holders_of") or others

    def cast(self, category: str, standing: list[str], *, is_stv: bool) -> Rankings:
        """The ballots of a category as they count for those standing.

        Whoever stepped aside speaks neither for nor against: half first, half last. All others
        count twice then. A single transferable vote never goes to whom a ballot leaves out.
        """
        found: Rankings = []
        for each in self.ballots:
            away = [name for name in standing if (each["judge"], name) in self.aside]
            here = [[n for n in g if n in standing and n not in away] for g in each["ranking"]]
            ranking = [group for group in here if group]
            if each["category"] != category or not ranking:
                continue
            if not is_stv and away:
                said = {name for group in (*ranking, away) for name in group}
                rest = [name for name in standing if name not in said]
                below = [*ranking, rest] if rest else ranking
                found += [[away, *below], [*below, away]]
            else:
                found += [ranking] if is_stv else [ranking, ranking]
        return found

    def standing(self, entry: dict[str, Any], rule: dict[str, Any], where: str) -> Standing | None:
        """What an entry competes with under a rule: points here, the best ones, or combined."""
        name = entry["entry"]
        if rule["method"] == "highest-score/1":
            stands = [(each, name) for each in sorted(entry["categories"])]
            given = [self.standings.get(each) for each in stands if each not in self.gone]
            scored = [each for each in given if each is not None]
            return max(scored, key=lambda each: each.points) if scored else None
        if rule["method"] != "combined-score/1":
            return self.standings.get((where, name))
        parts = [(self.standings.get((c, name)), w) for c, w in rule["combines"].items()]
        known = [(part, weight) for part, weight in parts if part is not None]
        if len(known) < len(parts):
            return None
        whole = sum(weight for _part, weight in known)
        judges = set.intersection(*(set(part.totals) for part, _weight in known))
        totals = {j: sum((p.totals[j] * w for p, w in known), ZERO) / whole for j in judges}
        points = sum((part.points * weight for part, weight in known), ZERO) / whole
        return Standing(name, where, points, totals, {})


def before(kind: dict[str, Any]) -> list[str]:
    """The kind of award that goes before one, if any."""
    after = kind["rule"].get("after")
    return [after] if after else []


def points_in(rule: dict[str, Any], name: str) -> Fraction | None:
    """Points that a rule names, exact."""
    return None if rule.get(name) is None else Fraction(rule[name])


def names_of(standings: Iterable[Standing]) -> list[str]:
    """The entries, in their order."""
    return [each.entry for each in standings]


def is_settled(suggestion: dict[str, Any]) -> bool:
    """Whether nothing that others depend on is open."""
    return suggestion["state"] in ("clear", "none")


class Running:
    """One kind of award in one category: who is in the running, and what is suggested."""

    def __init__(self, field: Field, kind: dict[str, Any], category: str, found: Any) -> None:
        """Find whom it is chosen from, and what goes before."""
        self.field, self.kind, self.category, self.found = field, kind, category, found
        self.rule = kind["rule"]
        self.before: list[dict[str, Any]] = []
        after = before(kind)
        while after:
            self.before.append(found[category, after[0]])
            after = before(field.kinds[after[0]])
        self.waiting: list[dict[str, Any]] = []
        self.unscored: list[str] = []
        self.quota_tied: set[str] = set()
        self.pool = [each for each in self.chosen_from() if self.may_compete(each)]
        self.left = self.pool
        self.ranked: list[Standing] = []

    def made(self, state: str, **more: Any) -> dict[str, Any]:
        """A suggestion as the record has them, without its explanation."""
        blank: dict[str, Any] = {
            "category": self.category,
            "kind": self.kind["key"],
            "state": state,
            **{name: [] for name in ("winners", "shared", "leaders", "contenders")},
            "open_places": 0,
            "unscored": self.unscored,
            "reason": None,
            "decided_by": None,
            "may_withhold": self.rule.get("may_withhold", True),
        }
        made = {**blank, **more}
        is_joint = bool(made["shared"]) and set(made["shared"]) <= set(made["winners"])
        return {**made, "joint": is_joint}

    def suggestion(self) -> dict[str, Any]:
        """What the rule says."""
        if self.rule["pool"] == "discretion":
            return self.made("panel-chooses", open_places=self.rule["maximum"])
        if len(self.pool) < self.rule.get("minimum_entries", 1) and not self.waiting:
            return self.made("none", reason="too-few-entries")
        self.leave_out()
        reason = self.off_path()
        if reason:
            return self.made("none", reason=reason)
        method = self.rule["method"].partition("/")[0]
        if method == "panel-chooses":
            return self.candidates()
        return by_ballot(self) if method == "ranked-ballot" else self.by_points()

    def chosen_from(self) -> list[dict[str, Any]]:
        """The entries of the pool; notes what is open of the awards that feed it."""
        pool, entries = self.rule["pool"], self.field.entries
        if pool == "category":
            return [each for each in entries if self.category in each["categories"]]
        if pool == "people":
            return [each for each in entries if each.get("people")]
        if pool != "award-holders":
            return [] if pool == "discretion" else entries
        held = self.field.holders
        if held is None:
            kinds = self.field.feeding(self.kind)
            fed = [each for each in self.found.values() if each["kind"] in kinds]
            self.waiting = [each for each in fed if not is_settled(each)]
            held = {name for each in fed for name in each["leaders"]}
        return [each for each in entries if each["entry"] in held]

    def may_compete(self, entry: dict[str, Any]) -> bool:
        """Whether kind, route and categories are those that the rule asks for."""
        kinds, routes = self.rule.get("entry_kinds"), self.rule.get("routes")
        if routes and not set(routes) & set(entry["routes"]):
            return False
        is_of_kind = not kinds or entry["kind"] in kinds
        return is_of_kind and set(self.rule.get("combines") or ()) <= set(entry["categories"])

    def leave_out(self) -> None:
        """Take out who holds what goes before, or another prize where one goes to an entry."""
        open_before = [each for each in self.before if not is_settled(each)]
        out = {name for each in self.before for name in each["leaders"]}
        prizes = []
        if self.rule.get("one_prize"):
            here = {each["entry"] for each in self.pool}
            for each in self.found.values():
                if not self.field.kinds[each["kind"]]["rule"].get("one_prize"):
                    continue
                out |= here & set(each["leaders"])
                is_here = any(contender["entry"] in here for contender in each["contenders"])
                if is_here and not is_settled(each) and each not in self.before:
                    prizes.append(each)
        self.waiting = [*open_before, *self.waiting, *prizes]
        there = [each for each in self.pool if each["entry"] not in out]
        self.left = [each for each in there if not left_behind(self, each)]

    def off_path(self) -> str | None:
        """Why it cannot be given at all after what goes before."""
        if not all(map(is_settled, self.before)):
            return None
        where, place = self.rule.get("where"), self.rule.get("place")
        if where and bool(self.before[0]["leaders"]) != (where == "given"):
            return "not-on-this-path"
        held = len({name for each in self.before for name in each["leaders"]})
        if place is None or held == place - 1:
            return None
        return "place-shared" if held >= place else "no-winner"

    def candidates(self) -> dict[str, Any]:
        """A list for the panel: entries, or persons within them."""
        if not self.left and not self.waiting:
            return self.made("none", reason="nobody-left")
        listed = [unscored(each["entry"]) for each in self.left]
        if self.rule["pool"] == "people":
            numbered = [(each, n + 1) for each in self.left for n in range(each["people"])]
            listed = [{**unscored(each["entry"]), "person": n} for each, n in numbered]
        state = "waits" if self.waiting else "panel-chooses"
        return self.made(state, contenders=listed, open_places=self.rule["maximum"])

    def by_points(self) -> dict[str, Any]:
        """Those with the most points, as far as nothing is open."""
        fit, reason = self.fit()
        is_open, most = bool(self.unscored or self.waiting), self.rule["maximum"]
        if reason and not is_open:
            return self.made("none", reason=reason)
        choice = choose(fit, self.rule, self.field) if fit else Choice("none", [])
        unsure = [each for each in choice.leaders if each.entry in self.quota_tied]
        if unsure and choice.state == "clear":
            choice = choice._replace(state="tied", contested=unsure, shared=[])
        contested = names_of(choice.contested)
        winners = [name for name in names_of(choice.leaders) if name not in contested]
        state, places = choice.state, 0
        if is_open:
            shown = {*names_of(choice.leaders), *contested, *self.uncertain()}
            state = "not-enough-scorecards" if self.unscored else "waits"
            winners, places = [], most
        else:
            shown = {*winners, *contested}
            places = 0 if state == "clear" else (most or 0) - len(winners)
        return self.made(
            state,
            winners=winners,
            leaders=names_of(choice.leaders),
            shared=list(choice.shared),
            decided_by=choice.decided_by,
            open_places=places,
            contenders=[scored(each) for each in self.ranked if each.entry in shown],
        )

    def uncertain(self) -> set[str]:
        """Whom a suggestion that is open may yet leave over."""
        lowest = points_in(self.rule, "threshold") or ZERO
        open_to = {each["entry"] for one in self.waiting for each in one["contenders"]}
        won = {name for each in self.before for name in each["winners"]}
        return {s.entry for s in self.ranked if s.points >= lowest} & (open_to - won)

    def rank(self) -> None:
        """Everybody of the pool who has points, best first, with their places (1, 2, 2, 4)."""
        there = [each for each in self.pool if not left_behind(self, each)]
        found = [self.field.standing(each, self.rule, self.category) for each in there]
        stand = [each for each in found if each is not None]
        ordered = sorted(stand, key=lambda each: (-each.points, each.entry))
        values = [each.points for each in ordered]
        self.ranked = [
            each._replace(place=1 + values.index(each.points), shared_by=values.count(each.points))
            for each in ordered
        ]

    def fit(self) -> tuple[list[Standing], str | None]:
        """Who is left and reaches what is asked, best first; else why nobody does."""
        self.rank()
        names = {each["entry"] for each in self.left}
        fit = running = [each for each in self.ranked if each.entry in names]
        self.unscored = sorted(names - set(names_of(running)))
        if not running:
            return [], "nobody-left"
        lowest, within = points_in(self.rule, "threshold"), points_in(self.rule, "within")
        fit = [each for each in fit if lowest is None or each.points >= lowest]
        if not fit:
            return [], "threshold-not-reached"
        fit = [each for each in fit if meets(each, self.rule, self.field)]
        if not fit:
            return [], "requirement-not-reached"
        if within is not None:
            measure = self.measure(running)
            if measure is None:
                return [], "no-winner"
            fit = [each for each in fit if measure - each.points <= within]
            if not fit:
                return [], "nobody-within"
        fit = within_quota(self, fit)
        return fit, None if fit else "nobody-left"

    def measure(self, running: list[Standing]) -> Fraction | None:
        """The points from which a distance is taken: the last holder’s, or the best here."""
        if not self.before:
            return running[0].points
        names, field = self.before[0]["leaders"], self.field
        holders = [each for each in field.entries if each["entry"] in names]
        found = [field.standing(each, self.rule, self.category) for each in holders]
        return min((each.points for each in found if each is not None), default=None)


def left_behind(running: Running, entry: dict[str, Any]) -> bool:
    """Whether an entry was left behind where the rule looks: here, everywhere, or in a part."""
    name, gone = entry["entry"], running.field.gone
    if running.rule["method"].startswith("panel-chooses/"):
        return False
    if running.rule["method"] == "highest-score/1":
        return all((category, name) in gone for category in entry["categories"])
    if running.rule["method"] == "combined-score/1":
        return any((category, name) in gone for category in running.rule["combines"])
    return (running.category, name) in gone


def by_ballot(running: Running) -> dict[str, Any]:
    """Those whom the judges’ ballots put first, before no award."""
    names, most = [each["entry"] for each in running.left], running.rule["maximum"]
    standing = [*names, *([NOBODY] if running.rule.get("no_award") else [])]
    count = running.rule.get("count") or "schulze"
    ballots = running.field.cast(running.category, standing, is_stv=count == "stv")
    if running.waiting or not ballots or not names:
        return running.candidates()
    seats = len(standing) if most is None else most
    elected, order = COUNTS[count](standing, ballots, seats)
    winners, contested = filled(elected, order, seats)
    beside_nobody = any(NOBODY in group and len(group) > 1 for group in order)
    shared = contested if running.rule.get("joint") and not beside_nobody else []
    winners, contested = [*winners, *shared], [] if shared else contested
    if not winners and not contested:
        return running.made("none", reason="ballots-say-none")
    left = None if most is None else most - len(winners)
    return running.made(
        "tied" if contested else "clear",
        winners=winners,
        leaders=[*winners, *contested],
        contenders=[unscored(name) for name in (*winners, *contested)],
        shared=shared,
        open_places=left if contested else 0,
    )


def within_quota(running: Running, fit: list[Standing]) -> list[Standing]:
    """Those left when nobody has more awards of this kind than the quota, best first."""
    quota, most = running.rule.get("quota"), running.rule["maximum"]
    if not quota:
        return fit
    of = "area" if running.rule.get("quota_of") == "area" else "organisations"
    owners = {each["entry"]: each[of] for each in running.field.entries}
    same_kind = [each for each in running.found.values() if each["kind"] == running.kind["key"]]
    held = Counter(o for each in same_kind for name in each["leaders"] for o in owners[name])
    kept: list[Standing] = []
    for _points, group in groupby(fit, key=lambda each: each.points):
        equals = list(group)
        if most is not None and len(kept) >= most:
            kept += equals
            continue
        free = [s for s in equals if all(held[o] < quota for o in owners[s.entry])]
        asked = Counter(o for s in free for o in owners[s.entry])
        over = {o for o, number in asked.items() if held[o] + number > quota}
        running.quota_tied |= {s.entry for s in free if over & set(owners[s.entry])}
        held += asked
        kept += free
    return kept


def unscored(entry: str) -> dict[str, Any]:
    """A contender whom no figure was compared of."""
    names = ("category", "score", "score_exact", "place", "shared_by")
    return {"entry": entry, **dict.fromkeys(names)}


def scored(each: Standing) -> dict[str, Any]:
    """A contender with the figures it competes with."""
    tenths = (20 * each.points.numerator + each.points.denominator) // (2 * each.points.denominator)
    return {
        "entry": each.entry,
        "category": each.category,
        "score": f"{tenths // 10}.{tenths % 10}",
        "score_exact": f"{each.points.numerator}/{each.points.denominator}",
        "place": each.place,
        "shared_by": each.shared_by,
    }


def meets(each: Standing, rule: dict[str, Any], field: Field) -> bool:
    """Whether an entry reaches one floor of every requirement."""
    figures: dict[str, list[Fraction | None]] = {
        "score": [each.points],
        "each-judge": [*each.totals.values()],
        "each-criterion": [each.means.get(key) for key in field.weights],
    }
    for requirement in rule.get("requires") or []:
        reached = False
        for floor in requirement["any_of"]:
            asked = figures.get(floor["of"], [each.means.get(floor.get("criterion", ""))])
            least = Fraction(floor["at_least"])
            reached = reached or all(value is not None and value >= least for value in asked)
        if not reached:
            return False
    return True


def choose(fit: list[Standing], rule: dict[str, Any], field: Field) -> Choice:
    """Fill the places: margin, ties, then whoever is too near to the line to say."""
    most = rule["maximum"]
    if most is None or len(fit) <= most:
        return Choice("clear", fit)
    last, first_out = fit[most - 1].points, fit[most].points
    margin = points_in(rule, "winning_margin")
    if margin is not None and last - first_out < margin:
        near = [s for s in fit if s.points - first_out < margin and last - s.points < margin]
        return Choice("second-round", [s for s in fit if s.points >= last], near)
    if last > first_out:
        return near_the_line(Choice("clear", fit[:most]), [], fit[most:], rule)
    above, below = [s for s in fit if s.points > last], [s for s in fit if s.points < last]
    equal = [s for s in fit if s.points == last]
    chosen, tied, decided_by = break_tie(equal, most - len(above), rule.get("ties") or [], field)
    leaders = [*above, *(s for s in equal if s.entry in chosen or s.entry in tied)]
    lost = [s for s in equal if s not in leaders]
    if not tied or decided_by == "declare-joint" or rule.get("joint"):
        choice = Choice("clear", leaders, [], tied, decided_by)
        return near_the_line(choice, lost, below, rule)
    window = points_in(rule, "near_tie")
    middle = [s for s in equal if s.entry in tied]
    over = [s for s in above if window is not None and s.points - last <= window]
    under = [s for s in below if window is not None and last - s.points <= window]
    state = "close" if over or under else "tied"
    return Choice(state, leaders, [*over, *middle, *under], [], decided_by)


def near_the_line(
    choice: Choice, lost: list[Standing], outside: list[Standing], rule: dict[str, Any]
) -> Choice:
    """A line with somebody just below it is not clear."""
    window, leaders = points_in(rule, "near_tie"), choice.leaders
    if window is None or not outside or leaders[-1].points - outside[0].points > window:
        return choice
    near = [s for s in leaders if s.points - outside[0].points <= window]
    under = [s for s in outside if leaders[-1].points - s.points <= window]
    return choice._replace(state="close", contested=[*near, *lost, *under])


def break_tie(
    tied: list[Standing], places: int, breaks: list[str], field: Field
) -> tuple[list[str], list[str], str | None]:
    """Who of the equals gets a place, who could not be parted, and what decided last."""
    at = {each.entry: each for each in tied}
    chosen: list[str] = []
    left, decided_by = sorted(at), None
    for name in breaks:
        if name == "declare-joint":
            return chosen, left, name
        figures = tie_figures(name, [at[entry] for entry in left], field)
        if figures is None or len(set(figures.values())) == 1:
            continue
        decided_by, rest = name, left
        left = []
        for value in sorted(set(figures.values()), reverse=True):
            group = [entry for entry in rest if figures[entry] == value]
            if len(chosen) + len(group) > places:
                left = group if len(chosen) < places else []
                break
            chosen += group
        if not left:
            break
    return chosen, left, decided_by


def tie_figures(name: str, tied: list[Standing], field: Field) -> dict[str, Any] | None:
    """What one tie-break says of each; None where it is silent, as a lot that was not drawn is."""
    common = set.intersection(*(set(each.totals) for each in tied))
    if name == "heaviest-criterion":
        most = max(field.weights.values())
        heaviest = [key for key, weight in field.weights.items() if weight == most]
        is_told = len(heaviest) == 1 and all(heaviest[0] in each.means for each in tied)
        return {each.entry: each.means[heaviest[0]] for each in tied} if is_told else None
    if name == "more-judges" and common:
        tops = [[each.entry for each in tied if is_top(each, tied, judge)] for judge in common]
        return {each.entry: tops.count([each.entry]) for each in tied}
    if name == "head-to-head":
        return {one.entry: sum(wins(one, other) for other in tied) for one in tied}
    if name == "chair" and field.chair in common:
        return {each.entry: each.totals[str(field.chair)] for each in tied}
    return None


def is_top(each: Standing, tied: list[Standing], judge: str) -> bool:
    """Whether no other of the equals has more from a judge."""
    return each.totals[judge] == max(other.totals[judge] for other in tied)


def wins(one: Standing, other: Standing) -> bool:
    """Whether more of the judges of both put one higher than the other one."""
    both = set(one.totals) & set(other.totals)
    up = sum(one.totals[judge] > other.totals[judge] for judge in both)
    return up > sum(one.totals[judge] < other.totals[judge] for judge in both)


def filled(elected: list[str], order: Ranking, seats: int) -> tuple[list[str], list[str]]:
    """Who holds a place before no award, and the equals who contest what is left."""
    winners: list[str] = []
    for group in order:
        names = [name for name in group if name != NOBODY]
        if NOBODY in group:
            return winners, names
        if len(winners) == seats:
            break
        if not set(group) <= set(elected) or len(winners) + len(group) > seats:
            return winners, names
        winners += group
    return winners, []


def levels(order: Ranking, seats: int) -> tuple[list[str], Ranking]:
    """The places filled group by group: one that does not fit fills none."""
    elected: list[str] = []
    for group in order:
        if len(elected) + len(group) > seats:
            break
        elected += group
    return elected, order


def ranks(names: list[str], ballot: Ranking) -> dict[str, int]:
    """The rank of everybody on a ballot; whoever is not on it stands last."""
    given = {name: rank for rank, group in enumerate(ballot) for name in group}
    return {name: given.get(name, len(ballot)) for name in names}


def borda(names: list[str], ballots: Rankings, seats: int) -> tuple[list[str], Ranking]:
    """Two points for everybody ranked below, one for every equal."""
    points: Counter[str] = Counter(dict.fromkeys(names, 0))
    for ballot in ballots:
        rank = ranks(names, ballot)
        for one in names:
            for other in names:
                points[one] += (rank[one] < rank[other]) + (rank[one] <= rank[other])
    values = sorted(set(points.values()), reverse=True)
    return levels([[n for n in names if points[n] == value] for value in values], seats)


def schulze(names: list[str], ballots: Rankings, seats: int) -> tuple[list[str], Ranking]:
    """The strongest chains of duels won, in winning votes."""
    ranked = [ranks(names, ballot) for ballot in ballots]
    votes = {(a, b): sum(r[a] < r[b] for r in ranked) for a in names for b in names}
    chain = {(a, b): n if n > votes[b, a] else 0 for (a, b), n in votes.items()}
    duels, is_longer = dict(chain), True
    while is_longer:
        is_longer = False
        for (a, b), known in list(chain.items()):
            best = max(min(chain[a, via], duels[via, b]) for via in names)
            if a != b and best > known:
                chain[a, b], is_longer = best, True
    left, order = list(names), []
    while left:
        level = [a for a in left if all(chain[b, a] <= chain[a, b] for b in left)]
        order.append(level)
        left = [name for name in left if name not in level]
    return levels(order, seats)


def stv(names: list[str], ballots: Rankings, seats: int) -> tuple[list[str], Ranking]:
    """The single transferable vote; elected is whoever is however lots fall, up to so many ways."""
    lists = [[name for group in ballot for name in group] for ballot in ballots]
    first = Transferable(names, lists, seats, ())
    counts, waiting = [first], first.other_ways(0)
    while waiting and len(counts) < MOST_WAYS:
        picks = waiting.pop()
        counts.append(Transferable(names, lists, seats, picks))
        waiting += counts[-1].other_ways(len(picks))
    always = set.intersection(*(set(count.elected) for count in counts))
    if waiting:
        always &= set(first.elected[: first.sure])
    places: dict[str, list[int]] = {name: [] for name in names}
    for count in counts:
        gone = 0
        for group in count.order():
            for name in group:
                places[name].append(gone)
            gone += len(group)
    keys = {name: (name not in always, sorted(places[name])) for name in names}
    in_order = [key for key, _same in groupby(sorted(keys.values()))]
    order = [[name for name in names if keys[name] == key] for key in in_order]
    return [name for name in first.elected if name in always], order


class Transferable:
    """One count by the Scottish rules of 2007 (rules 45 to 52), lots falling as told."""

    def __init__(
        self, names: list[str], lists: list[list[str]], seats: int, picks: tuple[int, ...]
    ) -> None:
        """Count to the end: votes in hundred-thousandths, cut off as the rules say."""
        self.names, self.picks, self.sure = names, picks, 0
        self.quota, self.seats = 100_000 * (len(lists) // (seats + 1) + 1), min(seats, len(names))
        self.papers: dict[str, list[tuple[int, list[str]]]] = {name: [] for name in names}
        self.total = dict.fromkeys(names, 0)
        self.stages: list[dict[str, int]] = []
        self.running, self.surplus = list(names), list[str]()
        self.elected: list[str] = []
        self.groups: Ranking = []
        self.out: Ranking = []
        self.lots: list[list[str]] = []
        for each in lists:
            self.hand(100_000, each)
        while len(self.elected) < self.seats:
            self.stage()

    def stage(self) -> None:
        """Elect; then transfer the largest surplus, or exclude the lowest and transfer."""
        self.stages.append(dict(self.total))
        reached = [name for name in self.running if self.total[name] >= self.quota]
        self.surplus += [name for name in reached if self.total[name] > self.quota]
        self.deem(reached)
        self.fill()
        if len(self.elected) == self.seats:
            return
        if self.surplus:
            most = max(map(self.stood, self.surplus))
            equal = [n for n in self.names if n in self.surplus and self.stood(n) == most]
            name = self.lot(equal)
            self.surplus.remove(name)
            share, whole = self.total[name] - self.quota, self.total[name]
        else:
            name, share, whole = self.exclude(), 1, 1
        self.fill()
        if len(self.elected) == self.seats:
            return
        self.total[name] = self.quota if name in self.elected else 0
        for worth, after in self.papers[name]:
            self.hand(worth * share // whole, after)

    def hand(self, worth: int, ranking: list[str]) -> None:
        """Give a paper to the next on it who is still in the running."""
        for place, name in enumerate(ranking):
            if name in self.running:
                self.papers[name].append((worth, ranking[place + 1 :]))
                self.total[name] += worth
                return

    def stood(self, name: str) -> list[int]:
        """Totals, the latest first: how equals are compared."""
        return [stage[name] for stage in reversed(self.stages)]

    def best_first(self, names: list[str]) -> Ranking:
        """In groups of those who stood the same at every stage."""
        stood = sorted({tuple(self.stood(name)) for name in names}, reverse=True)
        return [[n for n in self.names if n in names and tuple(self.stood(n)) == s] for s in stood]

    def deem(self, names: list[str]) -> None:
        """Elect these, best first."""
        groups = self.best_first(names)
        self.groups += groups
        self.elected += [name for group in groups for name in group]
        self.running = [name for name in self.running if name not in names]

    def fill(self) -> None:
        """Elect all who are left once there are places for all."""
        if self.running and len(self.running) <= self.seats - len(self.elected):
            self.deem(self.running)

    def exclude(self) -> str:
        """Whoever has least; of several who never had a paper all go, and no lot is needed."""
        least = min(map(self.stood, self.running))
        equal = [name for name in self.running if self.stood(name) == least]
        has_papers = any(self.papers[name] for name in equal)
        spare = len(self.running) - len(equal) - (self.seats - len(self.elected))
        name = equal[0] if not has_papers and spare >= 0 else self.lot(equal)
        if not has_papers and self.out and not self.papers[self.out[-1][0]]:
            self.out[-1].append(name)
        else:
            self.out.append([name])
        self.running.remove(name)
        return name

    def lot(self, equal: list[str]) -> str:
        """The one on whom the lot falls."""
        if len(equal) == 1:
            return equal[0]
        turn = len(self.lots)
        self.sure = self.sure if turn else len(self.elected)
        self.lots.append(equal)
        return equal[self.picks[turn] if turn < len(self.picks) else 0]

    def order(self) -> Ranking:
        """Everybody, best first: as elected, who was left, the excluded, last first."""
        done = {name for group in (*self.groups, *self.out) for name in group}
        left = self.best_first([name for name in self.names if name not in done])
        return [*self.groups, *left, *reversed(self.out)]

    def other_ways(self, fixed: int) -> list[tuple[int, ...]]:
        """How the lots could fall otherwise after the first so many."""
        made = (*self.picks, *[0] * (len(self.lots) - len(self.picks)))
        depths = range(fixed, len(self.lots))
        return [(*made[:d], other) for d in depths for other in range(1, len(self.lots[d]))]


COUNTS = {"schulze": schulze, "borda": borda, "stv": stv}


def check_counts(record: dict[str, Any], judges: int) -> None:
    """The figures fit each other, in every version."""
    counts = record["counts"]
    cards = counts["scorecards"]
    parts = sum(cards[key] for key in ("received", "recused", "excused", "abstained", "missing"))
    same("counts", "scorecards expected", cards["expected"], parts)
    same("counts", "scorecards expected of the panel", cards["expected"], counts["places"] * judges)
    states = ("eligible", "ineligible", "withdrawn", "unchecked")
    same("counts", "entries", counts["entries"], sum(counts[state] for state in states))
    reasons = sum(counts["ineligible_by_reason"].values())
    same("counts", "not eligible, by reason", reasons, counts["ineligible"])


def check_decision(record: dict[str, Any], decision: dict[str, Any]) -> None:
    """Awards fit the outcome, the kinds of award and the category; the reason fits its hash."""
    where, awards = f"decision on {decision['category']}", decision["awards"]
    is_awarded = decision["outcome"] == "awarded"
    needs(bool(awards) == is_awarded, where, f"{len(awards)} awards, but {decision['outcome']}")
    reason = decision["reason"] or {}
    is_masked = decision["names_masked"]
    has_gap = record["version"] == "foi" and any("[…]" in text for text in reason.values())
    needs(has_gap or not is_masked, where, "said to be masked, and is not")
    for language, text in reason.items():
        if not is_masked:
            told = decision["reason_sha256"][language]
            same(where, f"hash of the reason ({language})", sha256(text), told)
    for key in {award["kind"] for award in awards}:
        joint = [award["joint"] for award in awards if award["kind"] == key]
        needs(sum(joint) != 1, where, f"{key}: one joint holder alone")
    if record["rules"]:
        check_awards(record, decision, where)


def check_awards(record: dict[str, Any], decision: dict[str, Any], where: str) -> None:
    """What binds the panel whatever it decides: kinds given here, places, who can have them."""
    document, category = record["rules"][-1]["document"], decision["category"]
    group = {each["key"]: each["group"] for each in document["categories"]}.get(category)
    kinds = {
        kind["key"]: kind["rule"] or {}
        for kind in document["award_kinds"]
        if category in kind["categories"] or group in kind["groups"]
    }
    if decision["outcome"] == "withheld":
        may = any(rule.get("may_withhold", True) for rule in kinds.values())
        needs(may, where, "the rules do not provide for withholding an award")
    given: dict[str, list[dict[str, Any]]] = {}
    for award in decision["awards"]:
        given.setdefault(award["kind"], []).append(award)
    for key, awards in given.items():
        needs(key in kinds, where, f"{key} is no kind of award that the rules give here")
        rule, joint = kinds[key], [award["joint"] for award in awards]
        needs(rule.get("joint", True) or not any(joint), where, f"{key} cannot be shared")
        most, places = rule.get("maximum"), joint.count(False) + (True in joint)
        needs(most is None or places <= most, where, f"{len(awards)} awards of {key}: too many")
        first = {award["entry"] for award in given.get(rule.get("after") or "", [])}
        both = first & {award["entry"] for award in awards}
        needs(not both, where, f"{key} beside {rule.get('after')}: {brief(sorted(both))}")
        for award in awards if "entries" in record else ():
            check_recipient(record, decision, award, rule)


def check_recipient(
    record: dict[str, Any], decision: dict[str, Any], award: dict[str, Any], rule: dict[str, Any]
) -> None:
    """Who has an award is among those it is chosen from."""
    where = f"decision on {decision['category']}: {award['entry']}"
    entries = {each["entry"]: each for each in record["entries"]}
    pool, entry = rule.get("pool", "category"), entries.get(award["entry"])
    needs(entry or pool == "discretion", where, "was not judged")
    if entry is None:
        return  # somebody whom the panel named itself, for an award at its discretion
    kinds = rule.get("entry_kinds")
    needs(not kinds or entry["kind"] in kinds, where, f"{award['kind']} is not for its kind")
    is_here = decision["category"] in entry["categories"]
    needs(is_here or pool != "category", where, "does not stand there")
    needs(award["person"] or pool != "people", where, "names no person")
    holds = any(
        other["entry"] == award["entry"]
        for each in record["decisions"]
        for other in each["awards"]
        if each["category"] != decision["category"]
    )
    needs(holds or pool != "award-holders", where, "holds no other award")


def check_overrides(record: dict[str, Any]) -> None:
    """Who decided, and where the decision is another than the suggestion."""
    panel = {j["judge"]: j["ref"] for seat in record["panel"] for j in seat["judges"]}
    deciders = {e["subject"]: e["facts"]["decided_by"] for e in events(record, "decide_category")}
    for decision in record["decisions"]:
        if decision["ref"] in deciders:
            where = f"decision on {decision['category']}"
            same(where, "decided by", panel[decision["decided_by"]], deciders[decision["ref"]])
    if record["version"] == "public":
        return
    given: dict[tuple[str, str], list[str]] = {}
    for decision in record["decisions"]:
        for award in decision["awards"]:
            given.setdefault((decision["category"], award["kind"]), []).append(award["entry"])
    wanted = []
    for each in record["suggestions"]:
        awarded = sorted(set(given.get((each["category"], each["kind"]), [])))
        row = {"suggested": sorted(each["winners"]), "awarded": awarded}
        if row["suggested"] != awarded:
            names = ("category", "kind", "state")
            wanted.append({**{name: each[name] for name in names}, **row})
    same("overrides", "as the decisions have them", record["overrides"], wanted)


def check_seal(record: dict[str, Any]) -> None:
    """What was confirmed is what stands here, and nothing was taken out of the chain before it."""
    seal, made = record["seal"], events(record, *SEALING)
    if seal is None:
        same("confirmation", "in the chain", len(made), 0)
        return
    if not made:
        if not record["chain"]["complete"] or events(record, "load_season"):
            return
        raise Difference("confirmation: the chain knows of none")
    facts = after_erasures(record, made[-1])
    same("confirmation", "hash of the results", seal["outcome_sha256"], facts["outcome_sha256"])
    if made[-1]["action"] == "confirm_seal":
        people = (facts["asked_by"], made[-1]["actor"])
    else:
        people = (made[-1]["actor"], facts["confirmed_by"])
    same("confirmation", "the two who confirmed", (seal["by"], seal["confirmed_by"]), people)
    if "outcome" in record:
        same("outcome", "SHA-256", sha256(record["outcome"]), facts["outcome_sha256"])
    if "results_sha256" in facts:
        same("decisions", "SHA-256 in the chain", sha256(results(record)), facts["results_sha256"])
    if record["chain"]["complete"] and "season_entries" in facts:
        before = sum(e["sequence"] < made[-1]["sequence"] for e in record["chain"]["entries"])
        same("chain", "entries before the confirmation", before, facts["season_entries"])


def after_erasures(record: dict[str, Any], sealing: dict[str, Any]) -> dict[str, Any]:
    """What was confirmed, once a name that the law let go was taken out of its words."""
    facts = dict(sealing["facts"])
    for entry in events(record, "erase_person"):
        later = entry["facts"]
        is_after = entry["sequence"] > sealing["sequence"]
        if is_after and later.get("outcome_was") == facts["outcome_sha256"]:
            facts["outcome_sha256"] = later["outcome_sha256"]
            if "results_sha256" in facts:
                facts["results_sha256"] = later["results_sha256"]
    return facts


def results(record: dict[str, Any]) -> dict[str, Any]:
    """Who got what, as it was hashed when the results were confirmed."""
    names = ("kind", "entry", "joint", "person")
    return {
        "format": "cadair-results/1",
        "season": record["season"]["key"],
        "decisions": [
            {
                "category": each["category"],
                "outcome": each["outcome"],
                "reason_sha256": each["reason_sha256"],
                "awards": [{name: award[name] for name in names} for award in each["awards"]],
            }
            for each in record["decisions"]
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
