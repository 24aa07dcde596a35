"""What a judge takes along on a device, and what they flag for themselves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import Refusal
from cadair.judging.models import Bookmark, DeviceCopy, Judge
from cadair.judging.rules import require_judging, require_own_desk
from cadair.nominations.models import Entry
from cadair.people.models import Account
from cadair.seasons.models import Category
from cadair.seasons.queries import hold


@transaction.atomic
def take_along(*, judge: Judge, account: Account, by: Actor) -> DeviceCopy:
    """Let a judge keep what lies on their desk on a device, until they lock or end it.

    Raises:
        NotAllowed: `by` is not the judge.
        NotNow: judging is not open.
    """
    judge = _at_desk(judge, by)
    require_judging(judge)
    copy = DeviceCopy.objects.create(judge=judge, account=account, taken_at=clock.now())
    record(
        actor=by,
        action="take_along",
        subject=copy.ref,
        season=judge.season.public_id,
        facts={"judge": judge.ref},
    )
    return copy


@transaction.atomic
def end_device_copies(*, judge: Judge, by: Actor) -> Judge:
    """End what a judge keeps on devices; each is emptied when it next meets the service.

    Raises:
        NotAllowed: `by` is not the judge.
    """
    judge = _at_desk(judge, by)
    ended = judge.device_copies.filter(ended_at=None).update(ended_at=clock.now())
    record(
        actor=by,
        action="end_device_copies",
        subject=judge.ref,
        season=judge.season.public_id,
        facts={"copies": ended},
    )
    return judge


@transaction.atomic
def keep_bookmark(
    *, judge: Judge, entry: Entry, category: Category, is_wanted: bool, by: Actor
) -> bool:
    """Flag a place to come back to, or take the flag away; nobody else is told.

    Raises:
        NotAllowed: `by` is not the judge.
    """
    judge = _at_desk(judge, by)
    if is_wanted:
        where = {"judge": judge, "entry": entry, "category": category}
        Bookmark.objects.bulk_create([Bookmark(**where)], ignore_conflicts=True)
    else:
        judge.bookmarks.filter(entry=entry, category=category).delete()
    return is_wanted


@transaction.atomic
def take_pack(*, judge: Judge, entries: int, is_large: bool, by: Actor) -> Judge:
    """Note that a judge took what they may read as a document; how many entries are in it.

    Raises:
        NotAllowed: `by` is not the judge.
        Refusal: nothing may be read yet.
    """
    judge = _at_desk(judge, by)
    if not entries:
        raise Refusal(
            "nothing-to-read", _("You can read nothing yet. Declare your interests first.")
        )
    record(
        actor=by,
        action="take_pack",
        subject=judge.ref,
        season=judge.season.public_id,
        facts={"entries": entries, "large_print": int(is_large)},
    )
    return judge


def _at_desk(judge: Judge, by: Actor) -> Judge:
    hold(judge.season_id)
    fresh = Judge.objects.select_related("season").get(pk=judge.pk)
    require_own_desk(by, fresh)
    return fresh
