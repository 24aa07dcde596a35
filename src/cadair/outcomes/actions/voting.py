"""What is on the table of the meeting, and the votes that the panel holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotAllowed, NotNow, Refusal
from cadair.judging.meeting_states import Stance
from cadair.judging.meetings import current_sitting, meeting_of, present_in
from cadair.judging.models import Judge, Meeting, OutOfRoom, Poll, Vote
from cadair.judging.rules import require_leads_meeting
from cadair.nominations.models import Entry
from cadair.outcomes.queries import candidates, closed_to, free_judges, kinds_given_in
from cadair.outcomes.rules import require_deciding, require_may_lead_in, require_quorum
from cadair.seasons.models import AwardKind, Category, Season
from cadair.seasons.queries import locked


@transaction.atomic
def put_on_table(
    *, season: Season, category: Category | None, by: Actor, seen_version: int | None = None
) -> Meeting:
    """Take up a category, or none; every screen that follows goes there.

    Judges in the room who stepped aside from something in it are written down as out of the room.
    `seen_version` is the version of the table that whoever moves has seen.

    Raises:
        NotAllowed: `by` does not lead the meeting.
        NotNow: the panel is not deciding, or somebody moved on in the meantime.
        Refusal: a category of another season.
    """
    season = locked(season)
    require_deciding(season)
    require_leads_meeting(by, season)
    before = meeting_of(season)
    if seen_version is not None and seen_version != before.version:
        raise NotNow(
            "moved-meanwhile",
            _("Somebody else moved the meeting on in the meantime. Look where it is now."),
        )
    if category is not None and category.season_id != season.pk:
        raise Refusal("other-season", _("This category belongs to another season."))
    meeting, _is_new = Meeting.objects.update_or_create(
        season=season,
        defaults={
            "table": category,
            "version": before.version + 1,
            "moved_at": clock.now(),
            "moved_by_ref": by.ref,
        },
    )
    out = keep_out_of_room(season, category) if category is not None else 0
    record(
        actor=by,
        action="put_on_table",
        subject=meeting.ref,
        season=season.public_id,
        facts={
            "category": category.ref if category is not None else None,
            "version": meeting.version,
            "out_of_room": out,
        },
    )
    return meeting


def keep_out_of_room(season: Season, category: Category) -> int:
    """Write down who of those present is out while a category is decided (PRO-03); part of actions.

    Who has gone out of the room stays written down, whatever they declare later.
    """
    sitting = current_sitting(season)
    if sitting is None:
        return 0
    out = [each for each in present_in(sitting) if category.pk in closed_to(each, season)]
    for judge in out:
        OutOfRoom.objects.get_or_create(
            sitting=sitting, category=category, judge=judge, defaults={"left_at": clock.now()}
        )
    return len(out)


@dataclass(frozen=True, slots=True)
class VoteCast:
    """What one judge says in a vote: for which entry, or against, or nothing."""

    stance: Stance
    entry: Entry | None = None


@transaction.atomic
def hold_poll(
    *,
    category: Category,
    votes: Mapping[Judge, VoteCast] | None = None,
    counts: Sequence[tuple[VoteCast, int]] | None = None,
    by: Actor,
    kind: AwardKind | None = None,
) -> Poll:
    """Write down a vote of the panel on a category: by judge, or of a secret one the numbers.

    A vote decides nothing by itself: the decision is written down after it, with its reason.

    Raises:
        NotAllowed: `by` does not lead the meeting or stepped aside here, or a judge who votes did.
        NotNow: the panel is not deciding, or is too few.
        Refusal: nobody voted, more votes than judges, or for an entry that is no candidate.
    """
    season = locked(category.season)
    require_deciding(season)
    require_may_lead_in(by, category)
    require_quorum(category)
    cast: list[tuple[Judge | None, VoteCast, int]] = [
        (judge, vote, 1) for judge, vote in (votes or {}).items()
    ]
    cast += [(None, vote, number) for vote, number in counts or () if number]
    _check(category, cast)
    poll = Poll.objects.create(
        season=season,
        category=category,
        kind=kind,
        number=category.polls.count() + 1,
        is_secret=votes is None,
        held_at=clock.now(),
        held_by_ref=by.ref,
    )
    Vote.objects.bulk_create(
        Vote(poll=poll, judge=judge, entry=vote.entry, stance=vote.stance, number=number)
        for judge, vote, number in cast
    )
    record(
        actor=by,
        action="hold_poll",
        subject=poll.ref,
        season=season.public_id,
        facts=_facts(poll, cast),
    )
    return poll


Cast = Sequence[tuple[Judge | None, VoteCast, int]]


def _check(category: Category, cast: Cast) -> None:
    if not cast:
        raise Refusal("nobody-voted", _("Write down at least one vote."))
    free = {each.pk for each in free_judges(category)}
    if any(judge is not None and judge.pk not in free for judge, _vote, _number in cast):
        raise NotAllowed(
            "judge-stepped-aside",
            _("Somebody chosen stepped aside here, or was not asked to read these entries."),
        )
    if sum(number for _judge, _vote, number in cast) > len(free):
        raise Refusal(
            "more-votes-than-judges",
            _("There are more votes than judges who may vote here. Judges: %(number)s")
            % {"number": len(free)},
        )
    among = {each.pk for each in candidates(category, kinds_given_in(category))}
    for _judge, vote, _number in cast:
        if (vote.stance == Stance.FOR) != (vote.entry is not None):
            raise Refusal("vote-for-nobody", _("Say for which entry each vote is."))
        if vote.entry is not None and vote.entry.pk not in among:
            raise Refusal(
                "entry-not-in-pool", _("This entry is not among those this award is chosen from.")
            )


def _facts(poll: Poll, cast: Cast) -> dict[str, str | int | bool | None]:
    told: Counter[str] = Counter()
    for _judge, vote, number in cast:
        told[Stance(vote.stance).value] += number
    return {
        "category": poll.category.ref,
        "number": poll.number,
        "is_secret": poll.is_secret,
        **{each.value: told[each.value] for each in Stance},
        "votes_sha256": sha256_of(
            sorted(
                [
                    judge.public_id if judge else "",
                    vote.entry.public_id if vote.entry else "",
                    Stance(vote.stance).value,
                    str(number),
                ]
                for judge, vote, number in cast
            )
        ),
    }
