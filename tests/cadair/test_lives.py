"""Whatever is tried, in whatever order and at whatever time: things move only as their tables say.

Hypothesis tries sequences of actions on the cast's season. Each either appends one entry to the
record, or is refused with a sentence, and then nothing at all has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cadair.audit.models import AuditEntry
from cadair.foundation import clock
from cadair.foundation.refusals import Refusal
from cadair.judging.actions import abstain, begin_deciding, begin_judging, lock_scorecards
from cadair.judging.models import Scorecard
from cadair.judging.states import SCORECARD_MOVES, ScorecardState
from cadair.nominations.actions import declare_eligible, declare_ineligible, withdraw_nomination
from cadair.nominations.models import Entry, Nomination
from cadair.nominations.queries import unread_nominations
from cadair.nominations.states import (
    ELIGIBILITY_MOVES,
    NOMINATION_MOVES,
    Eligibility,
    IneligibleReason,
    NominationState,
)
from cadair.outcomes.actions import (
    approve_award_text,
    cancel_release,
    confirm_seal,
    order_release,
    propose_season,
    request_seal,
    seal_season,
    withdraw_seal_request,
)
from cadair.outcomes.models import ReleaseOrder, SealRequest
from cadair.outcomes.states import RELEASE_MOVES, REQUEST_MOVES, ReleaseState, RequestState
from cadair.publishing.actions import release_season
from cadair.seasons.actions import close_nominations, open_season
from cadair.seasons.models import Season
from cadair.seasons.states import MOVES, SeasonState
from tests.cast import CHECKING_AT, LANTERN, MEETING_AT, NOMINATING_AT, Cast, a_season
from tests.progress import award, decide, declare, mark, nominate, read

MOMENTS = (NOMINATING_AT, CHECKING_AT, MEETING_AT)


def _nominate(cast: Cast) -> None:
    # References count upwards, so titles can repeat; the first entry is always Operation Lantern.
    entry = nominate(cast, LANTERN if not cast.entries else f"Project {len(cast.entries)}").entry
    cast.entries[entry.title] = entry


def _approve_all(cast: Cast) -> None:
    awards = list(cast.season.awards.all())
    approve_award_text(award=awards[0], by=cast.organiser)
    for each in awards[1:]:
        approve_award_text(award=each, by=cast.organiser)


def _decide_the_rest(cast: Cast) -> None:
    decide(cast, "youth")
    decide(cast, "overall")


def _read_all(cast: Cast) -> None:
    if not unread_nominations(cast.season).exists():
        raise Refusal("nothing-to-read", "Everything is read.")
    read(cast)


ATTEMPTS: dict[str, Callable[[Cast], object]] = {
    "open": lambda c: open_season(season=c.season, by=c.organiser),
    "nominate": _nominate,
    "withdraw": lambda c: withdraw_nomination(
        nomination=Nomination.objects.filter(season=c.season)[0], by=c.organiser
    ),
    "close": lambda c: close_nominations(season=c.season, by=c.organiser),
    "eligible": lambda c: declare_eligible(entry=c.entries[LANTERN], by=c.organiser),
    "ineligible": lambda c: declare_ineligible(
        entry=c.entries[LANTERN], reason=IneligibleReason.SPAM, by=c.organiser
    ),
    "read": _read_all,
    "judge": lambda c: begin_judging(season=c.season, by=c.organiser),
    "declare": declare,
    "abstain": lambda c: abstain(
        judge=c.judges["ann"],
        entry=c.entries[LANTERN],
        category=c.category("asb"),
        by=c.actor("ann"),
    ),
    "mark": mark,
    "lock": lambda c: lock_scorecards(judge=c.judges["ann"], by=c.actor("ann")),
    "deliberate": lambda c: begin_deciding(season=c.season, by=c.organiser),
    "propose": lambda c: propose_season(season=c.season, by=c.organiser),
    "decide": lambda c: decide(c, "asb", award(c, "winner", LANTERN)),
    "decide the rest": _decide_the_rest,
    "approve": _approve_all,
    "ask": lambda c: request_seal(season=c.season, by=c.organiser),
    "take back": lambda c: withdraw_seal_request(
        request=SealRequest.objects.filter(season=c.season)[0], by=c.organiser
    ),
    "confirm": lambda c: confirm_seal(
        request=SealRequest.objects.filter(season=c.season)[0], by=c.chair
    ),
    "seal": lambda c: seal_season(season=c.season, by=c.organiser, confirmed_by=c.chair),
    "order": lambda c: order_release(season=c.season, by=c.organiser),
    "cancel": lambda c: cancel_release(
        order=ReleaseOrder.objects.filter(season=c.season)[0], by=c.organiser
    ),
    "release": lambda c: release_season(season=c.season, by=c.organiser),
}
USUAL_ORDER = list(ATTEMPTS)
DETOURS = ("withdraw", "ineligible", "abstain", "take back", "cancel")
IMPOSSIBLE_HERE = (IndexError, KeyError)
"""There is no nomination, entry or order yet that the attempt could be about."""

LIVES: dict[type[models.Model], tuple[str, Mapping[Any, Any]]] = {
    Season: ("state", MOVES),
    Nomination: ("state", NOMINATION_MOVES),
    Entry: ("eligibility", ELIGIBILITY_MOVES),
    Scorecard: ("state", SCORECARD_MOVES),
    ReleaseOrder: ("state", RELEASE_MOVES),
    SealRequest: ("state", REQUEST_MOVES),
}


def _states() -> dict[tuple[str, int], str]:
    return {
        (model.__name__, pk): state
        for model, (field, _moves) in LIVES.items()
        for pk, state in model._default_manager.values_list("pk", field)
    }


def _may_move(kind: str, before: str, after: str) -> bool:
    (moves,) = (moves for model, (_field, moves) in LIVES.items() if model.__name__ == kind)
    (next_states,) = (targets for state, targets in moves.items() if state == before)
    return after in ([next_states] if isinstance(next_states, str) else next_states)


def _try(cast: Cast, name: str, moment: datetime) -> bool:
    """Whether the attempt was carried out; checks what it left behind."""
    states, entries = _states(), AuditEntry.objects.count()
    try:
        with clock.at(moment), transaction.atomic():
            ATTEMPTS[name](cast)
    except IMPOSSIBLE_HERE:
        return False
    except Refusal as refusal:
        sentence = str(refusal)
    else:
        sentence = ""
    if sentence:
        assert _states() == states
        assert AuditEntry.objects.count() == entries
        return False
    assert AuditEntry.objects.count() > entries
    for thing, after in _states().items():
        before = states.get(thing, after)
        assert before == after or _may_move(thing[0], before, after), (name, thing, before, after)
    return True


STEPS = st.lists(st.tuples(st.sampled_from(USUAL_ORDER), st.sampled_from(MOMENTS)), max_size=12)
HEAD_STARTS = st.integers(min_value=0, max_value=len(USUAL_ORDER))


@pytest.mark.django_db
@settings(max_examples=40)
@given(head_start=HEAD_STARTS, steps=STEPS)
def test_things_move_only_as_their_tables_say(
    head_start: int, steps: list[tuple[str, datetime]]
) -> None:
    with transaction.atomic():
        cast = a_season()
        for name in USUAL_ORDER[:head_start]:
            if name not in DETOURS:
                _try(cast, name, _usual_moment(name))
        for name, moment in steps:
            _try(cast, name, moment)
        transaction.set_rollback(True)


def _usual_moment(name: str) -> datetime:
    place = USUAL_ORDER.index(name)
    if place < USUAL_ORDER.index("close"):
        return NOMINATING_AT
    return CHECKING_AT if place < USUAL_ORDER.index("deliberate") else MEETING_AT


@pytest.mark.django_db
def test_every_state_can_be_reached_by_the_attempts() -> None:
    """So that the test above tries what it says it tries."""
    seen = set()
    for detour in (None, *DETOURS):
        with transaction.atomic():
            cast = a_season()
            seen.add(("Season", cast.season.state))
            for name in USUAL_ORDER:
                if name == detour or name not in DETOURS:
                    _try(cast, name, _usual_moment(name))
                seen |= {(kind, state) for (kind, _pk), state in _states().items()}
            transaction.set_rollback(True)
    assert {state for kind, state in seen if kind == "Season"} == set(SeasonState)
    # What the panel names begins and ends as that: tests of discretion hold it.
    entries = set(Eligibility) - {Eligibility.PANEL}
    assert {state for kind, state in seen if kind == "Entry"} == entries
    assert {state for kind, state in seen if kind == "Nomination"} == set(NominationState)
    assert ("Scorecard", ScorecardState.LOCKED) in seen
    assert ("Scorecard", ScorecardState.ABSTAINED) in seen
    assert {state for kind, state in seen if kind == "ReleaseOrder"} == set(ReleaseState)
    assert {state for kind, state in seen if kind == "SealRequest"} == set(RequestState)
