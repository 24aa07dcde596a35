"""A change tried out: the real action is done and taken back, so that the preview cannot err."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from cadair.foundation.bilingual import BilingualText
from cadair.mail.models import OutboxMessage
from cadair.seasons.models import SeasonChange


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a change: whom it is told to, and what the public would read."""

    note: BilingualText
    was: BilingualText
    becomes: BilingualText
    rules_version: int | None
    mails: int
    in_welsh: int
    in_english: int
    in_both: int


def previewed(act: Callable[[], SeasonChange]) -> Preview:
    """Do it, look at it, and take it back.

    Raises:
        Refusal: whatever the action refuses.
    """
    with transaction.atomic():
        preview = _looked_at(act())
        transaction.set_rollback(True)
    return preview


def _looked_at(change: SeasonChange) -> Preview:
    mails = OutboxMessage.objects.filter(once__startswith=f"{change.ref}:")
    counts = Counter(
        (bool(welsh), bool(english)) for welsh, english in mails.values_list("body_cy", "body_en")
    )
    rules = change.rules_version
    return Preview(
        note=change.note,
        was=BilingualText.from_dict(change.facts.get("was", {})),
        becomes=BilingualText.from_dict(change.facts.get("becomes", {})),
        rules_version=rules.version if rules else None,
        mails=counts.total(),
        in_welsh=counts[True, False],
        in_english=counts[False, True],
        in_both=counts[True, True],
    )
