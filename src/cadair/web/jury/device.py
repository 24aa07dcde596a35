"""What a judge's device keeps of their desk, and what it sends when there is a network again.

A device holds what the judge may read and nothing else. Marks carry the fingerprint of what they
were written upon: whatever was saved elsewhere meanwhile comes back beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cadair.foundation.bilingual import LANGUAGES
from cadair.foundation.refusals import NotAllowed, Refusal
from cadair.judging.actions import ScorecardChanged, keep_bookmark, save_scorecard
from cadair.judging.desks import OwnPlace, fingerprint_of, own_card, place_on_desk
from cadair.judging.models import Judge, Mark, Remark, Scorecard
from cadair.judging.rules import require_may_score
from cadair.judging.sayings import is_bookmarked
from cadair.nominations.models import EntryCategory
from cadair.seasons.models import Season
from cadair.web.jury.packs import places_in_pack
from cadair.web.jury.progress import names_of_categories
from cadair.web.jury.sheets import Typed
from cadair.web.shared.guards import Visit

LONGEST_KEY = 80


class Unreadable(Refusal):
    """What a device sent is none of what it was given to send."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One scorecard as a device sends it."""

    category: str
    entry: str
    typed: Typed

    @classmethod
    def of(cls, body: bytes) -> Sent:
        """Read it.

        Raises:
            Unreadable: it is no JSON object, or a part of it is not of its kind.
        """
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise _unreadable()
        words = {key: said.get(key, "") for key in ("category", "entry", "comment", "shown")}
        if not all(isinstance(word, str) for word in words.values()):
            raise _unreadable()
        marks = _texts(said.get("marks", {}))
        remarks = _texts(said.get("remarks", {}))
        flag = said.get("flag", False) is True
        typed = Typed(marks, remarks, words["comment"], words["shown"], is_flagged=flag)
        return cls(words["category"][:LONGEST_KEY], words["entry"][:LONGEST_KEY], typed)


def _texts(said: object) -> dict[str, str]:
    if not isinstance(said, dict):
        raise _unreadable()
    found = {}
    for key, value in said.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise _unreadable()
        found[key] = str(value)
    return found


def _unreadable() -> Unreadable:
    return Unreadable(
        "unreadable", _("What your device sent could not be read. Open the entry and save again.")
    )


def device_context(season: Season) -> dict[str, Any]:
    """What the script on a page is told: where the desk lies in each language, and its words."""
    desks = []
    for language in LANGUAGES:
        with translation.override(language):
            desks.append(reverse("jury_desk", kwargs={"season": season.key}))
    words = {
        "taking": _("Your entries are being kept on this device…"),
        "taken": _("Done. You can now read and mark where there is no network."),
        "failed": _("That did not work just now. Nothing is lost; try again in a moment."),
        "offline": _("There is no network. What you write is kept on this device."),
        "signedOut": _("You are signed out. Sign in again, then what you wrote here is sent."),
        "ended": _(
            "What was kept on this device is deleted: you have locked your marks, or ended it from "
            "another device."
        ),
        "forgotten": _("Removed. Nothing of your entries is on this device any more."),
        "queued": _("Kept on this device. It is sent as soon as there is a network."),
        "waits": _("waits to be sent"),
        "comment": _("Your comment"),
    }
    said = {key: str(text) for key, text in words.items()}
    return {"desks": " ".join(desks), "device_words": said}


def listed_for_device(judge: Judge) -> list[dict[str, Any]]:
    """What belongs on the device now, each place with what its scorecard holds as a fingerprint."""
    names = names_of_categories(judge.season)
    prints = dict(_prints(judge))
    empty = fingerprint_of(None, {})
    return [
        {
            "key": f"{place.category}/{place.public_id}",
            "title": place.title,
            "lang": place.language,
            "reference": place.reference,
            "category": names[place.category],
            "state": place.state.value,
            "said": str(place.state.label),
            "shown": prints.get((place.entry_id, place.category_id), empty),
        }
        for place in places_in_pack(judge)
    ]


def _prints(judge: Judge) -> Iterator[tuple[tuple[int, int], str]]:
    marks: dict[int, dict[str, int]] = {}
    said: dict[int, dict[str, str]] = {}
    of_judge = {"scorecard__judge": judge}
    for card, key, value in Mark.objects.filter(**of_judge).values_list(
        "scorecard_id", "criterion__key", "value"
    ):
        marks.setdefault(card, {})[key] = value
    for card, key, text in Remark.objects.filter(**of_judge).values_list(
        "scorecard_id", "criterion__key", "text"
    ):
        said.setdefault(card, {})[key] = text
    for each in Scorecard.objects.filter(judge=judge):
        where = (each.entry_id, each.category_id)
        yield where, fingerprint_of(each, marks.get(each.pk, {}), said.get(each.pk, {}))


def may_be_read(judge: Judge, category: str, entry: str) -> OwnPlace | None:
    """The place as it lies on the desk, where the judge may read it now."""
    here = (each for each in places_in_pack(judge) if each.category == category)
    return next((each for each in here if each.public_id == entry), None)


def kept_of(judge: Judge, place: EntryCategory) -> dict[str, Any]:
    """What is kept of the judge in this place, as a device reads it."""
    typed = Typed.kept(own_card(judge, place), is_flagged=is_bookmarked(judge, place))
    return {
        "marks": typed.marks,
        "remarks": typed.remarks,
        "comment": typed.comment,
        "flag": typed.is_flagged,
        "shown": typed.shown,
    }


def take_in(judge: Judge, sent: Sent, visit: Visit) -> dict[str, Any]:
    """Keep what a device sent; returns what is kept now.

    Raises:
        ScorecardChanged: it was saved elsewhere since the device read it.
        NotAllowed: the judge stepped aside from the entry, or did not declare on it.
        Refusal: the entry is not on the desk, or what `save_scorecard` refuses.
    """
    place = place_on_desk(judge, sent.category, sent.entry)
    if place is None or place.entry.is_test:
        raise _not_here(judge, sent.entry)
    save_scorecard(
        judge=judge,
        entry=place.entry,
        category=place.category,
        marks=sent.typed.values(),
        comment=sent.typed.comment,
        remarks=sent.typed.remarks,
        by=visit.actor,
        shown=sent.typed.shown,
    )
    if is_bookmarked(judge, place) != sent.typed.is_flagged:
        keep_bookmark(
            judge=judge,
            entry=place.entry,
            category=place.category,
            is_wanted=sent.typed.is_flagged,
            by=visit.actor,
        )
    return kept_of(judge, place)


def _not_here(judge: Judge, public_id: str) -> Refusal:
    """Why marks on something that does not lie on the desk are not taken."""
    entry = judge.season.entries.filter(public_id=public_id).first()
    if entry is not None and judge.interests.filter(entry=entry).exists():
        try:
            require_may_score(judge, entry)
        except NotAllowed as refusal:
            return refusal
    return Refusal("not-on-desk", _("This entry is no longer on your desk."))


def said_of(refusal: Refusal, judge: Judge, sent: Sent | None) -> tuple[dict[str, Any], int]:
    """A refusal as a device reads it: a code, a sentence, and what is kept where it differs."""
    said: dict[str, Any] = {"code": refusal.code, "message": str(refusal)}
    if not isinstance(refusal, ScorecardChanged) or sent is None:
        return said, 422
    place = place_on_desk(judge, sent.category, sent.entry)
    kept: Mapping[str, Any] = kept_of(judge, place) if place is not None else {}
    return {**said, "kept": kept}, 409
