"""Rounds of judging in a season file: what was planned, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from cadair.foundation.bilingual import BilingualText, columns
from cadair.judging.models import (
    Assignment,
    Ballot,
    BallotLine,
    Comparison,
    Judge,
    Paper,
    Round,
    RoundEntry,
    RoundJudge,
)
from cadair.judging.round_plans import plain_number
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.seasons.season_file import Loading
from seasonfile import (
    AnswerPart,
    AssignmentPart,
    BallotPart,
    ComparisonPart,
    RankPart,
    RoundEntryPart,
    RoundPart,
    Text,
)


def write_rounds(loading: Loading) -> bool:
    """Write the rounds of the file, with nothing in them yet; whether there were any."""
    positions: dict[str, int] = {}
    for part in loading.document.rounds:
        position = positions.get(part.category, 0)
        positions[part.category] = position + 1
        name = BilingualText(part.name.cy, part.name.en) if part.name else BilingualText()
        Round.objects.create(
            season=loading.season,
            category=loading.categories[part.category],
            key=part.key,
            position=position,
            method=part.method,
            state=part.state,
            readers=part.readers,
            by_staff=part.by_staff,
            hides_names=part.hides_names,
            is_called=part.called,
            weight=part.weight,
            advance=part.advance,
            advance_value=Decimal(part.advance_value) if part.advance_value else None,
            opens_on=part.opens_on,
            closes_on=part.closes_on,
            **columns("name", name),
        )
    return bool(positions)


def write_answers(
    loading: Loading, judges: Mapping[str, Judge], entries: Mapping[str, Entry]
) -> None:
    """Write who judges in each round, what came into it, who reads what and what they gave."""
    rounds = {(each.category.key, each.key): each for each in loading.season.rounds.all()}
    for part in loading.document.rounds:
        round_ = rounds[part.category, part.key]
        RoundJudge.objects.bulk_create(
            RoundJudge(round=round_, judge=judges[key]) for key in part.judges
        )
        RoundEntry.objects.bulk_create(
            RoundEntry(
                round=round_,
                entry=entries[each.entry],
                points=each.points or "",
                reason=each.reason or "",
            )
            for each in part.entries
        )
        Assignment.objects.bulk_create(
            Assignment(
                round=round_,
                judge=judges[each.judge],
                entry=entries[each.entry],
                source=each.source,
            )
            for each in part.assignments
        )
        Paper.objects.bulk_create(_paper(round_, each, judges, entries) for each in part.answers)
        for ballot in part.ballots:
            _write_ballot(round_, ballot, judges, entries)
        Comparison.objects.bulk_create(
            Comparison(
                round=round_,
                judge=judges[each.judge],
                winner=entries[each.winner],
                loser=entries[each.loser],
                state=each.state,
            )
            for each in part.comparisons
        )


def _paper(
    round_: Round, part: AnswerPart, judges: Mapping[str, Judge], entries: Mapping[str, Entry]
) -> Paper:
    return Paper(
        round=round_,
        judge=judges[part.judge] if part.judge else None,
        entry=entries[part.entry],
        verdict=part.verdict or "",
        points=part.points,
        reason=part.reason or "",
        state=part.state,
    )


def _write_ballot(
    round_: Round, part: BallotPart, judges: Mapping[str, Judge], entries: Mapping[str, Entry]
) -> None:
    ballot = Ballot.objects.create(round=round_, judge=judges[part.judge], state=part.state)
    lines: list[BallotLine] = []
    for rank, place in enumerate(part.ranking, start=1):
        lines += [BallotLine(ballot=ballot, entry=entries[e], rank=rank) for e in place.entries]
        if place.no_award:
            lines.append(BallotLine(ballot=ballot, entry=None, rank=rank))
    BallotLine.objects.bulk_create(lines)


def export_rounds(season: Season) -> tuple[RoundPart, ...]:
    """The rounds of a season in their order, with everything in them but rehearsals."""
    rounds = season.rounds.select_related("category").order_by("category__position", "position")
    return tuple(_export(each) for each in rounds)


def _export(round_: Round) -> RoundPart:
    enumerated: dict[str, Any] = {
        name: getattr(round_, name) for name in ("method", "state", "advance")
    }
    value = round_.advance_value
    return RoundPart(
        category=round_.category.key,
        key=round_.key,
        name=Text(round_.name.cy, round_.name.en) if round_.name else None,
        readers=round_.readers,
        by_staff=round_.by_staff,
        hides_names=round_.hides_names,
        called=round_.is_called,
        weight=round_.weight,
        advance_value=plain_number(value) if value is not None else None,
        opens_on=round_.opens_on.isoformat() if round_.opens_on else None,
        closes_on=round_.closes_on.isoformat() if round_.closes_on else None,
        judges=tuple(round_.judges.values_list("judge__key", flat=True)),
        entries=tuple(_came(round_)),
        assignments=tuple(_assigned(round_)),
        answers=tuple(_answered(round_)),
        ballots=tuple(_ballots(round_)),
        comparisons=tuple(_compared(round_)),
        **enumerated,
    )


def _came(round_: Round) -> Iterable[RoundEntryPart]:
    for row in round_.entries.filter(entry__is_test=False).select_related("entry"):
        yield RoundEntryPart(
            entry=row.entry.reference, points=row.points or None, reason=row.reason or None
        )


def _assigned(round_: Round) -> Iterable[AssignmentPart]:
    rows = round_.assignments.filter(entry__is_test=False)
    for judge, entry, how in rows.values_list("judge__key", "entry__reference", "source"):
        source: Any = how
        yield AssignmentPart(judge=judge, entry=entry, source=source)


def _answered(round_: Round) -> Iterable[AnswerPart]:
    for row in round_.papers.filter(entry__is_test=False).select_related("judge", "entry"):
        verdict: Any = row.verdict or None
        state: Any = row.state
        yield AnswerPart(
            judge=row.judge.key if row.judge else None,
            entry=row.entry.reference,
            verdict=verdict,
            points=row.points,
            reason=row.reason or None,
            state=state,
        )


def _ballots(round_: Round) -> Iterable[BallotPart]:
    for ballot in round_.ballots.select_related("judge").prefetch_related("lines__entry"):
        state: Any = ballot.state
        lines = sorted(ballot.lines.all(), key=lambda line: line.rank)
        yield BallotPart(
            judge=ballot.judge.key,
            state=state,
            ranking=tuple(
                _place(list(group)) for _rank, group in groupby(lines, key=lambda line: line.rank)
            ),
        )


def _place(lines: list[BallotLine]) -> RankPart:
    return RankPart(
        entries=tuple(sorted(line.entry.reference for line in lines if line.entry is not None)),
        no_award=any(line.entry is None for line in lines),
    )


def _compared(round_: Round) -> Iterable[ComparisonPart]:
    rows = round_.comparisons.values_list(
        "judge__key", "winner__reference", "loser__reference", "state"
    )
    for judge, winner, loser, given in rows:
        state: Any = given
        yield ComparisonPart(judge=judge, winner=winner, loser=loser, state=state)
