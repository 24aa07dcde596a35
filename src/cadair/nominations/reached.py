"""How far forms get, page by page: from the record, which names no person of the public.

The record holds each Continue with the key of its page, and stays when a form is deleted. So a
figure can be drawn of where people leave off, without keeping anything for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cadair.audit.queries import entries_of
from cadair.seasons.models import Season


@dataclass(frozen=True, slots=True)
class PageReached:
    """A page: in how many forms somebody went on from it, and in how many it was finished."""

    page: str
    reached: int
    finished: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """The forms of a season, rehearsals left out: begun, sent, and each page by how many."""

    begun: int
    sent: int
    pages: Sequence[PageReached]


def how_far(season: Season) -> HowFar:
    """How far the forms of a season have come; pages in the order in which most were reached."""
    begun: set[str] = set()
    reached: dict[str, set[str]] = defaultdict(set)
    finished: dict[str, set[str]] = defaultdict(set)
    sent = 0
    told = entries_of(season.public_id).filter(action__in=_TELLING).order_by("sequence")
    for action, subject, text in told.values_list("action", "subject_ref", "facts").iterator():
        facts = json.loads(text)
        if action == "save_draft" and subject in begun:
            reached[facts["page"]].add(subject)
            if facts["is_finished"]:
                finished[facts["page"]].add(subject)
        elif action != "save_draft" and not facts.get("is_test"):
            sent += action == "submit_nomination"
            if action != "submit_nomination":
                begun.add(subject)
    pages = [PageReached(key, len(each), len(finished[key])) for key, each in reached.items()]
    return HowFar(len(begun), sent, sorted(pages, key=lambda each: -each.reached))


_TELLING = ("start_draft", "copy_nomination", "save_draft", "submit_nomination")
