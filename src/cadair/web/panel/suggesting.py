"""What the rules suggest, as one plain sentence, with every step of the way behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import active_language
from cadair.foundation.welsh.lists import joined
from cadair.judging.desks import title_of
from cadair.nominations.models import Entry
from cadair.outcomes.explanations import WORDS, step_sentence
from cadair.outcomes.models import Proposal
from cadair.seasons.models import Category
from cadair.web.panel.guards import Room

SENTENCES: Final[Mapping[str, Promise]] = {
    "clear": _("Clear by the rules: %(names)s"),
    "joint": _("Equal, and shared by the rules: %(names)s"),
    "close": _("Close, discuss: %(names)s"),
    "tied": _("A tie that the rules leave to the panel: %(names)s"),
    "none": _("The rules suggest no award. Why: %(why)s"),
    "not-enough-scorecards": _("Too few judges could mark: %(names)s"),
    "waits": _("This waits for another decision."),
    "panel-chooses": _("The panel chooses among: %(names)s"),
    "second-round": _("The lead is too small, a second round decides: %(names)s"),
}
"""By the state of a suggestion; names stand after a colon, so that nothing has to mutate."""

TO_DISCUSS: Final = frozenset(
    {"close", "tied", "not-enough-scorecards", "panel-chooses", "second-round"}
)
MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One kind of award: the sentence and its steps."""

    kind: str
    state: str
    sentence: str
    is_to_discuss: bool
    steps: Sequence[str]
    winners: Sequence[str]


def suggestions(room: Room, category: Category) -> list[Suggestion]:
    """What the rules suggest here; nothing that names an entry the visitor has left."""
    proposals = list(category.proposals.select_related("kind"))
    named = {name for proposal in proposals for name in _references(proposal)}
    entries = Entry.objects.filter(season=room.season, reference__in=named)
    if any(entry.pk in room.left for entry in entries):
        return []
    titles = {entry.reference: _title(entry) for entry in entries}
    return [_suggestion(proposal, titles) for proposal in proposals]


def suggested_kinds(found: Sequence[Suggestion]) -> dict[str, list[str]]:
    """The kinds of award suggested beyond doubt, by the reference of the entry."""
    kinds: dict[str, list[str]] = {}
    for each in found:
        for reference in each.winners:
            kinds.setdefault(reference, []).append(each.kind)
    return kinds


def _title(entry: Entry) -> str:
    return title_of(entry.title_cy, entry.title_en, entry.title_language)[0]


def _references(proposal: Proposal) -> Iterator[str]:
    document = proposal.document
    yield from document["leaders"]
    yield from document["winners"]
    yield from document["unscored"]
    yield from (contender["entry"] for contender in document["contenders"])


def _suggestion(proposal: Proposal, titles: Mapping[str, str]) -> Suggestion:
    document = proposal.document
    state = document["state"]
    words = SENTENCES["joint" if state == "clear" and document["joint"] else state]
    names = [titles.get(each, each) for each in _named(proposal)]
    shown = joined(names[:MOST_NAMED], active_language())
    if len(names) > MOST_NAMED:
        shown += " …"
    why = str(WORDS.get(document["reason"] or "", "–"))
    return Suggestion(
        kind=str(proposal.kind.name),
        state=state,
        sentence=str(words) % {"names": shown or "–", "why": why},
        is_to_discuss=state in TO_DISCUSS,
        steps=[step_sentence(step) for step in document["steps"]],
        winners=document["winners"] if state == "clear" else (),
    )


def _named(proposal: Proposal) -> Sequence[str]:
    """Whom the sentence is about."""
    document = proposal.document
    if document["state"] == "clear":
        return list(document["winners"])
    if document["state"] == "not-enough-scorecards":
        return list(document["unscored"])
    return [contender["entry"] for contender in document["contenders"]]
