"""What stepping aside takes along: scorecards given before, and, where a season says so, whole
categories. Parts of the actions that sign, begin and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q

from cadair.foundation import clock
from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.desks import fingerprint
from cadair.judging.models import (
    Ballot,
    BallotLine,
    Comparison,
    Interest,
    InterestVersion,
    Judge,
    Paper,
    Scorecard,
)
from cadair.judging.queries import for_judge, interest_rules, places_to_judge
from cadair.judging.states import AsideScope, InterestKind
from cadair.nominations.models import EntryCategory


@dataclass(frozen=True, slots=True)
class Voided:
    """Scorecards that were taken away: how many of each entry, and a hash of what they held."""

    by_entry: dict[int, int]
    sha256: str

    @property
    def count(self) -> int:
        """How many it was."""
        return sum(self.by_entry.values())


def void_scorecards(judge: Judge, entries: Collection[int]) -> Voided:
    """Take away what the judge gave to these entries; what it was stays in the record as a hash."""
    given = Scorecard.objects.filter(judge=judge, entry__in=list(entries)).order_by("pk")
    held = []
    by_entry: dict[int, int] = {}
    for card in given.prefetch_related("marks__criterion"):
        marks = {mark.criterion.key: mark.value for mark in card.marks.all()}
        held.append([card.ref, fingerprint(card.state, marks, card.comment)])
        by_entry[card.entry_id] = by_entry.get(card.entry_id, 0) + 1
    given.delete()
    return Voided(by_entry, sha256_of(held) if held else "")


def void_answers(judge: Judge, entries: Collection[int]) -> Voided:
    """Take away what the judge answered on these entries in rounds: papers, ranks, comparisons.

    A ballot that is cast stays, without them. What it was stays in the record as a hash.
    """
    here = list(entries)
    papers = Paper.objects.filter(judge=judge, entry__in=here)
    lines = BallotLine.objects.filter(ballot__judge=judge, entry__in=here)
    pairs = Comparison.objects.filter(judge=judge).filter(Q(winner__in=here) | Q(loser__in=here))
    held: list[Canonical] = [
        [each.ref, each.verdict, each.points, each.state, each.reason]
        for each in papers.order_by("pk")
    ]
    ranked = lines.order_by("pk").values_list("ballot__public_id", "entry__public_id", "rank")
    held += [list(line) for line in ranked]
    compared = pairs.order_by("pk").values_list(
        "public_id", "winner__public_id", "loser__public_id"
    )
    held += [list(pair) for pair in compared]
    if not held:
        return Voided({}, "")
    ballots = Ballot.objects.filter(pk__in=lines.values("ballot"))
    ballots.update(version=F("version") + 1)
    by_entry: Counter[int] = Counter(
        [
            *papers.values_list("entry_id", flat=True),
            *lines.filter(entry__isnull=False).values_list("entry_id", flat=True),
            *(
                entry
                for pair in pairs.values_list("winner_id", "loser_id")
                for entry in pair
                if entry in here
            ),
        ]
    )
    for given in (papers, lines, pairs):
        given.delete()
    return Voided(dict(by_entry), sha256_of(held))


def step_aside_from_categories(judge: Judge) -> list[int]:
    """Where the season says so, step aside from everything that competes with what one left.

    Returns the entries from which the judge now steps aside too.
    """
    if interest_rules(judge.season).scope != AsideScope.CATEGORY:
        return []
    own = {each.entry_id: each for each in judge.interests.all()}
    left = {pk: each for pk, each in own.items() if _is_cause(each)}
    places = EntryCategory.objects.filter(entry__in=left).order_by("pk")
    causes = {category: left[entry] for entry, category in places.values_list("entry", "category")}
    beside = for_judge(places_to_judge(judge.season), judge.pk).filter(category__in=causes)
    follows: dict[int, Interest] = {}
    for entry, category in beside.order_by("pk").values_list("entry_id", "category_id"):
        there = own.get(entry)
        if there is None or there.kind != InterestKind.STEP_ASIDE:
            follows[entry] = causes[category]
    _follow(judge, follows)
    return sorted(follows)


def _is_cause(interest: Interest) -> bool:
    return interest.kind == InterestKind.STEP_ASIDE and interest.follows_id is None


def _follow(judge: Judge, follows: dict[int, Interest]) -> None:
    for entry, cause in follows.items():
        interest, _is_new = Interest.objects.update_or_create(
            judge=judge,
            entry_id=entry,
            defaults={
                "kind": InterestKind.STEP_ASIDE,
                "nature": cause.nature,
                "note": "",
                "signs": [],
                "follows_id": cause.entry_id,
                "declared_at": clock.now(),
            },
        )
        keep_versions([interest], Voided({}, ""))


def keep_versions(interests: Collection[Interest], voided: Voided) -> None:
    """Keep what now stands as one more version of each declaration."""
    InterestVersion.objects.bulk_create(
        InterestVersion(
            interest=each,
            kind=each.kind,
            nature=each.nature,
            note=each.note,
            signs=each.signs,
            voided=voided.by_entry.get(each.entry_id, 0),
            signed_at=each.declared_at or clock.now(),
        )
        for each in interests
    )
