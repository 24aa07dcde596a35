"""What the worker looks after here: forms never sent, and what entries are found by."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Mod

from cadair.foundation import clock
from cadair.nominations.actions import index_entries
from cadair.nominations.models import Draft, Entry, EntryWords
from cadair.nominations.words import words_of

KEPT_AFTER_CLOSING: Final = timedelta(days=30)
KEPT_WITHOUT_ACCOUNT: Final = timedelta(days=7)
"""After the last saving: by then no browser knows the draft any more."""
SLICES: Final = 600
"""Every look compares one slice of the index with what it is made from: all of it in 20 minutes."""


def forget_drafts() -> int:
    """Delete the drafts whose time is over; returns how many. What was sent is a nomination."""
    now = clock.now()
    is_closed = Q(
        season__moments__key="nominations_close",
        season__moments__at__lt=now - KEPT_AFTER_CLOSING,
    )
    is_lost = Q(account=None, nomination=None, saved_at__lt=now - KEPT_WITHOUT_ACCOUNT)
    found = Draft.objects.filter(is_closed | is_lost).values_list("pk", flat=True)
    gone, _tables = Draft.objects.filter(pk__in=list(found)).delete()
    return gone


def mend_words() -> int:
    """Make anew what entries are found by where it is missing or stale; returns how many were.

    The actions keep the index; this finds what came another way, such as a body of the register
    that was renamed, and every entry of a database from before there was an index.
    """
    turn = int(clock.now().timestamp() / 2) % SLICES
    ids = list(
        Entry.objects.annotate(turn=Mod(F("pk"), SLICES))
        .filter(turn=turn)
        .order_by()
        .values_list("pk", flat=True)
    )
    kept = {each.pk: _content(each) for each in EntryWords.objects.filter(pk__in=ids)}
    stale = [each.pk for each in words_of(ids) if kept.get(each.pk) != _content(each)]
    return index_entries(ids=stale)


def _content(words: EntryWords) -> tuple[str, str, bytes, bytes]:
    return words.text, words.place, bytes(words.sort_cy), bytes(words.sort_en)
