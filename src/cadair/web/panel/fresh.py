"""Rounds that the meeting called: who has answered, and what the answers come to once closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.sorting import sort_key
from cadair.judging.counting import ballot_paper, cast_by, points_in, shown, voted_in
from cadair.judging.desks import title_of
from cadair.judging.models import Paper, Round
from cadair.judging.round_states import PaperState, RoundMethod, RoundState
from cadair.judging.rounds import entries_in, judges_of
from cadair.nominations.models import Entry
from cadair.outcomes.explanations import WORDS
from cadair.outcomes.models import Proposal
from cadair.seasons.models import Category

NO_AWARD: Final = "no-award"
MOST_CHOSEN: Final = 8
"""Of more candidates none is ticked beforehand: nobody ranks thirty entries in a meeting."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that can be put into a fresh round."""

    key: str
    title: str
    lang: str
    reference: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody who takes part, and whether they have answered: never what (PRO-05)."""

    judge: int
    name: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in what a closed round came to, with those who share it."""

    place: int
    titles: Sequence[str]
    figure: str

    @property
    def is_shared(self) -> bool:
        """Whether equals stand in this place."""
        return len(self.titles) > 1


@dataclass(frozen=True, slots=True)
class Called:
    """One round that the meeting called, as its page shows it."""

    round: Round
    title: str
    entries: Sequence[str]
    judges: Sequence[Answered]
    placed: Sequence[Placed]
    count: str
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether answers still come in."""
        return self.round.state == RoundState.OPEN

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(each.is_done for each in self.judges)

    @property
    def tied_first(self) -> Sequence[str]:
        """The titles of those who share the first place, where some do."""
        first = self.placed[0] if self.placed else None
        return first.titles if first is not None and first.is_shared else ()


def called_rounds(category: Category) -> list[Called]:
    """The rounds that the meeting called in a category, the last first."""
    rounds = category.rounds.filter(is_called=True).select_related("season", "category")
    return [called(each) for each in rounds.order_by("-position")]


def called(round_: Round) -> Called:
    """One of them; while it is open nothing of what was answered."""
    entries = list(entries_in(round_))
    titles = {each.reference: _title(each)[0] for each in entries}
    is_ballot = round_.method == RoundMethod.RANKED_BALLOT
    done = cast_by(round_) if is_ballot else _marked_all(round_, len(entries))
    is_open = round_.state == RoundState.OPEN
    paper = ballot_paper(round_.category) if is_ballot else None
    return Called(
        round=round_,
        title=_("Fresh ballot") if is_ballot else _("Fresh marks"),
        entries=[titles[each.reference] for each in entries],
        judges=[Answered(each.pk, each.name, each.pk in done) for each in judges_of(round_)],
        placed=() if is_open else _placed(round_, entries, titles),
        count=str(WORDS[paper.count.value]) if paper else "",
        closed_at=round_.closed_at,
    )


def _marked_all(round_: Round, entries: int) -> set[int]:
    given: dict[int, int] = {}
    locked = Paper.objects.filter(
        round=round_, state__in=(PaperState.LOCKED, PaperState.ABSTAINED), judge__isnull=False
    )
    for judge in locked.order_by().values_list("judge_id", flat=True):
        if judge is not None:
            given[judge] = given.get(judge, 0) + 1
    return {judge for judge, number in given.items() if number >= entries}


def _placed(round_: Round, entries: Sequence[Entry], titles: dict[str, str]) -> list[Placed]:
    if round_.method == RoundMethod.RANKED_BALLOT:
        voted = voted_in(round_)
        groups = voted.ranked if voted is not None else ()
        names = {**titles, NO_AWARD: _("No award is made")}
        return _in_places(([names[each] for each in group], "") for group in groups)
    points = points_in(round_)
    by_points: dict[str, list[str]] = {}
    ordered = sorted(
        (each for each in entries if each.pk in points), key=lambda each: -points[each.pk]
    )
    for each in ordered:
        by_points.setdefault(str(points[each.pk]), []).append(titles[each.reference])
    figures = {str(value): shown(value) for value in points.values()}
    return _in_places((group, figures[value]) for value, group in by_points.items())


def _in_places(groups: Iterable[tuple[Sequence[str], str]]) -> list[Placed]:
    found: list[Placed] = []
    place = 1
    for titles, figure in groups:
        found.append(Placed(place, titles, figure))
        place += len(titles)
    return found


def to_choose(
    category: Category, entries: Sequence[Entry], chosen: Iterable[str] | None = None
) -> list[Candidate]:
    """The candidates by name, not by marks: those of different categories are not compared.

    Ticked are those `chosen`, else whom the suggestion is about, else all of a few.
    """
    wanted = set(chosen) if chosen is not None else _in_question(category, entries)
    made = [
        Candidate(
            each.public_id,
            *_title(each),
            each.reference,
            each.public_id in wanted,
        )
        for each in entries
    ]
    return sorted(made, key=lambda each: sort_key(each.title, active_language()))


def _in_question(category: Category, entries: Sequence[Entry]) -> set[str]:
    named: set[str] = set()
    for proposal in Proposal.objects.filter(category=category):
        document = proposal.document
        if document["state"] in {"tied", "close", "second-round"}:
            named |= {str(each["entry"]) for each in document["contenders"]}
    found = {each.public_id for each in entries if each.reference in named}
    if len(found) > 1:
        return found
    few = len(entries) <= MOST_CHOSEN
    return {each.public_id for each in entries} if few else set()


def _title(entry: Entry) -> tuple[str, str]:
    title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
    return title, language if language != active_language() else ""
