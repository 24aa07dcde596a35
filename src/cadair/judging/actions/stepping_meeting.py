"""What a late step aside takes along of the meeting: votes and answers to decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from cadair.foundation.canonical import Canonical, sha256_of
from cadair.judging.actions.stepping import Voided
from cadair.judging.meeting_states import MotionState
from cadair.judging.models import Judge, Reply, Vote
from cadair.nominations.models import EntryCategory
from cadair.seasons.models import Season


def void_said(judge: Judge, entries: Collection[int]) -> Voided:
    """Take away how the judge voted where these entries stand, and what they answered by letter.

    Of a secret vote nobody knows whose it was: it stays. What it was stays in the record as a hash.
    An answer to a decision that is carried or lost stays too: it was given while nothing was known.
    """
    where = _in_question(judge.season, entries)
    votes = Vote.objects.filter(judge=judge, poll__category__in=where)
    replies = Reply.objects.filter(
        judge=judge, motion__category__in=where, motion__state=MotionState.OPEN
    )
    held: list[Canonical] = [
        list(each)
        for each in votes.order_by("pk").values_list(
            "poll__public_id", "stance", "entry__public_id"
        )
    ]
    held += [
        list(each) for each in replies.order_by("pk").values_list("motion__public_id", "answer")
    ]
    votes.delete()
    replies.delete()
    return Voided({0: len(held)} if held else {}, sha256_of(held) if held else "")


def _in_question(season: Season, entries: Collection[int]) -> list[int]:
    """The categories in which these entries stand, or whose awards reach beyond their own."""
    if not entries:
        return []
    stands = EntryCategory.objects.filter(entry__in=list(entries))
    reaching = [kind for kind in season.award_kinds.all() if _reaches(kind.rule)]
    found = {
        each.pk for each in season.categories.all() if any(kind.is_for(each) for kind in reaching)
    }
    return sorted(found | set(stands.values_list("category_id", flat=True)))


def _reaches(rule: Mapping[str, Any] | None) -> bool:
    return bool((rule or {}).get("pool", "category") != "category")
