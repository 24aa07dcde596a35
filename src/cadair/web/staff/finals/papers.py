"""The table a clerk fills from paper: each judge’s points for an entry, typed twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import key_paper
from cadair.judging.models import Interest, Judge, Paper, Round
from cadair.judging.round_states import PaperState
from cadair.judging.rounds import entries_in, is_asked, judges_of
from cadair.judging.states import InterestKind
from cadair.nominations.models import Entry

LONGEST_NUMBER: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One judge beside one entry: what was typed, where it stands, and what is wrong with it.

    `is_asked` is false where the judge stepped aside or has not declared yet (`is_undeclared`).
    """

    judge: Judge
    paper: Paper | None
    is_asked: bool
    is_undeclared: bool
    first: str
    second: str
    problem: str = ""

    @property
    def is_confirmed(self) -> bool:
        """The judge has confirmed, or typed it in themselves and locked."""
        return self.paper is not None and self.paper.state == PaperState.LOCKED

    @property
    def can_type(self) -> bool:
        """Whether anything is typed here."""
        done = (PaperState.LOCKED, PaperState.ABSTAINED)
        return self.is_asked and (self.paper is None or self.paper.state not in done)


@dataclass(frozen=True, slots=True)
class Count:
    """How far one entry is: papers typed in, confirmed, and expected."""

    entry: Entry
    typed: int
    confirmed: int
    expected: int


def lines(round_: Round, entry: Entry, typed: Typed | None = None) -> list[Line]:
    """Every judge of the round with their paper on an entry."""
    papers = {each.judge_id: each for each in Paper.objects.filter(round=round_, entry=entry)}
    kinds = dict(Interest.objects.filter(entry=entry).values_list("judge_id", "kind"))
    found = []
    for judge in judges_of(round_):
        paper = papers.get(judge.pk)
        is_keyed = paper is not None and paper.state == PaperState.KEYED
        kept = str(paper.points) if is_keyed and paper is not None else ""
        key = judge.public_id
        found.append(
            Line(
                judge=judge,
                paper=paper,
                is_asked=is_asked(round_, judge, entry),
                is_undeclared=judge.pk not in kinds,
                first=typed.first.get(key, "") if typed else kept,
                second=typed.second.get(key, "") if typed else kept,
                problem=typed.problems.get(key, "") if typed else "",
            )
        )
    return found


@dataclass(slots=True)
class Typed:
    """What a clerk typed, by the judge’s public identity, and what is wrong with it."""

    first: Mapping[str, str]
    second: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: QueryDict, judges: Sequence[Judge]) -> Typed:
        """Read the form."""
        keys = [judge.public_id for judge in judges]
        return cls(
            {key: sent.get(f"first-{key}", "").strip() for key in keys},
            {key: sent.get(f"second-{key}", "").strip() for key in keys},
        )

    def numbers(self) -> dict[str, tuple[int, int]]:
        """What is typed twice alike and stands on the scale; the rest becomes a problem."""
        found: dict[str, tuple[int, int]] = {}
        for key, first in self.first.items():
            second = self.second[key]
            if not first and not second:
                continue
            if not first or not second:
                self.problems[key] = _("Type the number in both fields.")
            elif not (_is_points(first) and _is_points(second)):
                self.problems[key] = _("Give points from 0 to 100, as a whole number.")
            elif int(first) != int(second):
                self.problems[key] = _(
                    "The two numbers differ. Look at the paper and type it again."
                )
            else:
                found[key] = (int(first), int(second))
        return found


def _is_points(text: str) -> bool:
    is_number = text.isdecimal() and text.isascii() and len(text) < LONGEST_NUMBER
    return is_number and int(text) <= 100


def keep(round_: Round, entry: Entry, typed: Typed, by: Actor) -> int:
    """Keep everything that was typed, or nothing where one line is wrong; how many were kept.

    Raises:
        Refusal: a line is wrong (it says which), or the action refuses it.
    """
    numbers = typed.numbers()
    if typed.problems:
        raise Refusal(
            "typed-wrongly", _("Some lines are not right yet. Nothing is lost: put them right.")
        )
    by_key = {line.judge.public_id: line for line in lines(round_, entry) if line.can_type}
    kept = 0
    with transaction.atomic():
        for key, (points, again) in numbers.items():
            if key in by_key:
                key_paper(
                    round_=round_,
                    judge=by_key[key].judge,
                    entry=entry,
                    points=points,
                    again=again,
                    by=by,
                )
                kept += 1
    return kept


def counts(round_: Round) -> list[Count]:
    """Every entry of a live final with how far its papers are."""
    states: dict[int, list[str]] = {}
    papers = Paper.objects.filter(round=round_, judge__isnull=False)
    for entry, state in papers.values_list("entry_id", "state"):
        states.setdefault(entry, []).append(state)
    aside = Interest.objects.filter(kind=InterestKind.STEP_ASIDE, judge__season=round_.season_id)
    away = set(aside.values_list("judge_id", "entry_id"))
    judges = [judge.pk for judge in judges_of(round_)]
    return [
        Count(
            entry=entry,
            typed=states.get(entry.pk, []).count(PaperState.KEYED),
            confirmed=sum(
                state in (PaperState.LOCKED, PaperState.ABSTAINED)
                for state in states.get(entry.pk, [])
            ),
            expected=sum((judge, entry.pk) not in away for judge in judges),
        )
        for entry in entries_in(round_)
    ]
