"""The moves of judging: it begins, and it ends when nobody owes a scorecard."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation.actors import Actor
from cadair.foundation.refusals import NotComplete
from cadair.judging.actions.rounds_running import open_first_rounds
from cadair.judging.actions.stepping import step_aside_from_categories
from cadair.judging.advancing import rounds_to_close
from cadair.judging.letters import JudgingBegun, judging_page
from cadair.judging.models import Interest
from cadair.judging.queries import missing_scorecards, places_to_judge
from cadair.judging.rules import too_small_panel
from cadair.judging.states import InterestKind
from cadair.mail.actions import queue_letter
from cadair.nominations.notices import (
    leaving_before_judging,
    unsettled_before_judging,
    untold_before_judging,
    unvouched_before_judging,
)
from cadair.nominations.queries import judgeable_entries, unchecked_entries, unread_nominations
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState, check_move


@transaction.atomic
def begin_judging(*, season: Season, by: Actor) -> Season:
    """Hand the eligible entries to the panel.

    The first round of a category begins too, unless its entries have to be shared out first.
    Whoever stepped aside from an entry that was grouped steps aside from the one it counts with:
    its nominations are read there (PRO-03). Where one steps aside from whole categories, that
    holds for what was moved there since.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: nominations are not closed.
        NotComplete: an entry is unchecked, somebody has not been told that they are nominated,
            their letter has not left, nothing is eligible, or the panel is too small.
    """
    season = locked(season)
    require_organiser(by, season)
    check_move(season.state, SeasonState.JUDGING)
    require_frozen_rules(season)
    problems = tuple(_missing_to_judge(season))
    if problems:
        raise NotComplete(
            "cannot-judge-yet", _("Judging cannot begin yet. What is missing:"), problems
        )
    followed = _step_aside_together(season)
    season.state = SeasonState.JUDGING
    season.save(update_fields=["state"])
    rounds = open_first_rounds(season)
    _tell_judges(season)
    record(
        actor=by,
        action="begin_judging",
        subject=season.ref,
        season=season.public_id,
        facts={
            "judges": season.judges.count(),
            "places": places_to_judge(season).count(),
            "stepped_aside_with_others": followed,
            **({"rounds": rounds} if rounds else {}),
        },
    )
    return season


def _missing_to_judge(season: Season) -> Iterator[str | Promise]:
    for entry in unchecked_entries(season):
        yield _("Entry not checked yet: %(reference)s") % {"reference": entry.reference}
    yield from _people_to_answer(season)
    if unread := unread_nominations(season).count():
        yield _("Nominations that nobody has read before the panel does: %(number)s") % {
            "number": unread
        }
    yield from too_small_panel(season)
    if not places_to_judge(season).exists():
        yield _("No entry is eligible. There is nothing to judge.")


def _tell_judges(season: Season) -> None:
    letter = JudgingBegun(
        season=season.name,
        entries=judgeable_entries(season).count(),
        page=judging_page(season),
    )
    judges = season.judges.filter(account__is_active=True)
    for judge, address in judges.values_list("public_id", "account__email"):
        once = f"judging-begun:{season.public_id}:{judge}"
        queue_letter(letter=letter, to=address, once=once, season=season.public_id)


def _people_to_answer(season: Season) -> Iterator[str]:
    """Nobody is judged who has not been told, or has declined and waits for an answer (PRI-02)."""
    if untold := untold_before_judging(season).count():
        yield _("People who have not been told that they are nominated: %(number)s") % {
            "number": untold
        }
    if leaving := leaving_before_judging(season).count():
        yield _(
            "Letters to nominees that wait to leave: %(number)s. They leave by themselves within "
            "minutes; if they do not, ask whoever runs the service."
        ) % {"number": leaving}
    if unvouched := unvouched_before_judging(season).count():
        yield _("Eligible entries for which nobody vouches: %(number)s") % {"number": unvouched}
    if waiting := unsettled_before_judging(season).count():
        yield _("People who declined or objected and have no answer yet: %(number)s") % {
            "number": waiting
        }


def _step_aside_together(season: Season) -> int:
    """Step aside from what grouped entries count with, and from what was moved into a category
    that was left as a whole; how many times that was."""
    aside = Interest.objects.filter(
        judge__season=season, kind=InterestKind.STEP_ASIDE, entry__grouped_into__isnull=False
    )
    followed = 0
    for each in aside.select_related("judge", "entry__grouped_into"):
        together = each.entry.grouped_into
        known = each.judge.interests.filter(entry=together, kind=InterestKind.STEP_ASIDE)
        if together is None or known.exists():
            continue
        Interest.objects.update_or_create(
            judge=each.judge,
            entry=together,
            defaults={
                "kind": each.kind,
                "nature": each.nature,
                "declared_at": each.declared_at,
            },
        )
        followed += 1
    for judge in season.judges.all():
        judge.season = season
        followed += len(step_aside_from_categories(judge))
    return followed


@transaction.atomic
def begin_deciding(*, season: Season, by: Actor) -> Season:
    """End independent judging once every scorecard is locked; the panel meets.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not being judged.
        NotComplete: somebody still owes a scorecard (expected = locked + abstained + aside), or a
            round before the meeting is not closed.
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
    unfinished = tuple(rounds_to_close(season))
    if unfinished:
        raise NotComplete(
            "rounds-not-closed",
            _("The panel cannot decide yet. Rounds that are not closed:"),
            unfinished,
        )
    season.state = SeasonState.DECIDING
    season.save(update_fields=["state"])
    record(actor=by, action="begin_deciding", subject=season.ref, season=season.public_id)
    return season
