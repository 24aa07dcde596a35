"""The panel, what its judges declare, and their marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from seasonfile.checks.findings import Findings, Path, found
from seasonfile.checks.known import Known, judges_of, stepped_aside
from seasonfile.document import InterestPart, ScorecardPart, SeasonDocument
from seasonfile.ranks import look_like_ranks


def check_judging(known: Known) -> Findings:
    """Chairs, natures of interests, the scale, marks, scorecards that cannot be."""
    yield from _chairs(known.document)
    yield from _scale(known.document)
    for at, interest in enumerate(known.document.interests):
        yield from _nature(at, interest)
    aside = stepped_aside(known.document)
    for at, card in enumerate(known.document.scorecards):
        yield from _place(known, aside, at, card)
        yield from _marks(known, at, card)
        yield from _state(known, at, card)
    yield from _ranks(known.document)


def _ranks(document: SeasonDocument) -> Findings:
    """Marks of one judge for one criterion in a category that are places in a ranking."""
    columns: defaultdict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for at, card in enumerate(document.scorecards):
        for key, mark in card.marks:
            columns[card.judge, card.category, key].append((at, mark))
    for (judge, category, key), marks in columns.items():
        if look_like_ranks([mark for _at, mark in marks]):
            yield found(
                "marks-look-like-ranks",
                *("scorecards", marks[0][0], "marks", key),
                judge=judge,
                category=category,
                criterion=key,
                highest=len(marks),
            )


def _chairs(document: SeasonDocument) -> Findings:
    first: dict[str, Path] = {}
    for (seat_at, judge_at), judge in judges_of(document):
        for role, is_held in (("chair", judge.chair), ("stand_in", judge.stand_in)):
            path: Path = ("panel", seat_at, "judges", judge_at, role)
            if is_held and role in first:
                yield found("role-held-twice", *path, first=first[role], role=role)
            if is_held:
                first.setdefault(role, path)
        if judge.chair and judge.stand_in:
            yield found("chair-stands-in", "panel", seat_at, "judges", judge_at, "stand_in")


def _scale(document: SeasonDocument) -> Findings:
    marks = [anchor.mark for anchor in document.scale]
    if len(marks) == 1:
        yield found("scale-of-one", "scale")
    for at, (mark, last) in enumerate(zip(marks[1:], marks, strict=False), start=1):
        if 0 <= mark < last:
            yield found("scale-not-rising", "scale", at, "mark", mark=mark, last=last)


def _nature(at: int, interest: InterestPart) -> Findings:
    if interest.kind == "none" and interest.nature is not None:
        yield found("nature-of-nothing", "interests", at, "nature")
    if interest.kind in ("may-score", "step-aside") and interest.nature is None:
        yield found("interest-without-nature", "interests", at, kind=interest.kind)


def _place(
    known: Known, aside: Mapping[tuple[str, str], int], at: int, card: ScorecardPart
) -> Findings:
    recusal = aside.get((card.judge, card.entry))
    if recusal is not None:
        yield found(
            "scorecard-after-stepping-aside",
            *("scorecards", at),
            first=("interests", recusal),
            judge=card.judge,
            entry=card.entry,
        )
    entry = known.entries.get(card.entry)
    if entry is None or card.category not in known.categories:
        return
    if "" not in entry.categories and card.category not in entry.categories:
        path = ("scorecards", at, "category")
        yield found("scorecard-not-entered", *path, category=card.category, entry=card.entry)


def _marks(known: Known, at: int, card: ScorecardPart) -> Findings:
    scale = [anchor.mark for anchor in known.document.scale if anchor.mark >= 0]
    if card.marks and not known.document.scale and "scale" not in known.unsure:
        yield found("marks-without-scale", "scorecards", at, "marks")
    if len(scale) < 2:
        return
    for key, mark in card.marks:
        if mark >= 0 and not min(scale) <= mark <= max(scale):
            yield found(
                "mark-outside-scale",
                *("scorecards", at, "marks", key),
                mark=mark,
                lowest=min(scale),
                highest=max(scale),
            )


def _state(known: Known, at: int, card: ScorecardPart) -> Findings:
    if card.state == "abstained" and card.marks:
        yield found("marks-of-abstention", "scorecards", at, "marks")
    if card.state != "locked":
        return
    given = {key for key, _mark in card.marks}
    for key in known.criteria:
        if key and key not in given:
            yield found("mark-missing", "scorecards", at, criterion=key)
