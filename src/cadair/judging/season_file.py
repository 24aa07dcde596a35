"""Panel, declarations and scorecards in a season file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cadair.judging.models import Interest, Judge, Mark, Scorecard, Seat
from cadair.seasons.models import Season
from cadair.seasons.season_file import Loading, SeasonFilePart
from seasonfile import InterestPart, JudgePart, ScorecardPart, SeatPart


class JudgingPart(SeasonFilePart):
    """Reads and writes `panel`, `interests` and `scorecards`."""

    def load(self, loading: Loading) -> None:
        """Write the panel, then what its judges declared and marked."""
        judges = _write_panel(loading)
        entries = {entry.reference: entry for entry in loading.season.entries.all()}
        Interest.objects.bulk_create(
            Interest(
                judge=judges[part.judge],
                entry=entries[part.entry],
                kind=part.kind,
                nature=part.nature or "",
            )
            for part in loading.document.interests
        )
        cards = Scorecard.objects.bulk_create(
            Scorecard(
                judge=judges[part.judge],
                entry=entries[part.entry],
                category=loading.categories[part.category],
                state=part.state,
                comment=part.comment or "",
            )
            for part in loading.document.scorecards
        )
        criteria = {criterion.key: criterion for criterion in loading.season.criteria.all()}
        Mark.objects.bulk_create(
            Mark(scorecard=card, criterion=criteria[key], value=value)
            for card, part in zip(cards, loading.document.scorecards, strict=True)
            for key, value in part.marks
        )

    def export(self, season: Season) -> Mapping[str, Any]:
        """The season's panel, declarations and scorecards, judge by judge; no rehearsal."""
        seats = season.seats.select_related("organisation").prefetch_related("judges")
        interests = Interest.objects.filter(judge__season=season, entry__is_test=False)
        interests = interests.select_related("judge", "entry")
        cards = (
            Scorecard.objects.filter(judge__season=season, entry__is_test=False)
            .select_related("judge", "entry", "category")
            .prefetch_related("marks__criterion")
        )
        return {
            "panel": tuple(_export_seat(seat) for seat in seats),
            "interests": tuple(
                _export_interest(each)
                for each in interests.order_by("judge__position", "entry__reference")
            ),
            "scorecards": tuple(
                _export_card(card)
                for card in cards.order_by(
                    "judge__position", "entry__reference", "category__position"
                )
            ),
        }

    def organisations(self, _season: Season) -> set[str]:
        """The organisations that hold seats."""
        return set(_season.seats.values_list("organisation__key", flat=True))


def _write_panel(loading: Loading) -> dict[str, Judge]:
    judges: dict[str, Judge] = {}
    for position, part in enumerate(loading.document.panel):
        seat = Seat.objects.create(
            season=loading.season,
            key=part.seat,
            position=position,
            organisation=loading.organisations[part.organisation],
        )
        for judge in part.judges:
            judges[judge.key] = Judge.objects.create(
                season=loading.season,
                seat=seat,
                key=judge.key,
                position=len(judges),
                name=judge.name,
                is_chair=judge.chair,
                is_stand_in=judge.stand_in,
                reads_cy="cy" in judge.reads,
                reads_en="en" in judge.reads,
            )
    return judges


def _export_seat(seat: Seat) -> SeatPart:
    return SeatPart(
        seat=seat.key,
        organisation=seat.organisation.key,
        judges=tuple(_export_judge(judge) for judge in seat.judges.all()),
    )


def _export_judge(judge: Judge) -> JudgePart:
    reads: Any = tuple(
        language for language, can in (("cy", judge.reads_cy), ("en", judge.reads_en)) if can
    )
    return JudgePart(
        key=judge.key,
        name=judge.name,
        chair=judge.is_chair,
        stand_in=judge.is_stand_in,
        reads=reads,
    )


def _export_interest(interest: Interest) -> InterestPart:
    kind: Any = interest.kind
    return InterestPart(
        judge=interest.judge.key,
        entry=interest.entry.reference,
        kind=kind,
        nature=interest.nature or None,
    )


def _export_card(card: Scorecard) -> ScorecardPart:
    state: Any = card.state
    return ScorecardPart(
        judge=card.judge.key,
        entry=card.entry.reference,
        category=card.category.key,
        state=state,
        marks=_export_marks(card.marks.all()),
        comment=card.comment or None,
    )


def _export_marks(marks: Iterable[Mark]) -> tuple[tuple[str, int], ...]:
    ordered = sorted(marks, key=lambda mark: mark.criterion.position)
    return tuple((mark.criterion.key, mark.value) for mark in ordered)
