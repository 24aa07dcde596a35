"""The chapters on the meeting: who sat in it, how it voted, which marks changed, by letter."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cadair.judging.models import MarkChange, Meeting, Motion, Poll, Sitting
from cadair.record.telling import Teller, moment


def meeting_told(teller: Teller) -> dict[str, Any]:
    """The quorum, and every sitting: in the public version only how many were there."""
    meeting = Meeting.objects.filter(season=teller.season).first()
    return {
        "quorum": meeting.quorum if meeting else None,
        "sittings": [_sitting(teller, each) for each in _sittings(teller)],
    }


def _sittings(teller: Teller) -> list[Sitting]:
    found = Sitting.objects.filter(season=teller.season).order_by("number")
    return list(
        found.prefetch_related("attendance__judge", "out_of_room__judge", "out_of_room__category")
    )


def _sitting(teller: Teller, sitting: Sitting) -> dict[str, Any]:
    attendance = list(sitting.attendance.all())
    told: dict[str, Any] = {
        "number": sitting.number,
        "ref": sitting.ref,
        "began_at": moment(sitting.began_at),
        "ended_at": moment(sitting.ended_at),
        "end": sitting.end,
        **_counts(("present", "apologies", "absent"), (each.presence for each in attendance)),
        "out_of_room": len(sitting.out_of_room.all()),
    }
    if teller.is_public:
        return told
    return {
        **told,
        "attendance": sorted(
            (
                {
                    "judge": teller.codes[each.judge.key],
                    "presence": each.presence,
                    "came_at": moment(each.came_at),
                    "left_at": moment(each.left_at),
                }
                for each in attendance
            ),
            key=lambda row: str(row["judge"]),
        ),
        "left_room": sorted(
            (
                {"category": each.category.key, "judge": teller.codes[each.judge.key]}
                for each in sitting.out_of_room.all()
            ),
            key=lambda row: (row["category"], row["judge"]),
        ),
    }


def _counts(names: tuple[str, ...], found: Any) -> dict[str, int]:
    counted = Counter(str(each) for each in found)
    return {name: counted[name] for name in names}


def polls_told(teller: Teller) -> list[dict[str, Any]]:
    """Every vote: the numbers, and who voted how where that was not secret."""
    polls = Poll.objects.filter(season=teller.season).select_related("category", "kind")
    ordered = polls.order_by("category__position", "number")
    return [
        _poll(teller, each) for each in ordered.prefetch_related("votes__judge", "votes__entry")
    ]


def _poll(teller: Teller, poll: Poll) -> dict[str, Any]:
    votes = list(poll.votes.all())
    said = [vote.stance for vote in votes for _time in range(vote.number)]
    told: dict[str, Any] = {
        "category": poll.category.key,
        "number": poll.number,
        "ref": poll.ref,
        "kind": poll.kind.key if poll.kind else None,
        "secret": poll.is_secret,
        "held_at": moment(poll.held_at),
        **_counts(("for", "against", "abstains"), said),
    }
    if teller.is_public:
        return told
    rows = [
        {
            "judge": teller.codes[vote.judge.key] if vote.judge else None,
            "entry": vote.entry.reference if vote.entry else None,
            "stance": vote.stance,
            "number": vote.number,
        }
        for vote in votes
    ]
    return {**told, "votes": sorted(rows, key=str)}


def mark_changes_told(teller: Teller) -> list[dict[str, Any]]:
    """Every mark that was changed in the meeting, with its reason; to the public only where."""
    changes = MarkChange.objects.filter(scorecard__judge__season=teller.season)
    ordered = changes.select_related("scorecard__category", "criterion").order_by(
        "changed_at", "pk"
    )
    if teller.is_public:
        return [{"category": each.scorecard.category.key} for each in ordered]
    return [
        {
            "category": each.scorecard.category.key,
            "scorecard": each.scorecard.ref,
            "criterion": each.criterion.key,
            "was": each.was,
            "value": each.value,
            "changed_at": moment(each.changed_at),
            "by": each.changed_by_ref,
            "reason": teller.told(each.reason),
        }
        for each in ordered
    ]


def motions_told(teller: Teller) -> list[dict[str, Any]]:
    """Every decision that was put to the judges by letter, and how many agreed."""
    motions = Motion.objects.filter(season=teller.season).select_related("category")
    return [
        {
            "ref": each.ref,
            "category": each.category.key,
            "state": each.state,
            "needed": each.needed,
            "put_at": moment(each.put_at),
            "ended_at": moment(each.ended_at),
            "form_sha256": each.sha256,
            **_counts(
                ("agrees", "disagrees", "abstains"), (reply.answer for reply in each.replies.all())
            ),
            **({} if teller.is_public else {"replies": _replies(teller, each)}),
        }
        for each in motions.order_by("put_at", "pk").prefetch_related("replies__judge")
    ]


def _replies(teller: Teller, motion: Motion) -> list[dict[str, Any]]:
    rows = [
        {
            "judge": teller.codes[each.judge.key],
            "answer": each.answer,
            **({"note": each.note} if teller.is_full and each.note else {}),
        }
        for each in motion.replies.all()
    ]
    return sorted(rows, key=lambda row: str(row["judge"]))
