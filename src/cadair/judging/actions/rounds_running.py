"""A round begins, and ends with who goes on from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cadair.audit.actions import record
from cadair.foundation import clock
from cadair.foundation.actors import Actor
from cadair.foundation.canonical import sha256_of
from cadair.foundation.refusals import NotComplete, NotNow, Refusal
from cadair.foundation.welsh.written import written_passage
from cadair.judging.advancing import Going, going_on, missing_before_round, owed_in
from cadair.judging.letters import RoundOpened, judging_page
from cadair.judging.models import Round, RoundEntry
from cadair.judging.round_plans import IN_MEETING, called
from cadair.judging.round_states import ROUND_MOVES, RoundMethod, RoundState
from cadair.judging.rounds import entries_in, judges_of, next_round, previous_round
from cadair.mail.actions import queue_letter
from cadair.nominations.models import Entry
from cadair.seasons.models import Season
from cadair.seasons.queries import locked
from cadair.seasons.rulebook import require_frozen_rules
from cadair.seasons.rules import require_organiser
from cadair.seasons.states import SeasonState


@transaction.atomic
def begin_round(*, round: Round, by: Actor) -> Round:  # noqa: A002 - the word of the domain
    """Open a round: its judges get a letter and see what they are asked.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the season is not being judged, the round is not waiting, the rules were changed
            behind the frozen version.
        NotComplete: the round before is open, nothing is in it, nobody judges in it, or its
            entries are not shared out yet.
    """
    season = locked(round.season)
    require_organiser(by, season)
    fresh = _round(round)
    _require_time(fresh, season.state)
    if RoundState.OPEN not in ROUND_MOVES[RoundState(fresh.state)]:
        raise NotNow("round-not-waiting", _("This round has begun already."))
    require_frozen_rules(season)
    problems = tuple(missing_before_round(fresh))
    if problems:
        raise NotComplete(
            "cannot-begin-round", _("The round cannot begin yet. What is missing:"), problems
        )
    _open(fresh)
    record(
        actor=by,
        action="begin_round",
        subject=fresh.ref,
        season=season.public_id,
        facts={
            "category": fresh.category.ref,
            "entries": entries_in(fresh).count(),
            "judges": len(judges_of(fresh)),
        },
    )
    return fresh


def _open(round_: Round) -> None:
    """Write that a round is open, and tell its judges; part of actions that record it."""
    round_.state, round_.opened_at = RoundState.OPEN, clock.now()
    round_.save(update_fields=["state", "opened_at"])
    if previous_round(round_) is None:
        return
    letter = RoundOpened(
        season=round_.season.name,
        round=called(round_),
        category=round_.category.name,
        page=judging_page(round_.season),
    )
    for judge in judges_of(round_):
        if judge.account is not None and judge.account.is_active:
            once = f"round-opened:{round_.public_id}:{judge.public_id}"
            queue_letter(
                letter=letter, to=judge.account.email, once=once, season=round_.season.public_id
            )


def open_first_rounds(season: Season) -> int:
    """Open what can begin with judging; how many that was. Part of the move."""
    opened = 0
    for round_ in season.rounds.filter(is_called=False).select_related("category", "season"):
        is_first = previous_round(round_) is None
        in_turn = round_.method != RoundMethod.PANEL_DECISION
        if is_first and in_turn and not tuple(missing_before_round(round_)):
            _open(round_)
            opened += 1
    return opened


@transaction.atomic
def close_round(
    *,
    round: Round,  # noqa: A002 - the word of the domain
    by: Actor,
    going: Collection[Entry] | None = None,
    reason: str = "",
) -> Round:
    """End a round: write down which entries go on to the next one.

    `going`: who goes on, where others than those of the rule do too; then with a reason. Nobody
    who goes on by the rule can be left behind, and equals go on together.

    Raises:
        NotAllowed: `by` is no organiser.
        NotNow: the round is not open, or the order of its comparisons is still being worked out.
        NotComplete: a judge still owes an answer.
        Refusal: nobody would go on, an entry that is not in it, somebody of the rule is left out,
            somebody else is added without a reason.
    """
    season = locked(round.season)
    require_organiser(by, season)
    fresh = _round(round)
    _require_time(fresh, season.state)
    if fresh.is_called or RoundState.CLOSED not in ROUND_MOVES[RoundState(fresh.state)]:
        raise NotNow("round-not-open", _("This round is not open."))
    problems = tuple(owed_in(fresh))
    if problems:
        raise NotComplete(
            "answers-missing", _("The round cannot be closed yet. What is missing:"), problems
        )
    following = next_round(fresh)
    written = _go_on(fresh, following, going, reason) if following is not None else []
    fresh.state, fresh.closed_at = RoundState.CLOSED, clock.now()
    fresh.save(update_fields=["state", "closed_at"])
    by_hand = [each for each in written if each.reason]
    record(
        actor=by,
        action="close_round",
        subject=fresh.ref,
        season=season.public_id,
        facts={
            "category": fresh.category.ref,
            "entries": entries_in(fresh).count(),
            "going_on": len(written),
            "by_hand": len(by_hand),
            "going_sha256": sha256_of(sorted(each.entry.ref for each in written)),
            **({"reason_sha256": sha256_of(reason)} if reason else {}),
        },
    )
    return fresh


def _go_on(
    round_: Round, following: Round, going: Collection[Entry] | None, reason: str
) -> Sequence[RoundEntry]:
    found = {each.entry.pk: each for each in going_on(round_)}
    ruled = {pk for pk, each in found.items() if each.goes_on}
    chosen = ruled if going is None else {each.pk for each in going}
    if not chosen <= set(found):
        raise Refusal("not-in-round", _("Only an entry of this round can go on."))
    if not chosen:
        raise Refusal("nobody-goes-on", _("Nobody would go on. Choose at least one entry."))
    if not ruled <= chosen:
        raise Refusal(
            "left-behind",
            _("Whoever goes on by the rule cannot be left behind. You can only add others."),
        )
    said = ""
    if chosen != ruled:
        said = written_passage(_("Reason"), reason, is_required=True)
    RoundEntry.objects.filter(round=following).delete()
    return RoundEntry.objects.bulk_create(
        RoundEntry(
            round=following,
            entry=found[pk].entry,
            points=_exact(found[pk]),
            reason=said if pk not in ruled else "",
        )
        for pk in sorted(chosen)
    )


def _exact(going: Going) -> str:
    points = going.points
    return f"{points.numerator}/{points.denominator}" if points is not None else ""


def _round(round_: Round) -> Round:
    return Round.objects.select_related("season", "category").get(pk=round_.pk)


def _require_time(round_: Round, state: str) -> None:
    """Rounds run while the season is judged; a ballot may be held while the panel decides."""
    allowed = [SeasonState.JUDGING]
    if round_.method in IN_MEETING:
        allowed.append(SeasonState.DECIDING)
    if state not in allowed:
        raise NotNow("not-judging-rounds", _("Rounds begin and end only while judging is open."))
