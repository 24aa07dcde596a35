"""What a judge sees of a round: its entries with what they gave, in words; nobody else’s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadair.foundation.bilingual import Language, active_language
from cadair.judging.answers import (
    OwnRound,
    entries_of,
    is_answered,
    own_papers,
    own_round,
    own_rounds,
)
from cadair.judging.desks import title_of
from cadair.judging.masking import hidden_entries, masked_title
from cadair.judging.models import Judge, Paper, Round
from cadair.judging.round_rules import ANSWERED, ANSWERING
from cadair.judging.round_states import PaperState, RoundMethod, RoundState
from cadair.judging.rounds import is_asked, is_on
from cadair.nominations.models import Entry, EntryCategory

ASKS: Final[Mapping[str, Promise]] = {
    RoundMethod.SIFT: gettext_lazy(
        "Read each entry and say whether it should be judged further. You need not compare them."
    ),
    RoundMethod.SINGLE_SCORE: gettext_lazy(
        "Read each entry, give it one overall score from 0 to 100 and say why in a few words."
    ),
    RoundMethod.LIVE_FINAL: gettext_lazy(
        "You mark on paper while you listen. The organisers type in your marks; here you confirm "
        "them. Only what you have confirmed counts."
    ),
    RoundMethod.RANKED_BALLOT: gettext_lazy(
        "Put the entries in your order, the best first. Ranks are counted as ranks: nothing is "
        "made into points of a scorecard."
    ),
    RoundMethod.PAIRWISE: gettext_lazy(
        "You see two entries at a time and press the one that is better. From what all judges say "
        "comes an order; it never becomes points."
    ),
}
"""What is asked of a judge, by the method of the round."""


@dataclass(frozen=True, slots=True)
class Card:
    """An open round on the desk, with how far the judge has come."""

    href: str
    name: str
    category: str
    method: str
    progress: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a round: where it is read, and what the judge gave it so far.

    `is_answered`: nothing more is asked here before locking.
    """

    entry: Entry
    title: str
    lang: str
    href: str
    paper: Paper | None
    said: str
    is_answered: bool

    @property
    def is_to_confirm(self) -> bool:
        """What was typed in from paper waits for the judge."""
        return self.paper is not None and self.paper.state == PaperState.KEYED


def cards(judge: Judge) -> list[Card]:
    """The rounds in which something is asked of this judge, in the order of the categories."""
    return [
        Card(
            href=address_of(judge, own.round),
            name=name_of(own.round),
            category=str(own.round.category.name),
            method=str(RoundMethod(own.round.method).label),
            progress=progress(own),
            is_done=own.is_locked,
        )
        for own in own_rounds(judge)
    ]


def name_of(round_: Round) -> str:
    """The name of a round; its method where it has none."""
    return str(round_.name) or str(RoundMethod(round_.method).label)


def address_of(judge: Judge, round_: Round) -> str:
    """Where a judge works on a round."""
    return reverse("jury_round", kwargs={"season": judge.season.key, "round_id": round_.public_id})


def progress(own: OwnRound) -> str:
    """How far a judge has come in a round, in words."""
    numbers = {"given": own.given, "asked": own.asked}
    if own.undeclared:
        return _("Waiting for your declaration")
    if own.is_locked:
        return _("Locked")
    if own.round.method == RoundMethod.RANKED_BALLOT:
        return _("Ranked, not cast yet") if own.given else _("Not ranked yet")
    if own.round.method == RoundMethod.PAIRWISE:
        return _("Compared: %(given)s of %(asked)s") % numbers
    if own.to_confirm:
        return _("To be confirmed: %(number)s") % {"number": own.to_confirm}
    return _("Answered: %(given)s of %(asked)s") % numbers


def own_round_or_404(judge: Judge, public_id: str) -> OwnRound:
    """The round of this address with the judge’s progress.

    One that waits, that is for others, or in which everything was stepped aside from, is not there.
    """
    found = Round.objects.filter(
        season=judge.season_id,
        public_id=public_id,
        by_staff=False,
        method__in=[str(each) for each in ANSWERED],
    )
    round_ = found.exclude(state=RoundState.WAITING).select_related("season", "category").first()
    if round_ is None or judge.season.state not in ANSWERING or not is_on(round_, judge):
        raise Http404
    own = own_round(round_, judge)
    if not entries_of(round_, judge).exists() and not own.undeclared:
        raise Http404
    return own


def round_about(judge: Judge, entry: Entry) -> Round | None:
    """The latest round with pages of its own in which the judge reads this entry."""
    started = Round.objects.filter(
        season=judge.season_id, by_staff=False, method__in=[str(each) for each in ANSWERED]
    ).exclude(state=RoundState.WAITING)
    latest = started.select_related("season", "category").order_by("-opened_at", "-position")
    return next((each for each in latest if is_asked(each, judge, entry)), None)


def can_answer(own: OwnRound) -> bool:
    """Whether anything can still be given: the round is open, and the judge has not locked."""
    return own.round.state == RoundState.OPEN and not own.is_locked


def entry_or_404(own: OwnRound, judge: Judge, public_id: str) -> Entry:
    """One entry that the judge is asked about in a round; everything else is not there."""
    entry = entries_of(own.round, judge).filter(public_id=public_id).first()
    if entry is None:
        raise Http404
    return entry


def place_of(round_: Round, entry: Entry) -> EntryCategory:
    """The entry in the category of the round, or in its first one where it only came there."""
    places = EntryCategory.objects.filter(entry=entry).select_related("entry", "category")
    ordered = places.order_by("category__position")
    place = ordered.filter(category=round_.category_id).first() or ordered.first()
    if place is None:
        raise Http404
    return place


def titled(judge: Judge, entries: Iterable[Entry]) -> list[tuple[Entry, str, str]]:
    """Entries with their title and its `lang` where it is not the page’s; no hidden name."""
    hidden, here = hidden_entries(judge.season), active_language()
    found: list[tuple[Entry, str, str]] = []
    for entry in entries:
        title: str
        language: Language
        title, language = title_of(entry.title_cy, entry.title_en, entry.title_language)
        if entry.pk in hidden:
            title, language = masked_title(entry.reference)
        found.append((entry, title, "" if language == here else language))
    return found


def lines(own: OwnRound, judge: Judge) -> list[Line]:
    """Every entry of the round that the judge reads, with what they gave it."""
    papers = own_papers(own.round, judge)
    where = address_of(judge, own.round)
    return [
        Line(
            entry=entry,
            title=title,
            lang=lang,
            href=f"{where}{entry.public_id}/",
            paper=papers.get(entry.pk),
            said=said(papers.get(entry.pk)),
            is_answered=is_answered(own.round, papers.get(entry.pk)),
        )
        for entry, title, lang in titled(judge, entries_of(own.round, judge))
    ]


def said(paper: Paper | None) -> str:
    """What a paper says, in words."""
    if paper is None:
        return _("Nothing yet")
    if paper.state == PaperState.ABSTAINED:
        return _("You abstain")
    if paper.verdict:
        return str(paper.get_verdict_display())
    return "–" if paper.points is None else str(paper.points)


def next_open(found: Sequence[Line], after: Entry) -> Line | None:
    """The next entry without an answer behind this one, then from the top."""
    at = next((at for at, line in enumerate(found) if line.entry.pk == after.pk), -1)
    behind = [*found[at + 1 :], *found[: max(at, 0)]]
    return next((line for line in behind if not line.is_answered), None)
