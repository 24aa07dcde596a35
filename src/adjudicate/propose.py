"""`adjudicate propose`: the awards that a season file's rules and marks suggest."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from adjudicate import tables as text
from adjudicate.reading import Fault, Refused, Table, read_table, refuse, shown
from adjudicate.season import Judged, judged_of
from adjudicate.season_rounds import ballots_of, left_behind, points_of_rounds
from adjudicate.step_words import REASONS, STATES, step_text
from adjudication.errors import AdjudicationError
from adjudication.figures import rounded_text
from adjudication.proposals import Proposal, propose_from_scores
from adjudication.proposals.voting import BallotCount
from adjudication.rounds import weighed
from adjudication.scorecards import NO_AWARD, PanelBallot
from adjudication.scoring import EntryScore, entry_scores
from seasonfile import InvalidSeasonFile, SeasonDocument, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The season file, the panel's ballots in place of those in it, the seed of a lot."""
    parser.add_argument("file", metavar="SEASON.yaml", help="a season file with rules and marks")
    parser.add_argument(
        "--ballots",
        metavar="FILE",
        help="CSV category,judge,ranking: the panel's ballots, such as 2026-001>2026-002=2026-003, "
        f"with {NO_AWARD} among them where the rule allows it",
    )
    parser.add_argument("--lot-seed", metavar="TEXT", help="draws the lots from this text")


def run(called: argparse.Namespace) -> dict[str, object]:
    """Every suggestion with its steps, as JSON values."""
    document = _document(called.file)
    judged = judged_of(called.file, document)
    ballots = _ballots(called.ballots, judged) if called.ballots else ballots_of(document)
    stands = {(category, entry.id) for entry in judged.entries for category in entry.categories}
    try:
        counted = entry_scores(judged.entries, judged.judges, judged.cards, judged.scheme)
        scores = weighed(counted, points_of_rounds(document, stands))
        found = propose_from_scores(
            categories=judged.categories,
            rules=judged.rules,
            entries=judged.entries,
            scores=scores,
            scheme=judged.scheme,
            chair=judged.chair,
            lot_seed=called.lot_seed,
            ballots=ballots,
            gone=left_behind(document, stands),
        )
    except AdjudicationError as wrong:
        refuse(called.file, 1, f"the season cannot be judged ({wrong})", "mend what it names")
    return {
        "season": document.key,
        "proposals": [_proposal(each) for each in found],
        "scores": [_score(each) for each in scores],
        "notes": list(_notes(document, judged)),
    }


def tables(result: Mapping[str, Any]) -> Sequence[str]:
    """Each suggestion with its steps in words."""
    passages = []
    for each in result["proposals"]:
        state = STATES[each["state"]]
        if each["reason"]:
            state = f"{state}: {REASONS[each['reason']]}"
        winners = ", ".join(each["winners"]) or "–"
        head = f"{each['category']} · {each['kind']}: {state}. Suggested: {winners}"
        passages.append(text.sentences(head, [step["text"] for step in each["steps"]]))
    rows = [
        [score["category"], score["entry"], score["score"], len(score["judges"])]
        for score in result["scores"]
    ]
    columns = ("category", "entry", "score", "scorecards")
    return [
        *passages,
        text.table("Scores", columns, rows),
        text.sentences("Notes", result["notes"]),
    ]


def _document(file: str) -> SeasonDocument:
    try:
        return read(Path(file), name=file)
    except InvalidSeasonFile as wrong:
        faults = [Fault(each.line, each.what.rstrip("."), each.remedy) for each in wrong.problems]
        raise Refused(file, faults) from None


def _proposal(found: Proposal) -> dict[str, object]:
    """The proposal as it is, each step with its sentence."""
    plain = found.as_dict()
    steps = cast("list[dict[str, Any]]", plain["steps"])
    return {**plain, "steps": [{**step, "text": step_text(step)} for step in steps]}


def _score(found: EntryScore) -> dict[str, object]:
    score = found.score
    return {
        "category": found.category,
        "entry": found.entry,
        "state": found.state.value,
        "score": score.rounded() if score else None,
        "score_exact": score.exact if score else None,
        "judges": {total.card.judge: rounded_text(total.score.points) for total in found.counted},
        "recused": list(found.recused),
        "abstained": list(found.abstained),
        "missing": list(found.missing),
    }


def _notes(document: SeasonDocument, judged: Judged) -> Sequence[str]:
    without = [kind.key for kind in document.award_kinds if kind.rule is None]
    notes = [f"This kind of award has no rule, and is left out: {key}." for key in without]
    if judged.unchecked:
        notes.append(f"Entries nobody has checked are left out: {', '.join(judged.unchecked)}.")
    if not judged.cards:
        notes.append("There are no scorecards in this file.")
    return notes


def _ballots(file: str, judged: Judged) -> tuple[PanelBallot, ...]:
    rows = read_table(file, ("category", "judge", "ranking"))
    _refuse_unknown(rows, "category", {category.id for category in judged.categories})
    _refuse_unknown(rows, "judge", {judge.id for judge in judged.judges})
    entries = {entry.id for entry in judged.entries} | {NO_AWARD}
    strict = {
        category.id
        for category in judged.categories
        for rule in judged.rules
        if rule.count is BallotCount.STV and rule.applies_to(category)
    }
    found: dict[tuple[str, str], PanelBallot] = {}
    faults: list[tuple[int, str, str]] = []
    for row, cells in enumerate(zip(*(rows.columns[name] for name in _BALLOT), strict=True)):
        category, judge, ranking = cells
        groups = tuple(
            tuple(name.strip() for name in group.split("=")) for group in ranking.split(">")
        )
        fault = _fault(groups, entries, is_strict=category in strict)
        if fault is None and (category, judge) in found:
            fault = "this judge has a ballot here already", "leave one of them out"
        if fault is not None:
            faults.append((row, *fault))
        found[category, judge] = PanelBallot(judge, category, groups)
    if faults:
        rows.refuse_each(faults)
    return tuple(found.values())


def _fault(
    groups: tuple[tuple[str, ...], ...], entries: set[str], *, is_strict: bool
) -> tuple[str, str] | None:
    """What is wrong with a ranking, and what to do."""
    ranked = [name for group in groups for name in group]
    for name in ranked:
        if not name:
            return "a name is missing", "write entries with > between them, equals with ="
        if name not in entries:
            what = f"there is no entry {shown(name)} to be judged"
            return what, "use the references of the season file"
    if len(set(ranked)) != len(ranked):
        return "an entry is ranked twice", "leave one of them out"
    if is_strict and len(groups) < len(ranked):
        what = "entries are ranked equal, and this award is counted by stv"
        return what, "rank one after the other"
    return None


_BALLOT = ("category", "judge", "ranking")


def _refuse_unknown(rows: Table, column: str, known: set[str]) -> None:
    unknown = [row for row, cell in enumerate(rows.columns[column]) if cell not in known]
    if unknown:
        rows.refuse(unknown, f"this {column} is not one of the season", "use a key of its file")
