"""What the meeting did on a category before it decided: votes, fresh rounds, changed marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.judging.desks import title_of
from cadair.judging.meeting_states import Stance
from cadair.judging.meetings import changed_marks, done_on, out_of_room
from cadair.judging.models import Vote
from cadair.nominations.models import Entry
from cadair.seasons.models import Category
from cadair.web.panel.fresh import Called, called_rounds
from cadair.web.panel.guards import Room


@dataclass(frozen=True, slots=True)
class Counted:
    """What was voted for, how often, and by whom where the vote was open."""

    what: str
    number: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class PollShown:
    """One vote, the most votes first."""

    number: int
    is_secret: bool
    held_at: datetime
    lines: Sequence[Counted]


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A mark that was changed, and why."""

    judge: str
    title: str
    reference: str
    criterion: str
    was: int
    value: int
    reason: str
    lang: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Discussed:
    """All of it; empty where the panel simply decided."""

    polls: Sequence[PollShown]
    rounds: Sequence[Called]
    changes: Sequence[ChangeShown]
    out: Sequence[str]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.polls or self.rounds or self.changes or self.out)


NOTHING = Discussed((), (), (), ())


def discussed(room: Room, category: Category) -> Discussed:
    """What was done here, for somebody to whom the category is open."""
    done = done_on(category)
    return Discussed(
        polls=polls_of(category) if done.polls else (),
        rounds=called_rounds(category) if done.rounds else (),
        changes=_changes(room, category) if done.changes else (),
        out=out_of_room(category) if done.out else (),
    )


def polls_of(category: Category) -> list[PollShown]:
    """The votes held on a category, in their order."""
    votes: dict[int, list[Vote]] = {}
    cast = Vote.objects.filter(poll__category=category).select_related("judge", "entry")
    for vote in cast.order_by("judge__position", "pk"):
        votes.setdefault(vote.poll_id, []).append(vote)
    return [
        PollShown(each.number, each.is_secret, each.held_at, _counted(votes.get(each.pk, ())))
        for each in (category.polls.order_by("number") if votes else ())
    ]


def _counted(votes: Sequence[Vote]) -> list[Counted]:
    numbers: dict[str, int] = {}
    names: dict[str, list[str]] = {}
    for vote in votes:
        what = entry_title(vote.entry) if vote.entry else str(Stance(vote.stance).label)
        numbers[what] = numbers.get(what, 0) + vote.number
        names.setdefault(what, []).extend([vote.judge.name] if vote.judge else [])
    ordered = sorted(numbers, key=lambda what: -numbers[what])
    return [Counted(what, numbers[what], names[what]) for what in ordered]


def _changes(room: Room, category: Category) -> list[ChangeShown]:
    found = []
    for each in changed_marks(category, sorted(room.left)):
        card = each.scorecard
        found.append(
            ChangeShown(
                judge=card.judge.name,
                title=entry_title(card.entry),
                reference=card.entry.reference,
                criterion=str(each.criterion.name),
                was=each.was,
                value=each.value,
                reason=each.reason,
                lang=each.reason_language if each.reason_language != active_language() else "",
                changed_at=each.changed_at,
            )
        )
    return found


def entry_title(entry: Entry | None) -> str:
    """The title of an entry in the reader’s language, or as far as it is written."""
    if entry is None:
        return _("no award")
    return title_of(entry.title_cy, entry.title_en, entry.title_language)[0]
