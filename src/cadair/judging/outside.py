"""Taking in a table of marks that a second person confirmed: one action each, all or none."""

from __future__ import annotations

from django.db import transaction

from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotAllowed, NotNow
from cadair.judging.actions import confirm_marks, enter_marks
from cadair.judging.models import MarksImport


@transaction.atomic
def take_in_marks(*, brought: MarksImport, seen: str, by: Actor) -> tuple[int, int]:
    """Confirm a table and put its rows on the scorecards: how many, and how many were left out.

    Left out is what a judge has marked themselves since, locked, or stepped aside from.

    Raises:
        NotAllowed, NotNow: what `confirm_marks` refuses.
    """
    brought = confirm_marks(brought=brought, seen=seen, by=by)
    entered = 0
    for row in brought.rows:
        try:
            enter_marks(brought=brought, row=row, by=by)
        except (NotAllowed, NotNow):
            continue
        entered += 1
    return entered, len(brought.rows) - entered
