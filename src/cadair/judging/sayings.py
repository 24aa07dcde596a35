"""What a judge says beside their marks, what they flagged; what they keep on a device."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from cadair.foundation.bilingual import Language
from cadair.foundation.prepared import Prepared
from cadair.judging.models import Bookmark, DeviceCopy, Judge, Remark, Scorecard
from cadair.nominations.models import EntryCategory, Nomination
from cadair.nominations.states import NominationState
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

_REMARKS: Final = Prepared(
    lambda card: Remark.objects.filter(scorecard=card).values_list("criterion__key", "text")
)
_BOOKMARKS: Final = Prepared(
    lambda judge: (
        Bookmark.objects.filter(judge=judge).order_by().values_list("entry_id", "category_id")
    )
)
_BOOKMARK: Final = Prepared(
    lambda judge, entry, category: Bookmark.objects.filter(
        judge=judge, entry=entry, category=category
    ).values_list("pk")
)


def remarks_on(card: Scorecard | None) -> dict[str, str]:
    """The comments of a scorecard on single criteria, by the key of their criterion."""
    return dict(_REMARKS.rows(card=card.pk)) if card else {}


def bookmarks_of(judge: Judge) -> set[tuple[int, int]]:
    """The places (entry, category) that a judge flagged to come back to."""
    return {(entry, category) for entry, category in _BOOKMARKS.rows(judge=judge.pk)}


def is_bookmarked(judge: Judge, place: EntryCategory) -> bool:
    """Whether the judge flagged this place."""
    return bool(_BOOKMARK.rows(judge=judge.pk, entry=place.entry_id, category=place.category_id))


def written_in(season: Season, language: Language) -> set[int]:
    """The entries of which something was sent in in this language: ids."""
    sent = Nomination.objects.filter(
        Q(season=season), state=NominationState.SUBMITTED, language=language
    )
    rows = sent.order_by().values_list("entry_id", "entry__grouped_into_id")
    return {together or entry for entry, together in rows}


def holds(copy: DeviceCopy, judge: Judge) -> bool:
    """Whether a judge may still keep this copy of their entries on a device."""
    return (
        copy.ended_at is None
        and copy.account_id == judge.account_id
        and judge.season.state == SeasonState.JUDGING
    )
