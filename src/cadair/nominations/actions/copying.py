"""Beginning a form with what an earlier one said: for another category, or for the next season."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.nominations.actions.evidence import copy_evidence
from cadair.nominations.actions.filled_forms import CATEGORIES, FITS, LANGUAGE, YOU
from cadair.nominations.actions.sent_forms import pages_of_sent
from cadair.nominations.models import Draft, Nomination
from cadair.nominations.rules import require_nominator, require_open
from cadair.people.models import Account
from cadair.seasons.models import Season
from cadair.seasons.queries import locked

_TAKEN_ALONG = frozenset({LANGUAGE, YOU})
"""Pages that need no second look; every other is to be read over."""


@transaction.atomic
def copy_nomination(
    *, nomination: Nomination, season: Season, account: Account, by: Actor
) -> Draft:
    """Begin a form in `season` with what a nomination said, without its categories.

    Answers to questions that `season` does not ask are left behind; those it asks in the same
    way are there to be read over. What was sent stays as it is.

    Raises:
        NotAllowed: `by` did not send it.
        NotNow: `season` takes no nominations now.
    """
    season = locked(season)
    require_nominator(nomination, by)
    require_open(season)
    now = clock.now()
    draft = Draft.objects.create(
        season=season,
        account=account,
        language=nomination.language,
        started_at=now,
        saved_at=now,
        version=2,
        answers=_taken_along(nomination),
        finished_pages=sorted(_TAKEN_ALONG),
    )
    copy_evidence(nomination, draft)
    record(
        actor=by,
        action="copy_nomination",
        subject=draft.ref,
        season=season.public_id,
        facts={"nomination": nomination.ref},
    )
    return draft


def _taken_along(nomination: Nomination) -> dict[str, Any]:
    pages = pages_of_sent(nomination)
    return {key: values for key, values in pages.items() if key not in {CATEGORIES, FITS}}
