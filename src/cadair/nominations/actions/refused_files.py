"""Telling people that a file they sent was not accepted: found only after they had gone on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from cadair.audit.actions import record
from cadair.files.models import StoredFile
from cadair.files.states import FileState, WhyRefused
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import BilingualText
from cadair.mail.actions import queue_letter
from cadair.nominations.actions.telling import in_both_languages
from cadair.nominations.letters import FileRefused, closing_in_words, own_nominations_page
from cadair.nominations.models import Evidence, NomineePhoto
from cadair.nominations.notice_letters import calmed, page_of_link
from cadair.nominations.notices import told_at
from cadair.nominations.states import NominationState
from cadair.people.actions import issue_link
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState

OPENS_FOR: Final = timedelta(days=90)
"""How long the link in the letter about a photo works."""


@transaction.atomic
def tell_of_refused_files(*, season: Season, by: Actor) -> list[StoredFile]:
    """Write to whoever sent a file that was not accepted: which one, why, and what to do; once.

    A form that belongs to no account has nobody to write to: its page says so.

    Raises:
        NotAllowed: `by` is no organiser.
    """
    season = locked(season)
    require_organiser(by, season)
    now, told = clock.now(), []
    of_season = Q(draft__season=season) | Q(nomination__season=season)
    for evidence in untold_evidence().filter(of_season):
        if (address := _address(evidence)) and evidence.file:
            _write(season, evidence.file, address, *_where(season))
            told.append(evidence.file)
        Evidence.objects.filter(pk=evidence.pk).update(refusal_told_at=now)
    for photo in untold_photos().filter(nominee__nomination__season=season):
        for address, purpose in told_at(photo.nominee):
            until = clock.now() + OPENS_FOR
            token = issue_link(purpose=purpose, subject_ref=photo.nominee.ref, until=until)
            page = page_of_link("respond_nominee_photo", token)
            _write(season, photo.file, address, BilingualText(), page)
        told.append(photo.file)
        NomineePhoto.objects.filter(pk=photo.pk).update(refusal_told_at=now)
    record(
        actor=by,
        action="tell_of_refused_files",
        subject=season.ref,
        season=season.public_id,
        facts={"files": len(told)},
    )
    return told


def seasons_with_refused_files() -> Iterator[Season]:
    """Seasons in which somebody has yet to hear of a file that was not accepted."""
    keys: set[int] = set()
    for path in ("draft__season", "nomination__season"):
        keys |= {each for each in untold_evidence().values_list(path, flat=True) if each}
    keys |= set(untold_photos().values_list("nominee__nomination__season", flat=True))
    yield from Season.objects.filter(pk__in=keys)


def untold_evidence() -> QuerySet[Evidence]:
    """Files beside forms and nominations that were refused and of which nobody was told."""
    found = Evidence.objects.filter(file__state=FileState.REFUSED, refusal_told_at=None)
    return found.select_related("file", "draft__account", "nomination").order_by("pk")


def untold_photos() -> QuerySet[NomineePhoto]:
    """The same of photos of nominees."""
    found = NomineePhoto.objects.filter(file__state=FileState.REFUSED, refusal_told_at=None)
    return found.select_related("file", "nominee").order_by("pk")


def _address(evidence: Evidence) -> str:
    if evidence.nomination is not None:
        standing = evidence.nomination.state == NominationState.SUBMITTED
        return evidence.nomination.nominator_email if standing else ""
    account = evidence.draft.account if evidence.draft else None
    return account.email if account else ""


def _where(season: Season) -> tuple[BilingualText, BilingualText]:
    """Until when another one can be sent, and where; neither once nominations have closed."""
    if season.state != SeasonState.OPEN:
        return BilingualText(), BilingualText()
    return closing_in_words(season), own_nominations_page()


def _write(
    season: Season, file: StoredFile, address: str, until: BilingualText, page: BilingualText
) -> None:
    letter = FileRefused(
        season=season.name,
        file=calmed(file.name),
        why=in_both_languages(WhyRefused(file.why_refused).label),
        until=until,
        page=page,
    )
    once = f"file-refused:{file.public_id}:{address}"
    queue_letter(letter=letter, to=address, once=once, season=season.public_id)
