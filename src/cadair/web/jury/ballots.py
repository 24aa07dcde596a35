"""A judge’s ballot as a page shows it: the lines in their order, and what is typed into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from cadair.foundation.refusals import Refusal
from cadair.judging.answers import OwnRound, entries_of, own_ballot, ranks_on
from cadair.judging.counting import ballot_paper
from cadair.judging.models import Judge
from cadair.nominations.models import Entry
from cadair.web.jury.rounds import address_of, titled

NOBODY: Final = "no-award"
LONGEST_NUMBER: Final = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ballot: an entry, or “no award”; `rank` as it is kept or typed."""

    key: str
    title: str
    lang: str
    reference: str
    href: str
    rank: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ballot with everything the page asks of it."""

    lines: Sequence[Line]
    version: int
    allows_equals: bool
    has_no_award: bool
    entries: Mapping[str, Entry]

    @property
    def ranked(self) -> list[str]:
        """The keys of the lines that have a rank, best first."""
        return [line.key for line in self.lines if line.rank]


def sheet(own: OwnRound, judge: Judge, typed: Mapping[str, str] | None = None) -> Sheet:
    """The judge’s ballot: what is ranked first, then the rest by reference.

    `typed` are the ranks that were just typed in and could not be kept.
    """
    paper = ballot_paper(own.round.category)
    ballot = own_ballot(own.round, judge)
    entries = {entry.public_id: entry for entry in entries_of(own.round, judge)}
    ranks = ranks_on(ballot)
    where = address_of(judge, own.round)
    found = [
        Line(
            key=entry.public_id,
            title=title,
            lang=lang,
            reference=entry.reference,
            href=f"{where}{entry.public_id}/",
            rank=_rank(ranks.get(entry.pk), entry.public_id, typed),
        )
        for entry, title, lang in titled(judge, entries.values())
    ]
    if paper.has_no_award:
        rank = _rank(ranks.get(None), NOBODY, typed)
        found.append(Line(NOBODY, _("No award"), "", "", "", rank))
    if typed is None:
        last = len(found) + 1
        found.sort(key=lambda line: int(line.rank) if line.rank else last)
    version = ballot.version if ballot is not None else 0
    return Sheet(found, version, paper.allows_equals, paper.has_no_award, entries)


def _rank(kept: int | None, key: str, typed: Mapping[str, str] | None) -> str:
    if typed is not None:
        return typed.get(key, "")
    return "" if kept is None else str(kept)


def typed_ranks(sent: QueryDict, shown: Sheet) -> dict[str, str]:
    """What stands in the fields, by the key of the line."""
    return {line.key: sent.get(f"rank-{line.key}", "").strip() for line in shown.lines}


def numbers(typed: Mapping[str, str], shown: Sheet) -> dict[Entry | None, int]:
    """The ranks as numbers; a line without one is unranked.

    Raises:
        Refusal: something is no number.
    """
    found: dict[Entry | None, int] = {}
    for line in shown.lines:
        text = typed[line.key]
        if not text:
            continue
        if not (text.isdecimal() and text.isascii() and len(text) < LONGEST_NUMBER):
            name = line.reference or line.title
            raise Refusal(
                "rank-is-no-number",
                _("A rank is a whole number from 1 on. Look at this line: %(name)s")
                % {"name": name},
            )
        found[shown.entries.get(line.key)] = int(text)
    return found


def moved(ranks: Mapping[Entry | None, int], entry: Entry | None, step: int) -> list[Entry | None]:
    """Everything ranked in its new order once one line has gone up (−1) or down (1).

    A line without a rank comes in at the end. Equal ranks are parted in the order of the page.
    """
    order = sorted(ranks, key=lambda each: (ranks[each], each.reference if each else "~"))
    if entry not in order:
        return [*order, entry]
    at = order.index(entry)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return order
