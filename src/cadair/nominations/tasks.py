"""What the worker looks after here: forms never sent, and what entries are found by."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import F, Q
from django.db.models.functions import Mod

from cadair.audit.queries import held_one_by_one, held_seasons
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.nominations.actions import (
    index_entries,
    keep_repeats,
    lapse_clarification,
    remind_of_drafts,
    remind_referee,
    reminders_due,
    send_notices,
    tell_of_refused_files,
)
from cadair.nominations.actions.endorsements import REMIND_AFTER
from cadair.nominations.actions.refused_files import seasons_with_refused_files
from cadair.nominations.models import (
    Clarification,
    Draft,
    Endorsement,
    Entry,
    EntryWords,
    NominationImport,
    Nominee,
)
from cadair.nominations.notices import addresses_of, due_to_be_sent
from cadair.nominations.states import (
    ClarificationState,
    EndorsementState,
    ImportState,
    NominationState,
)
from cadair.nominations.words import words_of
from cadair.seasons.models import Season
from cadair.seasons.states import SeasonState

KEPT_AFTER_CLOSING: Final = timedelta(days=30)
KEPT_WITHOUT_ACCOUNT: Final = timedelta(days=7)
"""After the last saving: by then no browser knows the draft any more."""
KEPT_UNTAKEN: Final = timedelta(days=30)
LOOKED_AFRESH_AFTER: Final = timedelta(days=1)
SLICES: Final = 600
"""Every look compares one slice of the index with what it is made from: all of it in 20 minutes."""


def forget_drafts() -> int:
    """Delete the drafts whose time is over; returns how many. What was sent is a nomination.

    Those of a season that is held back stay, and that of a nomination that is.
    """
    now = clock.now()
    is_closed = Q(
        season__moments__key="nominations_close",
        season__moments__at__lt=now - KEPT_AFTER_CLOSING,
    )
    is_lost = Q(account=None, nomination=None, saved_at__lt=now - KEPT_WITHOUT_ACCOUNT)
    due = Draft.objects.filter(is_closed | is_lost)
    held = Draft.objects.filter(nomination__public_id__in=held_one_by_one("nomination"))
    free = due.exclude(season__public_id__in=held_seasons()).exclude(pk__in=held.values("pk"))
    found = free.values_list("pk", flat=True)
    gone, _tables = Draft.objects.filter(pk__in=list(found)).delete()
    return gone


def forget_imports() -> int:
    """Delete files of nominations that nobody took in; returns how many.

    Those of a season that is held back stay.
    """
    old = NominationImport.objects.filter(
        state=ImportState.READ, read_at__lt=clock.now() - KEPT_UNTAKEN
    )
    gone, _tables = old.exclude(season__public_id__in=held_seasons()).delete()
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


def look_for_repeats() -> int:
    """Search the seasons for things nominated twice where that was asked for, or a day has passed.

    Only while something can be done about it; returns how many pairs were found.
    """
    is_asked = Q(repeat_search__asked_at__gt=F("repeat_search__looked_at"))
    is_asked |= Q(repeat_search__asked_at__isnull=False, repeat_search__looked_at=None)
    is_old = Q(repeat_search__looked_at__lt=clock.now() - LOOKED_AFRESH_AFTER)
    seasons = Season.objects.filter(state__in=(SeasonState.OPEN, SeasonState.CHECKING))
    never = Q(repeat_search=None, entries__isnull=False)
    due = seasons.filter(is_asked | is_old | never).distinct()
    return sum(keep_repeats(season=season) for season in due)


def _content(words: EntryWords) -> tuple[str, str, bytes, bytes]:
    return words.text, words.place, bytes(words.sort_cy), bytes(words.sort_en)


def remind_due() -> int:
    """Remind people of forms they have begun, where it is time; returns how many letters."""
    worker = Actor.system("worker")
    return sum(
        len(remind_of_drafts(season=season, by=worker))
        for season in Season.objects.filter(state=SeasonState.OPEN)
        if reminders_due(season)
    )


def tell_nominees_due() -> int:
    """Write to nominees who have an address, a week before their last moment; returns how many.

    The usual notice leaves with the nomination: this is for those who were left over (PRI-02).
    """
    found = due_to_be_sent(clock.now()).select_related("nomination__season")
    by_season: dict[int, list[Nominee]] = {}
    for nominee in found:
        if not addresses_of(nominee):
            continue
        by_season.setdefault(nominee.nomination.season_id, []).append(nominee)
    worker = Actor.system("worker")
    return sum(
        len(send_notices(season=people[0].nomination.season, nominees=people, by=worker))
        for people in by_season.values()
    )


def lapse_questions() -> int:
    """Note which questions to nominators were not answered in time; returns how many."""
    today = clock.to_london(clock.now()).date()
    late = Clarification.objects.filter(
        state=ClarificationState.ASKED,
        answer_by__lt=today,
        nomination__state=NominationState.SUBMITTED,
    )
    worker = Actor.system("worker")
    lapsed = 0
    for each in late.select_related("nomination__season"):
        lapse_clarification(clarification=each, by=worker)
        lapsed += 1
    return lapsed


def tell_of_refused() -> int:
    """Write to people whose file was not accepted after they had sent it; returns how many files.

    The letter says why, and until when another one can be sent.
    """
    worker = Actor.system("worker")
    seasons = list(seasons_with_refused_files())
    return sum(len(tell_of_refused_files(season=season, by=worker)) for season in seasons)


def remind_referees() -> int:
    """Write once more to referees who have not answered for a week; returns how many."""
    waiting = Endorsement.objects.filter(
        state=EndorsementState.ASKED,
        reminded_at=None,
        asked_at__lte=clock.now() - REMIND_AFTER,
        nomination__state=NominationState.SUBMITTED,
        nomination__season__state__in=(SeasonState.OPEN, SeasonState.CHECKING),
    )
    worker = Actor.system("worker")
    found = list(waiting.select_related("nomination__season"))
    for each in found:
        remind_referee(endorsement=each, by=worker)
    return len(found)
