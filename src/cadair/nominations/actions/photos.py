"""The photo that a nominee sends of themselves: put there, put in place of another, taken away."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.files.actions import keep_file
from cadair.files.arriving import Arrived
from cadair.files.states import FileKind
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.bilingual import Language
from cadair.foundation.refusals import NotNow, Refusal
from cadair.foundation.welsh.written import written_line
from cadair.nominations.actions.sayings import opened_nominee
from cadair.nominations.models import Nominee, NomineePhoto
from cadair.seasons.queries import locked

LONGEST_DESCRIPTION = 500


@transaction.atomic
def keep_photo(
    *, nominee: Nominee, arrived: Arrived, description: str, language: Language, by: Actor
) -> NomineePhoto:
    """Keep the photo of a nominee, or put it in the place of the one that was there.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee.
        NotNow: the nomination names them no longer.
        Refusal: it is no picture.
        UnfitText: what it shows is not said, or too long.
    """
    locked(nominee.nomination.season)
    nominee = opened_nominee(nominee, by)
    if arrived.kind == FileKind.PDF:
        raise Refusal("not-a-picture", _("Send a picture: JPEG, PNG or WebP."))
    words = written_line(
        _("What the photo shows"), description, is_required=True, longest=LONGEST_DESCRIPTION
    )
    NomineePhoto.objects.filter(nominee=nominee).delete()
    photo = NomineePhoto.objects.create(
        nominee=nominee,
        file=keep_file(arrived=arrived),
        description=words,
        language=language,
        sent_at=clock.now(),
    )
    record(
        actor=by,
        action="keep_photo",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={"photo": photo.ref, "sha256": arrived.sha256},
    )
    return photo


@transaction.atomic
def remove_photo(*, nominee: Nominee, by: Actor) -> Nominee:
    """Take the photo of a nominee away; the file is deleted soon after.

    Raises:
        NotAllowed: `by` does not hold a valid link to this nominee.
        NotNow: the nomination names them no longer, or there is no photo.
    """
    locked(nominee.nomination.season)
    nominee = opened_nominee(nominee, by)
    photo = NomineePhoto.objects.filter(nominee=nominee).first()
    if photo is None:
        raise NotNow("no-photo", _("There is no photo."))
    NomineePhoto.objects.filter(pk=photo.pk).delete()
    record(
        actor=by,
        action="remove_photo",
        subject=nominee.ref,
        season=nominee.nomination.season.public_id,
        facts={"photo": photo.ref},
    )
    return nominee
