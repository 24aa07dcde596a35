"""A file gets its row, at once or part by part: within the actions that take one in."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.temp import NamedTemporaryFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.files import keeping
from cadair.files.arriving import Arrived, require_size, take_in
from cadair.files.models import IncomingFile, IncomingPart, StoredFile
from cadair.files.queries import size_received
from cadair.files.validators import LOOKED_AT, kind_of, written_name
from cadair.foundation import clock
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.text import clean_line

PART: Final = 1_000_000
"""How big a part may be: what a lost connection costs at most."""

MOST_AT_ONCE: Final = 4
"""So many files may be on their way to one place; the oldest gives way."""


@transaction.atomic
def keep_file(*, arrived: Arrived) -> StoredFile:
    """Remember a file that has come in; the worker checks it before anybody else may read it."""
    now = clock.now()
    return StoredFile.objects.create(
        kind=arrived.kind,
        name=arrived.name,
        place=arrived.place,
        size=arrived.size,
        sent_sha256=arrived.sha256,
        received_at=now,
        next_attempt_at=now,
    )


@transaction.atomic
def begin_upload(*, about: str, name: str, size: int, mark: str, most_bytes: int) -> IncomingFile:
    """Begin to take a file part by part, or go on with the same one where it stopped.

    `mark` is what the browser knows the file by; the same mark and size for the same place is the
    same file.

    Raises:
        NotNow: there is no room.
        Refusal: it is empty or too big.
    """
    require_size(size, most_bytes)
    marked = clean_line(mark)[:64]
    there = IncomingFile.objects.select_for_update().filter(about=about)
    known = there.filter(size=size, mark=marked).first()
    if known is not None:
        return known
    for old in there.order_by("-last_at")[MOST_AT_ONCE - 1 :]:
        drop_upload(incoming=old)
    now = clock.now()
    return IncomingFile.objects.create(
        about=about,
        name=written_name(name),
        size=size,
        mark=marked,
        started_at=now,
        last_at=now,
    )


def keep_part(*, incoming: IncomingFile, number: int, part: UploadedFile[Any] | None) -> int:
    """Keep the next part of a file; returns how much of the file is there now.

    A part that came before is there once, however often it is sent.

    Raises:
        NotNow: an earlier part is missing, or it could not be saved.
        Refusal: there is no part, it is too big, or the first one begins nothing that is taken.
    """
    size = int(part.size or 0) if part is not None else 0
    if part is None or not 0 < size <= PART:
        raise Refusal("part-unfit", _("This part of the file did not arrive whole. Try again."))
    if number == 0:
        kind_of(part.read(LOOKED_AT))
        part.seek(0)
    place = _put_away(part)
    try:
        is_new = _noted(incoming, number, place, size)
    except Exception:
        keeping.take_away(place)
        raise
    if not is_new:
        keeping.take_away(place)
    return size_received(incoming)


@transaction.atomic
def _noted(incoming: IncomingFile, number: int, place: str, size: int) -> bool:
    """Write down a part under the lock of its file; whether it was not there before."""
    held = IncomingFile.objects.select_for_update().filter(pk=incoming.pk).first()
    there = held.parts.count() if held else 0
    if held is None or number > there:
        raise NotNow("part-missing", _("This part of the file did not arrive whole. Try again."))
    if number < there:
        return False
    if size_received(held) + size > held.size:
        raise Refusal("part-unfit", _("This part of the file did not arrive whole. Try again."))
    IncomingPart.objects.create(incoming=held, number=number, place=place, size=size)
    held.last_at = clock.now()
    held.save(update_fields=["last_at"])
    return True


def join_upload(*, incoming: IncomingFile, most_bytes: int) -> Arrived:
    """Make one file of the parts and take it in as one that came at once; the parts are gone then.

    Raises:
        NotNow: a part is missing, there is no room, or the storage failed: it can be tried again.
        Refusal: it is too big or of a kind that is not taken.
    """
    if size_received(incoming) != incoming.size:
        raise NotNow("part-missing", _("This part of the file did not arrive whole. Try again."))
    with NamedTemporaryFile() as whole:
        for part in incoming.parts.all():
            whole.write(_read_back(part.place))
        whole.flush()
        whole.seek(0)
        upload = UploadedFile(file=whole, name=incoming.name, size=incoming.size)
        try:
            arrived = take_in(upload, most_bytes=most_bytes)
        except NotNow:
            raise
        except Refusal:
            drop_upload(incoming=incoming)
            raise
    drop_upload(incoming=incoming)
    return arrived


def drop_upload(*, incoming: IncomingFile) -> None:
    """Forget a file on its way, with what is there of it."""
    places = list(incoming.parts.values_list("place", flat=True))
    IncomingFile.objects.filter(pk=incoming.pk).delete()

    def take_away() -> None:
        for place in places:
            keeping.take_away(place)

    transaction.on_commit(take_away)


def _put_away(part: UploadedFile[Any]) -> str:
    try:
        return keeping.put_away(part)
    except OSError as error:
        raise NotNow(
            "file-failed", _("The file could not be saved. Try again in a few minutes.")
        ) from error


def _read_back(place: str) -> bytes:
    try:
        return keeping.read_back(place)
    except OSError as error:
        raise NotNow(
            "file-failed", _("The file could not be saved. Try again in a few minutes.")
        ) from error
