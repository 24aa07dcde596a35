"""Panel, declarations and scorecards in a season file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cadair.judging.models import (
    BodyMember,
    Interest,
    InterestRules,
    Judge,
    Mark,
    Remark,
    Scorecard,
    Seat,
    Substitution,
)
from cadair.judging.queries import interest_rules
from cadair.judging.season_file_rounds import export_rounds, write_answers, write_rounds
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.seasons.season_file import Loading, SeasonFilePart
from seasonfile import (
    DeclaringPart,
    InterestPart,
    JudgePart,
    MembershipPart,
    ScorecardPart,
    SeatPart,
)


class JudgingPart(SeasonFilePart):
    """Reads and writes `panel`, `declaring`, `rounds`, `interests` and `scorecards`."""

    def load_rules(self, _loading: Loading) -> bool:
        """Write what is asked of declarations, where that is not the usual, and the rounds."""
        season, part = _loading.season, _loading.document.declaring
        is_usual = replace(part, memberships=()) == DeclaringPart()
        if not is_usual:
            InterestRules.objects.create(season=season, employer=part.employer, scope=part.scope)
        has_rounds = write_rounds(_loading)
        return has_rounds or not is_usual

    def load(self, loading: Loading) -> None:
        """Write the panel, then what its judges declared and marked."""
        judges = _write_panel(loading)
        entries = {entry.reference: entry for entry in loading.season.entries.all()}
        _write_members(loading)
        _write_substitutions(loading, judges, entries)
        Interest.objects.bulk_create(
            Interest(
                judge=judges[part.judge],
                entry=entries[part.entry],
                kind=part.kind,
                nature=part.nature or "",
                note=part.note or "",
                follows=entries[part.because_of] if part.because_of else None,
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
        Remark.objects.bulk_create(
            Remark(scorecard=card, criterion=criteria[key], text=text)
            for card, part in zip(cards, loading.document.scorecards, strict=True)
            for key, text in part.remarks
        )
        write_answers(loading, judges, entries)

    def export(self, season: Season) -> Mapping[str, Any]:
        """The season's panel, declarations and scorecards, judge by judge; no rehearsal."""
        seats = season.seats.select_related("organisation").prefetch_related(
            "judges__substitutions__entry"
        )
        interests = Interest.objects.filter(judge__season=season, entry__is_test=False)
        interests = interests.select_related("judge", "entry", "follows")
        cards = (
            Scorecard.objects.filter(judge__season=season, entry__is_test=False)
            .select_related("judge", "entry", "category")
            .prefetch_related("marks__criterion", "remarks__criterion")
        )
        return {
            "panel": tuple(_export_seat(seat) for seat in seats),
            "declaring": _export_declaring(season),
            "rounds": export_rounds(season),
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
        """The organisations that hold seats, and those that they represent."""
        listed = _season.body_members.values_list("body__key", "member__key")
        named = {key for pair in listed for key in pair}
        return named | set(_season.seats.values_list("organisation__key", flat=True))


def _write_members(loading: Loading) -> None:
    BodyMember.objects.bulk_create(
        BodyMember(
            season=loading.season,
            body=loading.organisations[part.organisation],
            member=loading.organisations[key],
        )
        for part in loading.document.declaring.memberships
        for key in part.members
    )


def _write_substitutions(
    loading: Loading, judges: Mapping[str, Judge], entries: Mapping[str, Entry]
) -> None:
    parts = [judge for seat in loading.document.panel for judge in seat.judges if judge.only]
    Substitution.objects.bulk_create(
        Substitution(judge=judges[part.key], entry=entries[reference])
        for part in parts
        for reference in part.only
    )


def _export_declaring(season: Season) -> DeclaringPart:
    rules = interest_rules(season)
    employer: Any = rules.employer
    scope: Any = rules.scope
    listed: dict[str, list[str]] = {}
    members = season.body_members.order_by("body__key", "member__key")
    for body, member in members.values_list("body__key", "member__key"):
        listed.setdefault(body, []).append(member)
    return DeclaringPart(
        employer=employer,
        scope=scope,
        memberships=tuple(
            MembershipPart(organisation=body, members=tuple(keys)) for body, keys in listed.items()
        ),
    )


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
                is_substitute=bool(judge.only),
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
        only=tuple(sorted(each.entry.reference for each in judge.substitutions.all())),
    )


def _export_interest(interest: Interest) -> InterestPart:
    kind: Any = interest.kind
    return InterestPart(
        judge=interest.judge.key,
        entry=interest.entry.reference,
        kind=kind,
        nature=interest.nature or None,
        note=interest.note or None,
        because_of=interest.follows.reference if interest.follows else None,
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
        remarks=_export_remarks(card.remarks.all()),
    )


def _export_remarks(remarks: Iterable[Remark]) -> tuple[tuple[str, str], ...]:
    ordered = sorted(remarks, key=lambda remark: remark.criterion.position)
    return tuple((remark.criterion.key, remark.text) for remark in ordered)


def _export_marks(marks: Iterable[Mark]) -> tuple[tuple[str, int], ...]:
    ordered = sorted(marks, key=lambda mark: mark.criterion.position)
    return tuple((mark.criterion.key, mark.value) for mark in ordered)
