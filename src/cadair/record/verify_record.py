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
from fractions import Fraction
from pathlib import Path
from typing import Any

FORMAT = "cadair-judging-record/1"
MOST_BYTES = 1_000_000_000
SEALING = ("seal_season", "confirm_seal")


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


class Marks:
    """The scorecards, what the chain says of them, and what follows from them."""

    def __init__(self, record: dict[str, Any]) -> None:
        """Take what is needed out of the record."""
        self.record = record
        judges = [judge for seat in record["panel"] for judge in seat["judges"]]
        self.panel = {judge["judge"]: judge.get("asked") for judge in judges}
        self.refs = {each["category"]: each["ref"] for each in record["categories"]}
        self.signed = signatures(record, {judge["ref"]: judge["judge"] for judge in judges})
        rules = record["rules"][-1]["document"]
        self.kinds = {kind["key"]: kind for kind in rules["award_kinds"]}
        self.weights = {each["key"]: each["weight"] for each in rules["criteria"]}
        scale = [each["mark"] for each in rules["scale"]]
        self.lowest, self.highest = min(scale), max(scale)
        self.minimum = max(record["season"]["minimum_scorecards"] or 1, 1)
        self.entries = {entry["entry"]: entry for entry in record["entries"]}
        self.places = [(c, e["entry"]) for e in record["entries"] for c in e["categories"]]
        self.aside = {
            (each["judge"], each["entry"])
            for each in record["interests"]
            if each["kind"] == "step-aside"
        }
        self.scores: dict[tuple[str, str], Fraction | None] = {}

    def check(self) -> None:
        """Marks against the chain, then scores, places, suggestions and counts."""
        seen = Counter((c["judge"], c["entry"], c["category"]) for c in self.record["scorecards"])
        for place, number in seen.items():
            same(f"scorecards of {' · '.join(place)}", "how many", number, 1)
        traces = self.traces()
        for card in self.record["scorecards"]:
            self.check_card(card, traces.get(card["ref"]))
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
        needs(place in self.places, where, "the entry does not stand in this category")
        is_aside = (card["judge"], card["entry"]) in self.aside
        needs(not is_aside, where, "this judge stepped aside from the entry")
        is_due = self.is_due(card["judge"], card["entry"])
        needs(is_due, where, "this substitute was not asked to read the entry")
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

    def is_due(self, judge: str, entry: str) -> bool:
        """Whether a judge reads an entry: a substitute only what they were asked."""
        asked = self.panel[judge]
        return asked is None or entry in asked

    def counted(self, category: str, entry: str) -> list[Fraction]:
        """The totals, 0–100, of the scorecards that count for an entry in a category."""
        whole = sum(self.weights.values()) * (self.highest - self.lowest)
        return [
            Fraction(
                100 * sum(self.weights[k] * (m - self.lowest) for k, m in card["marks"].items()),
                whole,
            )
            for card in self.record["scorecards"]
            if (card["category"], card["entry"], card["state"]) == (category, entry, "locked")
        ]

    def check_scores(self) -> None:
        """Every score is the mean of the totals, every place one more than how many are better."""
        told = {(each["category"], each["entry"]): each for each in self.record["scores"]}
        same("scores", "entries in categories", sorted(told), sorted(self.places))
        for category, entry in self.places:
            totals = self.counted(category, entry)
            is_enough = len(totals) >= self.minimum
            mean = sum(totals, Fraction(0)) / len(totals) if is_enough else None
            self.scores[category, entry] = mean
            where = f"score of {entry} in {category}"
            same(where, "scorecards", told[category, entry]["cards"], len(totals))
            stated = told[category, entry]["points"]
            points = self.scores[category, entry]
            same(where, "points", None if stated is None else Fraction(stated), points)
        for (category, entry), each in told.items():
            same(
                f"score of {entry} in {category}",
                "place",
                each["place"],
                self.place(category, entry),
            )

    def place(self, category: str, entry: str, among: set[str] | None = None) -> int | None:
        """The place of an entry among those of a category that have a score."""
        own = self.scores[category, entry]
        if own is None:
            return None
        others = [
            points
            for (where, who), points in self.scores.items()
            if where == category and points is not None and (among is None or who in among)
        ]
        return 1 + sum(points > own for points in others)

    def check_counts(self) -> None:
        """Received, stepped aside, excused, abstained: as the cards have it."""
        told, cards = self.record["counts"]["scorecards"], self.record["scorecards"]
        due = [(j, e) for j in self.panel for _c, e in self.places if self.is_due(j, e)]
        states = Counter(card["state"] for card in cards)
        same("counts", "entries judged", self.record["counts"]["eligible"], len(self.entries))
        same("counts", "places", self.record["counts"]["places"], len(self.places))
        same("counts", "scorecards received", told["received"], states["locked"])
        same("counts", "scorecards abstained", told["abstained"], states["abstained"])
        excused = len(self.panel) * len(self.places) - len(due)
        same("counts", "substitutes excused", told["excused"], excused)
        same("counts", "stepped aside", told["recused"], sum(p in self.aside for p in due))
        pairs = Counter(
            (category, judge)
            for category, entry in self.places
            for judge in self.panel
            if (judge, entry) in self.aside and self.is_due(judge, entry)
        )
        listed = {(r["category"], r["judge"]): r["entries"] for r in self.record["recusals"]}
        same("recusals", "by category and judge", listed, dict(pairs))
        self.check_distributions()

    def check_distributions(self) -> None:
        """Lowest, middle and highest score of each category, rounded as told."""
        for row in self.record["distributions"]:
            points = sorted(
                value
                for (category, _e), value in self.scores.items()
                if value is not None and category == row["category"]
            )
            where = f"distribution of {row['category']}"
            same(where, "entries with a score", row["scored"], len(points))
            middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
            for name, value in (("lowest", points[0]), ("middle", middle), ("highest", points[-1])):
                same(where, name, row[name], f"{float(value):.1f}")

    def check_suggestions(self) -> None:
        """What was suggested: as the chain has it, from these scores, in this order."""
        suggestions = self.record["suggestions"]
        made = events(self.record, "propose_season")
        if made:
            digest = made[-1]["facts"].get("proposals_sha256")
            same("suggestions", "SHA-256 in the chain", sha256(suggestions), digest)
        for each in suggestions:
            for contender in each["contenders"]:
                if contender["score_exact"] is not None:
                    self.check_contender(each, contender)

    def check_contender(self, suggestion: dict[str, Any], contender: dict[str, Any]) -> None:
        """One entry of a suggestion: its score, and its place where the pool is the category."""
        category, entry = contender["category"], contender["entry"]
        where = f"suggestion of {suggestion['kind']} in {suggestion['category']}: {entry}"
        same(where, "score", Fraction(contender["score_exact"]), self.scores[category, entry])
        rule = self.kinds[suggestion["kind"]]["rule"]
        if rule["pool"] == "category" and category == suggestion["category"]:
            kinds = rule["entry_kinds"]
            among = {e for e, each in self.entries.items() if not kinds or each["kind"] in kinds}
            same(where, "place", contender["place"], self.place(category, entry, among))


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
    kinds = record["rules"][-1]["document"]["award_kinds"] if record["rules"] else []
    rules = {kind["key"]: kind["rule"] or {} for kind in kinds}
    for key in {award["kind"] for award in awards}:
        given = [award["joint"] for award in awards if award["kind"] == key]
        needs(sum(given) != 1, where, f"{key}: one joint holder alone")
        needs(not rules or key in rules, where, f"{key} is no kind of award of the rules")
        most = rules.get(key, {}).get("maximum")
        places = given.count(False) + (True in given)
        needs(most is None or places <= most, where, f"{len(given)} awards of {key}: too many")
    if "entries" in record:
        stands = {each["entry"]: each["categories"] for each in record["entries"]}
        for award in awards:
            needs(award["entry"] in stands, where, f"{award['entry']} was not judged")
            is_here = decision["category"] in stands[award["entry"]]
            pool = rules.get(award["kind"], {}).get("pool")
            needs(is_here or pool != "category", where, f"{award['entry']} does not stand there")


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
    facts = made[-1]["facts"]
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
