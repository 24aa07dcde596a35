"""What the worker looks after here: checking what came in, forgetting what nobody uses.

A file is scanned for viruses as it came and then made anew; only the clean copy is kept. As long as
nobody could scan it, it stays “being checked” and is tried again (SEC-13, SEC-20).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import F

from cadair.files import keeping
from cadair.files.actions import drop_upload
from cadair.files.cleaning import NotCleaned, cleaned_apart
from cadair.files.models import IncomingPart, StoredFile
from cadair.files.pictures import Refused
from cadair.files.queries import abandoned, due_to_be_checked, unused
from cadair.files.scanning import NotScanned, is_clean
from cadair.files.states import FileState, WhyRefused
from cadair.foundation import clock

logger = logging.getLogger(__name__)

BATCH: Final = 5
HELD_FOR: Final = timedelta(minutes=5)
WAITS: Final = tuple(timedelta(seconds=each) for each in (5, 15, 60, 300))
"""How long after each failed attempt the next one comes; the last one again and again."""

LOST_FOR: Final = timedelta(days=1)


def check_due() -> int:
    """Check what waits, up to a batch; returns how many were settled."""
    return sum(_check(file) for file in _taken())


def forget_unused() -> int:
    """Delete files that no nomination and no form uses; returns how many."""
    gone = 0
    for file in unused(clock.now())[:BATCH]:
        StoredFile.objects.filter(pk=file.pk).delete()
        keeping.take_away(file.place)
        gone += 1
    return gone


def forget_unfinished() -> int:
    """Forget files on their way with which nobody went on for a day; returns how many."""
    left = list(abandoned(clock.now())[:BATCH])
    for incoming in left:
        drop_upload(incoming=incoming)
    return len(left)


def forget_lost() -> int:
    """Take away bytes that no row names, one folder a look: left by a crash, a day ago or more."""
    now = clock.wall()
    places = list(keeping.places_in(int(now.timestamp() / 2)))
    known = {
        place
        for table in (StoredFile, IncomingPart)
        for place in table.objects.filter(place__in=places).values_list("place", flat=True)
    }
    gone = 0
    for place in set(places) - known:
        if now - keeping.kept_since(place) > LOST_FOR:
            keeping.take_away(place)
            gone += 1
    return gone


def _taken() -> Iterator[StoredFile]:
    """Files that are due, each held by us before it is handed out."""
    for key in list(due_to_be_checked(clock.now()).values_list("pk", flat=True)[:BATCH]):
        now = clock.now()
        # One statement: of two workers that want the same file, one changes a row.
        is_ours = (
            due_to_be_checked(now)
            .filter(pk=key)
            .update(state=FileState.CHECKING, held_until=now + HELD_FOR, attempts=F("attempts") + 1)
        )
        if is_ours:
            yield StoredFile.objects.get(pk=key)


def _check(file: StoredFile) -> bool:
    try:
        data = keeping.read_back(file.place)
        if not is_clean(data, settings.CADAIR_SCANNER):
            return _refuse(file, WhyRefused.VIRUS)
        copy = cleaned_apart(data, file.kind)
    except FileNotFoundError:
        return _refuse(file, WhyRefused.DAMAGED)
    except Refused as refused:
        return _refuse(file, WhyRefused(refused.why))
    except (NotScanned, NotCleaned, OSError) as error:
        return _try_again(file, error)
    return _keep(file, copy)


def _try_again(file: StoredFile, error: Exception) -> bool:
    wait = WAITS[min(file.attempts, len(WAITS)) - 1]
    logger.warning("%s not checked: %s, attempt %d", file.ref, error, file.attempts)
    _settle(file, next_attempt_at=clock.now() + wait)
    return False


def _refuse(file: StoredFile, why: WhyRefused) -> bool:
    """Nothing is kept of what cannot be taken."""
    logger.warning("%s refused: %s", file.ref, why.value)
    is_ours = _settle(
        file,
        state=FileState.REFUSED,
        why_refused=why,
        place="",
        size=0,
        checked_at=clock.now(),
    )
    if is_ours:
        keeping.take_away(file.place)
    return is_ours


def _keep(file: StoredFile, copy: bytes) -> bool:
    place = keeping.put_away(copy)
    is_ours = _settle(
        file,
        state=FileState.READY,
        place=place,
        size=len(copy),
        sha256=hashlib.sha256(copy).hexdigest(),
        checked_at=clock.now(),
    )
    keeping.take_away(file.place if is_ours else place)
    return is_ours


def _settle(file: StoredFile, **changes: object) -> bool:
    """Write down what became of a file, unless another worker holds it by now."""
    held = StoredFile.objects.filter(
        pk=file.pk, state=FileState.CHECKING, held_until=file.held_until
    )
    return bool(held.update(held_until=None, **changes))
