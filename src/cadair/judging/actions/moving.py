"""The moves of judging: it begins, and it ends when nobody owes a scorecard."""

from __future__ import annotations

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.nominations.queries import unchecked_entries
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move


@transaction.atomic
def begin_judging(*, season: Season, by: Actor) -> Season:
    """Hand the eligible entries to the panel.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not closed.
        NotComplete: an entry is unchecked, nothing is eligible, or the panel is too small.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.JUDGING)
    require_frozen_rules(season)
    problems: list[str | Promise] = [
        _("Entry not checked yet: %(reference)s") % {"reference": entry.reference}
        for entry in unchecked_entries(season)
    ]
    judges = season.judges.count()
    if judges < (season.minimum_scorecards or 1):
        problems.append(_("The panel has fewer judges than scorecards are needed. Add a judge."))
    if not places_to_judge(season).exists():
        problems.append(_("No entry is eligible. There is nothing to judge."))
    if problems:
        raise NotComplete(
            "cannot-judge-yet", _("Judging cannot begin yet. What is missing:"), tuple(problems)
        )
    season.state = SeasonState.JUDGING
    season.save(update_fields=["state"])
    record(
        actor=by,
        action="begin_judging",
        subject=season.ref,
        season=season.public_id,
        facts={"judges": judges, "places": places_to_judge(season).count()},
    )
    return season


@transaction.atomic
def begin_deciding(*, season: Season, by: Actor) -> Season:
    """End independent judging once every scorecard is locked; the panel meets.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not being judged.
        NotComplete: somebody still owes a scorecard (expected = locked + abstained + aside).
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.DECIDING)
    owed = missing_scorecards(season)
    if owed:
        raise NotComplete(
            "scorecards-missing",
            _("The panel cannot decide yet. Scorecards missing:"),
            tuple(" · ".join(item) for item in owed),
        )
    season.state = SeasonState.DECIDING
    season.save(update_fields=["state"])
    record(actor=by, action="begin_deciding", subject=season.ref, season=season.public_id)
    return season
